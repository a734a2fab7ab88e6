#include "study/conclusions.hpp"

#include <cmath>

#include "study/paired.hpp"
#include "study/statistics.hpp"

namespace study {

namespace {

Verdict verdict_of(const std::vector<double>& difference) {
  const Range range = range_of(difference);
  if (range.below == range.above || runs_disagree(range)) return Verdict::undecided;
  return range.above > range.below ? Verdict::more : Verdict::less;
}

}  // namespace

std::vector<Conclusion> conclusions(const Ensemble& e) {
  const Month last = last_report(*e.scenario);
  const auto held = [&](int32_t policy) { return by_replicate(e, policy, Monthly::held_us_in_cn, last); };
  std::vector<Conclusion> found;
  const auto compare = [&](int32_t subject, int32_t against) {
    found.push_back(
        {e.policy_id(subject), e.policy_id(against), verdict_of(differences(held(subject), held(against)))});
  };
  for (int32_t p = 0; p < e.scenario_policies; ++p)
    if (p != e.reference) compare(p, e.reference);
  for (int32_t p = 0; p < e.scenario_policies; ++p)
    for (int32_t q = p + 1; q < e.scenario_policies; ++q)
      if (p != e.reference && q != e.reference) compare(p, q);
  const auto mirror = by_replicate(e, e.reference, Monthly::held_cn_in_us, last);
  found.push_back(
      {"copies in the PRC", "copies in the US", verdict_of(differences(held(e.reference), mirror)), false});
  return found;
}

Fate fate(Verdict before, Verdict now) {
  if (before == Verdict::undecided || before == now) return Fate::holds;
  return now == Verdict::undecided ? Fate::lost : Fate::reversed;
}

}  // namespace study
