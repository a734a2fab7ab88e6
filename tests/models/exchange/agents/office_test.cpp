// Licensing offices: queue, capacity, answers; regulators' severity and salience.

#include <catch2/catch.hpp>

#include <cmath>

#include "models/exchange/agents/office.hpp"
#include "models/exchange/agents/regulator.hpp"
#include "tests/models/exchange/support.hpp"

namespace exchange::test {

namespace {

Scenario licensing(double capacity, int institutions = 1) {
  Scenario s = still_world();
  s.places[0].institutions = institutions;
  s.institutions = institutions + 1;
  add_archive(s, "archive-b", "B", {Tier::open, Tier::controlled});
  add_office(s, "a-office", "A");
  Provision p = provision("a-licence", "A", {licence("a-office")});
  p.applies.from = {"A"};
  p.applies.to = {"!A"};
  s.policies[0].provisions = {p};
  s.defaults.hgr_capacity = capacity;
  return s;
}

int64_t answered(const Run& run) { return run.books().licences[1] + run.books().licences[2]; }

}  // namespace

TEST_CASE("an office decides within its capacity, and a fraction of a decision is carried over", "[office]") {
  Run run(licensing(2.5));
  for (int i = 0; i < 20; ++i) run.plant(0, 10);
  run.until(run.s().first + 2);  // all apply in month 1; the 2.5 of idle month 0 are not hoarded beyond one month's
  const int64_t first = answered(run);
  CHECK(first <= 5);
  std::vector<int64_t> steps;
  for (int i = 0; i < 4; ++i) {
    const int64_t before = answered(run);
    run.step();
    steps.push_back(answered(run) - before);
  }
  for (const int64_t n : steps) CHECK((n == 2 || n == 3));
  CHECK(steps[0] + steps[1] == 5);
  CHECK(steps[2] + steps[3] == 5);
}

TEST_CASE("capacity is scaled with the weight of an agent", "[office]") {
  Scenario s = licensing(6);
  s.weight = 3;
  Run run(s);
  for (int i = 0; i < 20; ++i) run.plant(0, 10);
  run.until(run.s().first + 3);
  const int64_t before = answered(run);
  run.step();
  CHECK(answered(run) - before == 2);
}

TEST_CASE("queues publish the expected delay", "[office]") {
  Run run(licensing(2));
  CHECK(run.state.published.delay.empty());
  for (int i = 0; i < 12; ++i) run.plant(0, 10);
  run.until(run.s().first + 2);
  const double waiting = 12.0 - static_cast<double>(answered(run));
  run.step();
  CHECK(run.state.published.delay[0] == 1 + waiting / 2);
  CHECK(run.record.at(Monthly::queue, 1) == waiting);
  CHECK(run.state.published.approval[0] == 1);
}

TEST_CASE("incidents make the office severe for a while and the public watchful", "[regulator]") {
  Scenario s = licensing(100);
  s.defaults.detection = 1;
  s.defaults.violations_published = 1;
  s.defaults.hgr_halving_months = 12;
  s.defaults.approval_hgr = 0.8;
  Run run(s);
  run.step();
  run.state.tallies[0].evasions[0] = 1;  // one evasion in A, certain to be found
  enforce(run.world, run.state, run.now);
  CHECK(run.state.penalties == 1);
  CHECK(run.state.incidents == 1);
  CHECK(run.state.offices[0].severity == Approx(0.3));
  CHECK(run.state.salience[0] == Approx(1));
  CHECK(run.state.salience[1] == 0);
  publish_practice(run.world, run.state, run.now);
  CHECK(run.state.published.approval[0] == Approx(0.8 * 0.7));
  run.until(run.now + 12);
  CHECK(run.state.offices[0].severity == Approx(0.15));               // halves in twelve months
  CHECK(run.state.salience[0] == Approx(std::pow(0.5, 12.0 / 24)));   // in twenty-four
  for (int i = 0; i < 5; ++i) {
    run.state.tallies[0].evasions[0] = 3;
    enforce(run.world, run.state, run.now);
  }
  CHECK(run.state.offices[0].severity == 0.9);  // at most
}

TEST_CASE("a listing draws attention once, where it was made", "[regulator]") {
  Scenario s = licensing(100);
  FirmData firm;
  firm.id = "listed";
  firm.home = "A";
  s.firms = {firm};
  Provision p = provision("list", "B", {effect(Effect::Type::prohibit)}, Month::of(2006, 1));
  p.applies.firm = {"listed"};
  p.instrument = "the list";
  Provision second = p;  // another provision of the same listing
  second.id = "list-supply";
  s.policies[0].provisions.push_back(p);
  s.policies[0].provisions.push_back(second);
  Run run(s);
  run.until(Month::of(2006, 1));
  CHECK(run.state.salience[1] == 0);
  run.step();
  CHECK(run.state.salience[1] == Approx(1));
  run.until(Month::of(2008, 2));
  CHECK(run.state.salience[1] == Approx(0.5 * std::pow(0.5, 1.0 / 24)).epsilon(0.05));
}

TEST_CASE("an office answers as whoever runs it does, and refuses when nobody grants", "[office]") {
  Scenario s = licensing(100);
  RegulatorData& first = s.regulators[0];
  first.until = Month::of(2007, 1);
  RegulatorData strict = first;  // takes over: slower, and names no approval
  strict.id = "successor";
  strict.from = first.until;
  strict.until = sim::kNever;
  strict.approval = strict.capacity = "";
  strict.minimum_months = 4;
  s.regulators.push_back(strict);
  Run run(s);
  run.plant(0, 10);
  run.until(Month::of(2007, 1));
  CHECK(run.books().licences[1] == 1);
  CHECK(run.books().licences[2] == 0);
  run.step();
  CHECK(run.state.published.approval[0] == 0);
  CHECK(run.state.published.delay[0] == 4);
  const OfficeView& office = run.s().offices[0];
  CHECK(office.at(Month::of(2006, 12)).approval == 1);
  CHECK(office.at(Month::of(2007, 1)).approval == 0);
  CHECK(std::isinf(office.at(Month::of(2007, 1)).capacity));
}

TEST_CASE("an answer takes the least delay of who gives it", "[office]") {
  for (const int months : {1, 5}) {
    Scenario s = licensing(100);
    s.regulators[0].minimum_months = months;
    Run run(s);
    run.plant(0, 10);
    run.until(run.s().first + 1 + months);  // applies in month 1
    CHECK(run.books().deposited_kilobases[1] == 0);
    run.step();
    CHECK(run.books().deposited_kilobases[1] > 0);
  }
}

}  // namespace exchange::test
