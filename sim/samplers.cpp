#include "sim/samplers.hpp"

#include <array>
#include <cassert>

namespace sim {
namespace {

constexpr double kRejectionFrom = 10;  // both rejection samplers are proved for means of at least 10

// log(k!), a difference of which decides acceptance.
double log_factorial(double k) { return log_gamma(k + 1); }

// The hat that PTRS and BTRS share: k = floor((2a / us + b) u + centre) for u in (-1/2, 1/2), us = 1/2 - |u|.
struct Hat {
  double a, b, centre, sure;  // with us >= 0.07 and v <= sure the proposal is taken without a further look

  struct Proposal {
    double k, us, v;
    bool taken;
  };
  Proposal propose(Stream& stream) const {
    const double u = stream.uniform() - 0.5;
    const double v = stream.uniform();
    const double us = 0.5 - (u < 0 ? -u : u);
    return {floor((2 * a / us + b) * u + centre), us, v, us >= 0.07 && v <= sure};
  }
  double density(double us) const { return a / (us * us) + b; }
};

// Sequential search from 0: the smallest k whose cumulative probability reaches u. ratio(k) = P(k) / P(k -
// 1).
template <class Ratio>
int64_t invert(double u, double p, int64_t most, Ratio&& ratio) {
  int64_t k = 0;
  while (u > p && k < most) {
    u -= p;
    p *= ratio(static_cast<double>(++k));
    if (p < 1e-300) break;  // what is left of u is rounding
  }
  return k;
}

int64_t poisson_by_rejection(Stream& stream, double mean) {
  const double b = 0.931 + 2.53 * sqrt(mean);
  const Hat hat{-0.059 + 0.02483 * b, b, mean + 0.43, 0.9277 - 3.6224 / (b - 2)};
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double log_mean = log(mean);
  for (;;) {
    const auto [k, us, v, taken] = hat.propose(stream);
    if (taken) return static_cast<int64_t>(k);
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (log(v * inverse_alpha / hat.density(us)) <= k * log_mean - mean - log_factorial(k))
      return static_cast<int64_t>(k);
  }
}

int64_t binomial_by_rejection(Stream& stream, double n, double p) {
  const double spread = sqrt(n * p * (1 - p));
  const double b = 1.15 + 2.53 * spread;
  const Hat hat{-0.0873 + 0.0248 * b + 0.01 * p, b, n * p + 0.5, 0.92 - 4.2 / b};
  const double alpha = (2.83 + 5.1 / b) * spread;
  const double mode = floor((n + 1) * p);
  const double log_odds = log(p / (1 - p));
  const double at_mode = log_factorial(mode) + log_factorial(n - mode);
  for (;;) {
    const auto [k, us, v, taken] = hat.propose(stream);
    if (k < 0 || k > n) continue;
    if (taken) return static_cast<int64_t>(k);
    if (log(v * alpha / hat.density(us)) <=
        at_mode - log_factorial(k) - log_factorial(n - k) + (k - mode) * log_odds)
      return static_cast<int64_t>(k);
  }
}

double gamma_from_one(Stream& stream, double shape) {
  const double d = shape - 1.0 / 3;
  const double c = 1 / sqrt(9 * d);
  for (;;) {
    const double x = stream.normal();
    const double root = 1 + c * x;
    const double u = stream.uniform();
    if (root <= 0) continue;
    const double v = root * root * root;
    if (u < 1 - 0.0331 * x * x * x * x) return d * v;  // the test below would say so too
    if (log(u) < 0.5 * x * x + d * (1 - v + log(v))) return d * v;
  }
}

}  // namespace

int64_t poisson(Stream& stream, double mean) {
  assert(mean >= 0);
  if (!(mean > 0)) return 0;
  if (mean >= kRejectionFrom) return poisson_by_rejection(stream, mean);
  return invert(stream.uniform(), exp(-mean), INT64_MAX, [mean](double k) { return mean / k; });
}

int64_t binomial(Stream& stream, int64_t n, double p) {
  assert(n >= 0);
  if (n <= 0 || !(p > 0)) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(stream, n, 1 - p);
  const auto trials = static_cast<double>(n);
  if (trials * p >= kRejectionFrom) return binomial_by_rejection(stream, trials, p);
  const double odds = p / (1 - p);
  return invert(stream.uniform(), exp(trials * log1p(-p)), n,
                [=](double k) { return odds * (trials + 1 - k) / k; });
}

double gamma(Stream& stream, double shape) {
  assert(shape > 0);
  if (shape >= 1) return gamma_from_one(stream, shape);
  const double larger = gamma_from_one(stream, shape + 1);
  return larger * exp(log(stream.uniform()) / shape);
}

double beta(Stream& stream, double alpha, double beta) {
  const double a = gamma(stream, alpha);
  const double b = gamma(stream, beta);
  return a + b > 0 ? a / (a + b) : 0.5;
}

double pareto_truncated(Stream& stream, double alpha, double low, double high) {
  assert(alpha > 0 && low > 0 && low <= high);
  const double beyond = exp(alpha * log(low / high));  // what an untruncated Pareto has above `high`
  const double x = low * exp(-log1p(-stream.uniform() * (1 - beyond)) / alpha);
  return x < high ? x : high;
}

double log_normal(Stream& stream, double median, double sd_log) {
  return median * exp(sd_log * stream.normal());
}

double log_normal_with_mean(Stream& stream, double mean, double sd_log) {
  return mean * exp(sd_log * (stream.normal() - 0.5 * sd_log));
}

Geometric::Geometric(double mean_months) : scale_(mean_months > 0 ? 1 / log1p(1 / mean_months) : 0) {}

int32_t Geometric::operator()(double uniform) const {
  const double months = floor(-log(uniform) * scale_);
  return months < INT32_MAX ? static_cast<int32_t>(months) : INT32_MAX;
}

int32_t geometric(Stream& stream, double mean_months) {
  return Geometric(mean_months)(stream.uniform());  // taken even where nothing is left to chance
}

int32_t choose(Stream& stream, std::span<const double> weights) {
  double total = 0;
  for (const double weight : weights) total += weight;
  double rest = stream.uniform() * total;
  int32_t chosen = 0, last = static_cast<int32_t>(weights.size()) - 1;
  while (last > 0 && weights[static_cast<std::size_t>(last)] <= 0) --last;
  while (chosen < last && rest >= weights[static_cast<std::size_t>(chosen)])
    rest -= weights[static_cast<std::size_t>(chosen++)];
  return chosen;
}

}  // namespace sim
