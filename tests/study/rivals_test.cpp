// Rival mechanisms: what an observation tells by hand, and small worlds in which a mechanism can or cannot
// matter.

#include "study/rivals.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/exchange/world/question.hpp"
#include "tests/models/exchange/support.hpp"

using namespace study;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

Observation observed(double value, double sd_log) {
  Observation o;
  o.series = "sra.open_bases";
  o.date = Month::of(2013, 12);
  o.value = value;
  o.sd_log = sd_log;
  return o;
}

// The small headline scenario until 2020: full-closure, which begins later, differs from nothing.
Scenario small_history() {
  Scenario s = exchange::test::shipped(
      "us-countermeasures",
      {{"institutions", "300"}, {"end", "\"2020-12\""}, {"report", "[\"2018-12\", \"2020-12\"]"}});
  const auto kept = [](const auto& p) { return p.id == "current-law" || p.id == "no-us-measures"; };
  s.policies.erase(std::stable_partition(s.policies.begin(), s.policies.end(), kept), s.policies.end());
  return s;
}

RivalsOptions quick(std::vector<std::string> only, int32_t replicates = 4) {
  RivalsOptions options;
  options.run.replicates = replicates;
  options.only = std::move(only);
  return options;
}

}  // namespace

TEST_CASE("an observation tells if paired runs agree and its error is small enough", "[rivals]") {
  const std::vector<double> near = {90, 110, 100, 105}, far = {200, 210, 190, 200};
  const Telling sure = telling(observed(100, 0.1), near, far);
  CHECK(sure.tells == 1);
  CHECK(sure.nearer == 1);
  CHECK(sure.runs == 4);
  CHECK(telling(observed(100, 0.1), far, near).tells == -1);
  CHECK(telling(observed(100, 2), near, far).tells == 0);  // all nearer, but the error covers both
  CHECK(telling(observed(100, 0.1), {90, 200, 190, 210}, {200, 110, 100, 90}).tells == 0);  // runs disagree
  // One run, observed 100 with error 0.5: log10 of exp((ln 2)^2 / 2 / 0.25).
  const Telling one = telling(observed(100, 0.5), {100}, {200});
  CHECK(one.evidence == Approx(std::log(2.0) * std::log(2.0) / 0.5 / std::log(10.0)));
}

TEST_CASE("what is equal, missing or nothing cannot mislead", "[rivals]") {
  const Telling same = telling(observed(100, 0.1), {50, 70}, {50, 70});
  CHECK(same.nearer == 0.5);
  CHECK(same.evidence == 0);
  CHECK(same.tells == 0);
  const Telling missing = telling(observed(100, 0.1), {kNan, 100}, {200, kNan});
  CHECK(missing.runs == 0);
  CHECK(missing.tells == 0);
  const Telling nothing = telling(observed(100, 0.1), {100, 0}, {0, 0});
  CHECK(nothing.nearer == 0.75);   // nothing in both is a tie, however far from what was observed
  CHECK(nothing.evidence == 4.5);  // the most that one run can say, halved by the other
}

TEST_CASE("two samples stand apart by the order of runs of different parameters", "[rivals]") {
  CHECK(apart({1, 2, 3}, {4, 5, 6}) == 1);
  CHECK(apart({4, 5, 6}, {1, 2, 3}) == 1);
  CHECK(apart({1, 2}, {1, 2}) == 0.5);
  CHECK(apart({1, 10}, {2, 11}) == 0.5);  // each rises, which a single measured value could not show
  CHECK(apart({5}, {7}) == 0.5);          // no two runs of different parameters
}

TEST_CASE("a rival is the scenario with one switch the other way", "[rivals]") {
  const Scenario s = exchange::test::shipped("two-places");
  CHECK(mechanisms().size() == 5);
  CHECK(rival_of(s, "domestic-growth-only").switches.domestic_growth_only);
  const Scenario twice = rival_of(rival_of(s, "quality-feedback"), "quality-feedback");
  CHECK_FALSE(twice.switches.quality_feedback);
  CHECK_THROWS_WITH(rival_of(s, "symetric-openness"), Catch::Contains("symmetric-openness"));
  CHECK_THROWS_AS(rivals(s, {}, quick({"nothing"})), exchange::UnknownName);
}

TEST_CASE("without a border to cross nothing is held abroad, and conclusions of policies are lost",
          "[rivals]") {
  Observation later = observed(1, 0.3), outside = observed(1, 0.3), nil = observed(0, 0.3);
  later.date = Month::of(2018, 12);
  outside.date = Month::of(2030, 12);
  const Rivals told =
      rivals(small_history(), {later, outside, nil, observed(1, 0.3)}, quick({"domestic-growth-only"}));
  REQUIRE(told.rivals.size() == 1);
  const Rival& rival = told.rivals[0];
  CHECK(rival.on);
  CHECK(told.held.median > 0);
  CHECK(rival.held.high == 0);
  REQUIRE(rival.verdicts.size() == told.conclusions.size());
  REQUIRE(told.points.size() == 2);  // within the run, above nothing, by date
  CHECK(told.points[0].observed.date < told.points[1].observed.date);
  CHECK(told.points[0].under.size() == 1);
  const auto held = std::find_if(rival.would_tell.begin(), rival.would_tell.end(),
                                 [](const Unobserved& u) { return u.output == Monthly::held_us_in_cn; });
  REQUIRE(held != rival.would_tell.end());
  CHECK(held->apart == 1);
  CHECK(told.unobserved_at == Month::of(2018, 12));
  for (const Unobserved& u : rival.would_tell) CHECK(u.output != Monthly::sra_open_bases);  // it was observed
}

TEST_CASE("rivals share chance: a mechanism that has nothing to act on changes no number", "[rivals]") {
  Scenario s = small_history();
  s.policies.resize(1);
  s.defaults.joint_share = 0;
  s.priors["joint_share"] = sim::Prior::fixed();
  const Rivals told = rivals(s, {observed(1, 0.3)}, quick({"collaboration-decline"}, 3));
  REQUIRE(told.rivals.size() == 1);
  CHECK(told.rivals[0].held.median == told.held.median);
  CHECK(told.rivals[0].held.high == told.held.high);
  CHECK(told.points[0].tells[0].nearer == 0.5);
  CHECK(told.rivals[0].would_tell.empty());
}

TEST_CASE("rivals run in the world they are told to, and stop when they are told to", "[rivals]") {
  RivalsOptions options = quick({"symmetric-openness", "quality-feedback"}, 1);
  options.institutions = 100;
  int64_t most = 0, all = 0;
  options.run.progress = [&](int64_t done, int64_t of) {
    most = std::max(most, done);
    all = of;
    return true;
  };
  const Rivals told = rivals(small_history(), {}, options);
  CHECK(told.institutions == 100);
  CHECK(told.weight == Approx(3 * small_history().weight));
  CHECK(told.rivals.size() == 2);
  CHECK(most == all);
  options.run.progress = [](int64_t, int64_t) { return false; };
  CHECK(rivals(small_history(), {}, options).stopped);
}
