// Ensembles, sweeps and challenges under a posterior.

#include <catch2/catch.hpp>

#include <cmath>

#include "study/challenge.hpp"
#include "study/posterior.hpp"
#include "study/sweep.hpp"
#include "tests/models/exchange/support.hpp"

using namespace study;
using exchange::test::shipped;

namespace {

const char* const kSample = R"({"design_seed": 9, "parameters": ["open_copies_prc", "detection"],
                                "rows": [[0.1, 0.02], [0.2, 0.03], [0.4, 0.04], [0.8, 0.05]]})";

Scenario under_posterior(std::vector<std::pair<std::string, std::string>> more = {}) {
  more.insert(more.begin(), {{"posterior", kSample}, {"draw_parameters", "true"}});
  return shipped("two-places", std::move(more));
}

RunOptions runs(int32_t replicates) {
  RunOptions options;
  options.replicates = replicates;
  options.premium_worlds = false;
  return options;
}

}  // namespace

TEST_CASE("an ensemble draws the rows in order, from wherever it begins", "[posterior]") {
  const Ensemble e = run_ensemble(under_posterior(), runs(6));
  const double rows[] = {0.1, 0.2, 0.4, 0.8, 0.1, 0.2};
  for (std::size_t r = 0; r < 6; ++r) CHECK(e.drawn[r].open_copies_prc == rows[r]);
  RunOptions later = runs(2);
  later.first_replicate = 2;
  CHECK(run_ensemble(under_posterior(), later).drawn[1].detection == 0.05);
  CHECK(e.drawn[0].leak == 0);  // that the scenario fixes
}

TEST_CASE("the posterior's range is of its rows, and only where it is drawn from", "[posterior]") {
  const Range range = posterior_range(under_posterior(), "open_copies_prc");
  CHECK(range.median == Approx(0.3));
  CHECK(range.runs == 4);
  CHECK(range.low == Approx(0.1 + 0.15 * 0.1));
  CHECK(posterior_range(under_posterior(), "worth").runs == 0);
  CHECK(posterior_range(under_posterior({{"parameters.detection", "0.5"}}), "detection").runs == 0);
  CHECK(posterior_range(under_posterior({{"draw_parameters", "false"}}), "detection").runs == 0);
  CHECK(posterior_range(shipped("two-places"), "detection").runs == 0);
}

TEST_CASE("the factor of a sweep wins over the row; what it leaves alone stays in the row", "[posterior]") {
  const SweepPlan plan =
      sweep_for(under_posterior().resolved_json, R"({"rows": [{"open_copies_prc": 0.7}], "replicates": 3})");
  Sweep sweep(plan);
  const Ensemble e = run_ensemble(under_posterior({{"parameters.open_copies_prc", "0.7"}}), runs(3));
  CHECK(e.drawn[2].open_copies_prc == 0.7);
  CHECK(e.drawn[2].detection == 0.04);
  int32_t seen = 0;
  sweep.run(units_of(plan, 0, 1), {1, {}}, [&](UnitResult&& result) {
    const auto policy = static_cast<std::size_t>(e.policy_index(plan.policies[0]));
    const auto& kept = e.runs[policy][static_cast<std::size_t>(result.unit.replicate)];
    const auto month = static_cast<std::size_t>(e.month_index(plan.dates[0]));
    CHECK(result.runs[0].values[0] == kept.monthly[static_cast<std::size_t>(plan.outputs[0])][month]);
    ++seen;
  });
  CHECK(seen == 3);
}

TEST_CASE("a challenge moves a fitted parameter too, over its prior", "[posterior]") {
  ChallengeOptions options;
  options.run = runs(4);
  options.only = {"open_copies_prc"};
  options.values = 2;
  const Challenge told = challenge(under_posterior(), options);
  const ChallengedAssumption& copying = told.assumptions.at(0);
  CHECK(copying.points.front().value == 0.02);
  CHECK(copying.points.back().value == 2);
  CHECK(copying.points.front().held.median < told.held.median);
  CHECK(copying.points.back().held.median > told.held.median);
}
