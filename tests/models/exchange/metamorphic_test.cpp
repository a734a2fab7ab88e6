// How results must change when the input changes in a known way: MODEL "right code", metamorphic.

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/exchange/agents/acquisition.hpp"
#include "tests/models/exchange/support.hpp"

namespace exchange::test {

namespace {

using Arrivals = std::map<std::pair<uint64_t, int>, int>;  // (key of the dataset, focal place) -> month

uint64_t identity(const Run& run, const Dataset& d) { return sim::mix(run.s().population.profiles[d.owner].key, d.serial); }

Arrivals arrivals(const Scenario& s, int policy) {
  Run run(s, policy);
  Arrivals months;
  run.until(s.end, [&](Run& r) {
    for (const Dataset& d : r.stored())
      for (int f = 0; f < static_cast<int>(r.s().focal.size()); ++f)
        if (held(d, f)) months.emplace(std::make_pair(identity(r, d), f), r.s().month_number(r.now) - 1);
  });
  return months;
}

Provision against(const std::string& id, std::vector<Channel> channels, std::vector<Effect> effects, Month from, Month until = sim::kNever) {
  Provision p = provision(id, "B", std::move(effects), from, until);
  p.applies.from = {"B"};
  p.applies.to = {"!B"};
  p.applies.channel = std::move(channels);
  return p;
}

// Everyone keeps to the archive at home, so that law decides only about copies.
Scenario stay_at_home(uint64_t seed) {
  Scenario s = busy_world(seed);
  s.defaults.home_preference = 20;
  s.defaults.leak = s.defaults.brokered_share = 0;  // no diversion: what law stops does not come another way
  return s;
}

// Nothing crosses a border.
std::vector<Provision> total_prohibition(const Scenario& s) {
  std::vector<Provision> law;
  for (const PlaceData& place : s.places) {
    Provision p = provision("closed-" + place.id, place.id, {effect(Effect::Type::prohibit)});
    p.applies.from = {place.id};
    p.applies.to = {"!" + place.id};
    law.push_back(p);
  }
  return law;
}

// Whether a dataset is held by its custodian's place alone (and by the union that this place belongs to).
bool only_at_home(const Run& run, const Dataset& d) {
  const int home = run.s().focal_of_place[d.custodian];
  for (int f = 0; f < static_cast<int>(run.s().focal.size()); ++f)
    if (f != home && held(d, f)) return false;
  return true;
}

void check_each_its_own(const Scenario& s) {
  Run run(s);
  run.until(s.end);
  int strays = 0;
  const auto stored = run.stored();
  for (const Dataset& d : stored) strays += !only_at_home(run, d);
  CHECK(strays == 0);
  CHECK(stored.size() > 50);
  const Tallies& books = run.books();
  for (int side = 0; side < 2; ++side)
    for (int route = 0; route < kChannels; ++route) {
      int64_t copies = 0;
      for (int q = 0; q < run.s().places; ++q)
        for (int kd = 0; kd < kKindDepths; ++kd) copies += books.any.at(side, route, q, kd).datasets;
      INFO("side " << side << ", " << kChannelNames[static_cast<std::size_t>(route)]);
      CHECK(copies == 0);
    }
}

// A world in which A and B differ in nothing but their names.
Scenario mirror_images() {
  Scenario s = busy_world(1);
  s.policies[0].provisions.clear();
  Parameters& p = s.defaults;
  p.home_preference = 20;
  p.nu_human = 2;
  p.nu_other = 0;
  p.release_lag = 3;
  p.open_share_human = 0.5;
  p.open_copies_prc = 1;
  p.requests_per_study_year = 4;
  p.request_share_prc = 0.5;
  p.approval_dac = p.approval_foreign_gsa = 0.6;
  p.brokered_share = p.leak = 0;
  p.renewal = 0.5;
  return s;
}

double log_ratio(double a, double b) { return std::log((a + 1) / (b + 1)); }

}  // namespace

TEST_CASE("a stricter rule never hastens an acquisition under shared chance", "[metamorphic]") {
  std::map<std::string, int> later;
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    Scenario s = stay_at_home(seed);
    add_policy(s, "pause", {against("b-pause", {Channel::download, Channel::request}, {effect(Effect::Type::prohibit)}, Month::of(2008, 3), Month::of(2010, 7))});
    add_policy(s, "licence", {against("b-licence", {Channel::download, Channel::request}, {licence("a-office")}, Month::of(2007, 1))});
    add_policy(s, "requests", {against("b-requests", {Channel::request}, {effect(Effect::Type::prohibit)}, Month::of(2009, 1))});
    const Arrivals lax = arrivals(s, 0);
    for (int policy = 1; policy <= 3; ++policy) {
      const std::string& id = s.policies[static_cast<std::size_t>(policy)].id;
      INFO("seed " << seed << ", policy " << id);
      const Arrivals strict = arrivals(s, policy);
      later[id] += static_cast<int>(lax.size() - strict.size());
      int hastened = 0;
      for (const auto& [what, at] : strict) {
        const auto found = lax.find(what);
        if (found == lax.end() || at < found->second) ++hastened;
        else later[id] += at > found->second;
      }
      CHECK(hastened == 0);
    }
  }
  for (const char* policy : {"pause", "licence", "requests"}) CHECK(later[policy] > 0);
}

TEST_CASE("a stricter rule never raises the licensed flow", "[metamorphic]") {
  Scenario s = busy_world(2);
  s.repositories.erase(s.repositories.begin());  // A has no archive: its data go to B's, by licence
  s.defaults.hgr_capacity = 1e6;                 // no queue
  s.defaults.leak = s.defaults.brokered_share = 0;
  Provision clinical = provision("a-clinical", "A", {effect(Effect::Type::prohibit)}, Month::of(2009, 1));
  clinical.applies.from = {"A"};
  clinical.applies.to = {"!A"};
  clinical.applies.kind = {Kind::clinical};
  add_policy(s, "stricter", {clinical});
  Scenario reluctant = s;
  reluctant.defaults.approval_hgr = 0.5 * s.defaults.approval_hgr;
  Run lax(s, 0), strict(s, 1), refusing(reluctant, 0);
  while (lax.now < s.end) {
    for (Run* run : {&lax, &strict, &refusing}) run->step();
    const int64_t flow = lax.books().deposits_from[static_cast<std::size_t>(lax.s().places)];  // archive 1, from A
    REQUIRE(strict.books().deposits_from[2] <= flow);
    REQUIRE(refusing.books().deposits_from[2] <= flow);
    REQUIRE(strict.held_ever(1, "A") <= lax.held_ever(1, "A"));
  }
  CHECK(strict.held_ever(1, "A") < lax.held_ever(1, "A"));
  CHECK(refusing.held_ever(1, "A") < lax.held_ever(1, "A"));
  CHECK(refusing.held_ever(1, "A") > 0);
}

TEST_CASE("a prohibition of everything leaves each place its own", "[metamorphic]") {
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    Scenario s = crowded_world(seed);
    s.defaults.leak = s.defaults.equity_rate = 0;
    s.defaults.evasion_theta = 1000;
    s.policies[0].provisions = total_prohibition(s);
    check_each_its_own(s);
  }
}

TEST_CASE("domestic growth only leaves nothing abroad", "[metamorphic]") {
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    Scenario s = crowded_world(seed);
    add_archive(s, "archive-c", "C", {Tier::open}, "insdc");  // INSDC's nodes do not share either
    s.switches.domestic_growth_only = true;
    check_each_its_own(s);
  }
}

TEST_CASE("places that differ only in name have no expected asymmetry", "[metamorphic]") {
  const Scenario s = mirror_images();
  std::vector<double> held_ratio, reach, share;
  for (uint64_t r = 0; r < 120; ++r) {
    Run run(s, 0, r);
    run.until(s.end);
    held_ratio.push_back(log_ratio(static_cast<double>(run.held_ever(0, "B")), static_cast<double>(run.held_ever(1, "A"))));
    const int m = run.s().months() - 1;
    reach.push_back(asymmetry(run.record.at(Monthly::reach_us_by_cn, m), run.record.at(Monthly::shareable_us, m),
                              run.record.at(Monthly::reach_cn_by_us, m), run.record.at(Monthly::shareable_cn, m)));
    const auto a = static_cast<double>(run.persons_ever(0, "A")), b = static_cast<double>(run.persons_ever(1, "B"));
    share.push_back(a / (a + b) - 0.5);
  }
  for (const auto* values : {&held_ratio, &reach, &share}) {
    const Mean mean = mean_of(*values);
    CHECK(std::abs(mean.value) < 3.5 * mean.error);
    CHECK(mean.error > 0);
    CHECK(mean.error < 0.1);
  }
}

TEST_CASE("an asymmetric law shows as an asymmetry", "[metamorphic]") {  // the test above could see one
  Scenario s = mirror_images();
  s.policies[0].provisions = {against("b-closes", {Channel::download}, {effect(Effect::Type::prohibit)}, Month::of(2009, 1))};
  std::vector<double> held_ratio;
  for (uint64_t r = 0; r < 40; ++r) {
    Run run(s, 0, r);
    run.until(s.end);
    held_ratio.push_back(log_ratio(static_cast<double>(run.held_ever(0, "B")), static_cast<double>(run.held_ever(1, "A"))));
  }
  const Mean mean = mean_of(held_ratio);
  CHECK(mean.value < -3.5 * mean.error);
}

TEST_CASE("super-agents of weight w preserve expectations", "[metamorphic]") {
  const auto totals = [](int institutions, double weight) {
    Scenario s = mirror_images();
    for (auto& place : s.places) place.institutions = institutions;
    s.institutions = 2 * institutions;
    s.weight = weight;
    s.defaults.approval_hgr = 0.8;
    Provision p = provision("a-licence", "A", {licence("a-office")});
    p.applies.from = {"A"};
    p.applies.to = {"!A"};
    s.policies[0].provisions = {p};
    std::vector<std::vector<double>> values(3);
    for (uint64_t r = 0; r < 60; ++r) {
      Run run(s, 0, r + (weight > 1 ? 1000 : 0));
      run.until(s.end);
      const int m = run.s().months() - 1;
      values[0].push_back(static_cast<double>(run.held_ever(0, "B")) * weight);
      values[1].push_back(static_cast<double>(run.held_ever(1, "A")) * weight);
      values[2].push_back(run.record.at(Monthly::produced_us, m));
    }
    return values;
  };
  const auto fine = totals(80, 1), coarse = totals(20, 4);
  for (std::size_t i = 0; i < fine.size(); ++i) {
    const Mean a = mean_of(fine[i]), b = mean_of(coarse[i]);
    INFO("output " << i << ": " << a.value << " +- " << a.error << " against " << b.value << " +- " << b.error);
    CHECK(std::abs(a.value - b.value) < 3.5 * std::hypot(a.error, b.error));
    CHECK(b.error < 0.2 * b.value);
  }
}

// Keys come from names, so the order of the places in a file must not matter. (Partners, programmes and sites of
// repositories are drawn along the list of places: a world with those is permuted only in distribution.)
TEST_CASE("the order of the places in the scenario permutes the results and nothing else", "[metamorphic]") {
  Scenario s = stay_at_home(4), swapped = s;
  std::swap(swapped.places[0], swapped.places[1]);
  Run one(s), other(swapped);
  one.until(s.end);
  other.until(s.end);
  for (const int holder : {0, 1})
    for (const std::string origin : {"A", "B"}) {
      CHECK(one.held_ever(holder, origin) == other.held_ever(holder, origin));
      CHECK(one.held_now(holder, origin) == other.held_now(holder, origin));
      CHECK(one.residual(holder, origin) == other.residual(holder, origin));
      CHECK(one.persons_ever(holder, origin) == other.persons_ever(holder, origin));
    }
  CHECK(one.books().licences == other.books().licences);
  CHECK(one.record.monthly[static_cast<std::size_t>(Monthly::reach_us_by_cn)] == other.record.monthly[static_cast<std::size_t>(Monthly::reach_us_by_cn)]);
}

}  // namespace exchange::test
