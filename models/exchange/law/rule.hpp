#pragma once
// A provision with every name resolved: filters are masks over the values of each axis, effects hold numbers.
// The form in which the table, `explain` and `first_difference` read law.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/exchange/law/rule_book.hpp"
#include "sim/error.hpp"

namespace exchange {

enum class Axis : uint8_t {
  origin,
  custodian,
  from,
  to,
  kind,
  tier,
  channel,
  sender,
  recipient,
  funding,
  repository,
  firm,
  persons
};
inline constexpr int kAxes = 13, kMaskAxes = 12;  // `persons` is a threshold, not a mask
inline constexpr std::array<std::string_view, kAxes> kAxisNames{
    "origin", "custodian", "from",    "to",         "kind", "tier",        "channel",
    "sender", "recipient", "funding", "repository", "firm", "persons_over"};
// Number of values of each masked axis; repository and firm count "none" as value 0.
inline constexpr std::array<int, kMaskAxes> kAxisSize{
    kMostPlaces, kMostPlaces, kMostPlaces, kMostPlaces,           kKinds,        kTiers, kChannels,
    kParties,    kParties,    kFundings,   kMostRepositories + 1, kMostFirms + 1};

// The value of a proposal on a masked axis.
int value_on(const Proposal& proposal, Axis axis);

struct Mask {
  std::array<uint64_t, kMaskAxes> values;  // bit v: value v is admitted
  int64_t persons_over = -1;               // admits strictly more; -1 admits everything
  int32_t window = 0;                      // months over which persons are counted

  uint32_t failing(const Proposal& proposal) const;  // bit a: axis a does not admit it
  bool admits(const Proposal& proposal) const { return failing(proposal) == 0; }
};

struct Term {  // one fine: USD
  double fixed = 0, multiple = 0, gain_threshold = 0;
  Side side = Side::either;
  double of(double gain) const { return multiple > 0 && gain >= gain_threshold ? multiple * gain : fixed; }
};

struct Duty {  // one effect
  Effect::Type type = Effect::Type::prohibit;
  int32_t number =
      0;  // office bit, RepositoryId (0 = any), place + 1 (0 = partner), months or instrument number
  Month until = sim::kNever;
  double percent = 0;
  Term fine;

  // Admit, deny and review bite only at the repository they name, or at any if they name none.
  bool local() const {
    return type == Effect::Type::admit || type == Effect::Type::deny || type == Effect::Type::review;
  }
};

struct Rule {
  Month known, effective, expires;  // `known`: from when it is announced, never after `effective`
  Timing timing = Timing::ex_ante;
  int32_t instrument = 0;  // provisions of one instrument share a number
  Mask applies;
  std::vector<Mask> exemptions;  // in the order of the provision's map of names
  std::vector<Duty> duties;
  bool cancels = false;  // has an `exempt` effect
  bool fines = false;    // has a penalty

  bool in_force(Month month) const { return effective <= month && month < expires; }
  bool anticipated(Month month) const { return known <= month && month < expires; }
  bool acts_at(Effect::Type type, RepositoryId repository) const;
};

struct Rules {
  std::vector<Rule> rule;  // by index in RuleBook::provisions()

  // `touched` less the provisions of the instruments that those in `exempting` (part of `touched`) cancel. A
  // provision that cancels is not cancelled by another.
  ProvisionSet without_exempted(const ProvisionSet& touched, const ProvisionSet& exempting) const;
};

// Resolves names; appends a problem for each one that the vocabulary lacks.
Rules resolve(const std::vector<Provision>& provisions, const LawVocabulary& vocabulary,
              sim::Problems& problems);

// What the provisions in `touched` say together of a transfer in which `repository` takes part, in a version
// that opens at `month` (grandfathering ends by month).
Verdict combine(const Rules& rules, const ProvisionSet& touched, RepositoryId repository, Month month);

}  // namespace exchange
