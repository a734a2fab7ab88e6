#include "study/ensemble.hpp"

#include <algorithm>

#include "study/runs.hpp"

namespace study {

namespace {

KeptRun keep(const Scenario& scenario, Record& record) {
  KeptRun kept;
  kept.finished = true;
  const int years = (scenario.end - 1).year() - scenario.first.year() + 1;
  for (const Month date : scenario.report) {
    auto& arrays = kept.at_report.emplace_back();
    const int year = std::clamp(date.year() - scenario.first.year(), 0, years - 1);
    for (const auto& values : record.yearly) {
      const auto stride = static_cast<std::ptrdiff_t>(values.size()) / years;
      arrays.emplace_back(values.begin() + year * stride, values.begin() + (year + 1) * stride);
    }
  }
  kept.monthly = std::move(record.monthly);
  kept.bound = std::move(record.bound);
  kept.standing = std::move(record.standing);
  return kept;
}

Scenario with_premium_worlds(const Scenario& scenario, bool wanted) {
  Scenario all = scenario;
  if (!wanted) return all;
  for (auto& policy : premium_worlds(scenario)) all.policies.push_back(std::move(policy));
  return all;
}

}  // namespace

std::vector<exchange::PolicyData> premium_worlds(const Scenario& scenario) {
  using exchange::Provision;
  const auto measure = [&](const char* id) {
    const auto found = scenario.measures.find(id);
    return found == scenario.measures.end() ? std::vector<std::string>{} : found->second.provisions;
  };
  const auto us_mirrors = measure("us-mirrors-prc"), prc_open = measure("prc-open"), prc_closure = measure("prc-closure");
  const auto base = std::find_if(scenario.policies.begin(), scenario.policies.end(), [](const auto& p) { return p.id == "no-us-measures"; });
  if (us_mirrors.empty() || prc_open.empty() || base == scenario.policies.end()) return {};
  const auto add = [&](std::vector<Provision>& law, const std::vector<std::string>& ids) {
    for (const auto& id : ids)
      if (const auto found = scenario.library.find(id); found != scenario.library.end()) law.push_back(found->second);
  };
  const auto remove = [](std::vector<Provision>& law, const std::vector<std::string>& ids) {
    law.erase(std::remove_if(law.begin(), law.end(), [&](const Provision& p) { return std::find(ids.begin(), ids.end(), p.id) != ids.end(); }), law.end());
  };
  std::vector<exchange::PolicyData> worlds;
  for (const bool mirror : {false, true})
    for (const bool open : {false, true}) {
      exchange::PolicyData world;
      world.id = std::string("premium:") + (mirror ? "mirror" : "open") + "-" + (open ? "open" : "actual");
      world.remark.title = std::string("US ") + (mirror ? "mirrors the PRC" : "open") + ", PRC " + (open ? "open" : "as it is");
      world.provisions = base->provisions;
      if (mirror) add(world.provisions, us_mirrors);
      if (open) {
        remove(world.provisions, prc_closure);
        add(world.provisions, prc_open);
      }
      worlds.push_back(std::move(world));
    }
  return worlds;
}

int32_t Ensemble::policy_index(const std::string& id) const {
  for (std::size_t i = 0; i < scenario->policies.size(); ++i)
    if (scenario->policies[i].id == id) return static_cast<int32_t>(i);
  return -1;
}

std::vector<double> Ensemble::values(int32_t policy, Monthly output, Month month) const {
  std::vector<double> found;
  for (const KeptRun& run : runs[static_cast<std::size_t>(policy)])
    if (run.finished) found.push_back(run.monthly[static_cast<std::size_t>(output)][static_cast<std::size_t>(month_index(month))]);
  return found;
}

std::vector<double> Ensemble::changes(int32_t policy, Monthly output, Month month) const {
  std::vector<double> found;
  for (int32_t r = 0; r < replicates; ++r) {
    const KeptRun &a = runs[static_cast<std::size_t>(policy)][static_cast<std::size_t>(r)],
                  &b = runs[static_cast<std::size_t>(reference)][static_cast<std::size_t>(r)];
    if (!a.finished || !b.finished) continue;
    const auto o = static_cast<std::size_t>(output), m = static_cast<std::size_t>(month_index(month));
    found.push_back(a.monthly[o][m] - b.monthly[o][m]);
  }
  return found;
}

Ensemble run_ensemble(const Scenario& given, const RunOptions& options) {
  Ensemble result;
  result.scenario = std::make_shared<const Scenario>(with_premium_worlds(given, options.premium_worlds));
  const Scenario& scenario = *result.scenario;
  const Stage stage(scenario);
  const int32_t first = options.first_replicate;
  result.scenario_policies = static_cast<int32_t>(given.policies.size());
  result.reference = stage.reference;
  result.replicates = options.replicates > 0 ? options.replicates : scenario.replicates;
  result.laws = stage.laws;
  result.layout = std::make_shared<const Setting>(scenario, scenario.defaults, 0);
  result.fork = stage.fork;
  for (int32_t r = first; r < first + result.replicates; ++r)
    result.drawn.push_back(parameters_of(scenario, static_cast<uint64_t>(r)));
  result.runs.assign(scenario.policies.size(), std::vector<KeptRun>(static_cast<std::size_t>(result.replicates)));
  Batch batch{first, result.replicates, {}, options.threads, options.share_history, options.progress, {}};
  batch.draw = [&](int32_t r) { return Draw{result.drawn[static_cast<std::size_t>(r - first)], static_cast<uint64_t>(r)}; };
  batch.take = [&](sim::RunId run, Record&& record) {
    if (options.on_record) options.on_record(run, record);
    if (!options.keep_runs) return;
    result.runs[static_cast<std::size_t>(run.policy)][static_cast<std::size_t>(run.replicate - first)] = keep(scenario, record);
  };
  const BatchEnd end = run_batch(stage, batch);
  result.failures = end.failures;
  result.stopped = end.stopped;
  return result;
}

}  // namespace study
