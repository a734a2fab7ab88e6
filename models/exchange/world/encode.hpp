#pragma once
// The resolved scenario as a tree: everything included, every default written out. Decoding it gives the same
// scenario.

#include "models/exchange/world/describe_world.hpp"

namespace exchange {

json::Node encode(const ScenarioSource& source);
json::Node encode(const Provision& provision);

}  // namespace exchange
