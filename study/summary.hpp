#pragma once
// The rows of summary.csv: every monthly output and every cell of a yearly array, by policy and report date.

#include <string>
#include <vector>

#include "study/ensemble.hpp"
#include "study/statistics.hpp"

namespace study {

struct SummaryRow {
  // `output` carries the labels of other axes: "reach_persons.open". Labels that do not apply are empty.
  std::string output, policy, reference, holder, origin, kind, time, unit;
  Range value;
  Range change;  // paired, policy minus reference; of the reference itself: no runs, NaN
};

// Ordered by output as declared, then cell, date and policy. Cells that are zero in all runs are left out,
// and outputs by place, of which result.nc holds the statistics.
std::vector<SummaryRow> summary(const Ensemble& ensemble);

}  // namespace study
