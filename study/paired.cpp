#include "study/paired.hpp"

#include <algorithm>
#include <limits>

namespace study {

namespace {

template <class Read>
std::vector<double> of_each(const Ensemble& ensemble, int32_t policy, Read&& read) {
  std::vector<double> values;
  for (const KeptRun& run : ensemble.runs[static_cast<std::size_t>(policy)])
    values.push_back(run.finished ? read(run) : std::numeric_limits<double>::quiet_NaN());
  return values;
}

}  // namespace

std::vector<double> by_replicate(const Ensemble& ensemble, int32_t policy, Monthly output, Month month) {
  const auto at = static_cast<std::size_t>(ensemble.month_index(month));
  return of_each(ensemble, policy,
                 [&](const KeptRun& run) { return run.monthly[static_cast<std::size_t>(output)][at]; });
}

std::vector<double> by_replicate(const Ensemble& ensemble, int32_t policy, Yearly output, std::size_t report,
                                 std::size_t cell) {
  return of_each(ensemble, policy, [&](const KeptRun& run) {
    return run.at_report[report][static_cast<std::size_t>(output)][cell];
  });
}

std::vector<double> asymmetry_by_replicate(const Ensemble& ensemble, int32_t policy, Month month) {
  const auto at = static_cast<std::size_t>(ensemble.month_index(month));
  return of_each(ensemble, policy, [&](const KeptRun& run) {
    const auto value = [&](Monthly output) { return run.monthly[static_cast<std::size_t>(output)][at]; };
    return exchange::asymmetry(value(Monthly::reach_us_by_cn), value(Monthly::shareable_us),
                               value(Monthly::reach_cn_by_us), value(Monthly::shareable_cn));
  });
}

double science_cost(exchange::ScienceItem item, double policy, double reference) {
  return item == exchange::ScienceItem::releases_delayed ? policy - reference : reference - policy;
}

std::vector<double> science_cost_by_replicate(const Ensemble& ensemble, int32_t policy, std::size_t report,
                                              std::size_t cell) {
  constexpr auto kItems = static_cast<std::size_t>(exchange::ScienceItem::count);
  std::vector<double> values = by_replicate(ensemble, policy, Yearly::science, report, cell);
  const auto reference = by_replicate(ensemble, ensemble.reference, Yearly::science, report, cell);
  for (std::size_t r = 0; r < values.size(); ++r)
    values[r] = science_cost(static_cast<exchange::ScienceItem>(cell % kItems), values[r], reference[r]);
  return values;
}

Month state_month(const exchange::Scenario& scenario, Month report) {
  return std::min(Month::of(report.year(), 12), scenario.end - 1);
}

Month last_report(const exchange::Scenario& scenario) {
  return scenario.report.empty() ? scenario.end - 1 : scenario.report.back();
}

}  // namespace study
