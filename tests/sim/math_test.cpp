// Error bounds in units in the last place (ulp), against long double: 64 bits, where they have more than 53.

#include "sim/math.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "sim/chance.hpp"

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kPoints = 100000;

sim::Stream draws(uint64_t which) { return sim::Chance(11, 0).at(which, sim::Month{0}, 0); }
double between(sim::Stream& s, double low, double high) { return low + (high - low) * s.uniform(); }
double power(sim::Stream& s, double low, double high) { return std::exp2(between(s, low, high)); }

double ulps(double got, long double reference) {
  const auto rounded = static_cast<double>(reference);
  if (!std::isfinite(rounded) || !std::isfinite(got)) return got == rounded ? 0 : kInf;
  int exponent = 0;
  std::frexp(rounded, &exponent);
  const long double ulp = std::ldexp(1.0L, std::max(exponent, -1021) - 53);
  return static_cast<double>(std::fabs((static_cast<long double>(got) - reference) / ulp));
}

// The largest error of f over kPoints arguments; make(stream) draws one.
template <class Make, class F, class Reference>
double worst(uint64_t which, Make&& make, F&& f, Reference&& reference) {
  auto stream = draws(which);
  double worst = 0;
  for (int i = 0; i < kPoints; ++i) {
    const double x = make(stream);
    worst = std::max(worst, ulps(f(x), reference(static_cast<long double>(x))));
  }
  return worst;
}

bool long_double_is_longer() { return std::numeric_limits<long double>::digits >= 64; }

}  // namespace

TEST_CASE("exp is within its stated error", "[math]") {
  if (!long_double_is_longer()) return;
  const auto reference = [](long double x) { return std::exp(x); };
  CHECK(worst(
            1, [](auto& s) { return between(s, -1, 1); }, sim::exp, reference) < 0.66);
  CHECK(worst(
            2, [](auto& s) { return between(s, -708, 709.78); }, sim::exp, reference) < 0.85);
  CHECK(worst(
            3, [](auto& s) { return between(s, -745.1, -708); }, sim::exp, reference) <
        0.80);  // subnormal results
  CHECK(worst(
            4, [](auto& s) { return between(s, -1, 1) * power(s, -60, -1); }, sim::exp, reference) < 0.66);
}

TEST_CASE("expm1 is within its stated error", "[math]") {
  if (!long_double_is_longer()) return;
  const auto reference = [](long double x) { return std::expm1(x); };
  CHECK(worst(
            5, [](auto& s) { return between(s, -3, 3); }, sim::expm1, reference) < 0.95);
  CHECK(worst(
            6, [](auto& s) { return between(s, -60, 709); }, sim::expm1, reference) < 0.95);
  CHECK(worst(
            7, [](auto& s) { return between(s, -1, 1) * power(s, -1000, -1); }, sim::expm1, reference) <
        0.95);
}

TEST_CASE("log is within its stated error", "[math]") {
  if (!long_double_is_longer()) return;
  const auto reference = [](long double x) { return std::log(x); };
  CHECK(worst(
            8, [](auto& s) { return power(s, -1022, 1023.99); }, sim::log, reference) < 0.51);
  CHECK(worst(
            9, [](auto& s) { return between(s, 0.5, 2); }, sim::log, reference) < 0.51);
  CHECK(worst(
            10, [](auto& s) { return 1 + between(s, -1, 1) * power(s, -50, -1); }, sim::log, reference) <
        0.51);
  CHECK(worst(
            11, [](auto& s) { return s.uniform() * 0x1p-1022; }, sim::log, reference) <
        0.51);  // subnormal arguments
}

TEST_CASE("log2 is within its stated error and exact for powers of two", "[math]") {
  for (int k = -1074; k < 1024; ++k) CHECK(sim::log2(std::ldexp(1.0, k)) == k);
  if (!long_double_is_longer()) return;
  const auto reference = [](long double x) { return std::log2(x); };
  CHECK(worst(
            12, [](auto& s) { return power(s, -1022, 1023.99); }, sim::log2, reference) < 0.51);
  CHECK(worst(
            13, [](auto& s) { return 1 + between(s, -1, 1) * power(s, -50, -1); }, sim::log2, reference) <
        0.51);
}

TEST_CASE("log1p is within its stated error", "[math]") {
  if (!long_double_is_longer()) return;
  const auto reference = [](long double x) { return std::log1p(x); };
  CHECK(worst(
            14, [](auto& s) { return between(s, -1, 1); }, sim::log1p, reference) < 0.70);
  CHECK(worst(
            15, [](auto& s) { return between(s, -1, 1) * power(s, -1000, -1); }, sim::log1p, reference) <
        0.70);
  CHECK(worst(
            16, [](auto& s) { return power(s, -3, 1000); }, sim::log1p, reference) < 0.70);
}

TEST_CASE("pow is within its stated error", "[math]") {
  if (!long_double_is_longer()) return;
  auto s = draws(17);
  double worst = 0;
  for (int i = 0; i < kPoints; ++i) {
    const double near_one = 1 + between(s, -1, 1) * power(s, -50, -1);
    const double pairs[4][2] = {{between(s, 0, 10), between(s, -50, 50)},
                                {power(s, -1000, 1000), between(s, -1, 1)},
                                {near_one, between(s, -744, 709) / std::log(near_one)},
                                {between(s, -20, 20), std::floor(between(s, -100, 100))}};
    for (const auto& [x, y] : pairs) {
      const long double reference = std::pow(static_cast<long double>(x), static_cast<long double>(y));
      worst = std::max(worst, ulps(sim::pow(x, y), reference));
    }
  }
  CHECK(worst < 0.85);
}

TEST_CASE("the elementary functions at their edges", "[math]") {
  CHECK(sim::exp(0) == 1);
  CHECK(sim::exp(kInf) == kInf);
  CHECK(sim::exp(-kInf) == 0);
  CHECK(sim::exp(709.782712893384) == Approx(1.7976931348622732e308).epsilon(1e-15));
  CHECK(sim::exp(709.7827128933841) == kInf);
  CHECK(sim::exp(-745.1332191019411) == 0x1p-1074);
  CHECK(sim::exp(-745.1332191019413) == 0);
  CHECK(sim::expm1(kInf) == kInf);
  CHECK(sim::expm1(-kInf) == -1);
  CHECK(std::signbit(sim::expm1(-0.0)));
  CHECK(sim::log(1) == 0);
  CHECK(sim::log(0) == -kInf);
  CHECK(sim::log(-0.0) == -kInf);
  CHECK(sim::log(kInf) == kInf);
  CHECK(sim::log(0x1p-1074) == Approx(-744.4400719213812).epsilon(1e-15));
  CHECK(sim::log1p(-1) == -kInf);
  CHECK(sim::log1p(kInf) == kInf);
  CHECK(std::signbit(sim::log1p(-0.0)));
  CHECK(std::isnan(sim::log(-1)));
  CHECK(std::isnan(sim::log2(-kInf)));
  CHECK(std::isnan(sim::log1p(-1.0000001)));
  for (const auto f : {sim::exp, sim::expm1, sim::log, sim::log2, sim::log1p}) CHECK(std::isnan(f(kNaN)));
}

TEST_CASE("pow agrees with ISO C at every combination of edges", "[math]") {
  const double edges[] = {0.0,   -0.0,   1,      -1,        2,       -2,   0.5,
                          -0.5,  3,      -3,     2.5,       -2.5,    kInf, -kInf,
                          1e300, 1e-300, 0x1p53, 0x1p-1074, -0x1p52, kNaN, 0x1.fffffffffffffp1023};
  for (const double x : edges)
    for (const double y : edges) {
      const double expected = std::pow(x, y), got = sim::pow(x, y);
      INFO("pow(" << x << ", " << y << ")");
      if (std::isnan(expected)) {
        CHECK(std::isnan(got));
      } else {
        CHECK(ulps(got, expected) <= 1);
        CHECK(std::signbit(got) == std::signbit(expected));
      }
    }
}

TEST_CASE("exp and log never fall where they should rise", "[math]") {
  auto s = draws(18);
  for (int i = 0; i < kPoints; ++i) {
    const double x = between(s, -700, 700), y = power(s, -1000, 1000);
    if (sim::exp(std::nextafter(x, kInf)) < sim::exp(x)) FAIL("exp falls at " << x);
    if (sim::log(std::nextafter(y, kInf)) < sim::log(y)) FAIL("log falls at " << y);
  }
}

TEST_CASE("log_gamma", "[math]") {
  CHECK(sim::log_gamma(1) == 0);
  CHECK(sim::log_gamma(2) == 0);
  CHECK(sim::log_gamma(0.5) == Approx(0.5723649429247001).epsilon(1e-14));  // log sqrt(pi)
  CHECK(sim::log_gamma(171) == Approx(706.5730622457874).epsilon(1e-15));   // log 170!
  if (!long_double_is_longer()) return;
  auto s = draws(19);
  double worst = 0;
  for (int i = 0; i < kPoints; ++i) {
    const double x = power(s, -20, 40);
    const long double reference = std::lgamma(static_cast<long double>(x));
    const auto error = static_cast<double>(std::fabs(sim::log_gamma(x) - reference));
    worst = std::max(worst, error / std::max(1.0, std::fabs(static_cast<double>(reference))));
  }
  CHECK(worst < 2e-14);
}

TEST_CASE("normal_quantile inverts the normal distribution", "[math]") {
  CHECK(sim::normal_quantile(0.5) == 0);
  CHECK(sim::normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-15));
  CHECK(sim::normal_quantile(1e-10) == Approx(-6.361340902404056).epsilon(1e-15));
  CHECK(sim::normal_quantile(0) == -kInf);
  CHECK(sim::normal_quantile(1) == kInf);
  CHECK(std::isnan(sim::normal_quantile(1.5)));
  auto s = draws(20);
  for (int i = 0; i < 20000; ++i) {
    const double u = i % 2 ? s.uniform() : power(s, -900, -1);
    const long double z = sim::normal_quantile(u);
    const long double back = std::erfc(-z / std::sqrt(2.0L)) / 2;
    const long double density = std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0L));
    if (std::fabs((back - u) / density) > 2e-15L * std::max(1.0L, std::fabs(z))) FAIL("at " << u);
  }
}

TEST_CASE("the incomplete beta function and its inverse", "[math]") {
  CHECK(sim::beta_share(0.3, 1, 1) == Approx(0.3).epsilon(1e-14));
  CHECK(sim::beta_share(0.3, 2, 1) == Approx(0.09).epsilon(1e-14));
  CHECK(sim::beta_share(0.3, 1, 9) == Approx(1 - std::pow(0.7, 9)).epsilon(1e-13));
  CHECK(sim::beta_share(0.8, 32, 8) ==
        Approx(0.468342144419606).epsilon(1e-12));  // P(Binomial(39, 0.8) >= 32)
  for (const double u : {1e-6, 0.05, 0.5, 0.95, 1 - 1e-6})
    for (const auto& [a, b] : {std::pair{32.0, 8.0}, {2.0, 23.0}, {1.0, 9.0}, {0.3, 1.5}, {500.0, 2.0}})
      CHECK(sim::beta_share(sim::beta_quantile(u, a, b), a, b) == Approx(u).epsilon(1e-10));
}
