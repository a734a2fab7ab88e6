#pragma once
// What is not settled by evidence, as `challenge` shows it whole and `run` in three lines.

#include <string>

#include "study/challenge.hpp"

namespace cli {

// The most influential assumptions, for below the headline table: how far each moves the headline number, whose median
// is `headline`, and whether the order of the policies holds.
std::string most_influential(const study::Challenge& challenge, double headline, const std::string& scenario_named);

std::string challenge_text(const study::Challenge& challenge, const exchange::Scenario& scenario, int32_t values, bool full);

// "5e-04", "0.05", "2.8"; shares as "5 %" and "100 %".
std::string value_in_unit(double value, const sim::Declaration& declared);

}  // namespace cli
