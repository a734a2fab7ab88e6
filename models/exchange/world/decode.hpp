#pragma once
// From a tree to a scenario, all faults collected: wrong types, unknown keys, values out of range, faulty
// dates. What the names refer to is checked later (check.hpp), when everything is known.

#include <map>
#include <string>

#include "models/exchange/world/describe_world.hpp"
#include "models/exchange/world/problems.hpp"

namespace exchange {

void decode(const json::Node& tree, ScenarioSource& scenario, Findings& findings);

// Changes the fields that `change` gives; `exempt` there is {"remove": [names], "add": {name: filter}}.
void decode_amendment(const json::Node& change, const std::string& path, Provision& provision,
                      Findings& findings);

}  // namespace exchange
