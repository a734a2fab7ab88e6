#include "study/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/math.hpp"

namespace study {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLeastPoints = 3;

double last_value(const std::vector<DatedPoint>& known) { return known.empty() ? kNan : known.back().second; }

double linear(const std::vector<DatedPoint>& known, std::optional<sim::Month> launch, sim::Month date) {
  if (known.empty() || !launch || known.back().first <= *launch) return kNan;
  const auto& [last, value] = known.back();
  return value * (date - *launch) / (last - *launch);
}

double log_linear(const std::vector<DatedPoint>& known, sim::Month date) {
  double count = 0, mean_t = 0, mean_y = 0, tt = 0, ty = 0;
  const auto each = [&](auto&& take) {
    for (const auto& [month, value] : known)
      if (value > 0) take(static_cast<double>(month - known.front().first), sim::log(value));
  };
  each([&](double t, double y) { ++count, mean_t += t, mean_y += y; });
  if (count < kLeastPoints) return kNan;
  mean_t /= count, mean_y /= count;
  each([&](double t, double y) { tt += (t - mean_t) * (t - mean_t), ty += (t - mean_t) * (y - mean_y); });
  if (tt == 0) return kNan;
  return sim::exp(mean_y + ty / tt * (static_cast<double>(date - known.front().first) - mean_t));
}

}  // namespace

double crps(const std::vector<double>& sample, double observed) {
  std::vector<double> x;
  for (const double value : sample)
    if (!std::isnan(value)) x.push_back(value);
  if (x.empty() || std::isnan(observed)) return kNan;
  std::sort(x.begin(), x.end());
  const auto m = static_cast<double>(x.size());
  double distance = 0, spread = 0;  // spread: the sum over pairs i < j, by order statistics
  for (std::size_t i = 0; i < x.size(); ++i) {
    distance += std::fabs(x[i] - observed);
    spread += (2 * static_cast<double>(i) - m + 1) * x[i];
  }
  return distance / m - (x.size() > 1 ? spread / (m * (m - 1)) : 0);
}

double log_crps(const std::vector<double>& sample, double observed) {
  if (!(observed > 0)) return kNan;
  std::vector<double> logs;
  for (const double value : sample) {
    if (value <= 0) return kNan;
    logs.push_back(std::isnan(value) ? kNan : sim::log(value));
  }
  return crps(logs, sim::log(observed));
}

const std::vector<std::string>& naive_methods() {
  static const std::vector<std::string> methods{"last value", "linear", "log-linear"};
  return methods;
}

std::vector<NaiveForecast> naive_forecasts(const std::vector<DatedPoint>& known,
                                           std::optional<sim::Month> launch, sim::Month date,
                                           double observed) {
  const double values[] = {last_value(known), linear(known, launch, date), log_linear(known, date)};
  std::vector<NaiveForecast> found;
  for (std::size_t i = 0; i < naive_methods().size(); ++i)
    found.push_back(
        {naive_methods()[i], values[i], crps({values[i]}, observed), log_crps({values[i]}, observed)});
  return found;
}

}  // namespace study
