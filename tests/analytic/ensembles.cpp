#include "tests/analytic/ensembles.hpp"

#include <cmath>

#include "tests/models/exchange/support.hpp"

namespace analytic {

namespace {

using exchange::Spend;
using exchange::test::Mean;
using exchange::test::mean_of;
using exchange::test::Run;

// The year's factor on spend that a run drew: its spend a study over what it would be without.
Path factor(const Run& run, const char* place, const Path& usd) {
  const exchange::Scenario& s = *run.scenario;
  const auto q = static_cast<std::size_t>(run.place(place));
  const Path& study = run.s().economy.mean_spend[static_cast<int>(Spend::other)][q];
  Path factors;
  for (std::size_t m = 0; m < usd.size(); ++m) {
    const double entered_by_end =
        1 / (1 + std::exp(-((s.first.year() + static_cast<double>(m + 1) / 12) - 2013) / 4));
    const double studies = s.defaults.nu_other / 12 * run.s().population.size_of_place[q] * s.weight *
                           entered_by_end * s.defaults.release_norm;
    factors.push_back(study[m] * studies / usd[m]);
  }
  return factors;
}

exchange::Scenario world(int institutions) {
  exchange::Scenario s = exchange::test::shipped("../tests/analytic/world");
  s.institutions = institutions;
  s.weight = kReal / institutions;
  return s;
}

}  // namespace

std::string Ensemble::name(std::size_t curve) const {
  return exchange::declaration_of(curves[curve].output).name;
}

double Ensemble::expected(std::size_t curve, std::size_t date) const {
  return curves[curve].value[static_cast<std::size_t>(dates[date])];
}

double Ensemble::mean(std::size_t curve, std::size_t date) const { return mean_of(value[curve][date]).value; }

double Ensemble::z(std::size_t curve, std::size_t date) const {
  const Mean mean = mean_of(value[curve][date]);
  return (mean.value - expected(curve, date)) / mean.error;
}

std::vector<double> Ensemble::squares(std::size_t curve) const {
  std::vector<double> sums(runs(), 0.0);
  for (std::size_t date = 0; date < dates.size(); ++date)
    for (std::size_t r = 0; r < runs(); ++r) {
      const double miss = value[curve][date][r] / given[curve][date][r] - 1;
      sums[r] += miss * miss / static_cast<double>(dates.size());
    }
  return sums;
}

double Ensemble::rms(std::size_t curve) const { return std::sqrt(mean_of(squares(curve)).value); }

Ensemble simulate(int institutions, int runs) {
  const exchange::Scenario s = world(institutions);
  Ensemble made;
  made.institutions = institutions;
  made.dates = {59, 83, 119};  // the last months of 2012, 2014 (the closure's first year) and 2017
  made.curves = mean_field(s, kReal);
  made.value.assign(made.curves.size(), std::vector<std::vector<double>>(made.dates.size()));
  made.given = made.value;
  const Path us = spend_us(s), cn = spend_cn(s);
  for (int r = 0; r < runs; ++r) {
    Run run(s, 0, static_cast<uint64_t>(r));
    run.until(s.end);
    auto given = made.curves;
    for (const Curve& archive :
         mean_field_of_archives(s, kReal, {factor(run, "US", us), factor(run, "CN", cn)}))
      for (Curve& curve : given)
        if (curve.output == archive.output) curve = archive;
    for (std::size_t c = 0; c < given.size(); ++c)
      for (std::size_t date = 0; date < made.dates.size(); ++date) {
        made.value[c][date].push_back(run.record.at(given[c].output, made.dates[date]));
        made.given[c][date].push_back(given[c].value[static_cast<std::size_t>(made.dates[date])]);
      }
  }
  return made;
}

Slope slope_of(const std::vector<Ensemble>& ensembles, std::size_t curve) {
  double weights = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (const Ensemble& e : ensembles) {
    const Mean square = mean_of(e.squares(curve));
    const double error = square.error / square.value / 2;  // of log rms
    const double weight = 1 / (error * error), log_n = std::log(e.institutions),
                 log_rms = std::log(square.value) / 2;
    weights += weight, x += weight * log_n, y += weight * log_rms, xx += weight * log_n * log_n,
        xy += weight * log_n * log_rms;
  }
  const double spread = xx - x * x / weights;
  return {(xy - x * y / weights) / spread, 1 / std::sqrt(spread)};
}

}  // namespace analytic
