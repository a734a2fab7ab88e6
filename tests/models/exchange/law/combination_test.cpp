// The rules by which provisions combine, dates, and what is refused, one by one.

#include <catch2/catch.hpp>

#include "models/exchange/law/table.hpp"
#include "sim/error.hpp"
#include "tests/models/exchange/law/small_law.hpp"

using namespace law_test;
using Type = Effect::Type;

TEST_CASE("persons_over bites strictly above its count") {
  const RuleBook book = book_of({bulk_rule()});
  REQUIRE(book.at(kToday).judge(us_to_cn(101)).prohibited);
  REQUIRE(book.at(kToday).judge(us_to_cn(100)).free());
  REQUIRE(book.at(kToday).person_thresholds() == std::vector<int64_t>{100});

  Provision first_person = bulk_rule();
  first_person.applies.persons_over->count = 0;
  const RuleBook strict = book_of({first_person});
  REQUIRE(strict.at(kToday).judge(us_to_cn(1)).prohibited);
  REQUIRE(strict.at(kToday).judge(us_to_cn(0)).free());
}

TEST_CASE("a named exemption spares its own provision only") {
  Provision licensed = provision("licensed", {licence("hgr")});
  const RuleBook book = book_of({bulk_rule(), licensed});
  Proposal grant = us_to_cn();
  grant.funding = Funding::federal;
  const Verdict verdict = book.at(kToday).judge(grant);
  REQUIRE_FALSE(verdict.prohibited);
  REQUIRE(verdict.needs_licence());
  REQUIRE(book.at(kToday).judge(us_to_cn()).prohibited);
}

TEST_CASE("an exempting provision cancels its own instrument, or the one it names, and no other") {
  Provision exempting = provision("open-data", {effect(Type::exempt)});
  exempting.instrument = "28 CFR 202";
  exempting.applies.tier = {Tier::open};
  Provision other = provision("other", {effect(Type::notify)});
  Proposal open = us_to_cn();
  open.tier = Tier::open;
  const RuleBook own = book_of({bulk_rule(), exempting, other});
  REQUIRE(own.at(kToday).judge(us_to_cn()).prohibited);
  REQUIRE_FALSE(own.at(kToday).judge(open).prohibited);
  REQUIRE(own.at(kToday).judge(open).notify);
  REQUIRE(own.at(kToday).touched(open).count() == 2);

  exempting.effects[0].instrument = "other act";
  const RuleBook named = book_of({bulk_rule(), exempting, other});
  REQUIRE(named.at(kToday).judge(open).prohibited);
  REQUIRE_FALSE(named.at(kToday).judge(open).notify);
}

TEST_CASE("an admission overrides a refusal of the same instrument only") {
  Provision refuse = provision("refuse", {effect(Type::deny)}),
            admit = provision("admit", {effect(Type::admit)});
  admit.applies.to = {"JP"};
  Proposal proposal = us_to_cn();
  proposal.to = place("JP");
  REQUIRE(book_of({refuse, admit}).at(kToday).judge(proposal).denied);
  admit.instrument = refuse.instrument;
  const RuleBook together = book_of({refuse, admit});
  REQUIRE_FALSE(together.at(kToday).judge(proposal).denied);
  REQUIRE(together.at(kToday).judge(us_to_cn()).denied);
}

TEST_CASE("a refusal at one repository leaves the others") {
  Provision refuse = provision("refuse", {effect(Type::deny)});
  refuse.effects[0].repository = "dbgap";
  const RuleBook book = book_of({refuse});
  Proposal proposal = us_to_cn();
  for (RepositoryId repository = 0; repository <= 4; ++repository) {
    proposal.repository = repository;
    REQUIRE(book.at(kToday).judge(proposal).denied == (repository == 2));
  }
}

TEST_CASE("all regimes bind together") {
  const RuleBook book = book_of({provision("a", {licence("hgr")}),
                                 provision("b", {licence("bis"), effect(Type::notify)}), bulk_rule()});
  const Verdict verdict = book.at(kToday).judge(us_to_cn());
  REQUIRE(verdict.offices == 0b101);
  REQUIRE(verdict.stops());
  REQUIRE(verdict.notify);
}

TEST_CASE("fines for one act: the highest, or the sum") {
  const std::vector<Provision> law{provision("a", {penalty(1000, 5, 1e6)}), provision("b", {penalty(3000)}),
                                   provision("c", {penalty(500, 0, 0, "recipient")})};
  const RuleBook highest = book_of(law), cumulative = book_of(law, Stacking::cumulative);
  const auto fine = [](const RuleBook& book, double gain, Side side = Side::either) {
    return book.fine(book.at(kToday), us_to_cn(), gain, side);
  };
  REQUIRE(fine(highest, 999999) == 3000);
  REQUIRE(fine(highest, 1e6) == 5e6);
  REQUIRE(fine(cumulative, 999999) == 4500);
  REQUIRE(fine(cumulative, 1e6) == 5e6 + 3500);
  REQUIRE(fine(cumulative, 0, Side::sender) == 4000);
  REQUIRE(fine(book_of({}), 1e6) == 0);

  Provision yuan = provision("yuan", {penalty(8000)});
  yuan.effects[0].penalty.currency = "RMB";
  REQUIRE(fine(book_of({yuan}), 0) == 1000);
}

TEST_CASE("law acts from its month, is anticipated from its announcement, and ends") {
  Provision rule = bulk_rule();
  rule.expires = Month::of(2027, 1);
  const RuleBook book = book_of({rule});
  const auto prohibited = [&](int year, int month, bool anticipating) {
    return static_cast<bool>(book.at(Month::of(year, month), anticipating).judge(us_to_cn()).prohibited);
  };
  REQUIRE_FALSE(prohibited(2024, 1, true));
  REQUIRE(prohibited(2024, 2, true));
  REQUIRE_FALSE(prohibited(2025, 3, false));
  REQUIRE(prohibited(2025, 4, false));
  REQUIRE(prohibited(2026, 12, false));
  REQUIRE_FALSE(prohibited(2027, 1, false));
  REQUIRE_FALSE(prohibited(2027, 1, true));
  REQUIRE(book.change_dates() ==
          std::vector<Month>{Month::of(2024, 2), Month::of(2025, 4), Month::of(2027, 1)});
  REQUIRE(book.version_number(Month::of(2024, 1)) == 0);
  REQUIRE(book.version_number(Month::of(2025, 3)) == 1);
  REQUIRE(book.version_number(Month::of(2040, 1)) == 3);
}

TEST_CASE("law without an announcement is not anticipated") {
  Provision rule = bulk_rule();
  rule.announced = sim::kAlways;
  REQUIRE(book_of({rule}).at(Month::of(2025, 3), true).judge(us_to_cn()).free());
}

TEST_CASE("versions with the same law share one table") {
  const RuleBook book = book_of({bulk_rule()});
  REQUIRE(&book.at(Month::of(2000, 1)).table() == &book.at(Month::of(2025, 3)).table());
  REQUIRE(&book.at(Month::of(2024, 5), true).table() == &book.at(kToday).table());
}

TEST_CASE("a bar spares older contracts until its date") {
  Provision bar = provision("bar", {effect(Type::bar_firm)});
  bar.effects[0].until = Month::of(2032, 1);
  const RuleBook book = book_of({bar});
  REQUIRE(book.at(Month::of(2031, 12)).judge(us_to_cn()).barred_firm);
  REQUIRE(book.at(Month::of(2031, 12)).judge(us_to_cn()).grandfathered);
  REQUIRE(book.at(Month::of(2032, 1)).judge(us_to_cn()).barred_firm);
  REQUIRE_FALSE(book.at(Month::of(2032, 1)).judge(us_to_cn()).grandfathered);
}

TEST_CASE("names in filters: groups of groups, names taken out, groups that are empty here") {
  Provision rule = provision("rule", {effect(Type::prohibit)});
  rule.applies.to = {"allies", "!FR"};
  const RuleBook book = book_of({rule});
  const auto stopped = [&](const RuleBook& judge, const char* to) {
    Proposal proposal = us_to_cn();
    proposal.to = place(to);
    return judge.at(kToday).judge(proposal).stops();
  };
  REQUIRE(stopped(book, "JP"));
  REQUIRE(stopped(book, "DE"));
  REQUIRE_FALSE(stopped(book, "FR"));
  REQUIRE_FALSE(stopped(book, "CN"));
  rule.applies.to = {"nobody"};
  REQUIRE_FALSE(stopped(book_of({rule}), "CN"));
}

TEST_CASE("every unknown name is reported, with its place") {
  Provision rule = provision("rule", {licence("nobody-here"), effect(Type::deposit_first)});
  rule.applies.to = {"Atlantis", "!Mu"};
  rule.applies.firm = {"acme", "typo"};
  rule.exemptions["grant"].from = {"Lemuria"};
  rule.effects[1].repository = "attic";
  rule.effects.push_back(penalty(1));
  rule.effects[2].penalty.currency = "XYZ";
  std::vector<std::string> paths;
  try {
    book_of({rule, provision("rule", {})});
  } catch (const sim::InputError& error) {
    for (const sim::Problem& problem : error.problems) paths.push_back(problem.path);
  }
  REQUIRE(paths == std::vector<std::string>{"provisions.rule.applies.to", "provisions.rule.applies.to",
                                            "provisions.rule.applies.firm",
                                            "provisions.rule.exempt.grant.from",
                                            "provisions.rule.effects.0.licence.office",
                                            "provisions.rule.effects.1.deposit_first.repository",
                                            "provisions.rule.effects.2.penalty.currency", "provisions.rule"});
}
