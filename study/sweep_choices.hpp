#pragma once
// What a design wants run and kept: replicates, policies, outputs, dates.

#include "models/exchange/world/problems.hpp"
#include "study/sweep_plan.hpp"

namespace study {

// Into the plan; what is not said is the scenario's. Without a scenario (it cannot be used) only what is
// declared is checked.
void read_choices(const exchange::json::Node& design, const Scenario* scenario, SweepPlan& plan,
                  exchange::Findings& findings);

}  // namespace study
