// ./dev bench [--million]: speed and memory as figures a person can compare. Every time is the least of several runs in
// this process; ratios are of neighbouring runs, because machines are shared and noisy.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <memory>
#include <thread>

#include "io/files.hpp"
#include "models/exchange/model.hpp"
#include "sim/simulation.hpp"
#include "study/ensemble.hpp"

namespace {

using namespace exchange;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

struct Timing {
  double seconds = 0;
  int64_t institution_months = 0, datasets = 0;
  std::size_t bytes = 0, institution_bytes = 0;
};

int64_t datasets_made(const State& state) {
  int64_t made = 0;
  for (const Shard& shard : state.shards)
    for (const Institution& institution : shard.institutions) made += institution.studies;
  return made;
}

// One run of a scenario at its defaults; the world is built before the clock starts.
Timing run_once(const Scenario& scenario, const std::shared_ptr<const LawSet>& laws, int threads) {
  const auto setting = std::make_shared<const Setting>(scenario, scenario.defaults, 0);
  const World world{setting, laws, LawSet::policy_index(scenario, scenario.reference)};
  State state = initial_state(world);
  Record record(*setting);
  const std::size_t at_start = bytes_of(state);
  const auto start = Clock::now();
  sim::run<Model>(world, state, scenario.first, scenario.end, threads, record);
  Timing timing;
  timing.seconds = seconds_since(start);
  timing.institution_months = int64_t{setting->population.count()} * setting->months();
  timing.datasets = datasets_made(state);
  timing.bytes = bytes_of(state);
  timing.institution_bytes = at_start + setting->population.profiles.capacity() * sizeof(Profile);
  return timing;
}

Timing best_of(int times, const Scenario& scenario, const std::shared_ptr<const LawSet>& laws, int threads) {
  Timing best = run_once(scenario, laws, threads);
  for (int i = 1; i < times; ++i) {
    const Timing again = run_once(scenario, laws, threads);
    if (again.seconds < best.seconds) best = again;
  }
  return best;
}

Scenario headline() { return io::load_scenario_file("preset:us-countermeasures").scenario; }

Scenario without_studies(Scenario scenario) {
  scenario.defaults.nu_human = scenario.defaults.nu_other = scenario.defaults.programme_rate = 0;
  scenario.programmes.clear();
  scenario.firms.clear();
  return scenario;
}

void line(const char* what, double value, const char* unit, const char* target) {
  fmt::print("{:<52}{:>10.3g} {:<13}{}\n", what, value, unit, target);
}

void speed(const Scenario& scenario, const std::shared_ptr<const LawSet>& laws) {
  const Scenario quiet = without_studies(scenario);
  const Timing idle = best_of(3, quiet, laws, 1), full = best_of(3, scenario, laws, 1);
  line("institution-months a second, one core", static_cast<double>(full.institution_months) / full.seconds / 1e6, "million", ">= 5");
  line("  datasets an institution-month", static_cast<double>(full.datasets) / static_cast<double>(full.institution_months), "", "0.25");
  line("idle institution-month", idle.seconds / static_cast<double>(idle.institution_months) * 1e9, "ns", "<= 15");
  line("life of a dataset", (full.seconds - idle.seconds) / static_cast<double>(full.datasets) * 1e9, "ns", "<= 800");
  line("bytes an institution", static_cast<double>(full.institution_bytes) / scenario.institutions, "", "< 500");
  line("bytes a dataset", static_cast<double>(full.bytes - full.institution_bytes) / static_cast<double>(full.datasets), "", "< 64");
}

void threads(const Scenario& scenario, const std::shared_ptr<const LawSet>& laws) {
  double within = 0, over = 0;
  for (int i = 0; i < 3; ++i) within = std::max(within, run_once(scenario, laws, 1).seconds / run_once(scenario, laws, 2).seconds);
  study::RunOptions options;
  options.replicates = 4;
  options.premium_worlds = false;
  Scenario one = scenario;
  one.policies.resize(1);
  one.reference = one.policies[0].id;
  const auto time = [&](int n) {
    options.threads = n;
    const auto start = Clock::now();
    study::run_ensemble(one, options);
    return seconds_since(start);
  };
  for (int i = 0; i < 2; ++i) over = std::max(over, time(1) / time(2));
  line("two threads over one, within a run", within, "times", ">= 1.7");
  line("two threads over one, over runs", over, "times", ">= 1.7");
}

void start_up() {
  double best = 1e9, small = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto start = Clock::now();
    const Scenario scenario = headline();
    const World world{std::make_shared<const Setting>(scenario, scenario.defaults, 0), std::make_shared<const LawSet>(scenario), 0};
    State state = initial_state(world);
    Record record(world.s());
    sim::run<Model>(world, state, scenario.first, scenario.first + 1, 1, record);
    best = std::min(best, seconds_since(start));
  }
  const Scenario two = io::load_scenario_file("preset:two-places").scenario;
  const auto laws = std::make_shared<const LawSet>(two);
  for (int i = 0; i < 20; ++i) {
    const auto start = Clock::now();
    run_once(two, laws, 1);
    small = std::min(small, seconds_since(start));
  }
  line("start to the end of the first month", best, "s", "< 0.3");
  line("a run of two-places, its world included", small * 1e3, "ms", "< 2");
}

// A million institutions over the whole period: wants about 12 GiB and a few minutes.
void million() {
  Scenario scenario = headline();
  scenario.institutions = 1000000;
  const Timing timing = run_once(scenario, std::make_shared<const LawSet>(scenario), 2);
  line("a million institutions, 2 threads", timing.seconds, "s", "");
  line("  state at the end", static_cast<double>(timing.bytes) / 1e9, "GB", "< 24");
}

}  // namespace

int main(int argc, char** argv) {
  fmt::print("{:<52}{:>10} {:<13}{}\n", "figure", "measured", "unit", "aim");
  if (argc > 1 && std::strcmp(argv[1], "--million") == 0) {
    million();
    return 0;
  }
  const Scenario scenario = headline();
  const auto laws = std::make_shared<const LawSet>(scenario);
  speed(scenario, laws);
  threads(scenario, laws);
  start_up();
}
