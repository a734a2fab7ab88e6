#include "sim/parameters.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using sim::design_point;
using sim::Prior;

TEST_CASE("quantiles of priors", "[parameters]") {
  CHECK(Prior::fixed().quantile(0.3, 42) == 42);
  CHECK(Prior::uniform(2, 4).quantile(0.25, 0) == Approx(2.5).epsilon(1e-15));
  CHECK(Prior::log_uniform(0.02, 2).quantile(0.5, 0) == Approx(0.2).epsilon(1e-14));
  CHECK(Prior::normal(4, 2).quantile(0.975, 0) == Approx(4 + 2 * 1.959963984540054).epsilon(1e-15));
  CHECK(Prior::log_normal(0.6, 0.3).quantile(0.5, 0) == Approx(0.6).epsilon(1e-15));
  CHECK(Prior::log_normal(0.6, 0.3).quantile(0.975, 0) == Approx(0.6 * std::exp(0.3 * 1.959963984540054)));
  CHECK(Prior::beta(1, 9).quantile(0.5, 0) == Approx(1 - std::pow(0.5, 1 / 9.0)).epsilon(1e-12));
  CHECK(Prior::beta(3, 1).quantile(0.2, 0) == Approx(std::cbrt(0.2)).epsilon(1e-12));
  CHECK(Prior::beta(2, 2).quantile(0.5, 0) == Approx(0.5).epsilon(1e-12));
}

TEST_CASE("quantiles rise with u", "[parameters]") {
  for (const Prior& prior : {Prior::uniform(1, 6), Prior::log_uniform(1, 6), Prior::normal(0, 1),
                             Prior::log_normal(1, 1), Prior::beta(32, 8), Prior::beta(0.5, 0.5)}) {
    double last = -1e9;
    for (int i = 1; i < 200; ++i) {
      const double x = prior.quantile(i / 200.0, 0);
      CHECK(x > last);
      last = x;
    }
  }
}

TEST_CASE("priors in words", "[parameters]") {
  CHECK(Prior::log_uniform(0.02, 2).to_string() == "log-uniform 0.02 to 2");
  CHECK(Prior::beta(32, 8).to_string() == "beta 32, 8");
  CHECK(Prior::normal(4, 1).to_string() == "normal, mean 4, sd 1");
  CHECK(Prior::fixed().to_string() == "fixed");
}

TEST_CASE("each aligned block of 2^k replicates has one point in each of 2^k parts", "[parameters]") {
  for (const uint64_t size : {2, 16, 64, 512})
    for (uint32_t parameter = 0; parameter < 60; parameter += 7)
      for (const uint64_t block : {0, 1, 5}) {
        std::vector<int> count(size);
        for (uint64_t r = block * size; r < (block + 1) * size; ++r)
          ++count[static_cast<std::size_t>(design_point(9, r, parameter) * static_cast<double>(size))];
        CHECK(std::all_of(count.begin(), count.end(), [](int c) { return c == 1; }));
      }
}

namespace {

// Largest distance between the share of the first n points below x and x itself.
template <class Point>
double discrepancy(int n, Point&& point) {
  std::vector<double> x;
  for (int r = 0; r < n; ++r) x.push_back(point(r));
  std::sort(x.begin(), x.end());
  double worst = 0;
  for (int i = 0; i < n; ++i)
    worst = std::max({worst, std::abs(x[i] - i / double(n)), std::abs(x[i] - (i + 1) / double(n))});
  return worst;
}

double correlation(int n, uint32_t a, uint32_t b) {
  double sum = 0;
  for (int r = 0; r < n; ++r) sum += (design_point(4, r, a) - 0.5) * (design_point(4, r, b) - 0.5);
  return sum * 12 / n;
}

}  // namespace

TEST_CASE("a design covers each prior better than chance does, at any count", "[parameters]") {
  const sim::Chance chance(4, 0);
  for (const int n : {50, 100, 777}) {
    double ours = 0, by_chance = 0;
    for (uint32_t parameter = 0; parameter < 40; ++parameter) {
      ours += discrepancy(n, [&](int r) { return design_point(4, r, parameter); });
      by_chance += discrepancy(n, [&](int r) { return chance.at(parameter, sim::Month{0}, r).uniform(); });
    }
    CHECK(ours < by_chance / 3);
  }
}

TEST_CASE("no two parameters are tied", "[parameters]") {
  double worst = 0;
  for (uint32_t a = 0; a < 60; ++a)
    for (uint32_t b = 0; b < a; ++b) worst = std::max(worst, std::abs(correlation(1024, a, b)));
  CHECK(worst < 0.18);  // 1770 pairs; five standard errors of independent stratified points
}

TEST_CASE("design points follow the seed, lie inside (0, 1), and do not know how many there are",
          "[parameters]") {
  CHECK(design_point(1, 0, 0) != design_point(2, 0, 0));
  for (uint64_t r = 0; r < 1000; ++r) {
    const double u = design_point(1, r, 3);
    CHECK((u > 0 && u < 1));
  }
  const double later = design_point(1, 5, 3);
  for (uint64_t r = 0; r < 100000; r += 997) design_point(1, r, 3);
  CHECK(design_point(1, 5, 3) == later);
}
