#pragma once
// Quantiles and ranges over replicates: ODD section 9, "range (90 % of runs)". A range contains the
// uncertainty of the parameters, so more runs do not narrow it; the simulation error of its ends is kept
// beside it.

#include <cstdint>
#include <vector>

namespace study {

// 5th to 95th percentile over the replicates that finished. All NaN where there is none.
struct Range {
  double median = 0, low = 0, high = 0;
  int32_t runs = 0;
  double sd_low = 0, sd_high = 0;  // simulation error of the two ends, same unit
  int32_t below = 0, above = 0;    // runs below zero, and above
};

inline constexpr double kLowEnd = 0.05, kHighEnd = 0.95;

// Type 7 (linear between order statistics), 0 <= p <= 1, `sorted` ascending; NaN if it is empty.
double quantile_of_sorted(const std::vector<double>& sorted, double p);
double quantile(std::vector<double> values, double p);

// Of the values that are numbers; NaN where there is none.
double mean_of(const std::vector<double>& values);

// Values that are not numbers are left out, and not counted as runs.
Range range_of(std::vector<double> values);

// Fewer than 90 % of the runs point the same way. Where no run points anywhere there is nothing to disagree on.
bool runs_disagree(const Range& change);

// a[i] / b[i]; NaN where b[i] is 0.
std::vector<double> ratios(const std::vector<double>& a, const std::vector<double>& b);

// Spearman's: the correlation of ranks, ties at their mean rank, over the pairs of which both are numbers. NaN if
// there are fewer than 3, or one side never differs.
double rank_correlation(const std::vector<double>& a, const std::vector<double>& b);

// a[i] - b[i].
std::vector<double> differences(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace study
