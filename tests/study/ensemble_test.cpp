// Policies x replicates: shared history, chunks, threads, failures. Every comparison is by bytes.

#include <catch2/catch.hpp>

#include <cstring>
#include <map>

#include "study/coverage.hpp"
#include "study/ensemble.hpp"
#include "tests/models/exchange/support.hpp"

namespace {

using exchange::Month;
using exchange::Record;
using exchange::Scenario;
using exchange::test::crowded_world;
using exchange::test::same_record;
using exchange::test::shipped;
using exchange::test::small_countermeasures;

using Records = std::map<std::pair<int32_t, int32_t>, Record>;  // (policy, replicate)

struct Made {
  study::Ensemble ensemble;
  Records records;
};

Made run(const Scenario& s, study::RunOptions options) {
  Made made;
  options.on_record = [&](sim::RunId id, const Record& record) { made.records.emplace(std::make_pair(id.policy, id.replicate), record); };
  made.ensemble = study::run_ensemble(s, options);
  for (const auto& failure : made.ensemble.failures) FAIL(failure.reason);
  return made;
}

study::RunOptions options(int32_t replicates, int32_t threads = 1) {
  study::RunOptions o;
  o.replicates = replicates;
  o.threads = threads;
  return o;
}

void check_same(const Records& a, const Records& b) {
  REQUIRE(a.size() == b.size());
  for (const auto& [id, record] : a) {
    INFO("policy " << id.first << ", replicate " << id.second);
    REQUIRE(b.count(id) == 1);
    CHECK(same_record(record, b.at(id)));
  }
}

// Before the fork a policy's months are the reference's.
void check_history(const Made& made) {
  const study::Ensemble& e = made.ensemble;
  for (const auto& [id, record] : made.records) {
    const Record& reference = made.records.at({e.reference, id.second});
    const int fork = std::min(e.fork[static_cast<std::size_t>(id.first)], e.scenario->end) - e.scenario->first;
    for (int output = 0; output < exchange::kMonthly; ++output) {
      const auto &a = record.monthly[static_cast<std::size_t>(output)], &b = reference.monthly[static_cast<std::size_t>(output)];
      REQUIRE(std::memcmp(a.data(), b.data(), static_cast<std::size_t>(fork) * sizeof(double)) == 0);
    }
  }
}

void check_forks(const Scenario& s, int32_t replicates) {
  study::RunOptions shared = options(replicates), alone = options(replicates);
  alone.share_history = false;
  const Made a = run(s, shared), b = run(s, alone);
  CHECK(a.records.size() == a.ensemble.scenario->policies.size() * static_cast<std::size_t>(replicates));
  check_same(a.records, b.records);
  check_history(b);
}

}  // namespace

TEST_CASE("two places: shared history changes no byte", "[fork]") { check_forks(shipped("two-places"), 3); }

TEST_CASE("us-countermeasures, shrunken: shared history changes no byte", "[fork]") {
  const Scenario s = small_countermeasures();
  check_forks(s, 1);
}

TEST_CASE("a policy that lacks a rule without effect has other versions, and the same results", "[fork]") {
  Scenario s = crowded_world(6);
  auto note = exchange::test::provision("a-note", "A", {exchange::test::effect(exchange::Effect::Type::notify)}, Month::of(2007, 5));
  auto closes = exchange::test::provision("b-closes", "B", {exchange::test::effect(exchange::Effect::Type::prohibit)}, Month::of(2010, 2));
  closes.applies.from = {"B"};
  closes.applies.to = {"!B"};
  exchange::test::add_policy(s, "closed", {closes});
  s.policies[0].provisions.push_back(note);
  s.policies[0].provisions.push_back(exchange::test::provision("a-later", "A", {exchange::test::effect(exchange::Effect::Type::notify)}, Month::of(2012, 5)));
  check_forks(s, 2);
}

// Outputs only: coverage counts how often standing law was looked at, which is when the law of any policy changes.
TEST_CASE("a policy's outputs do not hang on which others are run beside it", "[ensemble][bits]") {
  const auto check = [](const auto& a, const auto& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) CHECK(std::memcmp(a[i].data(), b[i].data(), a[i].size() * sizeof(double)) == 0);
  };
  const Scenario s = small_countermeasures();
  const Made all = run(s, options(2));
  for (std::size_t p = 1; p < s.policies.size(); ++p) {
    INFO(s.policies[p].id);
    Scenario pair = s;
    pair.policies = {s.policies[0], s.policies[p]};
    study::RunOptions o = options(2);
    o.premium_worlds = false;
    const Made alone = run(pair, o);
    for (const int32_t r : {0, 1}) {
      const Record &a = alone.records.at({1, r}), &b = all.records.at({static_cast<int32_t>(p), r});
      check(a.monthly, b.monthly);
      check(a.yearly, b.yearly);
    }
  }
}

TEST_CASE("replicates are the same in chunks of any size", "[ensemble]") {
  const Scenario s = crowded_world(7);
  const Made whole = run(s, options(5));
  Records pieces;
  for (const auto& [first, count] : std::vector<std::pair<int32_t, int32_t>>{{0, 2}, {2, 1}, {3, 2}}) {
    study::RunOptions o = options(count);
    o.first_replicate = first;
    for (auto& [id, record] : run(s, o).records) pieces.emplace(id, record);
  }
  check_same(whole.records, pieces);
}

TEST_CASE("over runs or inside a run, on any number of threads: the same bytes", "[ensemble][bits]") {
  Scenario s = crowded_world(8, 50);
  s.end = Month::of(2010, 1);
  s.report = {Month::of(2009, 12)};
  exchange::test::add_policy(s, "late", {exchange::test::provision("late", "B", {exchange::test::effect(exchange::Effect::Type::prohibit)}, Month::of(2008, 1))});
  const Made one = run(s, options(4));
  for (const int32_t threads : {2, 3, 4, 8}) {  // 8: more than replicates, so inside the run
    INFO(threads << " threads");
    check_same(one.records, run(s, options(4, threads)).records);
  }
}

TEST_CASE("drawn parameters belong to the replicate and are shared by its policies", "[ensemble]") {
  Scenario s = shipped("two-places", {{"draw_parameters", "true"}});
  const Made a = run(s, options(4));
  study::RunOptions tail = options(2);
  tail.first_replicate = 2;
  const Made b = run(s, tail);
  CHECK(a.ensemble.drawn[2].detection == b.ensemble.drawn[0].detection);
  CHECK(a.ensemble.drawn[0].detection != a.ensemble.drawn[1].detection);
  CHECK(same_record(a.records.at({1, 3}), b.records.at({1, 3})));
}

TEST_CASE("what is kept of a run is what it recorded", "[ensemble]") {
  const Scenario s = shipped("two-places");
  const Made made = run(s, options(2));
  const study::Ensemble& e = made.ensemble;
  const Month last = s.end - 1;
  for (int32_t policy = 0; policy < e.scenario_policies; ++policy) {
    const auto values = e.values(policy, study::Monthly::held_us_in_cn, last);
    REQUIRE(values.size() == 2);
    for (int32_t r = 0; r < 2; ++r) {
      const Record& record = made.records.at({policy, r});
      CHECK(values[static_cast<std::size_t>(r)] == record.at(study::Monthly::held_us_in_cn, e.month_index(last)));
      const auto& held = record[study::Yearly::held_persons];
      const auto& kept = e.runs[static_cast<std::size_t>(policy)][static_cast<std::size_t>(r)].at_report;
      REQUIRE(kept.size() == s.report.size());
      const auto& at_end = kept.back()[static_cast<std::size_t>(study::Yearly::held_persons)];
      CHECK(std::equal(at_end.begin(), at_end.end(), held.end() - static_cast<std::ptrdiff_t>(at_end.size())));
    }
  }
  const auto changes = e.changes(e.reference, study::Monthly::held_us_in_cn, last);
  CHECK(changes == std::vector<double>{0, 0});
  CHECK(e.policy_index("b-closes-too") == 2);
  CHECK(e.policy_index("nonsense") == -1);
}

TEST_CASE("a run counts which provisions bound; one that meets nothing never did", "[ensemble]") {
  using namespace exchange::test;
  Scenario s = crowded_world(3);
  exchange::Provision idle = exchange::test::provision("a-idle", "A", {exchange::test::effect(exchange::Effect::Type::prohibit)});
  idle.applies.channel = {exchange::Channel::brokerage};
  exchange::test::add_policy(s, "idle-too", {idle});
  const Made made = run(s, options(2));
  for (const int32_t policy : {0, 1}) {
    const auto rows = study::coverage(made.ensemble, policy);
    REQUIRE(rows.size() == s.policies[static_cast<std::size_t>(policy)].provisions.size());
    for (const auto& row : rows) CHECK(row.bound() == (row.provision != "a-idle"));
    CHECK(rows[0].transfers == study::coverage(made.ensemble, 0)[0].transfers);  // what changes nothing counts nothing
  }
}

TEST_CASE("progress counts every month once, and can stop the ensemble", "[ensemble]") {
  const Scenario s = shipped("two-places");
  int64_t last = 0, all = 0;
  study::RunOptions o = options(2);
  o.progress = [&](int64_t done, int64_t of) {
    CHECK(done > last);
    last = done;
    all = of;
    return true;
  };
  CHECK_FALSE(study::run_ensemble(s, o).stopped);
  CHECK(last == all);
  o.progress = [](int64_t, int64_t) { return false; };
  const auto stopped = study::run_ensemble(s, o);
  CHECK(stopped.stopped);
  for (const auto& runs : stopped.runs)
    for (const auto& kept : runs) CHECK_FALSE(kept.finished);
}
