#pragma once
// One value of a scenario file, read and found right, or reported.

#include <optional>
#include <string>
#include <string_view>

#include "models/exchange/world/describe.hpp"
#include "models/exchange/world/problems.hpp"

namespace exchange {

struct Reading {  // where a value stands, and who hears of its faults
  const json::Node& node;
  const std::string& path;
  Findings& findings;

  void fault(std::string message, std::string suggestion = "") const {
    findings.error(node.at, path, std::move(message), std::move(suggestion));
  }
  void wrong_type(const std::string& expected) const;
};

std::optional<bool> read_boolean(const Reading& r);
std::optional<double> read_number(const Reading& r, const FieldRule& rule);
std::optional<int64_t> read_whole(const Reading& r, const FieldRule& rule, int64_t most);
std::optional<uint64_t> read_seed(const Reading& r);
std::optional<std::string> read_text(const Reading& r, const FieldRule& rule);
std::optional<int> read_word(const Reading& r, const std::vector<std::string>& words);
std::optional<Month> read_month(const Reading& r, const FieldRule& rule);

// "2025-04", and "2025-04-08", "always", "never" as `dates` admits.
std::optional<Month> month_from(std::string_view text, Dates dates);
// Letters, digits, - and _: what can be an id, so that dotted paths stay unambiguous.
bool is_id(std::string_view text);

}  // namespace exchange
