#include "models/exchange/law/coverage.hpp"

#include <algorithm>

#include "models/exchange/law/rule.hpp"

namespace exchange {

namespace {

uint64_t existing(Axis axis, const LawVocabulary& vocabulary) {
  size_t count = static_cast<size_t>(kAxisSize[static_cast<size_t>(axis)]);
  if (axis <= Axis::to) count = vocabulary.places.size();
  if (axis == Axis::repository) count = vocabulary.repositories.size() + 1;
  if (axis == Axis::firm) count = vocabulary.firms.size() + 1;
  return count >= 64 ? ~uint64_t{0} : (uint64_t{1} << count) - 1;
}

bool covers(const Mask& exemption, const Mask& applies, const LawVocabulary& vocabulary) {
  for (size_t a = 0; a < kMaskAxes; ++a) {
    const uint64_t wanted = applies.values[a] & existing(static_cast<Axis>(a), vocabulary);
    if (wanted & ~exemption.values[a]) return false;
  }
  return exemption.persons_over <= applies.persons_over;
}

}  // namespace

std::string never_can_bind(const RuleBook& book, size_t provision, Month first, Month end) {
  return never_can_bind(book.provisions()[provision], book.rules().rule[provision], book.vocabulary(), first,
                        end);
}

std::string never_can_bind(const Provision& provision, const Rule& rule, const LawVocabulary& vocabulary,
                           Month first, Month end) {
  if (rule.expires <= rule.effective) return "it expires before it takes effect";
  if (end <= rule.effective || rule.expires <= first) return "never in force during the run";
  for (size_t a = 0; a < kMaskAxes; ++a)
    if (!(rule.applies.values[a] & existing(static_cast<Axis>(a), vocabulary)))
      return "nothing in this world is admitted on applies." + std::string(kAxisNames[a]);
  size_t number = 0;
  for (const auto& named : provision.exemptions)
    if (covers(rule.exemptions[number++], rule.applies, vocabulary))
      return "its exemption " + named.first + " covers everything it applies to";
  return {};
}

}  // namespace exchange
