#pragma once
// What can be judged only when the whole scenario is known: that names exist, limits hold, dates follow each
// other.

#include "models/exchange/world/describe_world.hpp"
#include "models/exchange/world/problems.hpp"

namespace exchange {

void check_names(ScenarioSource& source, Findings& findings);
// The reference is a listed policy. One that only an extended file names can be had by listing it.
void check_reference(const Scenario& scenario, const std::string& main_file, Findings& findings);
void check_limits(const Scenario& scenario, Findings& findings);
// Dates in order, currencies with a price, instruments that exist.
void check_law(const Scenario& scenario, Findings& findings);
// Warnings: months outside the run, choices of the file `main_file` without a source.
void check_report(const ScenarioSource& source, const json::Node& tree, const std::string& main_file,
                  Findings& findings);
// Names, limits and dates of the amended provisions of the policies.
void check_policies(const Scenario& scenario, Findings& findings);

// Warnings about what `main_file` itself says and that can never bind, stands twice, leaves a gap, lies outside the run,
// or cites no source. Only for a scenario without errors.
void check_idle(const Scenario& scenario, const json::Node& tree, const std::string& main_file, Findings& findings);

}  // namespace exchange
