#include "study/sweep_summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "study/statistics.hpp"

namespace study {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

using Levels = std::vector<std::vector<double>>;  // of each factor, by row

Levels levels_of(const Design& design) {
  const DesignRows rows(design);
  Levels levels(design.factors.size(), std::vector<double>(static_cast<std::size_t>(design.size())));
  for (std::size_t row = 0; row < static_cast<std::size_t>(design.size()); ++row) {
    const auto given = rows.row(static_cast<int64_t>(row));
    for (std::size_t f = 0; f < levels.size(); ++f) levels[f][row] = given[f];
  }
  return levels;
}

// How many of these rows differ in some factor.
int64_t distinct(std::vector<std::size_t> rows, const Levels& levels) {
  const auto before = [&](std::size_t a, std::size_t b) {
    for (const auto& level : levels)
      if (level[a] != level[b]) return level[a] < level[b];
    return false;
  };
  std::stable_sort(rows.begin(), rows.end(), before);
  int64_t found = rows.empty() ? 0 : 1;
  for (std::size_t i = 1; i < rows.size(); ++i) found += before(rows[i - 1], rows[i]);
  return found;
}

bool beyond_chance(double correlation, int64_t points) {
  return std::abs(correlation) >= 2 / std::sqrt(static_cast<double>(points) - 1);  // not of NaN
}

}  // namespace

SweepSummary::SweepSummary(const SweepPlan& plan)
    : plan_(plan),
      medians_(plan.policies.size(), std::vector<double>(static_cast<std::size_t>(plan.rows()), kNan)) {
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
  medians_[static_cast<std::size_t>(policy_)][static_cast<std::size_t>(row_)] =
      quantile(std::move(numbers_), 0.5);
  numbers_.clear();
}

SweepRange SweepSummary::range_of(std::size_t policy, const Levels& levels) const {
  const std::vector<double>& medians = medians_[policy];
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < medians.size(); ++row)
    if (!std::isnan(medians[row])) rows.push_back(row);
  SweepRange range{plan_.policies[policy],
                   static_cast<int64_t>(rows.size()),
                   distinct(rows, levels),
                   kNan,
                   kNan,
                   kNan,
                   {}};
  if (rows.empty()) return range;
  std::vector<double> sorted;
  for (const std::size_t row : rows) sorted.push_back(medians[row]);
  std::sort(sorted.begin(), sorted.end());
  range.low = sorted.front(), range.high = sorted.back(), range.median = quantile_of_sorted(sorted, 0.5);
  for (std::size_t f = 0; f < levels.size() && range.distinct >= kFewestPoints; ++f) {
    const Factor& factor = plan_.design.factors[f];
    std::vector<double> numbers;
    for (const double level : levels[f]) numbers.push_back(factor.number(level));
    const double found = rank_correlation(numbers, medians);
    if (beyond_chance(found, range.distinct)) range.factors.emplace_back(factor.name, found);
  }
  std::stable_sort(range.factors.begin(), range.factors.end(),
                   [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
  return range;
}

std::vector<SweepRange> SweepSummary::finish() {
  close_point();
  const Levels levels = levels_of(plan_.design);
  std::vector<SweepRange> ranges;
  for (std::size_t policy = 0; policy < medians_.size(); ++policy) ranges.push_back(range_of(policy, levels));
  return ranges;
}

}  // namespace study
