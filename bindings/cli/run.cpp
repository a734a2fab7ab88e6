// `run`: every policy x replicate of a scenario, the result's directory and the table.

#include <sys/resource.h>

#include <chrono>
#include <memory>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"
#include "io/result_directory.hpp"
#include "io/summary_json.hpp"
#include "study/headline.hpp"

namespace cli {

namespace {

using exchange::Scenario;
using Clock = std::chrono::steady_clock;

constexpr double kTrialSeconds = 5;

// The flags that a result depends on.
std::vector<std::pair<std::string, std::string>> flags_of(const Request& r) {
  std::vector<std::pair<std::string, std::string>> flags{{"scenario", r.scenario}};
  for (const std::string& setting : r.set) flags.emplace_back("set", setting);
  for (const std::string& policy : r.policies) flags.emplace_back("policy", policy);
  if (!r.as_of.empty()) flags.emplace_back("as-of", r.as_of);
  if (!r.reference.empty()) flags.emplace_back("reference", r.reference);
  if (r.seed) flags.emplace_back("seed", std::to_string(*r.seed));
  if (r.replicates > 0) flags.emplace_back("replicates", std::to_string(r.replicates));
  if (r.defaults) flags.emplace_back("defaults", "true");
  return flags;
}

// Months of all runs, premium worlds included, had each policy its own: what sharing history saves is found
// by running.
struct Trial {
  double seconds_per_month = 0, peak_bytes = 0;
  int64_t months = 0;
  bool interrupted = false;
};

Trial try_out(const Scenario& scenario, const Request& request) {
  study::RunOptions options;
  options.replicates = 1;
  const auto start = Clock::now();
  Trial trial;
  int64_t done = 0;
  options.progress = [&](int64_t so_far, int64_t all) {
    done = so_far;
    trial.months = all;
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    trial.interrupted = Interrupt::asked();
    return seconds < kTrialSeconds && !trial.interrupted;
  };
  study::run_ensemble(scenario, options);
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  trial.peak_bytes = static_cast<double>(used.ru_maxrss) * 1024;
  trial.seconds_per_month = seconds / static_cast<double>(std::max<int64_t>(done, 1));
  trial.months *= request.replicates > 0 ? request.replicates : scenario.replicates;
  return trial;
}

double doubles_of_a_run(const Scenario& scenario) {
  const study::Setting layout(scenario, scenario.defaults, 0);
  const exchange::Record record(layout);
  double count = 0;
  for (const auto& values : record.monthly) count += static_cast<double>(values.size());
  for (const auto& values : record.yearly) count += static_cast<double>(values.size());
  return count;
}

int dry_run(const Scenario& scenario, const Request& request) {
  Interrupt interrupt;
  const int32_t replicates = request.replicates > 0 ? request.replicates : scenario.replicates;
  const auto policies = static_cast<long long>(scenario.policies.size());
  const auto worlds = static_cast<long long>(study::premium_worlds(scenario).size());
  const Trial trial = try_out(scenario, request);
  if (trial.interrupted) return kInterrupted;
  const int32_t threads = threads_of(request), used = std::min(threads, replicates);
  const double seconds = trial.seconds_per_month * static_cast<double>(trial.months) / used;
  const double disk = 8 * doubles_of_a_run(scenario) * static_cast<double>(policies) * replicates;
  std::string out = title_line(scenario);
  out += wrapped(counted(policies, "policy", "policies") +
                     (worlds ? " and " + counted(worlds, "premium world") : "") + " x " +
                     counted(replicates, "run") + ": " +
                     with_commas(static_cast<double>((policies + worlds) * replicates)) + " runs",
                 "runs    ");
  out += wrapped(
      "about " + duration(seconds) + " on " + counted(threads, "thread") + ", from a short trial here",
      "time    ");
  out += wrapped("about " + two_digits(trial.peak_bytes * used / 1e9) + " GB", "memory  ");
  out += wrapped("at most " + two_digits(disk / 1e6) + " MB before compression", "disk    ");
  print(out + "Nothing was run.\n");
  return kOk;
}

std::string closing(const study::Ensemble& ensemble, const Request& request, const std::string& where) {
  const bool preliminary = ensemble.replicates < study::kPublishWith;
  const std::string next = preliminary ? again(request, {"--replicates", "--out"},
                                               {"--replicates", std::to_string(study::kPublishWith)})
                                       : "genratchet hindcast " + scenario_named(request.scenario);
  return remarks(ensemble) + "\nResult " + where + "\nNext   " + next + "\n";  // not wrapped: to be copied
}

// A place that cannot take a result is a slip of who called, and said before anything runs.
std::unique_ptr<io::ResultDirectory> result_for(const Scenario& scenario, const study::RunOptions& options,
                                                const io::SaveOptions& save) {
  try {
    return std::make_unique<io::ResultDirectory>(scenario, options, save);
  } catch (const io::BadTarget& fault) {
    throw UsageError(std::string("--out: ") + fault.what());
  }
}

}  // namespace

int run(const Request& request) {
  const Scenario scenario = load_selected(request);
  if (request.dry_run) return dry_run(scenario, request);
  Analysis analysis(request);
  study::RunOptions options = analysis.options();
  io::SaveOptions save;
  save.directory = request.out;
  save.flags = flags_of(request);
  const auto made = result_for(scenario, options, save);
  io::ResultDirectory& result = *made;
  options.on_record = result.sink();
  // What cannot be written need not be run to its end.
  options.progress = [&result, show = options.progress](int64_t done, int64_t all) {
    return show(done, all) && !result.failed();
  };
  const study::Ensemble ensemble = study::run_ensemble(scenario, options);
  if (ensemble.stopped && !result.failed()) return analysis.stopped();
  result.complete(ensemble);
  const std::string where = result.commit().string();
  const int exit_code = analysis.finished(ensemble.failures);
  if (request.json) {
    print(io::summary_json(ensemble) + "\n");
    if (!request.quiet) say("Result " + where);
  } else {
    print(short_table(ensemble) + (request.table == "full" ? full_table(ensemble) : "") +
          closing(ensemble, request, where));
  }
  if (request.verbose) say("Result hash " + result.provenance().result_hash);
  return exit_code;
}

}  // namespace cli
