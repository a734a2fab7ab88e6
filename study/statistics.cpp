#include "study/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace study {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// The rank of the p-quantile among n values is binomial: one standard deviation of it, read off the values
// themselves. Where that leaves the sample, the slope on the side that is left stands for both.
double simulation_error(const std::vector<double>& sorted, double p) {
  const double error = std::sqrt(p * (1 - p) / static_cast<double>(sorted.size()));
  const double below = std::max(0.0, p - error), above = std::min(1.0, p + error);
  return (quantile_of_sorted(sorted, above) - quantile_of_sorted(sorted, below)) / (above - below) * error;
}

}  // namespace

double quantile_of_sorted(const std::vector<double>& sorted, double p) {
  if (sorted.empty()) return kNan;
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  const double share = place - static_cast<double>(below);
  if (share == 0) return sorted[below];
  return sorted[below] + share * (sorted[below + 1] - sorted[below]);
}

double quantile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  return quantile_of_sorted(values, p);
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  int32_t count = 0;
  for (const double value : values)
    if (!std::isnan(value)) sum += value, ++count;
  return count > 0 ? sum / count : kNan;
}

Range range_of(std::vector<double> values) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double v) { return std::isnan(v); }),
               values.end());
  if (values.empty()) return {kNan, kNan, kNan, 0, kNan, kNan, 0, 0};
  std::sort(values.begin(), values.end());
  const auto below = std::lower_bound(values.begin(), values.end(), 0.0) - values.begin();
  const auto above = values.end() - std::upper_bound(values.begin(), values.end(), 0.0);
  return {quantile_of_sorted(values, 0.5),      quantile_of_sorted(values, kLowEnd),
          quantile_of_sorted(values, kHighEnd), static_cast<int32_t>(values.size()),
          simulation_error(values, kLowEnd),    simulation_error(values, kHighEnd),
          static_cast<int32_t>(below),          static_cast<int32_t>(above)};
}

bool runs_disagree(const Range& change) {
  const int32_t most = std::max(change.below, change.above);
  return most > 0 && 10 * most < 9 * change.runs;
}

std::vector<double> ratios(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> found;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) found.push_back(b[i] != 0 ? a[i] / b[i] : kNan);
  return found;
}

std::vector<double> differences(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> found;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) found.push_back(a[i] - b[i]);
  return found;
}

}  // namespace study
