#pragma once
// summary.json: the numbers of the headline, the premium, and failures; NaN is written as null.

#include <string>

#include "study/ensemble.hpp"

namespace io {

std::string summary_json(const study::Ensemble& ensemble);

}  // namespace io
