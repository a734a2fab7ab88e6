// Sweeps: the same numbers as the runs they stand for, however they are cut; failures are results.

#include "study/sweep.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

#include "study/ensemble.hpp"
#include "tests/models/exchange/support.hpp"

namespace {

using exchange::test::shipped;
using study::SweepPlan;
using study::SweepRun;
using study::UnitResult;

using Results = std::map<std::pair<int64_t, int32_t>, std::vector<SweepRun>>;  // (row, replicate)

SweepPlan plan_of(const std::string& design) {
  static const std::string two_places = shipped("two-places").resolved_json;
  return study::sweep_for(two_places, design);
}

Results run(const SweepPlan& plan, const std::vector<study::SweepUnit>& units, int32_t threads = 1) {
  Results results;
  study::Sweep sweep(plan);
  CHECK(sweep.run(units, {threads, {}}, [&](UnitResult&& result) {
    CHECK(results.emplace(std::make_pair(result.unit.row, result.unit.replicate), std::move(result.runs))
              .second);
  }));
  return results;
}

Results run(const SweepPlan& plan, int32_t threads = 1) {
  return run(plan, study::units_of(plan, 0, plan.rows()), threads);
}

bool same(const Results& a, const Results& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const auto& x, const auto& y) {
           return x.first == y.first &&
                  std::equal(x.second.begin(), x.second.end(), y.second.begin(), y.second.end(),
                             [](const SweepRun& u, const SweepRun& v) {
                               return u.reason == v.reason && u.values.size() == v.values.size() &&
                                      (u.values.empty() || std::memcmp(u.values.data(), v.values.data(),
                                                                       8 * u.values.size()) == 0);
                             });
         });
}

// Every number of a row is that of the ensemble of the scenario in which the row's values are set.
void check_row(const SweepPlan& plan, const Results& results, int64_t row,
               std::vector<std::pair<std::string, std::string>> set) {
  study::RunOptions options;
  options.replicates = plan.replicates;
  const auto e = study::run_ensemble(shipped("two-places", std::move(set)), options);
  REQUIRE(e.failures.empty());
  for (int32_t r = 0; r < plan.replicates; ++r) {
    const auto& runs = results.at({row, r});
    REQUIRE(runs.size() == plan.policies.size());
    for (std::size_t p = 0; p < runs.size(); ++p) {
      CHECK(runs[p].reason.empty());
      const auto& kept =
          e.runs[static_cast<std::size_t>(e.policy_index(plan.policies[p]))][static_cast<std::size_t>(r)];
      std::vector<double> expected;
      for (const auto output : plan.outputs)
        for (const auto date : plan.dates)
          expected.push_back(
              kept.monthly[static_cast<std::size_t>(output)][static_cast<std::size_t>(e.month_index(date))]);
      REQUIRE(runs[p].values.size() == expected.size());
      CHECK(std::memcmp(runs[p].values.data(), expected.data(), 8 * expected.size()) == 0);
    }
  }
}

}  // namespace

TEST_CASE("a row of parameters is the ensemble with these parameters, to the bit", "[sweep]") {
  const SweepPlan plan = plan_of(
      R"({"rows": [{"leak": 0.3, "detection": 0.5}, {"leak": 0.05, "detection": 0.01}], "replicates": 3})");
  const Results results = run(plan);
  check_row(plan, results, 0, {{"parameters.leak", "0.3"}, {"parameters.detection", "0.5"}});
  check_row(plan, results, 1, {{"parameters.leak", "0.05"}, {"parameters.detection", "0.01"}});
}

TEST_CASE("other parameters are drawn by replicate, the same in every row", "[sweep]") {
  const SweepPlan plan = plan_of(
      R"({"rows": [{"joint_share": 0.3}, {"joint_share": 0.1}], "replicates": 4, "defaults": false})");
  const Results results = run(plan);
  check_row(plan, results, 0, {{"parameters.joint_share", "0.3"}, {"draw_parameters", "true"}});
  check_row(plan, results, 1, {{"parameters.joint_share", "0.1"}, {"draw_parameters", "true"}});
}

TEST_CASE("rows that differ in dates, sizes and switches are worlds of their own", "[sweep]") {
  const SweepPlan plan = plan_of(R"({"design": "grid", "replicates": 2, "factors": {
      "provisions.b-closes.effective": ["2010-01", "2012-01"], "institutions": [40, 60],
      "switches.symmetric_openness": [false, true], "leak": [0, 0.2]}})");
  const Results results = run(plan, 2);
  CHECK(results.size() == 32);
  check_row(plan, results, 0, {});
  check_row(plan, results, 15,
            {{"provisions.b-closes.effective", "2012-01"},
             {"institutions", "60"},
             {"switches.symmetric_openness", "true"},
             {"parameters.leak", "0.2"}});
  check_row(plan, results, 5, {{"institutions", "60"}, {"parameters.leak", "0.2"}});
}

TEST_CASE("replicates share their chance over rows and policies", "[sweep]") {
  const SweepPlan plan = plan_of(
      R"({"rows": [{"gsa_width": 0.1}, {"gsa_width": 0.1}], "replicates": 3, "outputs": "produced_us"})");
  const Results results = run(plan);
  for (int32_t r = 0; r < 3; ++r) CHECK(results.at({0, r})[0].values == results.at({1, r})[0].values);
  CHECK(results.at({0, 0})[0].values != results.at({0, 1})[0].values);
}

TEST_CASE("any order, any cut and any number of threads give the same bytes", "[sweep][bits]") {
  const SweepPlan plan =
      plan_of(R"({"design": "latin-hypercube", "points": 6, "replicates": 3, "defaults": false,
      "factors": {"leak": {}, "detection": {}, "institutions": [60, 40]}, "outputs": ["held_us_in_cn", "requests_prc"]})");
  const Results whole = run(plan);
  CHECK(whole.size() == 18);
  for (const auto& [unit, runs] : whole) CHECK(runs[0].reason.empty());
  for (const int32_t threads : {2, 3}) CHECK(same(whole, run(plan, threads)));
  auto units = study::units_of(plan, 0, plan.rows());
  std::reverse(units.begin(), units.end());
  std::rotate(units.begin(), units.begin() + 5, units.end());
  CHECK(same(whole, run(plan, units, 2)));
  Results pieces;
  for (const auto& unit : units) pieces.merge(run(plan, {unit}));
  CHECK(same(whole, pieces));
  Results by_rows;
  study::run_rows(plan, 0, plan.rows(), {2, {}}, [&](UnitResult&& result) {
    by_rows.emplace(std::make_pair(result.unit.row, result.unit.replicate), std::move(result.runs));
  });
  CHECK(same(whole, by_rows));
}

TEST_CASE("a worker that has but the two texts gets the same bytes", "[sweep][bits]") {
  const SweepPlan plan =
      plan_of(R"({"design": "morris", "points": 2, "replicates": 2, "set": {"institutions": 60},
      "factors": {"leak": {}, "switches.collaboration_decline": [false, true]}, "policies": "b-closes-too"})");
  CHECK(same(run(plan), run(study::sweep_for(plan.scenario_json, plan.design_json))));
}

TEST_CASE("policies that are named run as they do with the others left out", "[sweep]") {
  const SweepPlan plan = plan_of(R"({"rows": [{"leak": 0.1}], "replicates": 2, "policies": "b-closes-too"})");
  const Results results = run(plan);
  exchange::Scenario s = shipped("two-places", {{"parameters.leak", "0.1"}});
  s.policies.erase(s.policies.begin() + 1);
  study::RunOptions options;
  options.replicates = 2;
  const auto e = study::run_ensemble(s, options);
  for (int32_t p = 0; p < 2; ++p)
    CHECK(results.at({0, 1})[static_cast<std::size_t>(p)].values[0] ==
          e.values(p, plan.outputs[0], plan.dates[0])[1]);
}

TEST_CASE("a row that cannot be set up fails with its reason, and the others run", "[sweep]") {
  const SweepPlan plan = plan_of(R"({"design": "grid", "replicates": 2, "dates": "2014-12", "factors": {
      "places.A.population": [1e9, -5], "end": ["2014-12", "2012-12"], "leak": [0, 0.1]}})");
  const Results results = run(plan, 2);
  REQUIRE(results.size() == 16);
  for (const auto& [unit, runs] : results) {
    const bool negative = unit.first >= 4, early = unit.first % 4 >= 2;
    REQUIRE(runs.size() == 3);
    for (const SweepRun& run : runs) {
      CHECK(run.values.empty() == (negative || early));
      if (negative)
        CHECK(run.reason.find("places.A.population: -5 is out of range.") == 0);
      else if (early)
        CHECK(run.reason == "2014-12 lies outside this row's run, 2005-01 to 2012-12.");
      else
        CHECK(run.reason.empty());
    }
  }
}

TEST_CASE("a row without a policy fails in that policy alone", "[sweep]") {
  const SweepPlan plan =
      plan_of(R"({"rows": [{"policies": {"asymmetric": {}}}], "replicates": 1, "outputs": "produced_us"})");
  const auto runs = run(plan).at({0, 0});
  CHECK(runs[0].values.size() == 2);
  CHECK(runs[1].reason == "this row's scenario has no policy \"both-open\".");
  CHECK(runs[2].reason == "this row's scenario has no policy \"b-closes-too\".");
}

TEST_CASE("progress counts runs and can stop; what is reported then is whole", "[sweep]") {
  const SweepPlan plan =
      plan_of(R"({"design": "latin-hypercube", "points": 20, "replicates": 2, "factors": {"leak": {}}})");
  int64_t last = 0, all = 0;
  std::size_t units = 0;
  const auto take = [&](UnitResult&& result) {
    ++units;
    for (const SweepRun& run : result.runs) CHECK((run.reason.empty() && !run.values.empty()));
  };
  const auto count = [&](int64_t done, int64_t of) {
    CHECK(done >= last);
    last = done;
    all = of;
    return true;
  };
  CHECK(study::run_rows(plan, 0, 20, {2, count}, take));
  CHECK(units == 40);
  CHECK(last == 120);
  CHECK(all == 120);
  units = 0;
  CHECK_FALSE(study::run_rows(plan, 0, 20, {2, [&](int64_t done, int64_t) { return done < 30; }}, take));
  CHECK((units >= 8 && units < 40));  // of the 30 runs two units may have had two each
}

TEST_CASE("what the taker throws ends the sweep and is no failure of a run", "[sweep]") {
  const SweepPlan plan =
      plan_of(R"({"design": "latin-hypercube", "points": 20, "replicates": 2, "factors": {"leak": {}}})");
  int taken = 0;
  const auto take = [&](UnitResult&&) {
    if (++taken == 3) throw sim::Error("the disk is full");
  };
  CHECK_THROWS_WITH(study::run_rows(plan, 0, 20, {2, {}}, take), "the disk is full");
  CHECK(taken == 3);
}
