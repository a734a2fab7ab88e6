#pragma once
// Draws from named distributions: own samplers, because the std ones are not portable. Each takes a Stream
// and consumes it in a fixed way, so the bits are equal everywhere. Wherever one uniform decides (inversion),
// a larger mean or share gives at least as large a draw under shared chance.

#include <cstdint>
#include <span>

#include "sim/chance.hpp"

namespace sim {

// Number of events; mean >= 0. Inversion below a mean of 10, else Hoermann's transformed rejection (PTRS,
// 1993).
int64_t poisson(Stream& stream, double mean);

// Successes in n >= 0 trials of probability p. Inversion where fewer than 10 of the rarer outcome are
// expected, else Hoermann's transformed rejection (BTRS, 1993); tested for n up to 1e7.
int64_t binomial(Stream& stream, int64_t n, double p);

// Scale 1, mean = shape > 0 (Marsaglia and Tsang 2000; below 1 by a power of a uniform).
double gamma(Stream& stream, double shape);

double beta(Stream& stream, double alpha, double beta);

// Density proportional to x^-(alpha + 1) on [low, high], 0 < low <= high, alpha > 0. Inversion.
double pareto_truncated(Stream& stream, double alpha, double low, double high);

// exp of a normal; `median` > 0, `sd_log` the standard deviation of the logarithm. Inversion.
double log_normal(Stream& stream, double median, double sd_log);
double log_normal_with_mean(Stream& stream, double mean, double sd_log);

// Whole months waited, 0, 1, 2, ..., with the given mean >= 0. Inversion.
class Geometric {
 public:
  Geometric() = default;
  explicit Geometric(double mean_months);
  int32_t operator()(double uniform) const;

 private:
  double scale_ = 0;  // months for each unit of -log(uniform)
};
int32_t geometric(Stream& stream, double mean_months);

// Position chosen with probability proportional to its weight (>= 0, not all 0). Inversion.
int32_t choose(Stream& stream, std::span<const double> weights);

}  // namespace sim
