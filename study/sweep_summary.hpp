#pragma once
// A sweep in a few lines: over what range one output moves from point to point, and with which factors it
// goes.

#include <string>
#include <utility>
#include <vector>

#include "study/sweep_plan.hpp"

namespace study {

struct SweepRange {
  std::string policy;
  int64_t points = 0;                    // at which some run finished
  int64_t distinct = 0;                  // of them, those that differ in some factor
  double low = 0, median = 0, high = 0;  // over points; of each, the median of its runs. NaN without any
  // Spearman's rank correlation over points with each factor that is a number, or true or false; the
  // strongest first. None below kFewestPoints distinct points, nor below 2 / sqrt(distinct - 1), which chance
  // alone reaches in one of twenty factors. It says nothing of causes beyond the design's own, and misses
  // what rises and falls.
  std::vector<std::pair<std::string, double>> factors;
};

inline constexpr int64_t kFewestPoints = 20;

// Takes 8 bytes for each point and policy, at the end 8 for each point and factor and 72 for each point more.
class SweepSummary {
 public:
  explicit SweepSummary(const SweepPlan& plan);  // kept by reference

  // Which of a run's numbers it takes: the headline output, else the first, at the last date.
  Monthly output() const { return output_; }
  Month date() const { return date_; }
  std::size_t place() const { return place_; }  // in SweepRun::values

  // The number of one run, NaN if it failed; in order of row, then policy.
  void add(int64_t row, int32_t policy, double number);
  std::vector<SweepRange> finish();  // by policy of the plan

 private:
  void close_point();
  SweepRange range_of(std::size_t policy, const std::vector<std::vector<double>>& levels) const;

  const SweepPlan& plan_;
  Monthly output_;
  Month date_;
  std::size_t place_ = 0;
  int64_t row_ = 0;
  int32_t policy_ = 0;
  std::vector<double> numbers_;               // of one point and policy
  std::vector<std::vector<double>> medians_;  // by policy, then row; NaN where no run finished
};

}  // namespace study
