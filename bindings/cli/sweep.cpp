// `sweep`: a designed experiment, run into a store that survives interruption.

#include "io/sweep.hpp"

#include <algorithm>
#include <filesystem>

#include "bindings/cli/commands.hpp"
#include "bindings/cli/dry_run.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/progress.hpp"
#include "bindings/cli/sweep_table.hpp"
#include "bindings/cli/text.hpp"
#include "models/exchange/world/problems.hpp"

namespace cli {

namespace {

namespace fs = std::filesystem;
using study::SweepPlan;

fs::path store_of(const Request& request) {
  return request.out.empty() ? fs::path(exchange::id_of_file(request.scenario) + ".sqlite")
                             : fs::path(request.out);
}

bool resumes(const Request& request) { return request.resume || request.retry_failures; }

// A store that cannot be used is a slip of who called, and said before anything runs.
io::SweepStore open_store(const SweepPlan& plan, const Request& request) {
  const fs::path path = store_of(request);
  std::error_code none;
  try {
    return resumes(request) && fs::exists(path, none) ? io::SweepStore::open(path, plan)
                                                      : io::SweepStore::create(path, plan);
  } catch (const io::BadStore& fault) {
    throw UsageError(fault.what());
  }
}

void must_be_writable(const Request& request) {
  for (const std::string& file : request.exports) {
    const fs::path end = fs::path(file).extension();
    if (end != ".csv" && end != ".nc")
      throw UsageError("--export takes a name that ends in .csv or .nc; \"" + file + "\" does not.");
  }
}

int tell_dry(const SweepPlan& plan, const Request& request) {
  const double runs = static_cast<double>(plan.runs());
  Effort effort;
  effort.scenario = scenario_of(plan);
  effort.replicates = static_cast<int32_t>(std::min<int64_t>(plan.units(), INT32_MAX));
  effort.bytes = runs * (8.0 * static_cast<double>(plan.outputs.size() * plan.dates.size()) + 24);
  return dry_run(effort, request);
}

std::string again_with(const Request& request, const std::vector<std::string>& more) {
  std::vector<std::string> words = more;
  if (!resumes(request)) words.insert(words.begin(), "--resume");
  return again(request, {}, words);
}

int interrupted(const io::SweepStore& store, const Request& request) {
  say("Interrupted after " + with_commas(static_cast<double>(store.counts().runs)) + " of " +
      with_commas(static_cast<double>(store.plan().runs())) + " runs. They are kept in " +
      store.path().string() + ".");
  say("Go on: " + again_with(request, {}));
  return kInterrupted;
}

std::string closing(const io::SweepStore& store, const SweepTold& told, const Request& request) {
  std::string out = "Content " + told.content_hash + "\nStore   " + store.path().string() + "\n";
  for (const std::string& file : told.exports) out += "Export  " + file + "\n";
  if (told.exports.empty())
    out += "Export  " + again_with(request, {"--export", store.path().stem().string() + ".csv"}) + "\n";
  return out;
}

int finished(io::SweepStore& store, int64_t ran, const Request& request) {
  store.finish();
  for (const std::string& file : request.exports) io::export_sweep(store, file);
  SweepTold told = told_of(store);
  told.exports = request.exports;
  told.ran = ran;
  if (request.json)
    print(exchange::json::to_text(sweep_json(told, store)) + "\n");
  else
    print(sweep_text(told, store) + closing(store, told, request));
  return store.counts().failed == 0 ? kOk : kSomeFailed;
}

void must_be_design(const Request& request) {
  if (request.scenario.rfind("preset:", 0) == 0)
    throw UsageError("sweep takes a design, a JSON file that names its scenario; \"" + request.scenario +
                     "\" is a scenario. Example: docs/guide/examples/leak-sweep.json");
}

int sweep(const Request& request) {
  must_be_design(request);
  must_be_writable(request);
  const SweepPlan plan = io::read_sweep_file(request.scenario, {request.replicates});
  for (const sim::Problem& warning : plan.warnings)
    if (!request.quiet) say(exchange::to_text(warning));
  if (!request.design_only.empty()) {
    io::export_design(plan, request.design_only);
    print(counted(plan.rows(), "point") + " of the design in " + request.design_only +
          ". Nothing was run.\n");
    return kOk;
  }
  if (request.dry_run) return tell_dry(plan, request);
  Interrupt interrupt;
  io::SweepStore store = open_store(plan, request);
  if (request.retry_failures) store.forget_failures();
  const int64_t before = store.counts().runs;
  Progress progress(request, "runs");
  progress.begin_at(before);
  const bool all = io::run_sweep(store, {threads_of(request), progress.sink()});
  progress.clear();
  return all ? finished(store, store.counts().runs - before, request) : interrupted(store, request);
}

}  // namespace

Command sweep_command() {
  const std::vector<Option> own{
      {"design",
       "DESIGN",
       "a design: a JSON file",
       [](Request& r) -> Target { return &r.scenario; },
       Offers::files,
       {},
       0,
       0,
       true},
      {"--out", "STORE", "the file of the store; default NAME.sqlite",
       [](Request& r) -> Target { return &r.out; }, Offers::files},
      {"--resume", "", "go on with an earlier store; what is in it is not run again",
       [](Request& r) -> Target { return &r.resume; }},
      {"--retry-failures", "", "go on, and run again what failed",
       [](Request& r) -> Target { return &r.retry_failures; }},
      {"--export", "FILE", "write a table of all runs: FILE.csv or FILE.nc (repeatable)",
       [](Request& r) -> Target { return &r.exports; }, Offers::files},
      {"--design-only", "FILE", "only write the points of the design: FILE.csv",
       [](Request& r) -> Target { return &r.design_only; }, Offers::files},
      {"--replicates",
       "N",
       "runs of each policy at each point, instead of the design's",
       [](Request& r) -> Target { return &r.replicates; },
       Offers::nothing,
       {},
       1,
       1000000},
      options::threads(),
      options::progress(),
      {"--dry-run", "", "only say how many runs it is, and what time, memory and disk they would take",
       [](Request& r) -> Target { return &r.dry_run; }},
      options::json()};
  return {"sweep",
          "a designed experiment over parameters and choices, into a store that survives interruption",
          "genratchet sweep docs/guide/examples/leak-sweep.json --out leak.sqlite", sweep, own};
}

}  // namespace cli
