#include "study/runs.hpp"

#include <algorithm>

namespace study {

namespace {

using exchange::LawSet;
using exchange::Record;
using exchange::Scenario;
using exchange::Setting;
using exchange::World;

// Makes the worlds of a batch. The Setting of an index is made once and shared by its policies.
class Source {
 public:
  Source(const Stage& stage, const Batch& batch)
      : stage_(stage), batch_(batch), settings_(static_cast<std::size_t>(batch.count)) {}

  World world(int32_t policy, int32_t index) {
    auto& setting =
        settings_[static_cast<std::size_t>(index - batch_.first)];  // one thread works on an index
    auto shared = setting.lock();
    if (!shared) {
      const Draw draw = batch_.draw(index);
      setting = shared = std::make_shared<const Setting>(stage_.scenario, draw.parameters, draw.chance);
    }
    return {shared, stage_.laws, policy};
  }
  exchange::State state(const World& world) { return initial_state(world); }
  Record record(const World& world) { return Record(world.s()); }

 private:
  const Stage& stage_;
  const Batch& batch_;
  std::vector<std::weak_ptr<const Setting>> settings_;
};

std::vector<sim::Month> forks(const Scenario& scenario, const LawSet& laws, int32_t reference) {
  std::vector<sim::Month> fork;
  for (const auto& rungs : laws.books) {
    const sim::Month differs =
        exchange::RuleBook::first_difference(*laws.books[static_cast<std::size_t>(reference)][0], *rungs[0]);
    fork.push_back(std::max(scenario.first, differs));
  }
  return fork;
}

}  // namespace

Stage::Stage(const Scenario& given)
    : scenario(given),
      laws(std::make_shared<const LawSet>(given)),
      reference(given.reference.empty() ? 0 : LawSet::policy_index(given, given.reference)),
      fork(forks(given, *laws, reference)) {}

BatchEnd run_batch(const Stage& stage, const Batch& batch) {
  sim::EnsemblePlan plan;
  plan.policies = static_cast<int32_t>(stage.scenario.policies.size());
  plan.replicates = batch.count;
  plan.first_replicate = batch.first;
  plan.threads = batch.threads;
  plan.reference = stage.reference;
  plan.first = stage.scenario.first;
  plan.end = stage.scenario.end;
  plan.fork = stage.fork;
  plan.share_history = batch.share_history && !stage.scenario.switches.adaptive_regulators;
  Source source(stage, batch);
  const auto& take = batch.take;
  sim::Ensemble<exchange::Model, Source, decltype(batch.take) const> ensemble(plan, source, take,
                                                                              batch.progress);
  BatchEnd end;
  end.failures = ensemble.run();
  end.stopped = ensemble.stopped();
  return end;
}

}  // namespace study
