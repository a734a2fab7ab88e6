// Functions of probability theory, built on the elementary ones: log gamma, normal and beta quantiles.

#include <array>
#include <cstdint>
#include <limits>

#include "sim/math.hpp"

namespace sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <std::size_t N>
constexpr double horner(const std::array<double, N>& coefficients, double x) {
  double value = 0;
  for (std::size_t i = N; i-- > 0;) value = value * x + coefficients[i];
  return value;
}

// Stirling's series for x >= 12: the terms left out are below 1e-17.
double stirling(double x) {
  constexpr double kHalfLogTwoPi = 0.91893853320467274178;
  constexpr std::array<double, 7> kSeries{1.0 / 12,   -1.0 / 360,      1.0 / 1260, -1.0 / 1680,
                                          1.0 / 1188, -691.0 / 360360, 1.0 / 156};
  const double inverse = 1 / x;
  return (x - 0.5) * log(x) - x + kHalfLogTwoPi + inverse * horner(kSeries, inverse * inverse);
}

// Wichura, "Algorithm AS 241: the percentage points of the normal distribution" (1988), PPND16: three
// quotients of polynomials of degree 7, in q^2 near the middle and in sqrt(-log(tail)) near and far in the
// tails.
using Degree7 = std::array<double, 8>;
constexpr Degree7 kMiddleTop{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                             1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                             3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr Degree7 kMiddleBottom{1.0,
                                4.2313330701600911252e1,
                                6.8718700749205790830e2,
                                5.3941960214247511077e3,
                                2.1213794301586595867e4,
                                3.9307895800092710610e4,
                                2.8729085735721942674e4,
                                5.2264952788528545610e3};
constexpr Degree7 kNearTop{1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                           3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                           2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Degree7 kNearBottom{1.0,
                              2.05319162663775882187e0,
                              1.67638483018380384940e0,
                              6.89767334985100004550e-1,
                              1.48103976427480074590e-1,
                              1.51986665636164571966e-2,
                              5.47593808499534494600e-4,
                              1.05075007164441684324e-9};
constexpr Degree7 kFarTop{6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                          2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                          2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Degree7 kFarBottom{1.0,
                             5.99832206555887937690e-1,
                             1.36929880922735805310e-1,
                             1.48753612908506148525e-2,
                             7.86869131145613259100e-4,
                             1.84631831751005468180e-5,
                             1.42151175831644588870e-7,
                             2.04426310338993978564e-15};

// The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), evaluated from the
// front by Lentz's method; converges fast for x below the mean.
double beta_fraction(double x, double a, double b) {
  constexpr double kTiny = 1e-300;
  const auto away_from_zero = [](double v) { return v > -kTiny && v < kTiny ? kTiny : v; };
  double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), value = d;
  const auto advance = [&](double term) {
    d = 1 / away_from_zero(1 + term * d);
    c = away_from_zero(1 + term / c);
    value *= c * d;
  };
  for (int i = 1; i < 10000; ++i) {
    const double m = i;
    advance(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
    advance(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
    const double change = c * d - 1;
    if (change < 1e-16 && change > -1e-16) break;
  }
  return value;
}

}  // namespace

double log_gamma(double x) {
  if (!(x > 0)) return x != x ? x : kInfinity;
  if (x >= 12) return x < 1e305 ? stirling(x) : kInfinity;
  if (x == 1 || x == 2) return 0;
  double shift = 1;
  for (; x < 12; x += 1) shift *= x;
  return stirling(x) - log(shift);
}

double normal_quantile(double u) {
  if (!(u > 0 && u < 1))
    return u == 0 ? -kInfinity : u == 1 ? kInfinity : std::numeric_limits<double>::quiet_NaN();
  const double q = u - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * horner(kMiddleTop, r) / horner(kMiddleBottom, r);
  }
  const double r = sqrt(-log(q < 0 ? u : 1 - u));
  const double size = r <= 5 ? horner(kNearTop, r - 1.6) / horner(kNearBottom, r - 1.6)
                             : horner(kFarTop, r - 5) / horner(kFarBottom, r - 5);
  return q < 0 ? -size : size;
}

double beta_share(double x, double alpha, double beta) {
  if (!(x > 0)) return 0;
  if (x >= 1) return 1;
  const double scale = log_gamma(alpha + beta) - log_gamma(alpha) - log_gamma(beta);
  const double front = exp(scale + alpha * log(x) + beta * log1p(-x));
  if (x < (alpha + 1) / (alpha + beta + 2)) return front * beta_fraction(x, alpha, beta) / alpha;
  return 1 - front * beta_fraction(1 - x, beta, alpha) / beta;
}

// Bisection over the doubles of (0, 1) in their order as bit patterns: 62 steps, and full relative precision
// near 0.
double beta_quantile(double u, double alpha, double beta) {
  uint64_t low = 0, high = bits_of(1);
  while (high - low > 1) {
    const uint64_t middle = low + (high - low) / 2;
    (beta_share(from_bits(middle), alpha, beta) < u ? low : high) = middle;
  }
  return from_bits(high);
}

}  // namespace sim
