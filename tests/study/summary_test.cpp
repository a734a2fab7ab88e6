#include <catch2/catch.hpp>

#include <algorithm>

#include "study/headline.hpp"
#include "study/summary.hpp"
#include "tests/study/synthetic.hpp"

using namespace study;
using study::test::cell;
using study::test::synthetic;

namespace {

const Month kLast = Month::of(2030, 12);

const SummaryRow& find(const std::vector<SummaryRow>& rows, const std::string& output,
                       const std::string& policy, const std::string& time) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const SummaryRow& r) {
    return r.output == output && r.policy == policy && r.time == time;
  });
  REQUIRE(found != rows.end());
  return *found;
}

}  // namespace

TEST_CASE("A monthly output has its value and its paired change") {
  Ensemble e = synthetic({"base", "strict"}, 3);
  for (int r = 0; r < 3; ++r) {
    cell(e, 0, r, Monthly::held_us_in_cn, kLast) = 100 * (r + 1);
    cell(e, 1, r, Monthly::held_us_in_cn, kLast) = 100 * (r + 1) - 10;
  }
  const auto rows = summary(e);
  const auto& strict = find(rows, "held_us_in_cn", "strict", "2030-12");
  CHECK(strict.value.median == 190);
  CHECK(strict.change.median == -10);
  CHECK(strict.change.low == -10);  // the parameters' spread cancels in a paired change
  CHECK(strict.reference == "base");
  CHECK(strict.unit == "persons");
  CHECK(strict.value.runs == 3);
  CHECK(find(rows, "held_us_in_cn", "base", "2030-12").change.runs == 0);
}

TEST_CASE("Arrays become rows: known labels in columns, others in the name") {
  Ensemble e = synthetic({"base"}, 1);
  // reach_persons: holder (CN, US), access (open, request, compelled, expected), origin, kind; blocs of one
  // "other"
  const std::size_t kinds = exchange::kKinds, blocs = e.layout->blocs.size();
  cell(e, 0, 0, Yearly::reach_persons, 0, ((0 * 4 + 1) * blocs + 0) * kinds + 2) = 12;
  const auto rows = summary(e);
  REQUIRE(rows.size() == 1);  // what is zero in all runs is left out
  CHECK(rows[0].output == "reach_persons.request");
  CHECK(rows[0].holder == "CN");
  CHECK(rows[0].origin == e.layout->blocs[0]);
  CHECK(rows[0].kind == "clinical");
  CHECK(rows[0].time == "2025-12");  // the state of the report year's December
  CHECK(rows[0].value.median == 12);
}

TEST_CASE("What open science loses has a row for each item, in the item's unit") {
  Ensemble e = synthetic({"base", "strict"}, 1);
  const auto delayed = static_cast<std::size_t>(exchange::ScienceItem::releases_delayed);
  cell(e, 0, 0, Yearly::science, 1, 0) = 100;
  cell(e, 1, 0, Yearly::science, 1, 0) = 70;
  cell(e, 1, 0, Yearly::science, 1, delayed) = 5;
  const auto rows = summary(e);
  const std::string bloc = e.layout->blocs[0];
  const auto& lost = find(rows, "open_science_cost." + bloc + ".reach_person_months", "strict", "2030-12");
  CHECK(lost.value.median == 30);
  CHECK(lost.change.median == 30);
  CHECK(lost.unit == "person-months");
  CHECK(find(rows, "open_science_cost." + bloc + ".releases_delayed", "strict", "2030-12").value.median == 5);
  CHECK(find(rows, "science." + bloc + ".releases_delayed", "strict", "2030-12").unit == "dataset-months");
}

TEST_CASE("Outputs by place have no rows; two report dates of one year have one") {
  Ensemble e = synthetic({"base"}, 1);
  std::const_pointer_cast<Scenario>(e.scenario)->report = {Month::of(2030, 6), Month::of(2030, 12)};
  for (const std::size_t report : {0u, 1u}) {
    cell(e, 0, 0, Yearly::held_persons_by_place, report, 0) = 3;
    cell(e, 0, 0, Yearly::held_persons, report, 0) = 3;
  }
  const auto rows = summary(e);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].output == "held_persons");
  CHECK(rows[0].time == "2030-12");
}

TEST_CASE("A cell that is zero at the reference but not under a policy is kept for both") {
  Ensemble e = synthetic({"base", "strict"}, 1);
  cell(e, 1, 0, Monthly::incidents, kLast) = 2;
  const auto rows = summary(e);
  REQUIRE(rows.size() == 2);
  CHECK(find(rows, "incidents", "strict", "2030-12").change.median == 2);
}

TEST_CASE("The headline: shares, what was copied before, and who can obtain what") {
  Ensemble e = synthetic({"current-law", "no-us-measures", "closure"}, 1);
  e.fork = {sim::kNever, Month::of(2022, 1), Month::of(2027, 1)};
  cell(e, 0, 0, Monthly::held_us_in_cn, Month::of(2021, 12)) = 30;
  cell(e, 0, 0, Monthly::held_us_in_cn, Month::of(2026, 12)) = 60;
  for (const auto& [policy, held] : {std::pair{0, 120.0}, {1, 200.0}, {2, 80.0}}) {
    cell(e, policy, 0, Monthly::held_us_in_cn, kLast) = held;
    cell(e, policy, 0, Monthly::shareable_us, kLast) = 1000;
    cell(e, policy, 0, Monthly::reach_us_by_cn, kLast) = held * 2;
    cell(e, policy, 0, Monthly::shareable_cn, kLast) = 500;
    cell(e, policy, 0, Monthly::reach_cn_by_us, kLast) = 5;
  }
  cell(e, 0, 0, Monthly::open_held_us_in_cn, kLast) = 90;
  const Headline h = headline(e);
  CHECK(h.date == kLast);
  CHECK(h.preliminary);
  CHECK(h.us_in_cn.median == 120);
  CHECK(h.open_share.median == 0.75);
  CHECK(h.share_before.median == 0.25);
  REQUIRE(h.rows.size() == 3);
  CHECK(h.rows[0].copied_before.median == 0.25);
  CHECK(h.rows[0].change.runs == 0);
  CHECK(h.rows[1].change.median == 80);
  CHECK(h.rows[1].copied_before.runs == 0);
  CHECK(h.rows[2].change.median == -40);
  CHECK(h.rows[2].copied_before.median == 0.5);
  CHECK(h.rows[2].prc_of_us.median == 0.16);
  CHECK(h.rows[2].us_of_prc.median == 0.01);
  CHECK(h.rows[2].blocked.median == Approx(40.0 / 60));  // the reference adds 60 from 2027 on
  CHECK(h.rows[1].blocked.median == Approx(-80.0 / 90));
  CHECK(h.rows[0].blocked.runs == 0);
}

TEST_CASE("Without a world free of US measures there is no first measure") {
  Ensemble e = synthetic({"base"}, 2);
  const Headline h = headline(e);
  CHECK_FALSE(h.has_us_measures);
  CHECK(h.share_before.runs == 0);
  CHECK(h.rows[0].copied_before.runs == 0);
}
