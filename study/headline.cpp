#include "study/headline.hpp"

#include <algorithm>
#include <limits>

#include "study/paired.hpp"
#include "study/science.hpp"

namespace study {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr const char* kWithoutUs = "no-us-measures";

// US persons in CN under the reference, when a policy could first differ, as a share of those at T: by
// replicate.
std::vector<double> there_before(const Ensemble& e, Month fork, Month last) {
  const auto there = by_replicate(e, e.reference, Monthly::held_us_in_cn, last);
  if (fork > last) return std::vector<double>(there.size(), kNan);
  if (fork <= e.scenario->first) return ratios(std::vector<double>(there.size(), 0.0), there);
  return ratios(by_replicate(e, e.reference, Monthly::held_us_in_cn, fork - 1), there);
}

// (H_ref(T) - H(T)) / (H_ref(T) - H_ref(t0)): of the copies that the reference adds from when a policy could first differ,
// the part that the policy stops. By replicate; not a number if the reference adds none.
std::vector<double> blocked(const Ensemble& e, int32_t policy, Month last) {
  const Month fork = e.fork[static_cast<std::size_t>(policy)];
  const auto there = by_replicate(e, e.reference, Monthly::held_us_in_cn, last);
  if (fork > last) return std::vector<double>(there.size(), kNan);
  const auto before = fork <= e.scenario->first ? std::vector<double>(there.size(), 0.0)
                                                : by_replicate(e, e.reference, Monthly::held_us_in_cn, fork - 1);
  return ratios(differences(there, by_replicate(e, policy, Monthly::held_us_in_cn, last)), differences(there, before));
}

HeadlineRow row_of(const Ensemble& e, int32_t policy, Month last, Month first_us_measure) {
  const auto read = [&](Monthly output) { return by_replicate(e, policy, output, last); };
  HeadlineRow row;
  row.policy = e.policy_id(policy);
  row.title = e.scenario->policies[static_cast<std::size_t>(policy)].remark.title;
  row.is_reference = policy == e.reference;
  row.held = range_of(read(Monthly::held_us_in_cn));
  row.prc_of_us = range_of(ratios(read(Monthly::reach_us_by_cn), read(Monthly::shareable_us)));
  row.us_of_prc = range_of(ratios(read(Monthly::reach_cn_by_us), read(Monthly::shareable_cn)));
  const Month since = row.is_reference ? first_us_measure : e.fork[static_cast<std::size_t>(policy)];
  row.copied_before =
      range_of(row.policy == kWithoutUs ? std::vector<double>{} : there_before(e, since, last));
  if (row.is_reference) {
    row.change = row.science_cost = row.blocked = range_of({});
    return row;
  }
  row.change = range_of(e.changes(policy, Monthly::held_us_in_cn, last));
  row.disagree = runs_disagree(row.change);
  row.blocked = range_of(blocked(e, policy, last));
  row.science_cost = range_of(share_of_science_lost(e, policy));
  return row;
}

}  // namespace

Headline headline(const Ensemble& e) {
  Headline h;
  h.date = last_report(*e.scenario);
  h.reference = e.policy_id(e.reference);
  h.replicates = e.replicates;
  h.policies = e.scenario_policies;
  h.preliminary = e.replicates < kPublishWith;
  const int32_t without_us = e.policy_index(kWithoutUs);
  h.first_us_measure = without_us >= 0 && without_us != e.reference
                           ? e.fork[static_cast<std::size_t>(without_us)]
                           : sim::kNever;
  h.has_us_measures = h.first_us_measure <= h.date;
  const auto held = by_replicate(e, e.reference, Monthly::held_us_in_cn, h.date);
  h.us_in_cn = range_of(held);
  h.cn_in_us = range_of(by_replicate(e, e.reference, Monthly::held_cn_in_us, h.date));
  h.open_share = range_of(ratios(by_replicate(e, e.reference, Monthly::open_held_us_in_cn, h.date), held));
  h.share_before = range_of(there_before(e, h.first_us_measure, h.date));
  for (int32_t p = 0; p < e.scenario_policies; ++p)
    h.rows.push_back(row_of(e, p, h.date, h.first_us_measure));
  return h;
}

}  // namespace study
