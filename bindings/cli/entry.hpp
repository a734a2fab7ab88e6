#pragma once
// What `show` knows: entries on shelves, one shelf for each kind of thing.

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bindings/cli/command.hpp"
#include "models/exchange/world/door.hpp"

namespace cli {

struct Entry {
  std::string id, kind;                                    // "leak", "parameter"
  std::string title;                                       // one line
  std::vector<std::pair<std::string, std::string>> facts;  // label, text

  void add(const std::string& label, const std::string& text) {
    if (!text.empty()) facts.emplace_back(label, text);
  }
};

struct Shelf {
  std::string one, many;  // "parameter", "parameters"
  std::vector<std::string> ids;
  std::function<Entry(const std::string& id)> entry;  // of one of the ids
};

// Provisions, measures, policies.
std::vector<Shelf> law_shelves(const exchange::Loaded& loaded);
// Places, groups, repositories, firms, regulators, programmes, inputs, switches.
std::vector<Shelf> world_shelves(const exchange::Loaded& loaded);
// Parameters, constants, outputs, facts.
std::vector<Shelf> number_shelves(const exchange::Loaded& loaded);
// The glossary, the keys of scenario files, and the steps of the month.
std::vector<Shelf> word_shelves();

std::vector<Shelf> all_shelves(const exchange::Loaded& loaded);

// "preset:law/us, line 204": where a dotted path was written; empty if nowhere.
std::string where_set(const exchange::Loaded& loaded, const std::string& path);

Command show_command();

}  // namespace cli
