// The rule book against a plain reading of the same provisions, and the rules of combination one by one.

#include "models/exchange/law/rule_book.hpp"

#include <catch2/catch.hpp>

#include "models/exchange/law/table.hpp"
#include "sim/error.hpp"
#include "tests/models/exchange/law/random_law.hpp"

using namespace law_test;

namespace {

uint64_t lowest(const std::set<int>& values) {
  return values.empty() ? 0 : static_cast<uint64_t>(*values.begin());
}

void require_equal(const Verdict& verdict, const Reading& reading) {
  REQUIRE(verdict.prohibited == reading.prohibited);
  REQUIRE(verdict.punishable == reading.punishable);
  REQUIRE(verdict.denied == reading.denied);
  REQUIRE(verdict.review == reading.review);
  REQUIRE(verdict.notify == reading.notify);
  REQUIRE(verdict.open_by_default == reading.open);
  REQUIRE(verdict.process_locally == reading.locally);
  REQUIRE(verdict.compelled == reading.compelled);
  REQUIRE(verdict.copy_to_partner == reading.partner);
  REQUIRE(verdict.barred_firm == reading.barred);
  REQUIRE(verdict.grandfathered == (reading.barred && reading.spared));
  REQUIRE(verdict.penalised == reading.penalised);
  REQUIRE(verdict.open_within == lowest(reading.within));
  REQUIRE(verdict.delete_after == lowest(reading.after));
  REQUIRE(verdict.several == (reading.deposits.size() > 1 || reading.copies.size() > 1));
  REQUIRE((verdict.deposit_first == 0) == reading.deposits.empty());
  REQUIRE((verdict.copy_to == 0) == reading.copies.empty());
  REQUIRE(verdict.cost_percent == static_cast<uint64_t>(std::min(127.0, reading.percent)));
  uint64_t offices = 0;
  for (int office : reading.offices) offices |= uint64_t{1} << office;
  REQUIRE(verdict.offices == offices);
}

void require_equal(const Duties& duties, const Reading& reading) {
  uint64_t deposits = 0, copies = 0;
  for (int repository : reading.deposits) deposits |= uint64_t{1} << repository;
  for (int place : reading.copies) copies |= uint64_t{1} << place;
  REQUIRE(duties.deposits == deposits);
  REQUIRE(duties.copies == copies);
}

void compare_with_oracle(uint64_t seed, int provisions, int busy, int proposals) {
  Dice dice(seed);
  const std::vector<Provision> law = random_provisions(dice, provisions, busy);
  const Oracle oracle(law, vocabulary());
  const Stacking stacking = dice.chance(50) ? Stacking::highest : Stacking::cumulative;
  const RuleBook book(law, vocabulary(), stacking);
  for (int i = 0; i < proposals; ++i) {
    const Proposal proposal = random_proposal(dice);
    const Month month = Month::of(2003 + dice.below(32), 1 + dice.below(12));
    const bool anticipating = dice.chance(50);
    const Version& version = book.at(month, anticipating);
    const double gain = 1e5 * dice.below(40);
    const Side side = static_cast<Side>(dice.below(3));
    const Reading reading = oracle.read(month, anticipating, proposal, gain, side);
    CAPTURE(seed, i);
    require_equal(version.judge(proposal), reading);
    require_equal(book.duties(version, proposal), reading);
    ProvisionSet touched;
    for (size_t p : reading.touched) touched.set(p);
    REQUIRE(version.touched(proposal) == touched);
    const double fine = stacking == Stacking::highest ? reading.fine_highest : reading.fine_sum;
    REQUIRE(book.fine(version, proposal, gain, side) == fine);
  }
}

}  // namespace

TEST_CASE("judging by table equals reading every provision") {
  for (uint64_t seed = 1; seed <= 12; ++seed) compare_with_oracle(seed, 12, 20, 2000);
  for (uint64_t seed = 101; seed <= 104; ++seed) compare_with_oracle(seed, 60, 25, 2000);
}

TEST_CASE("judging equals reading where cells outnumber the memo's slots") {
  Dice dice(31);
  const RuleBook book(random_provisions(dice, 40, 20), vocabulary(), Stacking::highest);
  const VerdictTable& table = book.at(Month::of(2024, 1)).table();
  REQUIRE(table.cells() > table.memo().slots());
  compare_with_oracle(31, 40, 20, 4000);
}

TEST_CASE("law too varied for tables is read") {
  Dice dice(7);
  const RuleBook book(random_provisions(dice, 200, 30), vocabulary(), Stacking::highest);
  REQUIRE(book.at(Month::of(2024, 1)).table().cells() == 0);
  compare_with_oracle(7, 200, 30, 2000);
}
