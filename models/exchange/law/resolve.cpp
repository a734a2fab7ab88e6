// From names to numbers: the part of the rule book's compiler that can find fault with its input.

#include <algorithm>
#include <set>

#include "models/exchange/law/rule.hpp"

namespace exchange {

namespace {

constexpr int kNestedGroups = 8;  // deeper is taken for a circle

int position(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

uint64_t members(const LawVocabulary& vocabulary, const std::string& name, int depth) {
  const int place = position(vocabulary.places, name);
  if (place >= 0 && place < kMostPlaces) return uint64_t{1} << place;
  const auto group = vocabulary.groups.find(name);
  if (group == vocabulary.groups.end() || depth == kNestedGroups) return 0;
  uint64_t mask = 0;
  for (const std::string& member : group->second) mask |= members(vocabulary, member, depth + 1);
  return mask;
}

uint64_t all_places(const LawVocabulary& vocabulary) {
  const size_t count = vocabulary.places.size();
  return count >= kMostPlaces ? ~uint64_t{0} : (uint64_t{1} << count) - 1;
}

bool taken_out(const std::string& name) { return !name.empty() && name[0] == '!'; }

// Resolves the names of one provision and keeps where they stand, for messages.
class Resolver {
 public:
  Resolver(const LawVocabulary& vocabulary, sim::Problems& problems)
      : vocabulary_(vocabulary), problems_(problems) {}

  Rule rule(const Provision& provision) {
    path_ = "provisions." + provision.id;
    Rule rule;
    rule.effective = provision.effective;
    rule.expires = provision.expires;
    const bool said = provision.announced != sim::kAlways && provision.announced < provision.effective;
    rule.known = said ? provision.announced : provision.effective;
    rule.timing = provision.timing;
    rule.applies = mask(provision.applies, path_ + ".applies");
    for (const auto& [name, filter] : provision.exemptions)
      rule.exemptions.push_back(mask(filter, path_ + ".exempt." + name));
    for (size_t i = 0; i < provision.effects.size(); ++i)
      rule.duties.push_back(duty(provision.effects[i], path_ + ".effects." + std::to_string(i)));
    for (const Duty& duty : rule.duties) {
      rule.cancels |= duty.type == Effect::Type::exempt;
      rule.fines |= duty.type == Effect::Type::penalty;
    }
    return rule;
  }

 private:
  Mask mask(const Filter& filter, const std::string& path) {
    Mask mask;
    mask.values = {
        places(filter.origin, path + ".origin"),
        places(filter.custodian, path + ".custodian"),
        places(filter.from, path + ".from"),
        places(filter.to, path + ".to"),
        values(filter.kind),
        values(filter.tier),
        values(filter.channel),
        values(filter.sender),
        values(filter.recipient),
        values(filter.funding),
        numbered(filter.repository, vocabulary_.repositories, kMostRepositories, path + ".repository"),
        numbered(filter.firm, vocabulary_.firms, kMostFirms, path + ".firm")};
    if (filter.persons_over) {
      mask.persons_over = std::max<int64_t>(filter.persons_over->count, 0);
      mask.window = filter.persons_over->months;
    }
    return mask;
  }

  // Names are added, then those with "!" taken out; only such names: taken out of all places.
  uint64_t places(const std::vector<std::string>& names, const std::string& path) {
    uint64_t in = 0, out = 0;
    bool some_in = false;
    for (const std::string& name : names) {
      const std::string bare = taken_out(name) ? name.substr(1) : name;
      if (!vocabulary_.knows_place(bare))
        problem(path, "\"" + bare + "\" is neither a place nor a group of places.");
      (taken_out(name) ? out : in) |= members(vocabulary_, bare, 0);
      some_in |= !taken_out(name);
    }
    return (some_in ? in : ~uint64_t{0}) & ~out;
  }

  template <class Enum>
  static uint64_t values(const std::vector<Enum>& list) {
    uint64_t mask = list.empty() ? ~uint64_t{0} : 0;
    for (Enum value : list) mask |= uint64_t{1} << index_of(value);
    return mask;
  }

  uint64_t numbered(const std::vector<std::string>& list, const std::vector<std::string>& known, int most,
                    const std::string& path) {
    uint64_t mask = list.empty() ? ~uint64_t{0} : 0;
    for (const std::string& name : list)
      if (const int32_t number = find(name, known, most, path)) mask |= uint64_t{1} << number;
    return mask;
  }

  // 1-based; 0 and a problem if there is no such name.
  int32_t find(const std::string& name, const std::vector<std::string>& known, int most,
               const std::string& path) {
    const int at = position(known, name);
    if (at < 0 || at >= most) problem(path, "\"" + name + "\" is not defined in this world.");
    return at < most ? at + 1 : 0;
  }

  Duty duty(const Effect& effect, const std::string& path) {
    Duty duty;
    duty.type = effect.type;
    switch (effect.type) {
      case Effect::Type::licence:
        duty.number =
            std::max(0, find(effect.office, vocabulary_.offices, kMostOffices, path + ".licence.office") - 1);
        break;
      case Effect::Type::deposit_first:
        duty.number = repository(effect.repository, path + ".deposit_first.repository");
        break;
      case Effect::Type::admit:
        duty.number = repository_or_any(effect.repository, path + ".admit.repository");
        break;
      case Effect::Type::deny:
        duty.number = repository_or_any(effect.repository, path + ".deny.repository");
        break;
      case Effect::Type::review:
        duty.number = repository_or_any(effect.repository, path + ".review.repository");
        break;
      case Effect::Type::copy_to:
        duty.number = holder(effect.holder, path + ".copy_to.holder");
        break;
      case Effect::Type::open_by_default:
      case Effect::Type::delete_copies:
        duty.number = effect.months;
        break;
      case Effect::Type::bar_firm:
        duty.until = effect.until;
        break;
      case Effect::Type::raise_cost:
        duty.percent = effect.percent;
        break;
      case Effect::Type::penalty:
        duty.fine = fine(effect.penalty, path + ".penalty");
        break;
      default:
        break;  // prohibit, notify, process_locally, compel say all; exempt is numbered with its instrument
    }
    return duty;
  }

  int32_t repository(const std::string& name, const std::string& path) {
    return find(name, vocabulary_.repositories, kMostRepositories, path);
  }
  int32_t repository_or_any(const std::string& name, const std::string& path) {
    return name.empty() ? 0 : repository(name, path);
  }
  int32_t holder(const std::string& name, const std::string& path) {
    return name == "partner" ? 0 : find(name, vocabulary_.places, kMostPlaces, path);
  }

  Term fine(const Penalty& penalty, const std::string& path) {
    double usd = 1;
    const auto rate = vocabulary_.usd_per.find(penalty.currency);
    if (rate != vocabulary_.usd_per.end())
      usd = rate->second;
    else if (penalty.currency != "USD")
      problem(path + ".currency", "no usd_per for \"" + penalty.currency + "\".");
    Term term{penalty.min * usd, penalty.gain_multiple_min, penalty.gain_threshold * usd, Side::either};
    if (penalty.against == "sender")
      term.side = Side::sender;
    else if (penalty.against == "recipient")
      term.side = Side::recipient;
    else if (!penalty.against.empty() && penalty.against != "either")
      problem(path + ".against", "\"" + penalty.against + "\" is not one of sender, recipient, either.");
    return term;
  }

  void problem(std::string path, std::string message) {
    sim::Problem found;
    found.path = std::move(path);
    found.message = std::move(message);
    problems_.push_back(std::move(found));
  }

  const LawVocabulary& vocabulary_;
  sim::Problems& problems_;
  std::string path_;
};

// Instruments by number; a provision that names none is its own. An unused name gets a number that no rule
// has.
void number_instruments(const std::vector<Provision>& provisions, Rules& rules) {
  std::vector<std::string> known;
  const auto number = [&](const std::string& name) {
    const int at = position(known, name);
    if (at >= 0) return at;
    known.push_back(name);
    return static_cast<int>(known.size()) - 1;
  };
  for (size_t i = 0; i < provisions.size(); ++i) {
    const std::string own =
        provisions[i].instrument.empty() ? "\n" + provisions[i].id : provisions[i].instrument;
    rules.rule[i].instrument = number(own);
  }
  for (size_t i = 0; i < provisions.size(); ++i)
    for (size_t e = 0; e < provisions[i].effects.size(); ++e) {
      const Effect& effect = provisions[i].effects[e];
      if (effect.type != Effect::Type::exempt) continue;
      rules.rule[i].duties[e].number =
          effect.instrument.empty() ? rules.rule[i].instrument : number(effect.instrument);
    }
}

}  // namespace

bool LawVocabulary::knows_place(const std::string& name) const {
  return position(places, name) >= 0 || groups.count(name) > 0;
}

std::vector<PlaceId> LawVocabulary::expand(const std::string& name) const {
  const std::string bare = taken_out(name) ? name.substr(1) : name;
  std::vector<PlaceId> found;
  if (!knows_place(bare)) return found;
  uint64_t mask = members(*this, bare, 0);
  if (taken_out(name)) mask = all_places(*this) & ~mask;
  for (uint8_t place = 0; place < kMostPlaces; ++place)
    if (mask >> place & 1) found.push_back({place});
  return found;
}

Rules resolve(const std::vector<Provision>& provisions, const LawVocabulary& vocabulary,
              sim::Problems& problems) {
  Rules rules;
  std::set<std::string> ids;
  Resolver resolver(vocabulary, problems);
  for (const Provision& provision : provisions) {
    rules.rule.push_back(resolver.rule(provision));
    if (ids.insert(provision.id).second) continue;
    sim::Problem twice;
    twice.path = "provisions." + provision.id;
    twice.message = "\"" + provision.id + "\" stands twice in this rule book.";
    problems.push_back(twice);
  }
  number_instruments(provisions, rules);
  return rules;
}

}  // namespace exchange
