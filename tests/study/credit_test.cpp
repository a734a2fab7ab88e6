// Credit on worlds that run: who gets what where the answer is known.

#include <catch2/catch.hpp>

#include <cmath>

#include "sim/error.hpp"
#include "study/credit.hpp"
#include "tests/models/exchange/support.hpp"

using namespace study;
using exchange::test::shipped;

namespace {

// Two places, where "packed" adds to what is law: B's closure in 2010, the same once more, and a duty to
// notify that changes nothing.
Scenario packed_world() {
  Scenario s = shipped("two-places");
  auto closes = s.library.at("b-closes"), twin = closes, notes = closes, joint = s.library.at("a-licence");
  twin.id = "b-twin";
  notes.id = "b-notes";
  notes.effects = {exchange::test::effect(exchange::Effect::Type::notify)};
  s.policies.push_back(s.policies[0]);
  s.policies.back().id = "packed";
  auto& law = s.policies.back().provisions;
  law.insert(law.end(), {closes, notes, twin});
  return s;
}

CreditOptions quick(int32_t threads = 1) {
  CreditOptions options;
  options.run.replicates = 4;
  options.run.threads = threads;
  return options;
}

const CreditRow& row(const Credit& told, const std::string& id) {
  for (const CreditRow& row : told.rows)
    if (row.player.id == id) return row;
  throw sim::Error("no row " + id);
}

void check_sums(const Credit& told) {
  for (std::size_t r = 0; r < told.change_by_run.size(); ++r) {
    double sum = 0;
    for (const CreditRow& row : told.rows) sum += row.by_run[r];
    CHECK(sum == Approx(told.change_by_run[r]));
  }
}

void check_same(const Credit& a, const Credit& b) {
  CHECK(a.change_by_run == b.change_by_run);
  REQUIRE(a.rows.size() == b.rows.size());
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    CHECK(a.rows[i].by_run == b.rows[i].by_run);
    CHECK(a.rows[i].alone.low == b.rows[i].alone.low);
    CHECK(a.rows[i].last.high == b.rows[i].last.high);
  }
}

}  // namespace

TEST_CASE("twins share what either does alone, and what notifies nobody gets nil", "[credit]") {
  const Credit told = credit(packed_world(), "packed", quick());
  REQUIRE(told.failures.empty());
  CHECK(told.exact);
  CHECK(told.sets == 8);
  CHECK(told.reference == "asymmetric");
  CHECK(told.change.median < 0);
  check_sums(told);
  const CreditRow &one = row(told, "b-closes"), &two = row(told, "b-twin"), &note = row(told, "b-notes");
  CHECK(one.by_run == two.by_run);
  CHECK(note.by_run == std::vector<double>(4, 0.0));
  CHECK(note.interplay == Interplay::independent);
  for (std::size_t r = 0; r < 4; ++r) CHECK(one.by_run[r] == told.change_by_run[r] / 2);
  CHECK(one.alone.median == told.change.median);
  CHECK(one.last.median == 0);
  CHECK(one.interplay == Interplay::overlaps);
  CHECK(one.share.low == 0.5);
  CHECK(one.sampling_error == 0);
}

TEST_CASE("two gates in a row are worth something only together", "[credit]") {
  // B's archive is closed to A by two rules; the policy takes both away.
  Scenario s = packed_world();
  s.reference = "packed";
  const Credit told = credit(s, "asymmetric", quick());
  CHECK(told.change.median > 0);
  CHECK(row(told, "b-closes").player.removed == 1);
  CHECK(row(told, "b-closes").alone.median == 0);
  CHECK(row(told, "b-closes").last.median == told.change.median);
  CHECK(row(told, "b-closes").interplay == Interplay::reinforced);
  CHECK(row(told, "b-closes").share.median == 0.5);
}

TEST_CASE("orders: the same sum, the same nil, and the sets that were run", "[credit]") {
  CreditOptions options = quick();
  options.exact_up_to = 0;
  options.orders = 4;
  const Credit told = credit(packed_world(), "packed", options);
  CHECK_FALSE(told.exact);
  CHECK(told.orders == 4);
  CHECK(told.sets == 8);  // of three players every set is alone, last, none or all
  check_sums(told);
  CHECK(row(told, "b-notes").by_run == std::vector<double>(4, 0.0));
  CHECK(row(told, "b-closes").last.median == 0);
  CHECK(row(told, "b-closes").share.median ==
        0.5);  // an order and its reverse: one of the twins comes first in each
  CHECK(row(told, "b-closes").sampling_error == 0);
}

TEST_CASE("threads, batches and shared history change no bit", "[credit][bits]") {
  const Scenario s = packed_world();
  const Credit told = credit(s, "packed", quick());
  for (const int32_t threads : {2, 3, 8}) check_same(told, credit(s, "packed", quick(threads)));
  for (const int32_t at_once : {1, 2, 5}) {
    CreditOptions options = quick();
    options.at_once = at_once;
    check_same(told, credit(s, "packed", options));
  }
  CreditOptions unforked = quick();
  unforked.run.share_history = false;
  check_same(told, credit(s, "packed", unforked));
}

TEST_CASE("the values of real law do not hang on what else is run beside it", "[credit][bits]") {
  const Scenario s = exchange::test::small_countermeasures();
  CreditOptions options;
  options.run.replicates = 2;
  const Credit told = credit(s, "current-law", options);
  CHECK(told.reference == "no-us-measures");
  CHECK(told.sets == 16);
  check_sums(told);
  options.at_once = 3;
  check_same(told, credit(s, "current-law", options));
  RunOptions run;
  run.replicates = 2;
  const Ensemble e = run_ensemble(s, run);  // among the scenario's own policies
  const auto change =
      differences(e.values(e.reference, Monthly::held_us_in_cn, told.date),
                  e.values(e.policy_index("no-us-measures"), Monthly::held_us_in_cn, told.date));
  CHECK(told.change_by_run == change);
}

TEST_CASE("a change without a direction has no shares", "[credit]") {
  CreditOptions options = quick();
  const Credit told = credit(exchange::test::small_countermeasures(), "allied-alignment", options);
  REQUIRE(runs_disagree(told.change));
  for (const CreditRow& row : told.rows) {
    CHECK(row.value.runs == 4);
    CHECK(row.share.runs == 0);
    CHECK(std::isnan(row.share.median));
  }
}

TEST_CASE("a run that fails leaves no credit in its replicate, and is told of by name", "[credit]") {
  CreditOptions options = quick();
  options.at_once = 2;
  options.run.on_record = [](sim::RunId run, const Record&) {
    if (run.policy == 3 && run.replicate == 1) throw sim::Error("broken");
  };
  const Credit told = credit(packed_world(), "packed", options);
  REQUIRE(told.failures.size() == 1);
  CHECK(told.failures[0].run.policy == 3);
  CHECK(told.failures[0].reason == "with b-closes + b-notes: broken");
  CHECK(told.change.runs == 4);  // neither end of it failed
  const Credit whole = credit(packed_world(), "packed", quick());
  for (std::size_t i = 0; i < told.rows.size(); ++i) {
    CHECK(told.rows[i].value.runs == 3);
    CHECK(std::isnan(told.rows[i].by_run[1]));
    CHECK(told.rows[i].by_run[0] == whole.rows[i].by_run[0]);
  }
}

TEST_CASE("a trunk that fails is told of once, and takes its replicate with it", "[credit]") {
  CreditOptions options = quick();
  options.at_once = 2;
  options.run.on_record = [](sim::RunId run, const Record&) {
    if (run.policy == 0 && run.replicate == 2) throw sim::Error("broken");
  };
  const Credit told = credit(packed_world(), "packed", options);
  REQUIRE(told.failures.size() == 1);
  CHECK(told.held_reference.runs == 3);
  CHECK(told.change.runs == 3);
}

TEST_CASE("what runs is what was announced, and nothing is told of an interrupted run", "[credit]") {
  const Scenario s = packed_world();
  const Scenario all = credit_scenario(s, "packed", quick());
  CHECK(all.policies.size() == 8);
  CHECK(all.reference == "asymmetric");
  CHECK(all.policies.back().id == "packed");
  CreditOptions options = quick();
  int64_t last = 0;
  options.at_once = 3;
  options.run.progress = [&](int64_t done, int64_t months) {
    CHECK(done >= last);
    CHECK(done <= months);
    last = done;
    return true;
  };
  credit(s, "packed", options);
  CHECK(last > 0);
  options.run.progress = [](int64_t, int64_t) { return false; };
  const Credit told = credit(s, "packed", options);
  CHECK(told.stopped);
  CHECK(told.rows.empty());
}

TEST_CASE("credit for what is not there is refused", "[credit]") {
  CHECK_THROWS_AS(credit(packed_world(), "nobody", quick()), sim::Error);
  CreditOptions options = quick();
  options.reference = "packed";
  CHECK_THROWS_WITH(credit(packed_world(), "packed", options), Catch::Contains("the same law"));
}
