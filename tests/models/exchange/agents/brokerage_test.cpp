// Bulk data offered for money: off by default, one proposal like any other when on.

#include "models/exchange/agents/brokerage.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/models/exchange/support.hpp"

namespace exchange::test {

namespace {

// 40 institutions of B (the side followed as "US") offer about 240 times a year to the 40 of A.
Scenario market(uint64_t seed = 1) {
  Scenario s = still_world();
  s.seed = seed;
  s.institutions = 80;
  s.places[0].institutions = s.places[1].institutions = 40;
  s.switches.brokerage = true;
  s.defaults.brokerage_rate = 240;
  s.defaults.evasion_kappa = 0;
  s.defaults.evasion_theta = 50;  // nobody evades
  s.defaults.leak = 0;
  return s;
}

Provision threshold(int64_t persons) {
  Provision p = provision("b-bulk", "B", {effect(Effect::Type::prohibit)}, Month::of(2010, 1));
  p.applies.from = {"B"};
  p.applies.to = {"A"};
  p.applies.channel = {Channel::brokerage};
  p.applies.persons_over = Filter::PersonsOver{persons, 12};
  return p;
}

int64_t sold(const Run& run, Channel channel) {
  int64_t persons = 0;
  for (int kd = 0; kd < kKindDepths; ++kd) persons += run.books().first.at(0, index_of(channel), run.place("B"), kd).persons;
  return persons;
}

}  // namespace

TEST_CASE("brokerage needs its switch and a rate", "[brokerage]") {
  Scenario off = market();
  off.switches.brokerage = false;
  Run without(off);
  without.until(off.end);
  CHECK(without.books().produced.at(1, 0).datasets == 0);
  CHECK(sold(without, Channel::brokerage) == 0);
  Run with(market());
  with.until(with.s().end);
  double expected = 0;  // 20 a month, less the shares of those that enter later
  for (const Profile& p : with.s().population.profiles)
    if (with.s().may_sell(p)) expected += 20 * (120 - std::clamp<int>(p.entry, 0, 120)) * p.size / with.s().size_of_sellers;
  const double offers = static_cast<double>(with.stored().size());
  CHECK(offers == Approx(expected).margin(4 * std::sqrt(expected)));
  CHECK(static_cast<double>(sold(with, Channel::brokerage)) > offers * 3000);  // the mean is above the median
  for (const Dataset& d : with.stored()) {
    CHECK(d.funding != Funding::federal);
    CHECK(d.origin == with.place("B"));
  }
}

TEST_CASE("a threshold stops the larger offers and those that add up", "[brokerage]") {
  Scenario s = market();
  add_policy(s, "bulk", {threshold(1000)});
  Run before(s, 0), after(s, 1);
  before.until(Month::of(2010, 1));
  after.until(Month::of(2010, 1));
  CHECK(sold(after, Channel::brokerage) == sold(before, Channel::brokerage));
  const std::size_t sales = after.stored().size();
  after.until(s.end);
  const auto stored = after.stored();
  REQUIRE(stored.size() > sales);
  for (std::size_t i = sales; i < stored.size(); ++i) CHECK(stored[i].persons <= 1000);
  CHECK(sold(after, Channel::diversion) == 0);
}

TEST_CASE("what law stops can be split below the threshold or leak, and is then a diversion", "[brokerage]") {
  Scenario s = market();
  s.defaults.evasion_theta = -50;  // everybody evades
  add_policy(s, "bulk", {threshold(1000)});
  Run run(s, 1);
  run.until(s.end);
  CHECK(sold(run, Channel::diversion) > 0);
  Scenario leaky = market();
  leaky.defaults.leak = 1;
  add_policy(leaky, "bulk", {threshold(1000)});
  Run leaking(leaky, 1);
  leaking.until(leaky.end);
  CHECK(sold(leaking, Channel::diversion) > 0);
}

TEST_CASE("an offer is split into as many parts as the threshold asks", "[brokerage]") {
  Scenario s = market();
  add_policy(s, "bulk", {threshold(1000)});
  Provision all = threshold(0);
  all.applies.persons_over.reset();
  add_policy(s, "none", {all});
  Proposal offer;
  Run run(s, 1), nothing(s, 2);
  const auto law = [](Run& r) -> const Version& { return law_in(r.world, r.state, Month::of(2012, 1)); };
  run.until(Month::of(2012, 2));
  nothing.until(Month::of(2012, 2));
  offer.origin = offer.custodian = offer.from = {static_cast<uint8_t>(run.place("B"))};
  offer.to = {static_cast<uint8_t>(run.place("A"))};
  offer.channel = Channel::brokerage;
  for (const auto& [persons, parts] : {std::pair{1000, 1}, {1001, 2}, {2000, 2}, {2001, 3}}) {
    offer.persons = persons;
    CHECK(parts_that_pass(law(run), offer) == parts);
    CHECK(parts_that_pass(law(nothing), offer) == 0);
  }
}

}  // namespace exchange::test
