// What changed between months and between policies, and which provisions never bound.

#include <catch2/catch.hpp>

#include "models/exchange/law/coverage.hpp"
#include "models/exchange/law/diff.hpp"
#include "tests/models/exchange/law/small_law.hpp"

using namespace law_test;
using Of = LawChange::Kind;

namespace {

std::vector<Provision> amended_law() {
  Provision original = bulk_rule(), amended = bulk_rule();
  original.expires = amended.effective = Month::of(2027, 1);
  amended.id = "bulk@amended";
  amended.applies.persons_over->count = 0;
  amended.exemptions.clear();
  Provision ends = provision("ends", {effect(Effect::Type::notify)}, Month::of(2010, 1));
  ends.expires = Month::of(2026, 6);
  return {original, amended, ends, provision("begins", {effect(Effect::Type::notify)}, Month::of(2026, 8))};
}

}  // namespace

TEST_CASE("between two months provisions enter, leave and are amended") {
  const RuleBook book = book_of(amended_law());
  const std::vector<LawChange> changes = diff(book, Month::of(2026, 1), Month::of(2027, 1));
  REQUIRE(changes.size() == 3);
  REQUIRE(changes[0].kind == Of::changes);
  REQUIRE(changes[0].id == "bulk@amended");
  REQUIRE(changes[1].kind == Of::enters);
  REQUIRE(changes[1].id == "begins");
  REQUIRE(changes[2].kind == Of::leaves);
  REQUIRE(changes[2].id == "ends");
  REQUIRE(diff(book, Month::of(2026, 1), Month::of(2026, 5)).empty());

  std::vector<std::string> fields;
  for (const FieldChange& field : changes[0].fields) fields.push_back(field.field);
  REQUIRE(fields == std::vector<std::string>{"effective", "expires", "applies.persons_over",
                                             "exempt.federally-funded"});
  REQUIRE(changes[0].fields[2].before == "100 persons in 12 months");
  REQUIRE(changes[0].fields[2].after == "0 persons in 12 months");
}

TEST_CASE("between two policies") {
  Provision later = bulk_rule();
  later.effective = later.effective + 12;
  const RuleBook a = book_of({bulk_rule(), provision("old", {})}), b = book_of({later, provision("new", {})});
  const std::vector<LawChange> changes = diff(a, b);
  REQUIRE(changes.size() == 3);
  REQUIRE(changes[0].kind == Of::changes);
  REQUIRE(changes[0].fields.size() == 1);
  REQUIRE(changes[0].fields[0].after == "2026-04");
  REQUIRE(changes[1].id == "new");
  REQUIRE(changes[2].id == "old");
  REQUIRE(diff(a, a).empty());
}

TEST_CASE("an amendment that only one policy has is a change of the original") {
  const RuleBook before = book_of({bulk_rule()}), after = book_of(amended_law());
  const std::vector<LawChange> changes = diff(before, after);
  REQUIRE(changes[0].id == "bulk");  // ends when the amendment begins
  REQUIRE(changes[1].id == "bulk@amended");
  REQUIRE(changes[1].kind == Of::changes);
  REQUIRE(changes[1].fields.size() == 3);
  REQUIRE(changes[1].fields[1].field == "applies.persons_over");
  REQUIRE(changes[1].fields[1].after == "0 persons in 12 months");
}

TEST_CASE("a provision that can never bind says why") {
  const Month first = Month::of(2005, 1), end = Month::of(2041, 1);
  Provision late = provision("late", {}, Month::of(2041, 1)), empty = provision("empty", {}),
            void_ = provision("void", {});
  empty.applies.to = {"nobody"};
  void_.expires = void_.effective;
  Provision spared = bulk_rule();
  spared.id = "spared";
  spared.exemptions["all"].to = {"prc"};
  const RuleBook book = book_of({bulk_rule(), late, empty, void_, spared});
  REQUIRE(never_can_bind(book, 0, first, end).empty());
  REQUIRE(never_can_bind(book, 1, first, end) == "never in force during the run");
  REQUIRE(never_can_bind(book, 2, first, end) == "nothing in this world is admitted on applies.to");
  REQUIRE(never_can_bind(book, 3, first, end) == "it expires before it takes effect");
  REQUIRE(never_can_bind(book, 4, first, end) == "its exemption all covers everything it applies to");
}

TEST_CASE("what can never bind touches no random transfer") {
  Dice dice(5);
  std::vector<Provision> law = random_provisions(dice, 60, 40);
  for (Provision& provision : law) provision.expires = sim::kNever;
  const RuleBook book = book_of(law);
  ProvisionSet touched;
  for (int i = 0; i < 20000; ++i) touched |= book.at(Month::of(2030, 1)).touched(random_proposal(dice));
  size_t never = 0;
  for (size_t i = 0; i < law.size(); ++i) {
    if (never_can_bind(book, i, Month::of(2030, 1), Month::of(2030, 2)).empty()) continue;
    ++never;
    REQUIRE_FALSE(touched[i]);
  }
  REQUIRE(never > 0);
}
