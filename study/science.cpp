#include "study/science.hpp"

#include "study/paired.hpp"
#include "study/statistics.hpp"

namespace study {

using exchange::ScienceItem;

bool is_us_or_ally(const std::string& bloc) {
  return bloc != "CN" && bloc != "HK" && bloc != "MO" && bloc != "other";
}

std::vector<double> science_of_allies(const Ensemble& e, int32_t policy, ScienceItem item) {
  const auto& blocs = e.layout->blocs;
  const std::size_t report = e.scenario->report.size() - 1,
                    items = static_cast<std::size_t>(ScienceItem::count);
  std::vector<double> sum(static_cast<std::size_t>(e.replicates), 0.0);
  for (std::size_t b = 0; b < blocs.size(); ++b) {
    if (!is_us_or_ally(blocs[b])) continue;
    const auto part =
        by_replicate(e, policy, Yearly::science, report, b * items + static_cast<std::size_t>(item));
    for (std::size_t r = 0; r < sum.size(); ++r) sum[r] += part[r];
  }
  return sum;
}

std::vector<double> science_lost(const Ensemble& e, int32_t policy, ScienceItem item) {
  std::vector<double> lost = science_of_allies(e, policy, item);
  const auto reference = science_of_allies(e, e.reference, item);
  for (std::size_t r = 0; r < lost.size(); ++r) lost[r] = science_cost(item, lost[r], reference[r]);
  return lost;
}

std::vector<double> share_of_science_lost(const Ensemble& e, int32_t policy) {
  return ratios(science_lost(e, policy, ScienceItem::reach_person_months),
                science_of_allies(e, e.reference, ScienceItem::reach_person_months));
}

}  // namespace study
