#include "bindings/cli/dry_run.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>

#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/progress.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"
#include "study/ensemble.hpp"

namespace cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kTrialSeconds = 5;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// One replicate of every policy, or as much of it as fits the time.
struct Trial {
  double seconds_per_month = 0, peak_bytes = 0;
  int64_t months = 0;  // of a whole replicate; what is shared of its history counts once
  bool interrupted = false;
};

// As many policies as are in memory together, taken evenly from all of them: the first and the last among them.
exchange::Scenario together(const Effort& effort) {
  exchange::Scenario scenario = effort.scenario;
  const std::size_t all = scenario.policies.size(), most = static_cast<std::size_t>(effort.at_once) + 1;
  if (effort.at_once == 0 || all <= most) return scenario;
  scenario.policies.clear();
  for (std::size_t i = 0; i < most; ++i)
    scenario.policies.push_back(effort.scenario.policies[i * (all - 1) / (most - 1)]);
  return scenario;
}

Trial try_out(const Effort& effort) {
  const exchange::Scenario scenario = together(effort);
  study::RunOptions options;
  options.replicates = 1;
  options.premium_worlds = effort.premium_worlds;
  const auto start = Clock::now();
  Trial trial;
  int64_t done = 0;
  options.progress = [&](int64_t so_far, int64_t all) {
    done = so_far;
    trial.months = all;
    trial.interrupted = Interrupt::asked();
    return seconds_since(start) < kTrialSeconds && !trial.interrupted;
  };
  study::run_ensemble(scenario, options);
  trial.months = trial.months * static_cast<int64_t>(effort.scenario.policies.size()) /
                 static_cast<int64_t>(scenario.policies.size());
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  trial.peak_bytes = static_cast<double>(used.ru_maxrss) * 1024;
  trial.seconds_per_month = seconds_since(start) / static_cast<double>(std::max<int64_t>(done, 1));
  return trial;
}

double doubles_of_a_run(const exchange::Scenario& scenario) {
  const study::Setting layout(scenario, scenario.defaults, 0);
  const exchange::Record record(layout);
  double count = 0;
  for (const auto& values : record.monthly) count += static_cast<double>(values.size());
  for (int o = 0; o < exchange::kYearly; ++o)
    if (const auto output = static_cast<study::Yearly>(o); !is_by_place(declaration_of(output)))
      count += static_cast<double>(record[output].size());
  return count;
}

std::string runs_of(const Effort& effort, long long policies, long long worlds) {
  const std::string times = effort.ensembles > 1 ? std::to_string(effort.ensembles) + " x " : "";
  const double all = static_cast<double>((policies + worlds) * effort.replicates * effort.ensembles);
  return times + counted(policies, "policy", "policies") +
         (worlds ? " and " + counted(worlds, "premium world") : "") + " x " +
         counted(effort.replicates, "run") + ": " + with_commas(all) + " runs";
}

}  // namespace

int32_t replicates_of(const exchange::Scenario& scenario, const Request& request) {
  return request.replicates > 0 ? request.replicates : scenario.replicates;
}

int dry_run(const Effort& effort, const Request& request) {
  Interrupt interrupt;
  const auto policies = static_cast<long long>(effort.scenario.policies.size());
  const auto worlds =
      effort.premium_worlds ? static_cast<long long>(study::premium_worlds(effort.scenario).size()) : 0;
  const Trial trial = try_out(effort);
  if (trial.interrupted) return kInterrupted;
  const int32_t threads = threads_of(request), used = std::min(threads, effort.replicates);
  const double months =
      static_cast<double>(trial.months) * effort.replicates * static_cast<double>(effort.ensembles);
  const double result =
      8 * doubles_of_a_run(effort.scenario) * static_cast<double>(policies) * effort.replicates;
  print(title_line(effort.scenario) + wrapped(runs_of(effort, policies, worlds), "runs    ") +
        wrapped("about " + duration(trial.seconds_per_month * months / used) + " on " +
                    counted(threads, "thread") + ", from a short trial here",
                "time    ") +
        wrapped("about " + two_digits(trial.peak_bytes * used / 1e9) + " GB", "memory  ") +
        wrapped(effort.bytes > 0 ? "about " + two_digits(effort.bytes / 1e6) + " MB"
                : effort.saves   ? "at most " + two_digits(result / 1e6) + " MB before compression"
                                 : "none: nothing is written",
                "disk    ") +
        (effort.screened ? wrapped("the look at contested assumptions, " +
                                       with_commas(static_cast<double>(effort.screened)) +
                                       " runs in a small world; --no-challenge leaves it out",
                                   "besides ")
                         : "") +
        "Nothing was run.\n");
  return kOk;
}

}  // namespace cli
