#pragma once
// Which provisions of each policy bound in its runs.

#include <string>
#include <vector>

#include "study/ensemble.hpp"

namespace study {

struct CoverageRow {
  std::string provision;
  double transfers = 0;  // proposed transfers that it touched, mean over runs
  double standing = 0;   // combinations of place, kind and archive whose release or access it touched, mean over runs
  bool bound() const { return transfers > 0 || standing > 0; }
};

// The provisions of a policy in the order of its rule book, each id once.
std::vector<CoverageRow> coverage(const Ensemble& ensemble, int32_t policy);

}  // namespace study
