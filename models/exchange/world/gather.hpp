#pragma once
// One tree from a scenario and all that it extends and includes, and the overrides of the command line.

#include <string>
#include <string_view>

#include "models/exchange/world/door.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/problems.hpp"

namespace exchange {

// Extended first, then what is included, then the file's own keys: the later wins, key by key. `law` lists of
// included files are joined; the same id in two of them is an error. Where a file that extends names
// policies, those are the policies; the others stay to be started from ("listed": false).
struct Gathered {
  json::Node tree;
  bool whole = true;  // every file was found and read: what the tree lacks is not there
};
Gathered gather(std::string_view text, const std::string& name, const Resolver& resolve, Findings& findings);

// overrides.cpp: `path=value` overrides, --as-of and --reference. A value that is no JSON is a text.
void apply(const Overrides& overrides, json::Node& tree, Findings& findings);

}  // namespace exchange
