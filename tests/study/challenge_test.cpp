#include <catch2/catch.hpp>

#include <set>

#include "sim/error.hpp"
#include "study/challenge.hpp"
#include "study/paired.hpp"
#include "tests/models/exchange/support.hpp"
#include "tests/study/synthetic.hpp"

using namespace study;
using study::test::cell;
using study::test::synthetic;

namespace {

const Month kLast = Month::of(2030, 12);

// Policies a, b, c; copies by policy and replicate.
Ensemble with_copies(const std::vector<std::vector<double>>& copies) {
  Ensemble e = synthetic({"a", "b", "c"}, static_cast<int32_t>(copies[0].size()));
  for (std::size_t p = 0; p < copies.size(); ++p)
    for (std::size_t r = 0; r < copies[p].size(); ++r)
      cell(e, static_cast<int32_t>(p), static_cast<int32_t>(r), Monthly::held_us_in_cn, kLast) = copies[p][r];
  return e;
}

std::vector<Verdict> verdicts(const Ensemble& e) {
  std::vector<Verdict> found;
  for (const Conclusion& c : conclusions(e)) found.push_back(c.verdict);
  return found;
}

ChallengeOptions quick(std::vector<std::string> only) {
  ChallengeOptions options;
  options.run.replicates = 4;
  options.only = std::move(only);
  return options;
}

}  // namespace

TEST_CASE("Conclusions are paired by run, and undecided where runs disagree") {
  using V = Verdict;
  // Against a: b, c; c against b; then the PRC's copies against none in the US.
  CHECK(verdicts(with_copies({{10, 20, 30}, {9, 19, 29}, {11, 19, 31}})) ==
        std::vector{V::less, V::undecided, V::undecided, V::more});
  CHECK(verdicts(with_copies({{10, 20, 30}, {9, 19, 29}, {12, 25, 31}})) ==
        std::vector{V::less, V::more, V::less, V::more});
  CHECK(verdicts(with_copies({{0, 0}, {0, 0}, {0, 0}})) == std::vector(4, V::undecided));
  const auto told = conclusions(with_copies({{1}, {2}, {3}}));
  CHECK(told[2].subject == "b");
  CHECK(told[2].against == "c");
  CHECK_FALSE(told[3].about_policies);
}

TEST_CASE("What was undecided cannot be lost; what turns round is reversed") {
  using V = Verdict;
  CHECK(fate(V::undecided, V::more) == Fate::holds);
  CHECK(fate(V::less, V::less) == Fate::holds);
  CHECK(fate(V::less, V::undecided) == Fate::lost);
  CHECK(fate(V::less, V::more) == Fate::reversed);
}

TEST_CASE("An assumption is moved from end to end of its range, alone, on shared chance") {
  const Scenario scenario = exchange::test::shipped("two-places");
  const Challenge told = challenge(scenario, quick({"detection", "open_copies_prc"}));
  REQUIRE(told.assumptions.size() == 2);
  const ChallengedAssumption& copying = told.assumptions[0];
  CHECK(copying.declared.name == std::string("open_copies_prc"));  // the influential one comes first
  CHECK(copying.points.front().value == 0.02);
  CHECK(copying.points.back().value == 2);
  CHECK(copying.points[0].held.median < copying.points[1].held.median);
  CHECK(copying.points[1].held.median < copying.points[2].held.median);
  CHECK(copying.spread == copying.points[2].held.median / copying.points[0].held.median);
  for (const ChallengePoint& point : told.assumptions[1].points) {  // no evasion here: nothing to detect
    CHECK(point.factor.low == 1);
    CHECK(point.factor.high == 1);
  }
}

TEST_CASE("Moving an assumption to the value that it has changes nothing") {
  Scenario scenario = exchange::test::shipped("two-places");
  scenario.defaults.open_copies_prc = 2;  // the upper end
  const Challenge told = challenge(scenario, quick({"open_copies_prc"}));
  const ChallengePoint& top = told.assumptions[0].points.back();
  CHECK(top.held.median == told.held.median);
  for (std::size_t c = 0; c < told.conclusions.size(); ++c)
    CHECK(top.verdicts[c] == told.conclusions[c].verdict);
}

TEST_CASE("Every contested parameter is moved unless some are named; unknown ones are refused") {
  const Scenario scenario = exchange::test::shipped("two-places");
  ChallengeOptions all = quick({});
  all.values = 2;
  const Challenge told = challenge(scenario, all);
  std::set<std::string> moved, declared;
  for (const auto& assumption : told.assumptions) moved.insert(assumption.declared.name);
  for (const auto& parameter : contested()) declared.insert(parameter.name);
  CHECK(moved == declared);
  CHECK(declared.count("leak"));
  CHECK_THROWS_AS(challenge(scenario, quick({"leek"})), sim::Error);
}

TEST_CASE("A reversal is found, and the gap in which it lies is halved") {
  // A, twenty times as large, licenses all that leaves it; B is open. Who has more of the other's people
  // hangs on A's office.
  Scenario scenario =
      exchange::test::shipped("two-places", {{"institutions", "420"}, {"places.A.institutions", "400"}});
  scenario.priors["approval_hgr"] = sim::Prior::uniform(0, 1);
  const auto gap_after = [&](int32_t halvings) {
    ChallengeOptions options = quick({"approval_hgr"});
    options.halvings = halvings;
    const Challenge told = challenge(scenario, options);
    REQUIRE(told.assumptions[0].worst() == Fate::reversed);
    const Turn turn = told.assumptions[0].turns[0];
    CHECK_FALSE(told.conclusions[turn.conclusion].about_policies);
    CHECK(told.conclusions[turn.conclusion].verdict == Verdict::less);
    CHECK(turn.turns_at < turn.holds_at);  // without licences nothing of A's is abroad
    CHECK(told.assumptions[0].points.size() == static_cast<std::size_t>(3 + halvings));
    return turn.holds_at - turn.turns_at;
  };
  CHECK(gap_after(0) == 0.5);
  CHECK(gap_after(2) == 0.125);
}

TEST_CASE("A challenge that is stopped says so") {
  ChallengeOptions options = quick({"open_copies_prc"});
  options.run.progress = [](int64_t, int64_t) { return false; };
  CHECK(challenge(exchange::test::shipped("two-places"), options).stopped);
}

TEST_CASE("A smaller world keeps its expectations: what a study costs stays, in the PRC and elsewhere") {
  Scenario scenario = exchange::test::shipped("us-countermeasures");
  const Scenario small = resized(scenario, 2000);
  CHECK(small.institutions == 2000);
  CHECK(small.weight == 10);
  CHECK(resized(small, 4000).institutions == 2000);  // a smaller one stays
  const Setting whole(scenario, scenario.defaults, 0), tenth(small, small.defaults, 0);
  const auto december_2020 = static_cast<std::size_t>(whole.month_number(Month::of(2020, 12)));
  for (const auto& place : {whole.cn_place, whole.us_place})
    for (const std::size_t stream : {0u, 1u})
      CHECK(tenth.economy.mean_spend[stream][place.value][december_2020] ==
            Approx(whole.economy.mean_spend[stream][place.value][december_2020]).epsilon(0.3));
  scenario.places[0].institutions = 50;
  CHECK(resized(scenario, 2000).places[0].institutions == 5);
}
