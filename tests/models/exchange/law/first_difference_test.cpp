// When two policies can first differ: the month at which a run forks.

#include <catch2/catch.hpp>

#include "tests/models/exchange/law/small_law.hpp"

using namespace law_test;

namespace {

Month first(std::vector<Provision> a, std::vector<Provision> b) {
  const RuleBook one = book_of(std::move(a)), other = book_of(std::move(b));
  REQUIRE(RuleBook::first_difference(one, other) == RuleBook::first_difference(other, one));
  return RuleBook::first_difference(one, other);
}

}  // namespace

TEST_CASE("a provision that only one policy has differs from its announcement") {
  REQUIRE(first({bulk_rule()}, {}) == Month::of(2024, 2));
}

TEST_CASE("words make no difference") {
  Provision reworded = bulk_rule();
  reworded.id = "another-id";
  reworded.title = "Another title";
  reworded.status = Status::hypothetical;
  reworded.applies.to = {"HK", "CN", "CN"};
  REQUIRE(first({bulk_rule()}, {reworded}) == sim::kNever);
}

TEST_CASE("an amendment differs from its announcement, an earlier end from that end") {
  Provision original = bulk_rule(), amended = bulk_rule();
  original.expires = amended.effective = Month::of(2027, 1);
  amended.announced = Month::of(2026, 9);
  amended.id = "bulk@amended";
  amended.applies.persons_over->count = 0;
  REQUIRE(first({bulk_rule()}, {original, amended}) == Month::of(2026, 9));
  REQUIRE(first({bulk_rule()}, {original}) == Month::of(2027, 1));
}

TEST_CASE("the same law brought forward differs from the earlier announcement") {
  Provision early = bulk_rule();
  early.announced = early.announced - 120;
  early.effective = early.effective - 120;
  REQUIRE(first({bulk_rule()}, {early}) == Month::of(2014, 2));
}

TEST_CASE("the two ways of adding fines differ always") {
  REQUIRE(RuleBook::first_difference(book_of({bulk_rule()}), book_of({bulk_rule()}, Stacking::cumulative)) ==
          sim::kAlways);
}

TEST_CASE("before the first difference no transfer is judged differently") {
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    Dice dice(seed);
    std::vector<Provision> law = random_provisions(dice, 14, 15);
    const RuleBook a = book_of(law);
    law.erase(law.begin() + dice.below(14));
    const RuleBook b = book_of(law);
    const Month fork = RuleBook::first_difference(a, b);
    REQUIRE(fork != sim::kNever);
    for (int i = 0; i < 500; ++i) {
      const Proposal proposal = random_proposal(dice);
      const Month month = fork - 1 - dice.below(120);
      const bool anticipating = dice.chance(50);
      REQUIRE(bits_of(a.at(month, anticipating).judge(proposal)) ==
              bits_of(b.at(month, anticipating).judge(proposal)));
    }
  }
}
