#pragma once
// An ensemble made by hand: every number of it is what a test put there.

#include <memory>
#include <string>
#include <vector>

#include "study/ensemble.hpp"
#include "tests/models/exchange/world/small_world.hpp"

namespace study::test {

// 2020-01 to 2030-12 with report dates 2025-06 and 2030-12; places US and CN; all values zero.
inline Ensemble synthetic(const std::vector<std::string>& policies, int32_t replicates) {
  auto scenario = std::make_shared<Scenario>(exchange::door_test::load(exchange::door_test::kBase).scenario);
  scenario->report = {Month::of(2025, 6), Month::of(2030, 12)};
  scenario->policies.clear();
  for (const std::string& id : policies) scenario->policies.emplace_back().id = id;
  scenario->reference = policies.front();
  Ensemble e;
  e.scenario = scenario;
  e.layout = std::make_shared<const Setting>(*scenario, scenario->defaults, 0);
  e.laws = std::make_shared<const exchange::LawSet>(*scenario);
  e.scenario_policies = static_cast<int32_t>(policies.size());
  e.replicates = replicates;
  e.fork.assign(policies.size(), scenario->first);
  e.drawn.assign(static_cast<std::size_t>(replicates), scenario->defaults);
  const exchange::Record empty(*e.layout);
  const std::size_t years = 11;
  KeptRun run;
  run.finished = true;
  run.monthly = empty.monthly;
  for (std::size_t d = 0; d < scenario->report.size(); ++d) {
    auto& arrays = run.at_report.emplace_back();
    for (const auto& values : empty.yearly) arrays.emplace_back(values.size() / years, 0.0);
  }
  e.runs.assign(policies.size(), std::vector<KeptRun>(static_cast<std::size_t>(replicates), run));
  return e;
}

inline KeptRun& run_of(Ensemble& e, int32_t policy, int32_t replicate) {
  return e.runs[static_cast<std::size_t>(policy)][static_cast<std::size_t>(replicate)];
}

inline double& cell(Ensemble& e, int32_t policy, int32_t replicate, Monthly output, Month month) {
  return run_of(e, policy, replicate)
      .monthly[static_cast<std::size_t>(output)][static_cast<std::size_t>(e.month_index(month))];
}

inline double& cell(Ensemble& e, int32_t policy, int32_t replicate, Yearly output, std::size_t report,
                    std::size_t at) {
  return run_of(e, policy, replicate).at_report[report][static_cast<std::size_t>(output)][at];
}

}  // namespace study::test
