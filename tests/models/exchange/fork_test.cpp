// A copy of the state is a fork: whoever goes on from it ends where the unforked run ends.

#include <catch2/catch.hpp>

#include "tests/models/exchange/support.hpp"

namespace exchange::test {

TEST_CASE("a copied state goes on as the original does, and leaves it alone", "[fork]") {
  const Scenario s = crowded_world(11);
  Run whole(s), trunk(s);
  whole.until(s.end);
  trunk.until(Month::of(2009, 6));
  const Tallies at_fork = trunk.books();
  Run branch = trunk;
  branch.until(s.end);
  CHECK(same_record(whole.record, branch.record));
  CHECK(same_books(whole.books(), branch.books()));
  CHECK(same_books(at_fork, trunk.books()));
  trunk.until(s.end);
  CHECK(same_record(whole.record, trunk.record));
}

TEST_CASE("a policy that differs later can start from the reference's state", "[fork]") {
  Scenario s = crowded_world(12);
  Provision p = provision("b-late", "B", {effect(Effect::Type::prohibit)}, Month::of(2011, 3));
  p.announced = Month::of(2010, 9);
  p.applies.from = {"B"};
  p.applies.to = {"!B"};
  add_policy(s, "late", {p});
  Run whole(s, 1), trunk(s, 0);
  whole.until(s.end);
  const Month fork = RuleBook::first_difference(*trunk.world.laws->books[0][0], *trunk.world.laws->books[1][0]);
  CHECK(fork == Month::of(2010, 9));
  trunk.until(fork);
  for (int output = 0; output < kMonthly; ++output)  // the same history until then
    for (int m = 0; m < trunk.s().month_number(fork); ++m)
      REQUIRE(trunk.record.at(static_cast<Monthly>(output), m) == whole.record.at(static_cast<Monthly>(output), m));
  Run branch = trunk;
  branch.world.policy = 1;
  branch.until(s.end);
  CHECK(same_record(whole.record, branch.record));
  CHECK(same_books(whole.books(), branch.books()));
  trunk.until(s.end);
  CHECK_FALSE(same_record(whole.record, trunk.record));
}

// The reference has a rule yet to come before one that stands; the policy lacks the first and amends the second. At the
// fork the policy's set of provisions in force then looks, by position, as the reference's did the month before.
TEST_CASE("a fork does not mistake another policy's law for the one it had", "[fork]") {
  Scenario s = busy_world(5);
  const auto closes = [](const std::string& id, Channel channel, Month from, Month until) {
    Provision p = provision(id, "B", {effect(Effect::Type::prohibit)}, from, until);
    p.applies.from = {"B"};
    p.applies.to = {"A"};
    p.applies.channel = {channel};
    return p;
  };
  const Month amended = Month::of(2009, 1);
  add_policy(s, "amended", {});
  s.policies[0].provisions = {closes("later", Channel::request, Month::of(2013, 1), sim::kNever),
                              closes("stands", Channel::download, Month::of(2005, 1), sim::kNever)};
  s.policies[1].provisions = {closes("stands", Channel::download, Month::of(2005, 1), amended),
                              closes("amendment", Channel::request, amended, sim::kNever)};
  Run whole(s, 1), trunk(s, 0);
  whole.until(s.end);
  CHECK(whole.held_ever(0, "B") > 0);
  trunk.until(amended);
  Run branch = trunk;
  branch.world.policy = 1;
  branch.until(s.end);
  CHECK(same_record(whole.record, branch.record));
  CHECK(same_books(whole.books(), branch.books()));
}

}  // namespace exchange::test
