#pragma once
// Reading an ensemble by replicate: one value for each replicate, NaN where the run did not finish, so that
// any two lists of the same ensemble are paired by position.

#include <vector>

#include "study/ensemble.hpp"

namespace study {

// A monthly output of every replicate of a policy.
std::vector<double> by_replicate(const Ensemble& ensemble, int32_t policy, Monthly output, Month month);

// One cell of a yearly array at a report date (an index of scenario->report).
std::vector<double> by_replicate(const Ensemble& ensemble, int32_t policy, Yearly output, std::size_t report,
                                 std::size_t cell);

// log2 of how many times as much the PRC can obtain of US persons as the US of PRC persons, by replicate.
std::vector<double> asymmetry_by_replicate(const Ensemble& ensemble, int32_t policy, Month month);

// What a policy costs open science in one item of Yearly::science: what is lost; of delays, what comes on
// top.
double science_cost(exchange::ScienceItem item, double policy, double reference);

// The same in one cell of that array at a report date, by replicate.
std::vector<double> science_cost_by_replicate(const Ensemble& ensemble, int32_t policy, std::size_t report,
                                              std::size_t cell);

// The last month that the scenario reports; without one, its last month.
Month last_report(const exchange::Scenario& scenario);

// The month whose state a yearly array shows at a report date: that year's December, or the run's last month.
Month state_month(const exchange::Scenario& scenario, Month report);

}  // namespace study
