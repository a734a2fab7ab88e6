#include "study/sweep.hpp"

#include <algorithm>
#include <exception>

#include "models/exchange/world/parameter_table.hpp"
#include "study/runs.hpp"

namespace study {

namespace {

constexpr std::size_t kWorldsKept = 32;
constexpr int32_t kDrawsKept = 1024;

using exchange::json::Node;

std::optional<std::pair<std::string, std::string>> nothing(const std::string&, const std::string&) {
  return std::nullopt;
}

// What is wrong with a scenario, on one line.
std::string reason_of(const sim::InputError& error) {
  for (const sim::Problem& problem : error.problems)
    if (problem.severity == sim::Problem::Severity::error)
      return problem.path + ": " + problem.message +
             (problem.suggestion.empty() ? "" : " " + problem.suggestion);
  return error.what();
}

double Parameters::*member_of(const std::string& path) {
  double Parameters::*found = nullptr;
  Parameters::declare([&](auto field, const sim::Declaration& declared) {
    if (path == std::string("parameters.") + declared.name) found = field;
  });
  return found;
}

// Drops all other policies. Returns where in the plan those that are left stand.
std::vector<int32_t> keep_policies(const SweepPlan& plan, Scenario& scenario) {
  std::vector<exchange::PolicyData> kept;
  std::vector<int32_t> places;
  bool has_reference = false;
  for (auto& policy : scenario.policies) {
    const auto place = std::find(plan.policies.begin(), plan.policies.end(), policy.id);
    if (place == plan.policies.end()) continue;
    has_reference = has_reference || policy.id == scenario.reference;
    places.push_back(static_cast<int32_t>(place - plan.policies.begin()));
    kept.push_back(std::move(policy));
  }
  scenario.policies = std::move(kept);
  if (!has_reference) scenario.reference.clear();
  return places;
}

}  // namespace

// The policies of the plan that this scenario has, and where in the plan they stand.
struct Sweep::World {
  Scenario scenario;
  std::unique_ptr<const Stage> stage;
  std::vector<int32_t> policy_of_plan;  // by policy of the scenario
  std::vector<Parameters> drawn;        // by replicate, of the first
  std::vector<std::size_t> months;      // of the plan's dates, from the scenario's first
  std::string fault;                    // why it cannot be run; empty if it can

  World(const SweepPlan& plan, const exchange::Overrides& overrides) {
    try {
      scenario = exchange::load_scenario(plan.scenario_json, plan.scenario_id, nothing, overrides).scenario;
      policy_of_plan = keep_policies(plan, scenario);
      if (policy_of_plan.empty()) fault = "this row's scenario has none of the sweep's policies.";
      find_months(plan);
      if (!fault.empty()) return;
      stage = std::make_unique<const Stage>(scenario);
      for (int32_t r = 0; r < std::min(plan.replicates, kDrawsKept); ++r)
        drawn.push_back(parameters_of(scenario, static_cast<uint64_t>(r)));
    } catch (const sim::InputError& error) {
      fault = reason_of(error);
    } catch (const std::exception& error) {
      fault = error.what();
    }
  }

  Parameters parameters(int32_t replicate) const {
    const auto number = static_cast<std::size_t>(replicate);
    return number < drawn.size() ? drawn[number] : parameters_of(scenario, static_cast<uint64_t>(replicate));
  }

 private:
  void find_months(const SweepPlan& plan) {
    for (const Month date : plan.dates) {
      if (date < scenario.first || date >= scenario.end)
        fault = to_string(date) + " lies outside this row's run, " + to_string(scenario.first) + " to " +
                to_string(scenario.end - 1) + ".";
      months.push_back(static_cast<std::size_t>(date - scenario.first));
    }
  }
};

// Units that share a world, while they run.
struct Sweep::Block {
  const Sweep& sweep;
  const World& world;
  const std::vector<SweepUnit>& units;
  const std::function<void(UnitResult&&)>& take;
  const GoOn& go_on;  // asked with the runs of this block that are done

  std::vector<UnitResult> results = {};
  std::vector<std::size_t> finished = {};  // runs, by unit
  int64_t done = 0;
  bool stop = false;
  std::exception_ptr problem = nullptr;  // what `take` threw

  bool run(int32_t threads) {
    for (const SweepUnit& unit : units) results.push_back({unit, {}});
    finished.assign(units.size(), 0);
    Batch batch;
    batch.count = static_cast<int32_t>(units.size());
    batch.threads = threads;
    batch.draw = [this](int32_t i) { return draw(units[static_cast<std::size_t>(i)]); };
    batch.progress = [this](int64_t, int64_t) { return !stop && go_on(done); };
    batch.take = [this](sim::RunId id, Record&& record) { accept(id, record); };
    std::vector<sim::RunFailure> failures;
    bool stopped = false;
    if (world.fault.empty()) {
      BatchEnd end = run_batch(*world.stage, batch);
      failures = std::move(end.failures);
      stopped = end.stopped;
    }
    if (problem) std::rethrow_exception(problem);
    if (!stopped) report(failures);
    if (problem) std::rethrow_exception(problem);
    return !stopped;
  }

 private:
  std::size_t policies() const { return sweep.plan_.policies.size(); }

  // The same replicate draws the same in every row; then the row's own values.
  Draw draw(const SweepUnit& unit) const {
    Draw draw{world.parameters(unit.replicate), static_cast<uint64_t>(unit.replicate)};
    const std::vector<double> levels = sweep.rows_.row(unit.row);
    for (const auto& [factor, field] : sweep.parameters_)
      draw.parameters.*field = sweep.plan_.design.factors[factor].number(levels[factor]);
    return draw;
  }

  SweepRun& run_of(sim::RunId id) {
    auto& runs = results[static_cast<std::size_t>(id.replicate)].runs;
    runs.resize(policies());
    return runs[static_cast<std::size_t>(world.policy_of_plan[static_cast<std::size_t>(id.policy)])];
  }

  void accept(sim::RunId id, const Record& record) {
    if (stop) return;
    SweepRun& run = run_of(id);
    run.values.reserve(sweep.plan_.outputs.size() * world.months.size());
    for (const Monthly output : sweep.plan_.outputs)
      for (const std::size_t month : world.months)
        run.values.push_back(record.monthly[static_cast<std::size_t>(output)][month]);
    ++done;
    const auto unit = static_cast<std::size_t>(id.replicate);
    if (++finished[unit] == policies()) hand_over(unit);
  }

  // sim::Ensemble takes what is thrown in a run for that run's failure: this is not.
  void hand_over(std::size_t unit) {
    try {
      UnitResult result = std::move(results[unit]);  // goes, whatever is made of it
      take(std::move(result));
    } catch (...) {
      problem = std::current_exception();
      stop = true;
    }
  }

  // Units of which some run did not finish, with the reasons.
  void report(const std::vector<sim::RunFailure>& failures) {
    for (const sim::RunFailure& failure : failures) run_of(failure.run).reason = failure.reason;
    for (std::size_t unit = 0; unit < units.size() && !stop; ++unit) {
      if (finished[unit] == policies()) continue;
      auto& runs = results[unit].runs;
      runs.resize(policies());
      for (std::size_t p = 0; p < runs.size(); ++p)
        if (runs[p].values.empty() && runs[p].reason.empty()) runs[p].reason = why_missing(unit, p);
      done += static_cast<int64_t>(policies() - finished[unit]);
      hand_over(unit);
    }
  }

  // A run that was never begun: its scenario cannot be set up, lacks the policy, or the run whose history it
  // was to share failed.
  std::string why_missing(std::size_t unit, std::size_t policy) const {
    if (!world.fault.empty()) return world.fault;
    const auto& has = world.policy_of_plan;
    if (std::find(has.begin(), has.end(), static_cast<int32_t>(policy)) == has.end())
      return "this row's scenario has no policy \"" + sweep.plan_.policies[policy] + "\".";
    const auto trunk = static_cast<std::size_t>(has[static_cast<std::size_t>(world.stage->reference)]);
    const std::string& reason = results[unit].runs[trunk].reason;
    return reason.empty() ? "it ended without a reason." : reason;
  }
};

std::vector<SweepUnit> units_of(const SweepPlan& plan, int64_t first, int64_t last) {
  std::vector<SweepUnit> units;
  for (int64_t row = first; row < last; ++row)
    for (int32_t r = 0; r < plan.replicates; ++r) units.push_back({row, r});
  return units;
}

Scenario scenario_of(const SweepPlan& plan) {
  Scenario scenario = exchange::load_scenario(plan.scenario_json, plan.scenario_id, nothing).scenario;
  keep_policies(plan, scenario);
  return scenario;
}

Sweep::Sweep(const SweepPlan& plan) : plan_(plan), rows_(plan.design) {
  for (std::size_t f = 0; f < plan.design.factors.size(); ++f) {
    const Factor& factor = plan.design.factors[f];
    if (factor.parameter)
      parameters_.emplace_back(f, member_of(factor.path));
    else
      structural_.push_back(f);
  }
}

Sweep::~Sweep() = default;

std::vector<double> Sweep::structural(const std::vector<double>& row) const {
  std::vector<double> levels;
  for (const std::size_t f : structural_) levels.push_back(row[f]);
  return levels;
}

std::shared_ptr<const Sweep::World> Sweep::world_of(const std::vector<double>& levels) {
  const auto known =
      std::find_if(worlds_.begin(), worlds_.end(), [&](const auto& entry) { return entry.first == levels; });
  if (known != worlds_.end()) {
    worlds_.splice(worlds_.begin(), worlds_, known);
    return worlds_.front().second;
  }
  exchange::Overrides overrides;
  for (std::size_t i = 0; i < structural_.size(); ++i) {
    const Factor& factor = plan_.design.factors[structural_[i]];
    overrides.set.emplace_back(factor.path, exchange::json::to_text(factor.value(levels[i])));
  }
  worlds_.emplace_front(levels, std::make_shared<const World>(plan_, overrides));
  if (worlds_.size() > kWorldsKept) worlds_.pop_back();
  return worlds_.front().second;
}

bool Sweep::run(const std::vector<SweepUnit>& units, const SweepOptions& options,
                const std::function<void(UnitResult&&)>& take) {
  const auto policies = static_cast<int64_t>(plan_.policies.size());
  const int64_t all = static_cast<int64_t>(units.size()) * policies;
  int64_t before = 0;
  const GoOn go_on = [&](int64_t done) { return !options.progress || options.progress(before + done, all); };
  for (std::size_t first = 0; first < units.size(); first += kUnitsAtOnce) {
    const auto begin = units.begin() + static_cast<std::ptrdiff_t>(first);
    const auto count = std::min<std::size_t>(kUnitsAtOnce, units.size() - first);
    for (const auto& [levels, members] : grouped({begin, begin + static_cast<std::ptrdiff_t>(count)})) {
      if (!go_on(0)) return false;
      const auto world = world_of(levels);
      Block block{*this, *world, members, take, go_on};
      if (!block.run(options.threads)) return false;
      before += static_cast<int64_t>(members.size()) * policies;
    }
  }
  go_on(0);
  return true;
}

// By their structural levels, in order of first appearance.
std::vector<Sweep::Group> Sweep::grouped(const std::vector<SweepUnit>& units) const {
  std::vector<Group> groups;
  for (const SweepUnit& unit : units) {
    auto levels = structural_.empty() ? std::vector<double>{} : structural(rows_.row(unit.row));
    auto group =
        std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.first == levels; });
    if (group == groups.end()) group = groups.insert(groups.end(), {std::move(levels), {}});
    group->second.push_back(unit);
  }
  return groups;
}

bool run_rows(const SweepPlan& plan, int64_t first, int64_t last, const SweepOptions& options,
              const std::function<void(UnitResult&&)>& take) {
  Sweep sweep(plan);
  const int64_t runs_a_row = plan.replicates * static_cast<int64_t>(plan.policies.size());
  const int64_t rows_at_once = std::max<int64_t>(1, kUnitsAtOnce / plan.replicates);
  for (int64_t row = first; row < last; row += rows_at_once) {
    SweepOptions part = options;
    if (options.progress)
      part.progress = [&](int64_t done, int64_t) {
        return options.progress((row - first) * runs_a_row + done, (last - first) * runs_a_row);
      };
    if (!sweep.run(units_of(plan, row, std::min(last, row + rows_at_once)), part, take)) return false;
  }
  return true;
}

}  // namespace study
