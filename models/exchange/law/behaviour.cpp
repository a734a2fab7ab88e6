#include "models/exchange/law/behaviour.hpp"

#include <algorithm>
#include <cstring>

#include "models/exchange/law/rule.hpp"

namespace exchange {

namespace {

template <class Number>
void append(std::string& bytes, Number number) {
  char raw[sizeof number];
  std::memcpy(raw, &number, sizeof number);
  bytes.append(raw, sizeof number);
}

std::string bytes_of(const Mask& mask) {
  std::string bytes;
  for (const uint64_t values : mask.values) append(bytes, values);
  append(bytes, mask.persons_over);
  append(bytes, mask.window);
  return bytes;
}

// An instrument's number is its book's own; its name is common.
std::string bytes_of(const Duty& duty, const Effect& effect) {
  std::string bytes;
  append(bytes, duty.type);
  append(bytes, duty.type == Effect::Type::exempt ? 0 : duty.number);
  append(bytes, duty.until.index);
  append(bytes, duty.percent);
  append(bytes, duty.fine.fixed);
  append(bytes, duty.fine.multiple);
  append(bytes, duty.fine.gain_threshold);
  append(bytes, duty.fine.side);
  return duty.type == Effect::Type::exempt ? bytes + effect.instrument + '\n' : bytes;
}

// Order, and saying a thing twice, do not matter in a list of exemptions; in effects twice may matter (costs
// add).
void append_sorted(std::string& bytes, std::vector<std::string> parts) {
  std::sort(parts.begin(), parts.end());
  append(bytes, static_cast<uint32_t>(parts.size()));
  for (const std::string& part : parts) bytes += part;
}

}  // namespace

std::string behaviour_of(const RuleBook& book, size_t provision) {
  const Rule& rule = book.rules().rule[provision];
  const Provision& text = book.provisions()[provision];
  std::string bytes = text.instrument + '\n';
  append(bytes, rule.timing);
  bytes += bytes_of(rule.applies);
  std::vector<std::string> exemptions, duties;
  for (const Mask& exemption : rule.exemptions) exemptions.push_back(bytes_of(exemption));
  for (size_t e = 0; e < rule.duties.size(); ++e) duties.push_back(bytes_of(rule.duties[e], text.effects[e]));
  append_sorted(bytes, std::move(exemptions));
  append_sorted(bytes, std::move(duties));
  return bytes;
}

bool same_vocabulary(const LawVocabulary& a, const LawVocabulary& b) {
  return a.places == b.places && a.repositories == b.repositories && a.firms == b.firms &&
         a.offices == b.offices;
}

namespace {

// Behaviours that hold in a month, ascending; grandfathering needs no word, its date is part of the
// behaviour.
std::vector<const std::string*> holding(const RuleBook& book, const std::vector<std::string>& behaviours,
                                        Month month, bool anticipating) {
  std::vector<const std::string*> held;
  const ProvisionSet set = book.at(month, anticipating).in_force();
  for (size_t i = 0; i < behaviours.size(); ++i)
    if (set[i]) held.push_back(&behaviours[i]);
  std::sort(held.begin(), held.end(), [](const std::string* a, const std::string* b) { return *a < *b; });
  return held;
}

bool same(const std::vector<const std::string*>& a, const std::vector<const std::string*>& b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [](const std::string* x, const std::string* y) { return *x == *y; });
}

std::vector<std::string> behaviours(const RuleBook& book) {
  std::vector<std::string> all;
  for (size_t i = 0; i < book.provisions().size(); ++i) all.push_back(behaviour_of(book, i));
  return all;
}

}  // namespace

Month RuleBook::first_difference(const RuleBook& a, const RuleBook& b) {
  if (!same_vocabulary(a.vocabulary(), b.vocabulary()) || a.stacking() != b.stacking()) return sim::kAlways;
  std::vector<Month> dates{sim::kAlways};
  dates.insert(dates.end(), a.dates_.begin(), a.dates_.end());
  dates.insert(dates.end(), b.dates_.begin(), b.dates_.end());
  std::sort(dates.begin(), dates.end());
  const std::vector<std::string> of_a = behaviours(a), of_b = behaviours(b);
  for (const Month month : dates)
    for (const bool anticipating : {false, true})
      if (!same(holding(a, of_a, month, anticipating), holding(b, of_b, month, anticipating))) return month;
  return sim::kNever;
}

}  // namespace exchange
