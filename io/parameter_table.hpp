#pragma once
// Every parameter of a scenario in one table, and every constant of the model: value, range, and what is
// known of it.

#include <string>
#include <vector>

#include "models/exchange/world/scenario.hpp"

namespace io {

struct ParameterRow {
  std::string name, label, unit;          // label: what screens call it; of contested ones only
  std::string prior, source, grade, doc;  // grade of the evidence, A best; "assumption" where there is none
  double value = 0, low = 0,
         high = 0;  // low and high: the middle 90 % of the prior; the value if it is fixed
  // Of a parameter that was fitted and is drawn from the posterior, whatever its prior; else NaN.
  double posterior_median = 0, posterior_low = 0, posterior_high = 0;
  bool contested = false;  // `challenge` moves it
};

// In the order of their declaration. Throws sim::Error if the evidence cannot be read.
std::vector<ParameterRow> parameter_table(const exchange::Scenario& scenario);

struct ConstantRow {
  std::string name, unit, source, grade, doc;  // grade of the evidence; "assumption" where there is none
  double value = 0, low = 0, high = 0;         // low and high: where it may lie; no run draws it
};

// The numbers that every run shares, in the order of their declaration. Throws sim::Error if the evidence
// cannot be read.
std::vector<ConstantRow> constant_table();

}  // namespace io
