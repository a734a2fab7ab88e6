#pragma once
// The factors of a sweep's design, read and found right, or reported.

#include <functional>
#include <optional>
#include <string>

#include "models/exchange/world/problems.hpp"
#include "study/design.hpp"
#include "study/ensemble.hpp"

namespace study {

// Against what a design is checked. Without a scenario (it cannot be used) only what is declared is known.
struct SweepWorld {
  const Scenario* scenario = nullptr;
  exchange::json::Node tree;  // of its resolved text
};

// `factors` or `rows` of a design, into design.factors and design.given. The kind is known.
void read_factors(const exchange::json::Node& tree, const SweepWorld& world, Design& design,
                  exchange::Findings& findings);

// Factors that are no parameters: one of which no value makes a scenario is an error; single values are not,
// those rows fail. `fault` says what is wrong with a scenario in which one path is set; nothing if it is
// right.
using TrialOfValue =
    std::function<std::optional<sim::Problem>(const std::string& path, const exchange::json::Node& value)>;
void try_factors(const exchange::json::Node& tree, const Design& design, const TrialOfValue& fault,
                 exchange::Findings& findings);

// The factors and rows as a design file would have them, nothing left out.
void write_factors(const Design& design, exchange::json::Node& tree);

}  // namespace study
