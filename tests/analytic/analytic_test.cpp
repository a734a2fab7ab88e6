// Ensemble means against the mean field of a world in which it is exact, at several numbers of agents.
//
// Two errors are told apart. The *ensemble's mean* differs from the mean field by chance alone: its distance
// in standard errors, z, is that of a standard normal, whatever the number of agents. A *single run* differs
// by a share that falls with the square root of the number of agents.

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "tests/analytic/ensembles.hpp"

namespace analytic {

namespace {

const std::vector<Ensemble>& ensembles() {
  static const std::vector<Ensemble> made = {simulate(100, 96), simulate(400, 64), simulate(1600, 40)};
  return made;
}

constexpr double kMostZ =
    4.5;  // of some 200 that hang together: one beyond it would be expected in 700 such tables

}  // namespace

TEST_CASE("ensemble means meet the mean field at every number of agents", "[analytic]") {
  double squares = 0, count = 0;
  for (const Ensemble& ensemble : ensembles())
    for (std::size_t c = 0; c < ensemble.curves.size(); ++c)
      for (std::size_t date = 0; date < ensemble.dates.size(); ++date) {
        INFO(ensemble.name(c) << " at month " << ensemble.dates[date] << ", " << ensemble.institutions
                              << " institutions: mean " << ensemble.mean(c, date) << ", mean field "
                              << ensemble.expected(c, date));
        const double z = ensemble.z(c, date);
        CHECK(std::abs(z) < kMostZ);
        squares += z * z, ++count;
      }
  CHECK(squares / count < 2);  // 1 in expectation; were errors underrated, or many means off a little, more
  CHECK(squares / count > 0.4);
}

TEST_CASE("a single run's distance from the mean field falls with the square root of the number of agents",
          "[analytic]") {
  double sum = 0;
  const std::size_t curves = ensembles().front().curves.size();
  for (std::size_t c = 0; c < curves; ++c) {
    const Slope slope = slope_of(ensembles(), c);
    INFO(ensembles().front().name(c) << ": slope " << slope.value << " with standard error " << slope.error);
    CHECK(std::abs(slope.value + 0.5) < 3.5 * slope.error);
    CHECK(slope.error < 0.15);
    sum += slope.value;
  }
  CHECK(std::abs(sum / static_cast<double>(curves) + 0.5) < 0.05);
}

// What docs/analytic/update.py reads. Not a test: genratchet's tests do not run it.
TEST_CASE("table of the analytic check", "[.table]") {
  std::vector<Ensemble> more = {simulate(100, 400), simulate(400, 200), simulate(1600, 100),
                                simulate(6400, 50)};
  std::printf("output,equation,institutions,runs,mean_field,mean,z_largest,rms,slope,slope_error\n");
  for (std::size_t c = 0; c < more.front().curves.size(); ++c) {
    const Slope slope = slope_of(more, c);
    for (const Ensemble& e : more) {
      double largest = 0;
      for (std::size_t date = 0; date < e.dates.size(); ++date)
        if (std::abs(e.z(c, date)) > std::abs(largest)) largest = e.z(c, date);
      std::printf("%s,%d,%d,%zu,%.6g,%.6g,%.3f,%.5g,%.4f,%.4f\n", e.name(c).c_str(), e.curves[c].equation,
                  e.institutions, e.runs(), e.expected(c, e.dates.size() - 1), e.mean(c, e.dates.size() - 1),
                  largest, e.rms(c), slope.value, slope.error);
    }
  }
}

}  // namespace analytic
