#pragma once
// Random worlds of law for the tests, and a slow, plain reading of provisions to judge the tables by. The
// oracle reads names, never masks, and shares no code with the rule book.

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "models/exchange/law/rule_book.hpp"

namespace law_test {

using namespace exchange;

inline LawVocabulary vocabulary() {
  LawVocabulary words;
  words.places = {"US", "CN", "HK", "JP", "DE", "FR", "TH", "BR"};
  words.groups = {{"EU", {"DE", "FR"}}, {"allies", {"JP", "EU"}}, {"prc", {"CN", "HK"}}, {"nobody", {}}};
  words.repositories = {"ncbi", "dbgap", "ena", "cncb"};
  words.firms = {"bgi", "mgi", "acme"};
  words.offices = {"hgr", "cac", "bis"};
  words.usd_per = {{"USD", 1.0}, {"RMB", 0.125}};
  return words;
}

class Dice {
 public:
  explicit Dice(uint64_t seed) : bits_(seed) {}
  int below(int most) { return static_cast<int>(bits_() % static_cast<uint64_t>(most)); }
  bool chance(int percent) { return below(100) < percent; }
  template <class T>
  T one_of(const std::vector<T>& values) {
    return values[static_cast<size_t>(below(static_cast<int>(values.size())))];
  }
  template <class T>
  std::vector<T> some_of(const std::vector<T>& values, int percent_of_filters) {
    std::vector<T> some;
    if (chance(percent_of_filters))
      for (int n = 1 + below(3); n > 0; --n) some.push_back(one_of(values));
    return some;
  }
  template <class Enum>
  std::vector<Enum> some_enum(int count, int percent_of_filters) {
    std::vector<Enum> some;
    if (chance(percent_of_filters))
      for (int n = 1 + below(3); n > 0; --n) some.push_back(static_cast<Enum>(below(count)));
    return some;
  }

 private:
  std::mt19937_64 bits_;
};

inline Filter random_filter(Dice& dice, int busy) {
  const std::vector<std::string> places{"US",     "CN",  "HK",  "JP",  "DE",    "EU",
                                        "allies", "prc", "!CN", "!EU", "nobody"};
  Filter filter;
  filter.origin = dice.some_of(places, busy);
  filter.custodian = dice.some_of(places, busy / 2);
  filter.from = dice.some_of(places, busy);
  filter.to = dice.some_of(places, busy);
  filter.kind = dice.some_enum<Kind>(kKinds, busy);
  filter.tier = dice.some_enum<Tier>(kTiers, busy / 2);
  filter.channel = dice.some_enum<Channel>(kChannels, busy);
  filter.sender = dice.some_enum<Party>(kParties, busy / 3);
  filter.recipient = dice.some_enum<Party>(kParties, busy / 3);
  filter.funding = dice.some_enum<Funding>(kFundings, busy / 3);
  filter.repository = dice.some_of(vocabulary().repositories, busy / 3);
  filter.firm = dice.some_of(vocabulary().firms, busy / 4);
  if (dice.chance(busy / 2))
    filter.persons_over = Filter::PersonsOver{dice.one_of<int64_t>({0, 100, 1000}), 12};
  return filter;
}

inline Effect random_effect(Dice& dice) {
  Effect effect;
  effect.type = static_cast<Effect::Type>(dice.below(16));
  effect.office = dice.one_of(vocabulary().offices);
  const bool anywhere = effect.type != Effect::Type::deposit_first && dice.chance(50);
  effect.repository = anywhere ? "" : dice.one_of(vocabulary().repositories);
  effect.holder = dice.one_of<std::string>({"partner", "CN", "US"});
  effect.instrument = dice.chance(70) ? "" : dice.one_of<std::string>({"A", "B", "Z"});
  effect.months = dice.below(30);
  if (dice.chance(50)) effect.until = Month::of(2015 + dice.below(15), 1);
  effect.percent = dice.below(60);
  effect.penalty.min = 1000 * dice.below(10);
  effect.penalty.currency = dice.chance(50) ? "RMB" : "USD";
  effect.penalty.gain_multiple_min = dice.below(4);
  effect.penalty.gain_threshold = 1e6 * dice.below(3);
  effect.penalty.against = dice.one_of<std::string>({"", "either", "sender", "recipient"});
  return effect;
}

// Provisions with about half of their filters narrow (`busy` of 100); the same dice give the same law.
inline std::vector<Provision> random_provisions(Dice& dice, int count, int busy) {
  std::vector<Provision> law;
  for (int i = 0; i < count; ++i) {
    Provision provision;
    provision.id = "p" + std::to_string(i);
    provision.instrument = dice.one_of<std::string>({"A", "B", "C", ""});
    provision.effective = Month::of(2005 + dice.below(20), 1 + dice.below(12));
    if (dice.chance(60)) provision.announced = provision.effective - dice.below(30);
    if (dice.chance(30)) provision.expires = provision.effective + 1 + dice.below(120);
    provision.timing = dice.chance(50) ? Timing::ex_ante : Timing::ex_post;
    provision.applies = random_filter(dice, busy);
    for (int e = dice.below(3); e > 0; --e)
      provision.exemptions["e" + std::to_string(e)] = random_filter(dice, busy);
    for (int e = 1 + dice.below(3); e > 0; --e) provision.effects.push_back(random_effect(dice));
    law.push_back(provision);
  }
  return law;
}

inline Proposal random_proposal(Dice& dice) {
  Proposal proposal;
  const auto place = [&] { return PlaceId{static_cast<uint8_t>(dice.below(8))}; };
  proposal.origin = place();
  proposal.custodian = place();
  proposal.from = place();
  proposal.to = place();
  proposal.kind = static_cast<Kind>(dice.below(kKinds));
  proposal.tier = static_cast<Tier>(dice.below(kTiers));
  proposal.channel = static_cast<Channel>(dice.below(kChannels));
  proposal.sender = static_cast<Party>(dice.below(kParties));
  proposal.recipient = static_cast<Party>(dice.below(kParties));
  proposal.funding = static_cast<Funding>(dice.below(kFundings));
  proposal.repository = static_cast<RepositoryId>(dice.below(5));
  proposal.firm = static_cast<FirmId>(dice.below(4));
  proposal.persons = dice.one_of<int64_t>({0, 1, 100, 101, 1000, 1001});
  return proposal;
}

// What the oracle says, in plain sets.
struct Reading {
  bool prohibited = false, punishable = false, denied = false, review = false, notify = false, open = false;
  bool locally = false, compelled = false, partner = false, barred = false, spared = true, penalised = false;
  std::set<int> within, after, deposits, copies, offices;
  double percent = 0, fine_highest = 0, fine_sum = 0;
  std::set<size_t> touched;
};

class Oracle {
 public:
  Oracle(std::vector<Provision> law, LawVocabulary words) : law_(std::move(law)), words_(std::move(words)) {}

  Reading read(Month month, bool anticipating, const Proposal& proposal, double gain, Side side) const {
    Reading reading;
    std::set<size_t> candidates;
    for (size_t i = 0; i < law_.size(); ++i)
      if (holds(law_[i], month, anticipating) && matches(law_[i].applies, proposal) &&
          !exempted(law_[i], proposal))
        candidates.insert(i);
    for (size_t i : candidates)
      if (!cancelled(i, candidates)) reading.touched.insert(i);
    for (size_t i : reading.touched)
      for (const Effect& effect : law_[i].effects) apply(reading, i, effect, proposal, month, gain, side);
    return reading;
  }

 private:
  static bool holds(const Provision& law, Month month, bool anticipating) {
    const bool announced = law.announced != sim::kAlways && law.announced <= month;
    return (law.effective <= month || (anticipating && announced)) && month < law.expires;
  }
  bool in_place(const std::string& name, const std::string& place) const {
    if (name == place) return true;
    const auto group = words_.groups.find(name);
    if (group == words_.groups.end()) return false;
    for (const std::string& member : group->second)
      if (in_place(member, place)) return true;
    return false;
  }
  bool place(const std::vector<std::string>& names, PlaceId id) const {
    bool wanted = true, named = false, included = false;
    for (const std::string& name : names)
      if (name[0] == '!')
        wanted = wanted && !in_place(name.substr(1), words_.places[id.value]);
      else
        named = true, included = included || in_place(name, words_.places[id.value]);
    return wanted && (included || !named);
  }
  template <class T>
  static bool list(const std::vector<T>& values, const T& value) {
    return values.empty() || std::count(values.begin(), values.end(), value) > 0;
  }
  static std::string name(const std::vector<std::string>& names, int id) {
    return id == 0 ? "(none)" : names[static_cast<size_t>(id) - 1];
  }
  bool matches(const Filter& f, const Proposal& p) const {
    return place(f.origin, p.origin) && place(f.custodian, p.custodian) && place(f.from, p.from) &&
           place(f.to, p.to) && list(f.kind, p.kind) && list(f.tier, p.tier) && list(f.channel, p.channel) &&
           list(f.sender, p.sender) && list(f.recipient, p.recipient) && list(f.funding, p.funding) &&
           list(f.repository, name(words_.repositories, p.repository)) &&
           list(f.firm, name(words_.firms, p.firm)) && (!f.persons_over || p.persons > f.persons_over->count);
  }
  bool exempted(const Provision& law, const Proposal& proposal) const {
    for (const auto& exemption : law.exemptions)
      if (matches(exemption.second, proposal)) return true;
    return false;
  }
  bool exempts(size_t i) const {
    for (const Effect& effect : law_[i].effects)
      if (effect.type == Effect::Type::exempt) return true;
    return false;
  }
  bool cancelled(size_t i, const std::set<size_t>& candidates) const {
    if (exempts(i)) return false;
    for (size_t other : candidates)
      for (const Effect& effect : law_[other].effects) {
        if (effect.type != Effect::Type::exempt) continue;
        const std::string instrument = effect.instrument.empty() ? law_[other].instrument : effect.instrument;
        if (!instrument.empty() && law_[i].instrument == instrument) return true;
      }
    return false;
  }
  bool here(const Effect& effect, const Proposal& p) const {
    return effect.repository.empty() || effect.repository == name(words_.repositories, p.repository);
  }
  bool admitted(const Reading& reading, size_t denier, const Proposal& proposal) const {
    for (size_t i : reading.touched)
      for (const Effect& effect : law_[i].effects)
        if (effect.type == Effect::Type::admit && here(effect, proposal) &&
            (i == denier || (!law_[i].instrument.empty() && law_[i].instrument == law_[denier].instrument)))
          return true;
    return false;
  }
  template <class T>
  static int number(const std::vector<T>& names, const T& name) {
    return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
  }
  void apply(Reading& r, size_t i, const Effect& e, const Proposal& p, Month month, double gain,
             Side side) const {
    using Type = Effect::Type;
    if (e.type == Type::prohibit) (law_[i].timing == Timing::ex_ante ? r.prohibited : r.punishable) = true;
    if (e.type == Type::licence) r.offices.insert(number(words_.offices, e.office));
    if (e.type == Type::deposit_first) r.deposits.insert(number(words_.repositories, e.repository) + 1);
    if (e.type == Type::copy_to && e.holder == "partner") r.partner = true;
    if (e.type == Type::copy_to && e.holder != "partner") r.copies.insert(number(words_.places, e.holder));
    if (e.type == Type::notify) r.notify = true;
    if (e.type == Type::open_by_default) r.open = true, r.within.insert(e.months);
    if (e.type == Type::deny && here(e, p) && !admitted(r, i, p)) r.denied = true;
    if (e.type == Type::review && here(e, p)) r.review = true;
    if (e.type == Type::bar_firm)
      r.barred = true, r.spared = r.spared && e.until != sim::kNever && month < e.until;
    if (e.type == Type::raise_cost) r.percent += e.percent;
    if (e.type == Type::process_locally) r.locally = true;
    if (e.type == Type::compel) r.compelled = true;
    if (e.type == Type::delete_copies) r.after.insert(std::max(1, e.months));
    if (e.type == Type::penalty) penalise(r, e.penalty, gain, side);
  }
  void penalise(Reading& reading, const Penalty& penalty, double gain, Side side) const {
    reading.penalised = true;
    if (side == Side::sender && penalty.against == "recipient") return;
    if (side == Side::recipient && penalty.against == "sender") return;
    const double usd = words_.usd_per.at(penalty.currency);
    const bool multiple = penalty.gain_multiple_min > 0 && gain >= penalty.gain_threshold * usd;
    const double fine = multiple ? penalty.gain_multiple_min * gain : penalty.min * usd;
    reading.fine_highest = std::max(reading.fine_highest, fine);
    reading.fine_sum += fine;
  }

  std::vector<Provision> law_;
  LawVocabulary words_;
};

}  // namespace law_test
