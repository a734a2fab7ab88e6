// Rules that no month may break, in small random worlds: MODEL "right code", invariants.

#include <catch2/catch.hpp>

#include "models/exchange/ledger/invariants.hpp"
#include "tests/models/exchange/support.hpp"

namespace exchange::test {

namespace {

std::string joined(const std::vector<std::string>& sentences) {
  std::string all;
  for (std::size_t i = 0; i < sentences.size() && i < 10; ++i) all += sentences[i] + "\n";
  return all;
}

// Ever-held only grows: no cell of last month's books exceeds this month's.
bool only_grew(const AmountTable& before, const AmountTable& after, const TallyShape& shape) {
  for (int h = 0; h < shape.holders; ++h)
    for (int q = 0; q < shape.places; ++q)
      for (int kd = 0; kd < kKindDepths; ++kd) {
        const Amount &a = before.at(h, q, kd), &b = after.at(h, q, kd);
        if (a.persons > b.persons || a.kilobases > b.kilobases || a.datasets > b.datasets) return false;
      }
  return true;
}

void check_every_month(const Scenario& scenario, uint64_t seed, bool all_in_sight) {
  Run run(scenario, 0, seed);
  AmountTable before = run.books().held_ever;
  run.until(scenario.end - 48, [&](Run& r) {  // what is due after the end is dropped from the calendar
    INFO("seed " << seed << ", after month " << to_string(r.now - 1));
    const std::string broken = joined(broken_invariants(r.world, r.state, all_in_sight));
    if (!broken.empty()) FAIL(broken);
    if (!only_grew(before, r.books().held_ever, r.s().shape)) FAIL("something ever held is held no more");
    before = r.books().held_ever;
    const int m = r.s().month_number(r.now - 1);
    if (r.record.at(Monthly::reach_us_by_cn, m) > r.record.at(Monthly::shareable_us, m)) FAIL("A reaches more than there is of B");
    if (r.record.at(Monthly::reach_cn_by_us, m) > r.record.at(Monthly::shareable_cn, m)) FAIL("B reaches more than there is of A");
  });
  CHECK(run.held_ever(0, "A") > 0);
  CHECK(run.held_ever(1, "B") > 0);
}

}  // namespace

TEST_CASE("where no dataset is ever dropped, the books equal a recount of all datasets", "[invariants]") {
  for (uint64_t seed = 1; seed <= 12; ++seed) check_every_month(busy_world(seed), seed, true);
}

TEST_CASE("in a crowded world the books cover the datasets in sight, and equal them where a copy must be stored", "[invariants]") {
  for (uint64_t seed = 1; seed <= 12; ++seed) check_every_month(crowded_world(seed), seed, false);
}

TEST_CASE("the shipped small world keeps every rule under every policy", "[invariants]") {
  const Scenario scenario = shipped("two-places");
  for (std::size_t policy = 0; policy < scenario.policies.size(); ++policy) {
    Run run(scenario, static_cast<int>(policy));
    run.until(scenario.end, [&](Run& r) {
      const std::string broken = joined(broken_invariants(r.world, r.state));
      if (!broken.empty()) FAIL(scenario.policies[policy].id << " " << to_string(r.now - 1) << "\n" << broken);
    });
    CHECK(run.held_ever(run.s().cn, "B") > 0);
  }
}

TEST_CASE("a broken book is found out", "[invariants]") {
  Run run(busy_world(3));
  run.until(Month::of(2008, 1));
  REQUIRE(broken_invariants(run.world, run.state, true).empty());
  SECTION("a holding without a dataset") { run.state.tallies[0].held_ever.at(0, 1, 2) += Amount{1, 0, 0}; }
  SECTION("a dataset without its holding") {
    bool changed = false;
    for (Shard& shard : run.state.shards)
      for (uint32_t i = 0; i < shard.store.datasets.size() && !changed; ++i)
        if (!held(shard.store.datasets[i], 0)) {
          shard.store.datasets[i].held_ever |= 1;
          changed = true;
        }
    REQUIRE(changed);
  }
  SECTION("exposure that nothing explains") { run.state.tallies[0].exposed.at(1, 2, 0, 0) += Amount{0, 1, 0}; }
  SECTION("a residual that nobody holds") { run.state.tallies[0].residual.at(1, 0, 5) += Amount{0, 0, 1}; }
  CHECK_FALSE(broken_invariants(run.world, run.state, true).empty());
  CHECK_THROWS_AS(check_invariants(run.world, run.state), sim::Error);
}

TEST_CASE("tallies summed over workers equal one worker's", "[invariants]") {
  const Scenario scenario = crowded_world(5, 100);
  Run one(scenario), three(scenario);
  while (one.now < Month::of(2009, 1)) {
    one.step(1);
    three.step(3);
    REQUIRE(same_books(one.books(), three.books()));
  }
  REQUIRE(three.state.tallies.size() == 3);
  for (std::size_t worker = 1; worker < 3; ++worker) CHECK(same_books(three.state.tallies[worker], Tallies(three.s().shape)));
}

}  // namespace exchange::test
