// `credit`: how much of what a policy changes is due to each of its measures; or what it is with one rule
// off.

#include "study/credit.hpp"

#include <algorithm>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/credit_table.hpp"
#include "bindings/cli/dry_run.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"
#include "sim/error.hpp"

namespace cli {

namespace {

constexpr int32_t kInstitutions = 4000, kReplicates = 8;  // many policies are run, as in `challenge`

// What both analyses are asked for alike.
template <class Options>
Options options_of(const Request& request, const exchange::Scenario& scenario, Analysis& analysis) {
  Options options;
  options.run = analysis.options();
  if (request.replicates == 0) options.run.replicates = std::min(kReplicates, scenario.replicates);
  options.institutions = request.institutions > 0 ? 0 : kInstitutions;  // 0: as it was loaded
  return options;
}

template <class Told>
int show(const Told& told, const std::string& text, const Request& request, Analysis& analysis) {
  print(request.json ? exchange::json::to_text(json_of(told)) + "\n" : text);
  return analysis.finished(told.failures);
}

// The policies that an analysis will run; what cannot be compared is the request's fault.
template <class Plan>
exchange::Scenario planned(Plan&& plan) {
  try {
    return plan();
  } catch (const sim::Error& problem) {
    throw UsageError(problem.what());
  }
}

template <class Options>
Effort effort_of(const exchange::Scenario& plan, const Options& options) {
  Effort effort{plan, options.run.replicates};
  effort.at_once = options.at_once;
  return effort;
}

int share_out(const exchange::Scenario& scenario, const std::string& policy, const Request& request) {
  Analysis analysis(request);
  auto options = options_of<study::CreditOptions>(request, scenario, analysis);
  if (request.orders > 0) options.orders = request.orders;
  const auto plan = planned([&] { return study::credit_scenario(scenario, policy, options); });
  if (request.dry_run) return dry_run(effort_of(plan, options), request);
  const study::Credit told = study::credit(scenario, policy, options);
  if (told.stopped) return analysis.stopped();
  return show(told, credit_text(told, scenario), request, analysis);
}

int one_rule_off(const exchange::Scenario& scenario, const std::string& policy, const Request& request) {
  Analysis analysis(request);
  auto options = options_of<study::AblationOptions>(request, scenario, analysis);
  options.jurisdiction = request.jurisdiction;
  const auto plan = planned([&] { return study::ablation_scenario(scenario, policy, options); });
  if (request.dry_run) return dry_run(effort_of(plan, options), request);
  const study::Ablation told = study::ablation(scenario, policy, options);
  if (told.stopped) return analysis.stopped();
  return show(told, ablation_text(told, scenario), request, analysis);
}

int credit(const Request& request) {
  const bool by_provision = request.provisions || !request.jurisdiction.empty();
  if (!request.reference.empty() && request.policies.empty())
    throw UsageError(
        "--reference says what a policy is compared with: say which policy, too, with --policy ID.");
  const exchange::Scenario scenario = load(request);
  const std::string policy = scenario.policies[policy_of(scenario, request)].id;
  return by_provision ? one_rule_off(scenario, policy, request) : share_out(scenario, policy, request);
}

}  // namespace

Command credit_command() {
  const std::vector<Option> own{
      options::policy("the policy whose change is shared out; default: the reference"),
      {"--orders",
       "N",
       "with more than 8 measures: so many orders of them are sampled; default 20",
       [](Request& r) -> Target { return &r.orders; },
       Offers::nothing,
       {},
       2,
       100000},
      {"--provisions", "", "instead, take out each provision alone",
       [](Request& r) -> Target { return &r.provisions; }},
      {"--jurisdiction", "PLACE", "the same for every provision of a place, such as CN",
       [](Request& r) -> Target { return &r.jurisdiction; }},
      options::json()};
  return {"credit", "how much of what a policy changes is due to each of its measures",
          "genratchet credit preset:us-countermeasures --policy current-law \\\n"
          "      --institutions 500 --replicates 4",
          credit,
          std::vector{options::scenario()} + options::changing_the_scenario() + options::of_runs() + own};
}

}  // namespace cli
