#include "study/sweep_summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "study/statistics.hpp"

namespace study {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

SweepSummary::SweepSummary(const SweepPlan& plan)
    : plan_(plan), rows_(plan.policies.size()), medians_(plan.policies.size()) {
  const auto headline = std::find(plan.outputs.begin(), plan.outputs.end(), Monthly::held_us_in_cn);
  const auto output = headline == plan.outputs.end() ? plan.outputs.begin() : headline;
  const auto date = std::max_element(plan.dates.begin(), plan.dates.end());
  output_ = *output;
  date_ = *date;
  place_ = static_cast<std::size_t>((output - plan.outputs.begin())) * plan.dates.size() +
           static_cast<std::size_t>(date - plan.dates.begin());
}

void SweepSummary::add(int64_t row, int32_t policy, double number) {
  if (row != row_ || policy != policy_) close_point();
  row_ = row;
  policy_ = policy;
  if (!std::isnan(number)) numbers_.push_back(number);
}

void SweepSummary::close_point() {
  if (numbers_.empty()) return;
  rows_[static_cast<std::size_t>(policy_)].push_back(row_);
  medians_[static_cast<std::size_t>(policy_)].push_back(quantile(std::move(numbers_), 0.5));
  numbers_.clear();
}

std::vector<SweepRange> SweepSummary::finish() {
  close_point();
  const DesignRows design(plan_.design);
  std::vector<SweepRange> ranges;
  for (std::size_t p = 0; p < plan_.policies.size(); ++p) {
    SweepRange range{plan_.policies[p], static_cast<int64_t>(rows_[p].size()), kNan, kNan, kNan, {}};
    std::vector<std::vector<double>> levels(plan_.design.factors.size());
    for (const int64_t row : rows_[p]) {
      const auto given = design.row(row);
      for (std::size_t f = 0; f < levels.size(); ++f)
        levels[f].push_back(plan_.design.factors[f].number(given[f]));
    }
    for (std::size_t f = 0; f < levels.size(); ++f) {
      const double found = rank_correlation(levels[f], medians_[p]);
      if (!std::isnan(found)) range.factors.emplace_back(plan_.design.factors[f].name, found);
    }
    std::stable_sort(range.factors.begin(), range.factors.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
    std::vector<double> sorted = medians_[p];
    std::sort(sorted.begin(), sorted.end());
    if (!sorted.empty())
      range.low = sorted.front(), range.high = sorted.back(), range.median = quantile_of_sorted(sorted, 0.5);
    ranges.push_back(std::move(range));
  }
  return ranges;
}

}  // namespace study
