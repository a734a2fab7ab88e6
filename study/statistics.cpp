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

// From 1, halves where values are the same. Twice the rank, so that it is whole and sums are exact.
std::vector<int64_t> doubled_ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<int64_t> ranks(values.size());
  for (std::size_t first = 0, last; first < order.size(); first = last) {
    for (last = first + 1; last < order.size() && values[order[last]] == values[order[first]];) ++last;
    for (std::size_t i = first; i < last; ++i) ranks[order[i]] = static_cast<int64_t>(first + last + 1);
  }
  return ranks;
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

double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> x, y;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
    if (!std::isnan(a[i]) && !std::isnan(b[i])) x.push_back(a[i]), y.push_back(b[i]);
  if (x.size() < 3) return kNan;
  const auto p = doubled_ranks(x), q = doubled_ranks(y);
  const double mean = static_cast<double>(x.size()) + 1;  // of doubled ranks
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double u = static_cast<double>(p[i]) - mean, v = static_cast<double>(q[i]) - mean;
    xy += u * v, xx += u * u, yy += v * v;
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : kNan;
}

std::vector<double> differences(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> found;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) found.push_back(a[i] - b[i]);
  return found;
}

}  // namespace study
