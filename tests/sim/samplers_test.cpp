// Fixed seeds, bounds at four standard errors or at chi-square's 0.001: a right sampler passes for ever.

#include "sim/samplers.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/math.hpp"

namespace {

sim::Stream draws(uint64_t which) { return sim::Chance(21, 0).at(which, sim::Month{0}, 0); }

struct Moments {
  double mean, variance;
};

template <class Draw>
Moments moments(uint64_t which, int n, Draw&& draw) {
  auto stream = draws(which);
  double sum = 0, squares = 0;
  const double pivot = static_cast<double>(draw(stream));
  for (int i = 0; i < n; ++i) {
    const double x = static_cast<double>(draw(stream)) - pivot;
    sum += x, squares += x * x;
  }
  const double mean = sum / n;
  return {pivot + mean, squares / n - mean * mean};
}

// Mean within four standard errors, variance within `slack` of its value.
template <class Draw>
void check_moments(uint64_t which, double mean, double variance, double slack, Draw&& draw) {
  const int n = 100000;
  const Moments found = moments(which, n, draw);
  CHECK(std::abs(found.mean - mean) < 4 * std::sqrt(variance / n));
  CHECK(std::abs(found.variance / variance - 1) < slack);
}

// Chi-square over whole numbers k with log-probability log_p(k), cells of at least ten expected; in standard
// deviations above its mean.
template <class Draw, class LogP>
double misfit(uint64_t which, int64_t low, int64_t high, Draw&& draw, LogP&& log_p) {
  const int n = 200000;
  std::vector<double> count(static_cast<std::size_t>(high - low + 1));
  auto stream = draws(which);
  for (int i = 0; i < n; ++i) {
    const int64_t k = draw(stream);
    if (k >= low && k <= high) ++count[static_cast<std::size_t>(k - low)];
  }
  double chi_square = 0, cells = 0, left = n, left_expected = n;
  for (int64_t k = low; k <= high; ++k) {
    const double expected = n * std::exp(log_p(static_cast<double>(k)));
    const double found = count[static_cast<std::size_t>(k - low)];
    if (expected < 10) continue;
    chi_square += (found - expected) * (found - expected) / expected;
    left -= found, left_expected -= expected, ++cells;
  }
  if (left_expected > 10) chi_square += (left - left_expected) * (left - left_expected) / left_expected;
  return (chi_square - cells) / std::sqrt(2 * cells);
}

double log_choose(double n, double k) {
  return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

}  // namespace

TEST_CASE("poisson", "[samplers]") {
  for (const double mean : {0.01, 0.7, 4.0, 9.99, 10.0, 12.5, 60.0, 1000.0}) {
    INFO("mean " << mean);
    const auto draw = [mean](auto& s) { return sim::poisson(s, mean); };
    const auto high = static_cast<int64_t>(mean + 8 * std::sqrt(mean) + 10);
    CHECK(misfit(1, 0, high, draw,
                 [mean](double k) { return k * std::log(mean) - mean - std::lgamma(k + 1); }) < 3.5);
    check_moments(2, mean, mean, mean < 0.1 ? 0.2 : 0.03, draw);
  }
  check_moments(3, 1e7, 1e7, 0.03, [](auto& s) { return sim::poisson(s, 1e7); });
  auto stream = draws(4);
  CHECK(sim::poisson(stream, 0) == 0);
}

TEST_CASE("binomial", "[samplers]") {
  const std::pair<int64_t, double> cases[] = {{1, 0.3},     {4, 0.5},    {40, 0.02},
                                              {40, 0.24},   {40, 0.5},   {200, 0.95},
                                              {1000, 0.01}, {1000, 0.3}, {100000, 0.00005}};
  for (const auto& entry : cases) {
    const int64_t n = entry.first;
    const double p = entry.second, size = static_cast<double>(n);
    INFO("n " << n << ", p " << p);
    const auto draw = [n, p](auto& s) { return sim::binomial(s, n, p); };
    const auto log_p = [size, p](double k) {
      return log_choose(size, k) + k * std::log(p) + (size - k) * std::log1p(-p);
    };
    CHECK(misfit(5, 0, std::min<int64_t>(n, 2000), draw, log_p) < 3.5);
    check_moments(6, size * p, size * p * (1 - p), 0.03, draw);
  }
  for (const double p : {1e-6, 0.2, 0.5, 0.999}) {
    INFO("ten million, p " << p);
    check_moments(7, 1e7 * p, 1e7 * p * (1 - p), 0.03,
                  [p](auto& s) { return sim::binomial(s, 10000000, p); });
  }
}

TEST_CASE("binomial at its edges stays inside", "[samplers]") {
  auto stream = draws(8);
  CHECK(sim::binomial(stream, 0, 0.5) == 0);
  CHECK(sim::binomial(stream, 10, 0) == 0);
  CHECK(sim::binomial(stream, 10, 1) == 10);
  for (int i = 0; i < 20000; ++i) {
    const int64_t k = sim::binomial(stream, 21, 0.5), all = sim::binomial(stream, 3, 1 - 1e-16);
    if (k < 0 || k > 21 || all < 0 || all > 3) FAIL("outside");
  }
}

TEST_CASE("a larger mean never draws less where one uniform decides", "[samplers]") {
  for (uint64_t e = 0; e < 2000; ++e) {
    auto a = draws(e), b = draws(e), c = draws(e), d = draws(e);
    if (sim::poisson(a, 2) > sim::poisson(b, 2.5)) FAIL("poisson");
    if (sim::binomial(c, 30, 0.1) > sim::binomial(d, 30, 0.13)) FAIL("binomial");
    auto g = draws(e), h = draws(e);
    if (sim::geometric(g, 5) > sim::geometric(h, 6)) FAIL("geometric");
  }
}

TEST_CASE("gamma and beta", "[samplers]") {
  for (const double shape : {0.1, 0.3, 0.999, 1.0, 2.5, 40.0}) {
    INFO("shape " << shape);
    check_moments(9, shape, shape, shape < 0.5 ? 0.08 : 0.04,
                  [shape](auto& s) { return sim::gamma(s, shape); });
  }
  const double a = 2, b = 23, total = a + b;
  check_moments(10, a / total, a * b / (total * total * (total + 1)), 0.04,
                [=](auto& s) { return sim::beta(s, a, b); });
}

TEST_CASE("gamma of shape 1 is exponential, below 1 too by its distribution", "[samplers]") {
  const int n = 100000;
  auto stream = draws(11);
  int below_one = 0, below_tenth = 0;
  for (int i = 0; i < n; ++i) below_one += sim::gamma(stream, 1) < 1;
  for (int i = 0; i < n; ++i) below_tenth += sim::gamma(stream, 0.5) < 0.1;
  CHECK(std::abs(below_one - n * (1 - std::exp(-1))) < 4 * std::sqrt(n * 0.25));
  CHECK(std::abs(below_tenth - n * std::erf(std::sqrt(0.1))) < 4 * std::sqrt(n * 0.25));
}

TEST_CASE("truncated Pareto", "[samplers]") {
  const double alpha = 1.5, low = 2, high = 600;
  auto stream = draws(12);
  const int n = 100000;
  int above_ten = 0;
  for (int i = 0; i < n; ++i) {
    const double x = sim::pareto_truncated(stream, alpha, low, high);
    if (x < low || x > high) FAIL("outside");
    above_ten += x > 10;
  }
  const double cut = std::pow(low / high, alpha), p = (std::pow(low / 10, alpha) - cut) / (1 - cut);
  CHECK(std::abs(above_ten - n * p) < 4 * std::sqrt(n * p * (1 - p)));
  CHECK(sim::pareto_truncated(stream, alpha, 3, 3) == 3);
}

TEST_CASE("log-normal by median and by mean", "[samplers]") {
  auto stream = draws(13);
  int below = 0;
  const int n = 100000;
  for (int i = 0; i < n; ++i) below += sim::log_normal(stream, 3000, 1.5) < 3000;
  CHECK(std::abs(below - n / 2) < 2 * std::sqrt(n));
  const double spread = std::exp(0.36) - 1;
  check_moments(14, 7, 49 * spread, 0.06, [](auto& s) { return sim::log_normal_with_mean(s, 7, 0.6); });
}

TEST_CASE("geometric waits its mean, and zero is possible", "[samplers]") {
  for (const double mean : {0.2, 12.0}) {
    check_moments(15, mean, mean * (1 + mean), 0.05, [mean](auto& s) { return sim::geometric(s, mean); });
    const double p = 1 / (1 + mean);
    CHECK(misfit(
              16, 0, 100, [mean](auto& s) { return sim::geometric(s, mean); },
              [p](double k) { return std::log(p) + k * std::log1p(-p); }) < 3.5);
  }
  auto stream = draws(17);
  CHECK(sim::geometric(stream, 0) == 0);
  CHECK(sim::geometric(stream, 1e300) == INT32_MAX);
}

TEST_CASE("choose follows the weights and never takes a weight of zero", "[samplers]") {
  auto stream = draws(18);
  const std::vector<double> weights{0, 1, 0, 3, 6, 0};
  double count[6] = {};
  const int n = 100000;
  for (int i = 0; i < n; ++i) ++count[sim::choose(stream, weights)];
  CHECK(count[0] + count[2] + count[5] == 0);
  for (const int k : {1, 3, 4}) {
    const double p = weights[static_cast<std::size_t>(k)] / 10;
    CHECK(std::abs(count[k] - n * p) < 4 * std::sqrt(n * p * (1 - p)));
  }
}
