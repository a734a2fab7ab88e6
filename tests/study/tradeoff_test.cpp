// Trade-offs worked out by hand on made-up runs.

#include <catch2/catch.hpp>

#include <cmath>

#include "study/headline.hpp"
#include "study/science.hpp"
#include "study/tradeoff.hpp"
#include "tests/study/synthetic.hpp"

using namespace study;
using exchange::ScienceItem;
using study::test::cell;
using study::test::run_of;
using study::test::synthetic;

namespace {

const Month kLast = Month::of(2030, 12);
using Table = std::vector<std::vector<double>>;  // [policy][replicate]

std::size_t bloc_of(const Ensemble& e, const std::string& bloc) {
  const auto& blocs = e.layout->blocs;
  return static_cast<std::size_t>(std::find(blocs.begin(), blocs.end(), bloc) - blocs.begin());
}

double& science(Ensemble& e, std::size_t policy, std::size_t replicate, ScienceItem item,
                const std::string& bloc = "US") {
  const std::size_t at =
      bloc_of(e, bloc) * static_cast<std::size_t>(ScienceItem::count) + static_cast<std::size_t>(item);
  return cell(e, static_cast<int32_t>(policy), static_cast<int32_t>(replicate), Yearly::science, 1, at);
}

// Policies a (the reference), b, c ...: copies, and person-months within reach of US science.
Ensemble made(const Table& copies, const Table& reach) {
  std::vector<std::string> names;
  for (std::size_t p = 0; p < copies.size(); ++p) names.emplace_back(1, static_cast<char>('a' + p));
  Ensemble e = synthetic(names, static_cast<int32_t>(copies[0].size()));
  for (std::size_t p = 0; p < copies.size(); ++p)
    for (std::size_t r = 0; r < copies[p].size(); ++r) {
      cell(e, static_cast<int32_t>(p), static_cast<int32_t>(r), Monthly::held_us_in_cn, kLast) = copies[p][r];
      science(e, p, r, ScienceItem::reach_person_months) = reach[p][r];
      science(e, p, r, ScienceItem::reach_person_months, "CN") = 1e6 * static_cast<double>(p);  // not theirs
    }
  return e;
}

}  // namespace

TEST_CASE("science is the allies', relative to the reference of the same run", "[tradeoff]") {
  Ensemble e = made({{10, 10}, {8, 9}}, {{100, 200}, {90, 100}});
  CHECK(share_of_science_lost(e, 1) == std::vector<double>{0.1, 0.5});
  science(e, 0, 0, ScienceItem::releases_delayed) = 3;
  science(e, 1, 0, ScienceItem::releases_delayed) = 5;
  science(e, 0, 1, ScienceItem::collaborations) = 7;
  science(e, 1, 1, ScienceItem::collaborations) = 4;
  CHECK(science_lost(e, 1, ScienceItem::releases_delayed) ==
        std::vector<double>{2, 0});  // more delay is a cost
  CHECK(science_lost(e, 1, ScienceItem::collaborations) == std::vector<double>{0, 3});
  const Tradeoff told = tradeoff(e);
  CHECK(told.rows[1].science_cost.median == Approx(0.3));
  CHECK(told.rows[1].lost[static_cast<std::size_t>(ScienceItem::collaborations)].high == Approx(2.85));
  CHECK(told.rows[0].science_cost.runs == 0);
  CHECK(told.rows[1].science_cost.median == headline(e).rows[1].science_cost.median);
  CHECK(told.rows[1].change.median == headline(e).rows[1].change.median);
}

TEST_CASE("a policy is dominated by one that is no worse in both and better in one", "[tradeoff]") {
  //                   copies                 reach, of 100 under a
  const Ensemble e =
      made({{10, 10}, {8, 8}, {8, 8}, {9, 9}, {5, 5}}, {{100, 100}, {90, 90}, {90, 90}, {90, 80}, {50, 50}});
  const Tradeoff told = tradeoff(e);
  CHECK_FALSE(told.rows[0].dominated);  // most copies, but no cost
  CHECK_FALSE(told.rows[1].dominated);  // c is its equal, and no better
  CHECK_FALSE(told.rows[2].dominated);
  CHECK(told.rows[3].dominated);
  CHECK(told.rows[3].dominated_by == "b");  // as often as c, and first
  CHECK(told.rows[3].dominated_share == 1);
  CHECK_FALSE(told.rows[4].dominated);  // fewest copies
}

TEST_CASE("in how many runs a policy is dominated, by the one that does so most often", "[tradeoff]") {
  // b dominates d in two runs of four, c in three: not in nine of ten, so nothing is decided.
  const Ensemble e =
      made({{9, 9, 9, 9}, {1, 1, 8, 8}, {2, 2, 2, 8}, {5, 5, 5, 5}}, Table(4, {100, 100, 100, 100}));
  const Tradeoff told = tradeoff(e);
  CHECK_FALSE(told.rows[3].dominated);
  CHECK(told.rows[3].dominated_by == "c");
  CHECK(told.rows[3].dominated_share == 0.75);
  CHECK(told.rows[0].dominated_share == 1);  // the reference costs nothing, as they do
  CHECK(told.rows[0].dominated);
}

TEST_CASE("dominated takes nine runs in ten", "[tradeoff]") {
  const std::vector<double> ten(10, 5), reach(10, 100);
  std::vector<double> nine(10, 4), eight(10, 4);
  nine[3] = eight[3] = eight[7] = 6;
  CHECK(tradeoff(made({ten, nine}, {reach, reach})).rows[0].dominated);
  const Tradeoff told = tradeoff(made({ten, eight}, {reach, reach}));
  CHECK_FALSE(told.rows[0].dominated);
  CHECK(told.rows[0].dominated_share == 0.8);
  CHECK(told.rows[1].dominated_share == 0.2);
}

TEST_CASE("medians dominate nobody that no run dominates", "[tradeoff]") {
  // b's median is below c's, and median costs are the same; but where b has fewer copies it costs more.
  const Tradeoff none =
      tradeoff(made({{9, 9, 9}, {1, 5, 3}, {4, 2, 6}}, {{100, 100, 100}, {80, 95, 90}, {85, 90, 95}}));
  REQUIRE(none.rows[1].held.median < none.rows[2].held.median);
  REQUIRE(none.rows[1].science_cost.median <= none.rows[2].science_cost.median);
  CHECK_FALSE(none.rows[2].dominated);
  CHECK(none.rows[2].dominated_share == 0);
  CHECK(none.rows[2].dominated_by.empty());
}

TEST_CASE("runs that one policy lacks do not make the other worse", "[tradeoff]") {
  // The same in every run; b lacks those in which much is copied, so that its median is lower.
  const std::vector<double> copies{1, 2, 9, 9, 9}, reach(5, 100);
  Ensemble e = made({copies, copies}, {reach, reach});
  for (const int32_t r : {2, 3, 4}) run_of(e, 1, r).finished = false;
  const Tradeoff told = tradeoff(e);
  REQUIRE(told.rows[1].held.median < told.rows[0].held.median);
  for (const TradeoffRow& row : told.rows) {
    CHECK_FALSE(row.dominated);
    CHECK(row.dominated_share == 0);
  }
  run_of(e, 1, 0).finished = run_of(e, 1, 1).finished = false;
  CHECK(std::isnan(tradeoff(e).rows[0].dominated_share));  // no run to compare
}

TEST_CASE("the worst shortfall: against the best of the same run", "[tradeoff]") {
  //  run     1   2   3     shortfall
  //  a      10  10  40     4   0  35
  //  b       6  20   5     0  10   0
  //  c       9  12  16     3   2  11
  const Ensemble e =
      made({{10, 10, 40}, {6, 20, 5}, {9, 12, 16}}, {{100, 100, 100}, {100, 90, 80}, {95, 95, 70}});
  const Tradeoff told = tradeoff(e);
  CHECK(told.rows[0].copies.worst == 35);
  CHECK(told.rows[0].copies.median == 4);
  CHECK(told.rows[1].copies.worst == 10);
  CHECK(told.rows[1].copies.median == 0);
  CHECK(told.rows[2].copies.worst == 11);
  CHECK(told.least_worst_copies == std::vector<std::string>{"b"});
  CHECK(told.rows[2].science.worst == Approx(0.3));
  CHECK(told.rows[0].science.worst == 0);
  CHECK(told.least_worst_science == std::vector<std::string>{"a"});
}

TEST_CASE("the shortfall of a gain is measured from the gain", "[tradeoff]") {
  const Tradeoff told = tradeoff(made({{1, 1}, {1, 1}}, {{100, 100}, {110, 120}}));
  CHECK(told.rows[0].science.worst == Approx(0.2));  // the reference falls short of what b adds
  CHECK(told.least_worst_science == std::vector<std::string>{"b"});
  CHECK(told.rows[0].dominated);
  CHECK(told.rows[0].dominated_by == "b");
}

TEST_CASE("a run that failed tells nothing of shortfalls, and no cost is no number", "[tradeoff]") {
  Ensemble e = made({{10, 10}, {6, 6}, {7, 90}}, {{100, 100}, {0, 0}, {0, 0}});
  run_of(e, 1, 1).finished = false;  // the best of run 2 is not known
  e.failures.push_back({{1, 1}, "broken"});
  const Tradeoff told = tradeoff(e);
  REQUIRE(told.failures.size() == 1);
  CHECK(told.failures[0].reason == "broken");
  CHECK(told.rows[2].copies.runs == 1);
  CHECK(told.rows[2].copies.worst == 1);
  const Tradeoff none = tradeoff(made({{10}, {6}}, {{0}, {0}}));
  CHECK(std::isnan(none.rows[1].science_cost.median));
  CHECK_FALSE(none.rows[0].dominated);
  CHECK(none.rows[0].science.runs == 0);
  CHECK(none.least_worst_science.empty());
  CHECK(none.least_worst_copies == std::vector<std::string>{"b"});
}
