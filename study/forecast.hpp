#pragma once
// How good a forecast of one number was, and the forecasts that anybody could have made without a model.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/month.hpp"

namespace study {

// Continuous ranked probability score of a sample against what was observed, in the unit of both; smaller is
// better. The fair estimator (Ferro 2014), which does not favour large samples:
//   mean of |x_i - y|  -  sum over all pairs i, j of |x_i - x_j|, divided by 2 m (m - 1).
// Of one value it is the absolute error. Unbiased, so a small sample that lies well can score below 0. Values
// that are not numbers are left out; NaN where none is left.
double crps(const std::vector<double>& sample, double observed);
// The same of natural logarithms: 0.1 is about 10 %. NaN unless the observation and every value are above 0.
double log_crps(const std::vector<double>& sample, double observed);

struct NaiveForecast {
  std::string method;             // one of naive_methods()
  double value = 0;               // NaN where the points do not suffice
  double crps = 0, log_crps = 0;  // its absolute error, and that of logarithms: they compare with the model's
};

// "last value": the latest point stays. "linear": from zero at the launch through the latest point.
// "log-linear": the least-squares line through the logarithms of the points above zero, of which there must
// be three.
const std::vector<std::string>& naive_methods();

using DatedPoint = std::pair<sim::Month, double>;

// By method, in that order. `known`: ascending, all before `date`. Without a launch nothing is linear.
std::vector<NaiveForecast> naive_forecasts(const std::vector<DatedPoint>& known,
                                           std::optional<sim::Month> launch, sim::Month date,
                                           double observed);

}  // namespace study
