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

// Puts the text of the file that `posterior` names in the place of its name. It is looked for from the file
// that names it, and from where the user stands if an override does (the resolver is asked with an empty
// `from`).
void read_posterior_file(json::Node& tree, const std::string& main_file, const Resolver& resolve,
                         Findings& findings);

// overrides.cpp: `path=value` overrides, --as-of and --reference. A value that is no JSON is a text.
void apply(const Overrides& overrides, json::Node& tree, Findings& findings);

}  // namespace exchange
