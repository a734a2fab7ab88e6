#pragma once
// What open science obtains under a policy, and what a policy costs it: over the US and allied blocs.

#include <string>
#include <vector>

#include "study/ensemble.hpp"

namespace study {

// US and allied blocs: whose science the cost is counted for.
bool is_us_or_ally(const std::string& bloc);

// One item of Yearly::science at the last report date, summed over those blocs: by replicate.
std::vector<double> science_of_allies(const Ensemble& ensemble, int32_t policy, exchange::ScienceItem item);

// What a policy costs in it against the reference, paired: what is lost; of delays, what comes on top.
std::vector<double> science_lost(const Ensemble& ensemble, int32_t policy, exchange::ScienceItem item);

// Person-months within reach that are lost, as a share of the reference's; NaN where that has none.
std::vector<double> share_of_science_lost(const Ensemble& ensemble, int32_t policy);

}  // namespace study
