#pragma once
// The asymmetry premium as a screen shows it.

#include <string>

#include "study/ensemble.hpp"

namespace cli {

// Empty if the ensemble lacks the four worlds.
std::string premium_table(const study::Ensemble& ensemble);

}  // namespace cli
