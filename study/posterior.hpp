#pragma once
// What the posterior of a scenario says of one parameter.

#include <string>

#include "models/exchange/world/scenario.hpp"
#include "study/statistics.hpp"

namespace study {

// Median and 90 % range over its rows; no runs if the parameter is drawn from its prior, or not at all.
Range posterior_range(const exchange::Scenario& scenario, const std::string& parameter);

}  // namespace study
