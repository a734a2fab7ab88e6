#include "models/exchange/law/words.hpp"

namespace exchange {

namespace {

template <class Enum, size_t N>
std::vector<std::string> named(const std::vector<Enum>& values,
                               const std::array<std::string_view, N>& names) {
  std::vector<std::string> words;
  for (Enum value : values) words.emplace_back(names[static_cast<size_t>(value)]);
  return words;
}

std::string plain(std::string name) {
  for (char& letter : name)
    if (letter == '_') letter = ' ';
  return name;
}

std::string listed(const std::vector<std::string>& names, const char* last) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 < names.size() ? ", " : last) + names[i];
  return text;
}

// "JP or EU", "outside CN and HK", "allies outside JP".
std::string spoken(const std::vector<std::string>& names) {
  std::vector<std::string> in, out;
  for (const std::string& name : names)
    name[0] == '!' ? out.push_back(plain(name.substr(1))) : in.push_back(plain(name));
  std::string text = listed(in, " or ");
  if (!out.empty()) text += (in.empty() ? "outside " : " outside ") + listed(out, " and ");
  return text;
}

std::string months(int32_t count) { return std::to_string(count) + (count == 1 ? " month" : " months"); }

std::string at(const std::string& repository) { return repository.empty() ? "" : " at " + repository; }

std::string whole(double number) { return std::to_string(static_cast<int64_t>(number + 0.5)); }

std::string penalty(const Penalty& penalty) {
  std::string text = "penalty";
  if (penalty.min > 0)
    text += " from " + penalty.currency + " " + whole(penalty.min);
  else if (penalty.max > 0)
    text += " up to " + penalty.currency + " " + whole(penalty.max);
  if (penalty.gain_multiple_min > 0) text += ", or " + whole(penalty.gain_multiple_min) + " times the gain";
  return text;
}

}  // namespace

std::vector<std::string> names_on(const Filter& filter, Axis axis) {
  switch (axis) {
    case Axis::origin:
      return filter.origin;
    case Axis::custodian:
      return filter.custodian;
    case Axis::from:
      return filter.from;
    case Axis::to:
      return filter.to;
    case Axis::kind:
      return named(filter.kind, kKindNames);
    case Axis::tier:
      return named(filter.tier, kTierNames);
    case Axis::channel:
      return named(filter.channel, kChannelNames);
    case Axis::sender:
      return named(filter.sender, kPartyNames);
    case Axis::recipient:
      return named(filter.recipient, kPartyNames);
    case Axis::funding:
      return named(filter.funding, kFundingNames);
    case Axis::repository:
      return filter.repository;
    case Axis::firm:
      return filter.firm;
    case Axis::persons:
      break;
  }
  if (!filter.persons_over) return {};
  return {std::to_string(filter.persons_over->count) + " persons in " + months(filter.persons_over->months)};
}

std::string either_of(const std::vector<std::string>& names) { return listed(names, " or "); }

std::string only(const Filter& filter, Axis axis) {
  const std::string what = spoken(names_on(filter, axis));
  switch (axis) {
    case Axis::origin:
      return "data of origin " + what + " only";
    case Axis::custodian:
      return "custodians in " + what + " only";
    case Axis::from:
      return "from " + what + " only";
    case Axis::to:
      return "to " + what + " only";
    case Axis::kind:
      return what + " data only";
    case Axis::tier:
      return what + " data only";
    case Axis::channel:
      return "by " + what + " only";
    case Axis::sender:
      return "senders: " + what + " only";
    case Axis::recipient:
      return "recipients: " + what + " only";
    case Axis::funding:
      return what + " money only";
    case Axis::repository:
      return what + " only";
    case Axis::firm:
      return "named firms only: " + what;
    case Axis::persons:
      return "over " + what + " only";
  }
  return what;
}

std::string name_of(const Proposal& proposal, Axis axis, const LawVocabulary& vocabulary) {
  const size_t value = static_cast<size_t>(value_on(proposal, axis));
  const auto name = [](const std::vector<std::string>& names, size_t i) {
    return i < names.size() ? names[i] : "?";
  };
  const auto numbered = [&](const std::vector<std::string>& names) {
    return value == 0 ? "none" : name(names, value - 1);
  };
  switch (axis) {
    case Axis::origin:
    case Axis::custodian:
    case Axis::from:
    case Axis::to:
      return name(vocabulary.places, value);
    case Axis::kind:
      return std::string(kKindNames[value]);
    case Axis::tier:
      return std::string(kTierNames[value]);
    case Axis::channel:
      return std::string(kChannelNames[value]);
    case Axis::sender:
    case Axis::recipient:
      return std::string(kPartyNames[value]);
    case Axis::funding:
      return std::string(kFundingNames[value]);
    case Axis::repository:
      return numbered(vocabulary.repositories);
    case Axis::firm:
      return numbered(vocabulary.firms);
    case Axis::persons:
      break;
  }
  return std::to_string(proposal.persons);
}

std::string words_of(const Effect& effect) {
  switch (effect.type) {
    case Effect::Type::prohibit:
      return "prohibits";
    case Effect::Type::licence:
      return "licence from " + effect.office;
    case Effect::Type::deposit_first:
      return "deposit first at " + effect.repository;
    case Effect::Type::copy_to:
      return effect.holder == "partner" ? "the partner keeps a full copy"
                                        : "a copy stays in " + effect.holder;
    case Effect::Type::notify:
      return effect.office.empty() ? "report" : "report to " + effect.office;
    case Effect::Type::open_by_default:
      return "open within " + months(effect.months);
    case Effect::Type::admit:
      return "admits" + at(effect.repository);
    case Effect::Type::deny:
      return "refuses" + at(effect.repository);
    case Effect::Type::review:
      return "case by case" + at(effect.repository);
    case Effect::Type::bar_firm:
      return effect.until == sim::kNever
                 ? "bars the firm"
                 : "bars the firm, older contracts from " + sim::to_string(effect.until);
    case Effect::Type::raise_cost:
      return "raises cost by " + whole(effect.percent) + " %";
    case Effect::Type::process_locally:
      return "must be processed locally";
    case Effect::Type::compel:
      return "obliges the recipient to assist its state";
    case Effect::Type::delete_copies:
      return "copies are destroyed after " + months(effect.months);
    case Effect::Type::penalty:
      return penalty(effect.penalty);
    case Effect::Type::exempt:
      return "exempts from " + (effect.instrument.empty() ? "its own instrument" : effect.instrument);
  }
  return {};
}

std::string words_of(const std::vector<Effect>& effects) {
  std::string text;
  for (const Effect& effect : effects) text += (text.empty() ? "" : "; ") + words_of(effect);
  return text;
}

}  // namespace exchange
