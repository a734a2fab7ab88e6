#include "io/summary_json.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "study/headline.hpp"
#include "study/premium.hpp"

namespace io {

namespace {

using json = nlohmann::ordered_json;

json to_json(const study::Range& r) {
  if (r.runs == 0) return nullptr;
  return {{"median", r.median}, {"low", r.low},       {"high", r.high},
          {"runs", r.runs},     {"sd_low", r.sd_low}, {"sd_high", r.sd_high}};
}

json to_json(const study::HeadlineRow& row) {
  return {{"policy", row.policy},
          {"title", row.title},
          {"held_us_in_cn", to_json(row.held)},
          {"change", to_json(row.change)},
          {"runs_disagree", row.disagree},
          {"copied_before", to_json(row.copied_before)},
          {"blocked", to_json(row.blocked)},
          {"prc_can_obtain_of_us", to_json(row.prc_of_us)},
          {"us_can_obtain_of_prc", to_json(row.us_of_prc)},
          {"science_cost", to_json(row.science_cost)}};
}

json to_json(const study::PremiumRow& row) {
  json worlds = json::array();
  for (std::size_t w = 0; w < row.net.size(); ++w)
    worlds.push_back({{"us_persons_in_cn", to_json(row.held_in_cn[w])},
                      {"prc_persons_in_us", to_json(row.held_in_us[w])},
                      {"net", to_json(row.net[w])}});
  return {{"date", to_string(row.date)},
          {"premium", to_json(row.premium)},
          {"inflow", to_json(row.inflow)},
          {"retention", to_json(row.retention)},
          {"interaction", to_json(row.interaction)},
          {"prc_foreign_gigabases", to_json(row.foreign_bases)},
          {"prc_domestic_gigabases", to_json(row.domestic_bases)},
          {"worlds", worlds}};
}

}  // namespace

std::string summary_json(const study::Ensemble& ensemble) {
  const study::Headline h = study::headline(ensemble);
  json tree = {{"scenario", ensemble.scenario->id},
               {"title", ensemble.scenario->remark.title},
               {"reference", h.reference},
               {"date", to_string(h.date)},
               {"replicates", h.replicates},
               {"preliminary", h.preliminary},
               {"range", "5th to 95th percentile over replicates"},
               {"first_us_measure", h.has_us_measures ? json(to_string(h.first_us_measure)) : json(nullptr)},
               {"us_persons_in_cn", to_json(h.us_in_cn)},
               {"prc_persons_in_us", to_json(h.cn_in_us)},
               {"open_share", to_json(h.open_share)},
               {"share_before_first_us_measure", to_json(h.share_before)},
               {"policies", json::array()},
               {"premium_worlds", {"open-actual", "open-open", "mirror-actual", "mirror-open"}},
               {"premium", json::array()},
               {"failures", json::array()}};
  for (const auto& row : h.rows) tree["policies"].push_back(to_json(row));
  for (const auto& row : study::premium(ensemble)) tree["premium"].push_back(to_json(row));
  for (const auto& f : ensemble.failures)
    tree["failures"].push_back(
        {{"policy", ensemble.policy_id(f.run.policy)}, {"replicate", f.run.replicate}, {"reason", f.reason}});
  return tree.dump(2) + "\n";
}

}  // namespace io
