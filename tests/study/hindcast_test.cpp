#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "sim/error.hpp"
#include "study/scoreboard.hpp"
#include "tests/study/synthetic.hpp"

using namespace study;
using study::test::cell;
using study::test::synthetic;

namespace {

Observation observed(const std::string& series, Month date, double value,
                     const std::string& role = "hindcast") {
  Observation o;
  o.series = series;
  o.date = date;
  o.value = value;
  o.role = role;
  return o;
}

const HindcastSeries& find(const std::vector<HindcastSeries>& all, const std::string& name) {
  return *std::find_if(all.begin(), all.end(), [&](const HindcastSeries& s) { return s.name == name; });
}

}  // namespace

TEST_CASE("A series goes by half-years and by the dates of its observations") {
  Ensemble e = synthetic({"base"}, 2);
  const Month february = Month::of(2026, 2);
  cell(e, 0, 0, Monthly::gsa_bytes, february) = 80;
  cell(e, 0, 1, Monthly::gsa_bytes, february) = 120;
  const auto all =
      hindcast(e, 0, {observed("gsa.bytes", february, 100), observed("gsa.bytes", Month::of(2019, 12), 1)});
  CHECK(all.size() == hindcast_series().size());
  const auto& points = find(all, "gsa.bytes").points;
  CHECK(points.size() == 23);  // eleven years and one date; what lies before the run is left out
  const auto at =
      std::find_if(points.begin(), points.end(), [&](const HindcastPoint& p) { return p.date == february; });
  REQUIRE(at != points.end());
  CHECK(at->mid == 100);
  CHECK(at->inside);
  CHECK(at->ratio == 1);
  CHECK(find(all, "ega.bytes").points.size() == 22);
}

TEST_CASE("Only what was not used for fitting is scored") {
  Ensemble e = synthetic({"base"}, 1);
  const Month june = Month::of(2022, 6);
  cell(e, 0, 0, Monthly::gsa_bytes, june) = 5;
  const auto all =
      hindcast(e, 0, {observed("gsa.bytes", june, 5, "calibrate"), observed("cngb.bytes", june, 9)});
  CHECK(scoreboard(all).forecasts.all == 1);
  CHECK(scoreboard(all).forecasts.inside == 0);
}

TEST_CASE("Rates are of cumulative counts, over the window asked for") {
  Ensemble e = synthetic({"base"}, 1);
  for (Month m = e.scenario->first; m < e.scenario->end; m = m + 1) {
    const double months = m - e.scenario->first + 1;
    cell(e, 0, 0, Monthly::dbgap_requests, m) = 10 * months;
    cell(e, 0, 0, Monthly::dbgap_approvals, m) =
        m < Month::of(2025, 1) ? 5 * months : 300 + 8 * (months - 60);
    cell(e, 0, 0, Monthly::hgr_licences, m) = 3 * months;
  }
  const Month date = Month::of(2025, 12);
  CHECK(hindcast_values(e, 0, "hgr.licences_per_month", date)[0] == 3);
  CHECK(hindcast_values(e, 0, "dbgap.approval_rate", date)[0] == Approx(396.0 / 720));
  CHECK(hindcast_values(e, 0, "dbgap.approval_rate", date, Month::of(2025, 1))[0] == Approx(0.8));
  CHECK(std::isnan(hindcast_values(e, 0, "hgr.international_share", date)[0]));
  CHECK_THROWS_AS(hindcast_values(e, 0, "no.such", date), sim::Error);
}
