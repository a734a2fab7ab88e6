#pragma once
// In which values two trees differ: what was changed between two scenarios.

#include <string>
#include <vector>

#include "models/exchange/world/json_text.hpp"

namespace exchange {

struct TreeChange {
  std::string path;           // dotted
  std::string before, after;  // as text; empty where the tree has nothing there
  bool only_words = false;    // a title, note or the like: changes no number
};

// Objects are compared key by key, everything else as a whole. What only one side has is one change. In the
// order of the trees' keys.
std::vector<TreeChange> diff(const json::Node& before, const json::Node& after);

// On one line: "0.1", "a, b", "{ count: 0, months: 12 }".
std::string one_line(const json::Node& node);

}  // namespace exchange
