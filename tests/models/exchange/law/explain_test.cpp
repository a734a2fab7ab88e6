// Explanations: what decides does decide, and what is said to change the outcome changes it.

#include <catch2/catch.hpp>

#include "models/exchange/law/explain.hpp"
#include "tests/models/exchange/law/small_law.hpp"

using namespace law_test;

namespace {

const Change* find(const Explanation& told, const std::string& what) {
  for (const Change& change : told.changes)
    if (change.what == what) return &change;
  return nullptr;
}

std::string why(const RuleBook& book, const Explanation& told, const std::string& id) {
  for (const Finding& finding : told.looked_at)
    if (book.provisions()[finding.provision].id == id) return finding.why;
  return "(not looked at)";
}

std::vector<Provision> law() {
  Provision resale = provision("resale", {effect(Effect::Type::prohibit)}, Month::of(2025, 4));
  resale.timing = Timing::ex_post;
  resale.applies.origin = {"US"};
  resale.applies.from = {"!US", "!prc"};
  resale.applies.to = {"prc"};
  Provision grants = provision("grants", {effect(Effect::Type::prohibit)}, Month::of(2026, 12));
  grants.announced = Month::of(2025, 12);
  grants.applies.to = {"CN"};
  grants.applies.funding = {Funding::federal};
  Provision assist = provision("assist", {effect(Effect::Type::compel)}, Month::of(2017, 6));
  assist.applies.to = {"CN"};
  return {bulk_rule(), resale, grants, assist};
}

}  // namespace

TEST_CASE("explaining a prohibited test") {
  const RuleBook book = book_of(law());
  const Explanation told = explain(book, kToday, us_to_cn(), {"private funding"});
  REQUIRE(told.outcome_words == "PROHIBITED in advance");
  REQUIRE(told.assumed == std::vector<std::string>{"private funding"});
  REQUIRE(told.decides.size() == 1);
  REQUIRE(book.provisions()[told.decides[0].provision].id == "bulk");
  REQUIRE(why(book, told, "grants") == "federal money only; not yet in effect");
  REQUIRE(why(book, told, "assist") == "obliges the recipient to assist its state");
  REQUIRE(why(book, told, "resale") == "from outside US and prc only");
}

TEST_CASE("a transfer of nobody is no way out") {
  Provision bulk = bulk_rule();
  bulk.applies.persons_over->count = 0;
  const Explanation told = explain(book_of({bulk}), kToday, us_to_cn(), {});
  REQUIRE(told.outcome == Outcome::prohibited);
  REQUIRE_FALSE(find(told, "0 persons or fewer"));
}

TEST_CASE("what would change it") {
  const Explanation told = explain(book_of(law()), kToday, us_to_cn(), {});
  REQUIRE(find(told, "federally-funded"));
  REQUIRE(find(told, "federally-funded")->outcome == Outcome::free);
  REQUIRE(find(told, "federally-funded")->because == "28 CFR 202.504");
  REQUIRE_FALSE(find(told, "federal money"));  // the same transfer as the exemption
  REQUIRE(find(told, "100 persons or fewer"));
  REQUIRE(find(told, "before 2025-04-08"));
  REQUIRE(find(told, "via JP, DE, FR, TH or BR"));
  REQUIRE(find(told, "via JP, DE, FR, TH or BR")->outcome == Outcome::punishable);
  REQUIRE(find(told, "via JP, DE, FR, TH or BR")->because == "resale");
}

TEST_CASE("a free transfer is told what would stop it") {
  const Explanation told = explain(book_of(law()), kToday, us_to_cn(100), {});
  REQUIRE(told.outcome_words == "FREE");
  REQUIRE(told.decides.empty());
  REQUIRE(find(told, "more than 100 persons"));
  REQUIRE(find(told, "more than 100 persons")->outcome == Outcome::prohibited);
}

TEST_CASE("an exempted provision is named with its exemption") {
  const RuleBook book = book_of({bulk_rule()});
  Proposal grant = us_to_cn();
  grant.funding = Funding::federal;
  REQUIRE(why(book, explain(book, kToday, grant, {}), "bulk") == "exempt: federally-funded (28 CFR 202.504)");
}

TEST_CASE("every change alters the outcome; removing what decides alters it too") {
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    Dice dice(seed);
    const std::vector<Provision> random = random_provisions(dice, 14, 15);
    const RuleBook book = book_of(random);
    for (int i = 0; i < 60; ++i) {
      const Proposal proposal = random_proposal(dice);
      const Month month = Month::of(2008 + dice.below(20), 1);
      const Explanation told = explain(book, month, proposal, {});
      REQUIRE(told.outcome == outcome_of(book.at(month).judge(proposal)));
      REQUIRE(told.decides.empty() == (told.outcome == Outcome::free));
      for (const Change& change : told.changes) {
        CAPTURE(seed, i, change.what);
        REQUIRE(change.outcome != told.outcome);
        REQUIRE(outcome_of(book, change.month, change.legs) == change.outcome);
      }
      std::vector<Provision> without = random;
      for (const Finding& finding : told.decides) {  // what it cancels stays cancelled
        std::vector<Effect>& effects = without[finding.provision].effects;
        const auto acts = [](const Effect& effect) { return effect.type != Effect::Type::exempt; };
        effects.erase(std::remove_if(effects.begin(), effects.end(), acts), effects.end());
      }
      if (!told.decides.empty()) REQUIRE(outcome_of(book_of(without), month, {proposal}) != told.outcome);
    }
  }
}
