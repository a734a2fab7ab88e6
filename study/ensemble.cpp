#include "study/ensemble.hpp"

#include <algorithm>

#include "sim/error.hpp"

namespace study {

namespace {

using exchange::LawSet;
using exchange::Model;
using exchange::World;

// Makes the worlds of an ensemble. The Setting of a replicate is made once and shared by its policies.
class Source {
 public:
  Source(const Scenario& scenario, std::shared_ptr<const LawSet> laws, const std::vector<Parameters>& drawn, int32_t first_replicate)
      : scenario_(scenario), laws_(std::move(laws)), drawn_(drawn), first_(first_replicate), settings_(drawn.size()) {}

  World world(int32_t policy, int32_t replicate) {
    auto& setting = settings_[static_cast<std::size_t>(replicate - first_)];  // one thread works on a replicate
    auto shared = setting.lock();
    if (!shared) setting = shared = std::make_shared<const Setting>(scenario_, drawn_[static_cast<std::size_t>(replicate - first_)],
                                                                    static_cast<uint64_t>(replicate));
    return {shared, laws_, policy};
  }
  exchange::State state(const World& world) { return initial_state(world); }
  Record record(const World& world) { return Record(world.s()); }

 private:
  const Scenario& scenario_;
  std::shared_ptr<const LawSet> laws_;
  const std::vector<Parameters>& drawn_;
  int32_t first_;
  std::vector<std::weak_ptr<const Setting>> settings_;
};

std::vector<Month> forks(const Scenario& scenario, const LawSet& laws, int32_t reference) {
  std::vector<Month> fork;
  for (const auto& rungs : laws.books) {
    const Month differs = exchange::RuleBook::first_difference(*laws.books[static_cast<std::size_t>(reference)][0], *rungs[0]);
    fork.push_back(std::max(scenario.first, differs));
  }
  return fork;
}

std::vector<Parameters> draws(const Scenario& scenario, int32_t first, int32_t replicates) {
  std::vector<Parameters> drawn;
  for (int32_t r = first; r < first + replicates; ++r)
    drawn.push_back(scenario.draw_parameters ? draw(scenario.defaults, scenario.priors, scenario.seed, static_cast<uint64_t>(r)) : scenario.defaults);
  return drawn;
}

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
  result.scenario_policies = static_cast<int32_t>(given.policies.size());
  result.reference = scenario.reference.empty() ? 0 : LawSet::policy_index(scenario, scenario.reference);
  result.replicates = options.replicates > 0 ? options.replicates : scenario.replicates;
  result.laws = std::make_shared<const LawSet>(scenario);
  result.layout = std::make_shared<const Setting>(scenario, scenario.defaults, 0);
  result.fork = forks(scenario, *result.laws, result.reference);
  result.drawn = draws(scenario, options.first_replicate, result.replicates);
  result.runs.assign(scenario.policies.size(), std::vector<KeptRun>(static_cast<std::size_t>(result.replicates)));
  sim::EnsemblePlan plan;
  plan.policies = static_cast<int32_t>(scenario.policies.size());
  plan.replicates = result.replicates;
  plan.first_replicate = options.first_replicate;
  plan.threads = options.threads;
  plan.reference = result.reference;
  plan.first = scenario.first;
  plan.end = scenario.end;
  plan.fork = result.fork;
  plan.share_history = options.share_history && !scenario.switches.adaptive_regulators;
  Source source(scenario, result.laws, result.drawn, options.first_replicate);
  auto accept = [&](sim::RunId run, Record&& record) {
    if (options.on_record) options.on_record(run, record);
    if (!options.keep_runs) return;
    result.runs[static_cast<std::size_t>(run.policy)][static_cast<std::size_t>(run.replicate - options.first_replicate)] = keep(scenario, record);
  };
  sim::Ensemble<Model, Source, decltype(accept)> ensemble(plan, source, accept, options.progress);
  result.failures = ensemble.run();
  result.stopped = ensemble.stopped();
  return result;
}

}  // namespace study
