#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "study/scoreboard.hpp"
#include "tests/study/synthetic.hpp"

using namespace study;
using study::test::cell;
using study::test::synthetic;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

Observation observed(const std::string& series, Month date, double value, const std::string& role) {
  Observation o;
  o.series = series;
  o.date = date;
  o.value = value;
  o.role = role;
  return o;
}

double value_of(const std::vector<NaiveForecast>& all, const std::string& method) {
  for (const auto& one : all)
    if (one.method == method) return one.value;
  return -1;
}

const SeriesScore& of(const Scoreboard& board, const std::string& name) {
  for (const auto& one : board.series)
    if (one.name == name) return one;
  throw std::runtime_error(name);
}

}  // namespace

TEST_CASE("CRPS by hand") {
  // |1-3| + |2-3| + |6-3| = 6 over 3; pairs 1, 5, 4: twice over 2 * 3 * 2.
  CHECK(crps({6, 1, 2}, 3) == Approx(2 - 10.0 / 6));
  CHECK(crps({5}, 3) == 2);  // of one value: its absolute error
  CHECK(crps({4, 4, 4}, 3) == 1);
  CHECK(crps({1, 5}, 3) == 0);
  CHECK(crps({1, kNan, 5}, 3) == 0);
  CHECK(std::isnan(crps({kNan}, 3)));
  CHECK(std::isnan(crps({1, 2}, kNan)));
  // It moves with its values, and by their unit.
  CHECK(crps({16, 11, 12}, 13) == Approx(crps({6, 1, 2}, 3)));
  CHECK(crps({60, 10, 20}, 30) == Approx(10 * crps({6, 1, 2}, 3)));
}

TEST_CASE("CRPS of logarithms goes by ratios, and only above zero") {
  CHECK(log_crps({std::exp(2.0)}, std::exp(1.0)) == Approx(1));
  CHECK(log_crps({20, 10, 40}, 30) == Approx(log_crps({2, 1, 4}, 3)));
  CHECK(std::isnan(log_crps({0, 1}, 1)));
  CHECK(std::isnan(log_crps({1, 2}, 0)));
}

TEST_CASE("A fair score does not favour a large sample") {
  // Every pair of {1, 2, 6, 7}, scored and averaged, gives the score of the four.
  const std::vector<double> four{1, 2, 6, 7};
  double sum = 0;
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = i + 1; j < 4; ++j) sum += crps({four[i], four[j]}, 3.5);
  CHECK(sum / 6 == Approx(crps(four, 3.5)));
}

TEST_CASE("Naive forecasts by hand") {
  const Month launch = Month::of(2010, 1), date = Month::of(2020, 1);
  const std::vector<DatedPoint> known{
      {Month::of(2012, 1), 1}, {Month::of(2013, 1), 2}, {Month::of(2015, 1), 8}};
  const auto all = naive_forecasts(known, launch, date, 16);
  CHECK(value_of(all, "last value") == 8);
  CHECK(value_of(all, "linear") == 16);               // 8 in five years, 16 in ten
  CHECK(value_of(all, "log-linear") == Approx(256));  // it doubles each year
  CHECK(all[0].crps == 8);
  CHECK(all[0].log_crps == Approx(std::log(2.0)));
  CHECK(all[1].crps == 0);
  // Zeros have no logarithm, and two points are no line.
  const auto zero = naive_forecasts({{Month::of(2011, 1), 0}, known[0], known[1]}, launch, date, 16);
  CHECK(std::isnan(value_of(zero, "log-linear")));
  CHECK(std::isnan(value_of(naive_forecasts(known, {}, date, 16), "linear")));
  CHECK(std::isnan(value_of(naive_forecasts(known, Month::of(2015, 1), date, 16), "linear")));
  for (const auto& none : naive_forecasts({}, launch, date, 16))
    CHECK((std::isnan(none.value) && std::isnan(none.crps)));
}

TEST_CASE("A naive forecaster knows what the fit knew, and nothing later") {
  const auto at = [](int year) { return Month::of(year, 6); };
  const std::vector<Observation> all{
      observed("gsa.bytes", at(2021), 1, "context"),    observed("gsa.bytes", at(2022), 2, "calibrate"),
      observed("gsa.bytes", at(2023), 3, "context"),    observed("gsa.bytes", at(2024), 4, "hindcast"),
      observed("ega.bytes", at(2023), 7, "context"),    observed("ega.bytes", at(2026), 8, "context"),
      observed("cngb.bytes", at(2025), 9, "calibrate"),
  };
  using Known = std::vector<DatedPoint>;
  CHECK(known_before("gsa.bytes", at(2026), all) == Known{{at(2021), 1}, {at(2022), 2}});
  CHECK(known_before("gsa.bytes", at(2022), all) == Known{{at(2021), 1}});
  CHECK(known_before("ega.bytes", at(2027), all) == Known{{at(2023), 7}});  // up to the end of all fits
  CHECK(known_before("nifty.tests", at(2027), all).empty());
}

TEST_CASE("The scoreboard keeps forecasts apart, and says where the model does not win") {
  Ensemble e = synthetic({"base"}, 2);
  auto scenario = std::make_shared<Scenario>(*e.scenario);
  scenario->repositories[0].id = "cncb";
  scenario->repositories[0].opened = Month::of(2020, 6);
  e.scenario = scenario;
  const Month fit = Month::of(2022, 6), then = Month::of(2024, 6);
  const auto put = [&](Monthly output, Month month, double a, double b) {
    cell(e, 0, 0, output, month) = a;
    cell(e, 0, 1, output, month) = b;
  };
  put(Monthly::gsa_bytes, fit, 9, 11);
  put(Monthly::gsa_bytes, then, 19, 22);  // linear says 20
  put(Monthly::gsa_institutions, then, 30, 34);
  const auto told = scoreboard(hindcast(
      e, 0,
      {observed("gsa.bytes", fit, 10, "calibrate"), observed("gsa.bytes", then, 18, "hindcast"),
       observed("gsa.institutions", fit, 10, "calibrate"), observed("gsa.institutions", then, 36, "hindcast"),
       observed("ega.bytes", fit, 1, "context")}));
  CHECK(told.series.size() == 3);
  CHECK(told.forecasts.all == 2);
  CHECK(told.forecasts.inside == 0);
  CHECK(told.calibrate.inside == 1);
  CHECK(told.calibrate.all == 2);
  CHECK(told.context.all == 1);

  const SeriesScore& bytes =
      of(told, "gsa.bytes");  // errors: model (1 + 4) / 2 - 3 / 2 = 1, last 8, linear 2
  CHECK(bytes.crps == Approx(1));
  CHECK(bytes.naive[0].skill == Approx(1 - 1.0 / 8));
  CHECK(bytes.naive[1].skill == Approx(0.5));
  CHECK(bytes.naive[1].beaten);
  CHECK(bytes.naive[2].points == 0);
  CHECK_FALSE(bytes.naive[2].beaten);
  const SeriesScore& institutions = of(told, "gsa.institutions");  // model 4 - 2 = 2; linear says 20: 16
  CHECK(institutions.naive[1].skill == Approx(1 - 2.0 / 16));
  CHECK(told.methods[1].series == 2);
  CHECK(told.methods[1].beaten == 2);
  CHECK(told.methods[1].skill == Approx((0.5 + 1 - 2.0 / 16) / 2));
  CHECK(std::isnan(told.methods[2].skill));
  CHECK(of(told, "ega.bytes").naive.empty());

  put(Monthly::gsa_bytes, then, 25, 25);  // 7 off 18, linear 2
  const auto worse = scoreboard(hindcast(
      e, 0, {observed("gsa.bytes", fit, 10, "calibrate"), observed("gsa.bytes", then, 18, "hindcast")}));
  CHECK_FALSE(of(worse, "gsa.bytes").naive[1].beaten);
  CHECK(of(worse, "gsa.bytes").naive[1].skill < 0);
}

TEST_CASE("Better on one scale alone is not better") {
  HindcastPoint point;
  point.observed = observed("x", Month::of(2024, 6), 1, "hindcast");
  point.crps = 1;
  point.log_crps = 0.5;
  for (const std::string& method : naive_methods()) point.naive.push_back({method, 0, 2, 0.4});
  CHECK_FALSE(scoreboard({{"x", "u", {point}}}).series[0].naive[0].beaten);
  point.naive[0].log_crps = 0.6;
  CHECK(scoreboard({{"x", "u", {point}}}).series[0].naive[0].beaten);
  point.naive[0].log_crps = kNan;  // where one scale says nothing, the other decides
  CHECK(scoreboard({{"x", "u", {point}}}).series[0].naive[0].beaten);
}
