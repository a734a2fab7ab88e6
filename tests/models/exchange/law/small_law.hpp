#pragma once
// Provisions made by hand for the tests, one line each.

#include "models/exchange/law/rule_book.hpp"
#include "tests/models/exchange/law/random_law.hpp"

namespace law_test {

inline Effect effect(Effect::Type type) {
  Effect made;
  made.type = type;
  return made;
}

inline Effect licence(const std::string& office) {
  Effect made = effect(Effect::Type::licence);
  made.office = office;
  return made;
}

inline Effect penalty(double min, double multiple = 0, double threshold = 0,
                      const std::string& against = "") {
  Effect made = effect(Effect::Type::penalty);
  made.penalty.min = min;
  made.penalty.gain_multiple_min = multiple;
  made.penalty.gain_threshold = threshold;
  made.penalty.against = against;
  return made;
}

inline Provision provision(const std::string& id, std::vector<Effect> effects,
                           Month effective = Month::of(2020, 1)) {
  Provision made;
  made.id = id;
  made.instrument = id + " act";
  made.effective = effective;
  made.effects = std::move(effects);
  return made;
}

// The shape of the bulk-data rule: from the US to countries of concern, over 100 persons, grantees exempt.
inline Provision bulk_rule() {
  Provision rule = provision("bulk", {effect(Effect::Type::prohibit), penalty(368136)}, Month::of(2025, 4));
  rule.instrument = "28 CFR 202";
  rule.announced = Month::of(2024, 2);
  rule.effective_text = "2025-04-08";
  rule.applies.origin = {"US"};
  rule.applies.from = {"US"};
  rule.applies.to = {"prc"};
  rule.applies.channel = {Channel::service, Channel::collaboration};
  rule.applies.persons_over = Filter::PersonsOver{100, 12};
  rule.exemptions["federally-funded"].funding = {Funding::federal};
  rule.exemption_notes["federally-funded"] = "28 CFR 202.504";
  return rule;
}

inline PlaceId place(const std::string& name) { return vocabulary().expand(name).at(0); }

inline Proposal us_to_cn(int64_t persons = 500) {
  Proposal proposal;
  proposal.origin = proposal.custodian = proposal.from = place("US");
  proposal.to = place("CN");
  proposal.kind = Kind::prenatal;
  proposal.tier = Tier::closed;
  proposal.channel = Channel::service;
  proposal.recipient = Party::firm;
  proposal.persons = persons;
  return proposal;
}

inline RuleBook book_of(std::vector<Provision> law, Stacking stacking = Stacking::highest) {
  return RuleBook(std::move(law), vocabulary(), stacking);
}

inline const Month kToday = Month::of(2026, 3);

}  // namespace law_test
