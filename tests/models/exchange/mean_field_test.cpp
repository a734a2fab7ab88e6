// Worlds that can be solved: the ensemble's means against closed forms. Each error is stated as a multiple of the
// standard error, which falls with the square root of the number of agents.

#include <catch2/catch.hpp>

#include <cmath>

#include "tests/models/exchange/support.hpp"

namespace exchange::test {

namespace {

constexpr double kShape = 0.3;  // of popularity

// One open dataset for each of n institutions of B, all released in month 1; A copies them at hazard `rate` a year.
Scenario copying(int n, double rate) {
  Scenario s = still_world();
  s.places[1].institutions = n;
  s.institutions = n + 1;
  add_archive(s, "archive-b", "B", {Tier::open, Tier::controlled});
  s.defaults.open_copies_prc = rate;
  return s;
}

// Share of the datasets that A holds, by months since release.
std::vector<double> share_held(Scenario s, int n, uint64_t replicate) {
  Run run(std::move(s), 0, replicate);
  for (int i = 0; i < n; ++i) run.plant(static_cast<uint32_t>(1 + i), 10);
  run.until(run.s().first + 2);
  std::vector<double> share;
  run.until(run.s().end, [&](Run& r) { share.push_back(static_cast<double>(r.held_ever(0, "B")) / n); });
  return share;
}

// Gamma-mixed exponential: 1 - E[exp(-l t g)] with g of mean 1.
double held(double rate, double years) { return 1 - std::pow(1 + rate * years / kShape, -kShape); }

double largest_miss(int n, double rate) {
  const auto share = share_held(copying(n, rate), n, 7);
  double worst = 0;
  for (std::size_t m = 0; m < share.size(); ++m) worst = std::max(worst, std::abs(share[m] - held(rate, (static_cast<double>(m) + 1) / 12)));
  return worst;
}

}  // namespace

TEST_CASE("copies of open data follow the gamma-mixed exponential", "[mean_field]") {
  for (const double rate : {0.05, 0.3, 2.0})
    for (const int n : {250, 4000}) {
      const auto share = share_held(copying(n, rate), n, 3);
      for (const std::size_t m : {std::size_t{0}, std::size_t{5}, std::size_t{23}, std::size_t{117}}) {
        const double p = held(rate, (static_cast<double>(m) + 1) / 12);
        INFO("rate " << rate << ", " << n << " datasets, month " << m + 1);
        CHECK(std::abs(share[m] - p) < 4 * std::sqrt(p * (1 - p) / n) + 2e-4);  // thresholds are counted in 1/4096 months
      }
    }
}

TEST_CASE("the miss falls with the number of agents", "[mean_field]") {
  const double few = largest_miss(100, 0.3), many = largest_miss(6400, 0.3);
  CHECK(few < 2 / std::sqrt(100.0));  // Kolmogorov: beyond 2 / sqrt(n) once in a thousand
  CHECK(many < 2 / std::sqrt(6400.0));
  CHECK(many < few);
}

TEST_CASE("requests count approval as a slower hazard", "[mean_field]") {
  const int n = 3000;
  Scenario s = copying(n, 0);
  s.defaults.open_share_human = 0;
  s.defaults.requests_per_study_year = 7;
  s.defaults.request_share_prc = 0.05;
  s.defaults.approval_dac = 0.6;
  s.defaults.renewal = 1;
  const auto share = share_held(s, n, 5);
  for (const std::size_t m : {std::size_t{11}, std::size_t{59}, std::size_t{117}}) {
    const double p = held(7 * 0.05 * 0.6, (static_cast<double>(m) + 1) / 12);
    CHECK(std::abs(share[m] - p) < 4 * std::sqrt(p * (1 - p) / n) + 5e-4);
  }
}

TEST_CASE("studies arrive as a Poisson process and are released after a geometric lag", "[mean_field]") {
  Scenario s = copying(200, 0);
  s.defaults.nu_human = 1;
  s.defaults.release_lag = 12;
  double released = 0, produced = 0, size = 0;
  const int runs = 10;
  for (uint64_t r = 0; r < runs; ++r) {
    Run run(s, 0, r);
    const int entered_by = 60;  // from then on all count whole months
    run.until(s.first + entered_by);
    const int64_t before = run.held_ever(1, "B");
    run.until(s.end);
    produced += static_cast<double>(run.held_ever(1, "B") - before);
    released += static_cast<double>(run.stored().size());
    for (const Profile& profile : run.s().population.profiles)
      if (profile.place == 1) {
        const double months = std::min(60.0, std::max(0.0, 120.0 - profile.entry));
        size += static_cast<double>(profile.size) * months / 12;
      }
  }
  CHECK(std::abs(produced - size) < 4 * std::sqrt(size));
  CHECK(released > 0.6 * produced);
}

// Two places that copy each other's open data while both produce at a constant rate: dH/dt = a - da/dt has the
// closed form H(t) = n t (1 - (1 / t) int_0^t (1 + l u / k)^-k du).
TEST_CASE("with constant production the stock meets its integral", "[mean_field]") {
  Scenario s = copying(60, 0.5);
  for (auto& place : s.places) place.institutions = 60;
  s.institutions = 120;
  s.defaults.nu_human = 4;
  const int from = 96, until = 120;  // of the data released in these months, what A holds at the end
  std::vector<double> observed;
  for (uint64_t r = 0; r < 30; ++r) {
    Run run(s, 0, r);
    run.until(s.end);
    double n = 0, got = 0;
    for (const Dataset& d : run.stored())
      if (d.origin == 1 && d.born + 1 >= from && d.born + 1 < until) {
        ++n;
        got += test::held(d, 0);
      }
    observed.push_back(got / n);
  }
  double expected = 0;  // a dataset released in month m has had until - 1 - m months by the last one
  for (int m = from; m < until; ++m) expected += held(0.5, (until - 1 - m) / 12.0) / (until - from);
  const Mean mean = mean_of(observed);
  CHECK(std::abs(mean.value - expected) < 4 * mean.error + 0.02 * expected);  // entry is not quite constant over two years
}

}  // namespace exchange::test
