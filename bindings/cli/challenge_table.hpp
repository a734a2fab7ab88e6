#pragma once
// What is not settled by evidence, as `challenge` shows it whole and `run` in three lines.

#include <string>

#include "study/challenge.hpp"
#include "study/sides.hpp"

namespace cli {

// The most influential assumptions, for below the headline table: how far each moves the headline number, whose median
// is `headline`, and whether the order of the policies holds.
std::string most_influential(const study::Challenge& challenge, double headline, const std::string& scenario_named);

std::string challenge_text(const study::Challenge& challenge, const exchange::Scenario& scenario, int32_t values, bool full);

// "listings-only leaves more copies than current-law"; the sides by their names in this world.
std::string said(const study::Conclusion& conclusion, const study::Sides& sides);
// Against the reference, and the sides; every pair of policies is for --table full.
bool is_main(const std::vector<study::Conclusion>& all, const study::Conclusion& conclusion);

// "5e-04", "0.05", "2.8"; shares as "5 %" and "100 %".
std::string value_in_unit(double value, const sim::Declaration& declared);

}  // namespace cli
