#pragma once
// From policies as written to the provisions they consist of.

#include "models/exchange/world/describe_world.hpp"
#include "models/exchange/world/problems.hpp"

namespace exchange {

// Fills scenario.policies with the listed policies, in order. Policies that are neither listed nor started
// from are dropped from the source.
void resolve_policies(ScenarioSource& source, Findings& findings);

// Dates in order: announced, effective, expires.
void check_dates(const Provision& provision, const std::string& path, Findings& findings);

}  // namespace exchange
