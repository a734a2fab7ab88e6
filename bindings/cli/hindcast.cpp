// `hindcast`: modelled series beside what was observed and beside forecasts without a model, misses included.

#include <filesystem>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/dry_run.hpp"
#include "bindings/cli/hindcast_table.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"
#include "io/against.hpp"
#include "io/forecasts.hpp"
#include "io/observations.hpp"
#include "io/sha256.hpp"
#include "study/headline.hpp"

namespace cli {

namespace {

using exchange::json::Node;
using study::HindcastPoint;
using study::HindcastSeries;

Node json_of(const std::vector<study::NaiveForecast>& forecasts) {
  Node all = Node::object();
  for (const study::NaiveForecast& naive : forecasts) {
    Node node = Node::object();
    node.set("value", json_number(naive.value));
    node.set("crps", json_number(naive.crps));
    node.set("log_crps", json_number(naive.log_crps));
    all.set(naive.method, node);
  }
  return all;
}

Node json_of(const HindcastPoint& point, const std::string& unit) {
  Node node = Node::object();
  node.set("date", Node::of(sim::to_string(point.date)));
  node.set("mid", json_number(point.mid));
  node.set("low", json_number(point.low));
  node.set("high", json_number(point.high));
  node.set("unit", Node::of(unit));
  if (!point.observed) return node;
  node.set("observed", json_number(point.observed->value));
  node.set("role", Node::of(point.observed->role));
  node.set("inside", Node::of(point.inside));
  node.set("crps", json_number(point.crps));
  node.set("log_crps", json_number(point.log_crps));
  if (study::is_forecast(point)) node.set("naive", json_of(point.naive));
  return node;
}

std::string json_of(const std::vector<HindcastSeries>& series) {
  Node all = Node::object();
  for (const HindcastSeries& one : series) {
    Node list = Node::list();
    for (const HindcastPoint& point : one.points) list.items.push_back(json_of(point, one.unit));
    all.set(one.name, list);
  }
  return exchange::json::to_text(all) + "\n";
}

// Only the policy that is to be shown: its history is all that counts.
exchange::Scenario only(exchange::Scenario scenario, std::size_t policy) {
  scenario.policies = {scenario.policies[policy]};
  scenario.reference = scenario.policies[0].id;
  return scenario;
}

std::vector<study::Observation> observations(const Request& request, const exchange::Scenario& scenario) {
  if (request.against.empty()) return io::read_observations();
  if (!std::filesystem::exists(request.against))
    throw UsageError(request.against + " does not exist. It is to be CSV of date,series,value,unit, or JSON.");
  return io::with_against(io::read_observations(), io::read_against(request.against, scenario));
}

std::string text_of(const std::vector<HindcastSeries>& series, const study::Ensemble& ensemble) {
  const exchange::Scenario& scenario = *ensemble.scenario;
  const bool preliminary = ensemble.replicates < study::kPublishWith;
  std::string out = title_line(scenario) +
                    wrapped((preliminary ? "PRELIMINARY: policy " : "Policy ") + scenario.reference + ", " +
                            counted(ensemble.replicates, "run") +
                            (preliminary ? "; publish with " + std::to_string(study::kPublishWith) : "") +
                            ". Range = 90 % of runs. Ratio = model / observed. CRPS: distance from what was "
                            "observed, in the unit "
                            "of the series; smaller is better.") +
                    size_line(scenario,
                              "controlled archives come out up to several times too small; judge the fit at "
                              "full size");
  const Sides sides = sides_of(scenario);
  if (sides.a_people != "US" || sides.b_people != "PRC")
    out += wrapped("What was observed is the real world; this scenario is not meant to resemble it.");
  out += "\n" + scoreboard_text(study::scoreboard(series));
  for (const HindcastSeries& one : series) out += series_text(one);
  return out;
}

// A forecast is never written over.
void check_target(const std::string& file) {
  if (!file.empty() && std::filesystem::exists(std::filesystem::symlink_status(file)))
    throw UsageError(file + " exists; it is left alone. Take another name.");
}

int hindcast(const Request& request) {
  check_target(request.forecasts);
  exchange::Scenario scenario = load(request);
  scenario = only(scenario, policy_of(scenario, request));
  const auto observed = observations(request, scenario);
  if (request.dry_run) return dry_run({scenario, replicates_of(scenario, request)}, request);
  Analysis analysis(request);
  study::RunOptions options = analysis.options();
  options.premium_worlds = false;
  const study::Ensemble ensemble = study::run_ensemble(scenario, options);
  if (ensemble.stopped) return analysis.stopped();
  analysis.progress().clear();
  const auto series = study::hindcast(ensemble, 0, observed);
  print(request.json ? json_of(series) : text_of(series, ensemble));
  if (!request.forecasts.empty()) {
    const std::string text = io::forecasts_json(ensemble, 0);
    write_new(request.forecasts, text);
    const std::string told = "Forecasts   " + request.forecasts + "\nSHA-256     " + io::sha256(text);
    request.json ? say(told) : print("\n" + told + "\n");  // not wrapped: to be copied
  }
  return analysis.finished(ensemble.failures);
}

}  // namespace

Command hindcast_command() {
  const std::vector<Option> own{
      options::policy("the policy to show; default: the reference"),
      {"--against", "FILE", "more observations to forecast: CSV of date,series,value,unit, or JSON",
       [](Request& r) -> Target { return &r.against; }, Offers::files},
      {"--forecasts", "FILE", "write what the model says of every series, and print the file's SHA-256",
       [](Request& r) -> Target { return &r.forecasts; }, Offers::files},
      options::json()};
  return {"hindcast", "modelled against observed, and against naive forecasts",
          "genratchet hindcast preset:us-countermeasures --institutions 2000 --replicates 4", hindcast,
          std::vector{options::scenario()} + options::changing_the_scenario() + options::of_runs() + own};
}

}  // namespace cli
