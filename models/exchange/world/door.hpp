#pragma once
// The door: the only place where JSON enters. No files here: the caller reads them.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/exchange/world/problems.hpp"
#include "models/exchange/world/scenario.hpp"
#include "sim/error.hpp"

namespace exchange {

// Why a file cannot be read, of which the reader of messages is told: "is larger than 16 MiB.", the likely
// mend.
struct Unreadable : sim::Error {
  Unreadable(const std::string& file, std::string reason, std::string likely_mend)
      : sim::Error(file + " " + reason), why(std::move(reason)), mend(std::move(likely_mend)) {}
  std::string why, mend;
};

// What a reference ("preset:worlds/reference", "law/cn.json") means in the file `from`: the file's name, to
// show and to resolve its own references, the same whenever it is the same file; and its text. Nothing if
// there is no such file; throws Unreadable where more can be said. An empty `from`: typed by the user, who may
// name any file, from where they stand.
using Resolver = std::function<std::optional<std::pair<std::string, std::string>>(
    const std::string& reference, const std::string& from)>;

struct Overrides {
  std::vector<std::pair<std::string, std::string>> set;  // dotted path, JSON value or bare text
  std::optional<std::string> law_as_of = {};                  // "2024-06" or "2024-06-30"
  std::optional<std::string> reference = {};                  // a policy
};

struct Loaded {
  Scenario scenario;
  sim::Problems warnings;
  json::Node tree;  // as gathered, before it is read: where each key stands
};

// Reads, resolves and checks a scenario. Throws sim::InputError with every problem, warnings too, sorted as
// they stand in the files.
Loaded load_scenario(std::string_view text, std::string file_name, const Resolver& resolve,
                     const Overrides& overrides = {});

// "us-countermeasures" of "preset:us-countermeasures", "scenarios/us-countermeasures.json".
std::string id_of_file(std::string_view file_name);

// JSON Schema (draft 2020-12) of scenario files, from the declarations that read them.
std::string schema_json();

}  // namespace exchange
