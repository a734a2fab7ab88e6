// `run`: every policy x replicate of a scenario, the result's directory and the table.

#include <filesystem>
#include <memory>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/challenge_table.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/dry_run.hpp"
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

// The flags that a result depends on.
std::vector<std::pair<std::string, std::string>> flags_of(const Request& r) {
  std::vector<std::pair<std::string, std::string>> flags{{"scenario", r.scenario}};
  for (const std::string& setting : r.set) flags.emplace_back("set", setting);
  for (const std::string& policy : r.policies) flags.emplace_back("policy", policy);
  if (!r.as_of.empty()) flags.emplace_back("as-of", r.as_of);
  if (!r.reference.empty()) flags.emplace_back("reference", r.reference);
  if (r.seed) flags.emplace_back("seed", std::to_string(*r.seed));
  if (r.replicates > 0) flags.emplace_back("replicates", std::to_string(r.replicates));
  if (r.prior) flags.emplace_back("prior", "true");
  if (r.defaults) flags.emplace_back("defaults", "true");
  if (!r.detail.empty()) flags.emplace_back("detail", r.detail);
  if (r.institutions > 0) flags.emplace_back("institutions", std::to_string(r.institutions));
  return flags;
}

constexpr int32_t kScreenedInstitutions = 2000, kScreenedReplicates = 6;
constexpr std::size_t kScreened = 3;

// The assumptions that move the headline number most, found in a small world under the reference alone; then
// what they do to the order of all policies.
study::Challenge most_contested(const Scenario& scenario, Analysis& analysis) {
  study::ChallengeOptions options;
  options.run = analysis.options();
  options.run.replicates = kScreenedReplicates;
  options.institutions = kScreenedInstitutions;
  options.values = 2;
  options.halvings = 0;
  study::Challenge ranked = study::challenge(study::only_reference(scenario), options);
  for (std::size_t i = 0; i < ranked.assumptions.size() && i < kScreened; ++i)
    options.only.push_back(ranked.assumptions[i].declared.name);
  if (ranked.stopped || scenario.policies.size() < 2 || options.only.empty()) return ranked;
  analysis.progress().begin_again();
  return study::challenge(scenario, options);
}

// Not where the author fixed every parameter, or where it is not wanted.
bool screens(const Scenario& scenario, const Request& request) {
  return !request.no_challenge && scenario.draw_parameters;
}

// Runs that this takes: with nothing moved, and with each at both ends of its range.
int64_t screened_runs(const Scenario& scenario, const Request& request) {
  if (!screens(scenario, request)) return 0;
  const auto policies = static_cast<int64_t>(scenario.policies.size());
  const auto ranked = static_cast<int64_t>(1 + 2 * study::contested().size());
  return kScreenedReplicates *
         (ranked + (policies > 1 ? static_cast<int64_t>(1 + 2 * kScreened) * policies : 0));
}

std::string unsettled(const study::Ensemble& ensemble, const Scenario& scenario, const Request& request,
                      Analysis& analysis) {
  if (!screens(scenario, request)) return "";
  analysis.progress().begin_again();
  study::Challenge told;
  try {
    told = most_contested(scenario, analysis);
  } catch (const std::exception& problem) {  // the result is kept; what is missing is said
    told.stopped = true;
    say(std::string("The look at contested assumptions failed: ") + problem.what());
  }
  analysis.progress().clear();
  if (told.stopped) return "\nContested assumptions were not looked at: genratchet challenge does.\n";
  return "\n" +
         most_influential(told, study::headline(ensemble).us_in_cn.median, scenario_named(request.scenario));
}

std::string closing(const study::Ensemble& ensemble, const Request& request, const std::string& where) {
  const bool preliminary = ensemble.replicates < study::kPublishWith;
  const std::string next = preliminary ? again(request, {"--replicates", "--out", "--institutions"},
                                               {"--replicates", std::to_string(study::kPublishWith)})
                                       : "genratchet challenge " + scenario_named(request.scenario);
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

int run(const Request& request) {
  const Scenario scenario = load_selected(request);
  if (request.dry_run)
    return dry_run(
        {scenario, replicates_of(scenario, request), true, 1, true, screened_runs(scenario, request)},
        request);
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
  const bool replaces = std::filesystem::exists(result.target() / "provenance.json");
  const std::string where = result.commit().string();
  if (replaces && !request.quiet) say("An earlier result in " + where + " was replaced.");
  const int exit_code = analysis.finished(ensemble.failures);
  if (request.json) {
    print(io::summary_json(ensemble) + "\n");
    if (!request.quiet) say("Result " + where);
  } else {
    print(short_table(ensemble) + (request.table == "full" ? full_table(ensemble) : ""));
    print(unsettled(ensemble, scenario, request, analysis) + closing(ensemble, request, where));
  }
  if (request.verbose) say("Result hash " + result.provenance().result_hash);
  return exit_code;
}

}  // namespace

Command run_command() {
  const std::vector<Option> own{
      options::policy("only this policy and the reference (repeatable)"),
      options::json(),
      options::table(),
      {"--out", "DIR", "folder for the result; default results/NAME-HASH",
       [](Request& r) -> Target { return &r.out; }, Offers::folders},
      {"--detail",
       "HOW",
       "blocs or places: how the result tells origins apart",
       [](Request& r) -> Target { return &r.detail; },
       Offers::words,
       {"blocs", "places"}},
      {"--no-challenge", "", "do not look for the assumptions that move the headline most",
       [](Request& r) -> Target { return &r.no_challenge; }}};
  return {"run", "run every policy of a scenario and print the changes",
          "genratchet run preset:us-countermeasures --institutions 2000 --replicates 4 --no-challenge", run,
          std::vector{options::scenario()} + options::changing_the_scenario() + options::of_runs() + own};
}

}  // namespace cli
