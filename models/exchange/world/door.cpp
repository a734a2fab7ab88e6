#include "models/exchange/world/door.hpp"

#include <algorithm>

#include "models/exchange/world/check.hpp"
#include "models/exchange/world/decode.hpp"
#include "models/exchange/world/encode.hpp"
#include "models/exchange/world/gather.hpp"
#include "models/exchange/world/policies.hpp"

namespace exchange {

namespace {

// What a file may leave out because something else in it says it.
void complete(ScenarioSource& source, const std::string& file_name) {
  Scenario& s = source.scenario;
  if (s.id.empty()) s.id = id_of_file(file_name);
  for (PlaceData& place : s.places) {
    if (place.name.empty()) place.name = place.id;
    if (place.bloc.empty()) place.bloc = "other";
  }
  for (RepositoryData& repository : s.repositories) {
    if (repository.name.empty()) repository.name = repository.id;
    if (repository.controller.empty()) repository.controller = repository.place;
  }
  for (FirmData& firm : s.firms) {
    if (firm.name.empty()) firm.name = firm.id;
    if (firm.controller.empty()) firm.controller = firm.home;
  }
  for (auto& [id, provision] : s.library) {
    const auto remark = s.remarks.find("provisions." + id);
    const bool cited = remark != s.remarks.end() && !remark->second.source.empty();
    if (provision.sources.empty() && cited) provision.sources.push_back({remark->second.source, "", ""});
  }
  if (!source.given_report) {
    for (const Month month : {Month::of(2026, 6), Month::of(2030, 12), Month::of(2040, 12)}) {
      if (month >= s.first && month < s.end) s.report.push_back(month);
    }
  }
  const auto first =
      std::find_if(source.policies.begin(), source.policies.end(), [](auto& p) { return p.listed; });
  if (s.reference.empty() && first != source.policies.end()) s.reference = first->id;
}

bool names_posterior(const json::Node& tree) {
  const json::Node* posterior = tree.find("posterior");
  return posterior && posterior->type != json::Node::Type::null;
}

// Which parameters the posterior gives: not those of which the scenario itself says something.
void leave_to_posterior(ScenarioSource& source, Findings& findings) {
  Scenario& s = source.scenario;
  if (!s.posterior) return;
  if (s.draw_parameters && static_cast<std::size_t>(s.replicates) > s.posterior->rows.size())
    findings.warning_at("replicates", "the posterior has fewer rows (" +
                                          std::to_string(s.posterior->rows.size()) +
                                          ") than there are replicates: some are taken again.");
  for (const std::string& name : s.posterior->parameters) {
    const auto own = source.own_parameters.find(name);
    if (own == source.own_parameters.end()) {
      s.fitted.push_back(name);
    } else if (own->second) {
      findings.warning_at(
          "parameters." + name + ".prior",
          "the posterior has fitted \"" + name +
              "\", but the prior given here is drawn from: the fit no longer applies to it, and the "
              "other fitted parameters do not know.",
          "Leave the prior out to keep the fit; posterior: null leaves all of it out.");
    }
  }
}

[[noreturn]] void refuse(const Findings& findings, const std::string& file_name) {
  throw sim::InputError(findings.sorted(file_name));
}

}  // namespace

Loaded load_scenario(std::string_view text, std::string file_name, const Resolver& resolve,
                     const Overrides& overrides) {
  Findings findings;
  auto [tree, whole] = gather(text, file_name, resolve, findings);
  const bool named = names_posterior(tree);
  apply(overrides, tree, findings);
  const bool left_out = named && !names_posterior(tree);
  read_posterior_file(tree, file_name, resolve, findings);
  findings.look_in(&tree);
  ScenarioSource source;
  decode(tree, source, findings);
  const bool countable = check_counts(source, findings);
  // What is missing would be missed everywhere, and too much takes too long: what else is wrong is not known.
  if (!whole || !countable) refuse(findings, file_name);
  complete(source, file_name);
  source.scenario.posterior_left_out = left_out;
  leave_to_posterior(source, findings);
  resolve_policies(source, findings);
  check_names(source, findings);
  check_reference(source.scenario, file_name, findings);
  check_world(source.scenario, findings);
  check_run(source.scenario, findings);
  check_law(source.scenario, findings);
  check_policies(source.scenario, findings);
  check_report(source, tree, file_name, findings);
  if (!findings.any_error()) check_idle(source.scenario, tree, file_name, findings);
  if (findings.any_error()) refuse(findings, file_name);
  source.scenario.resolved_json = json::to_text(encode(source));
  return {std::move(source.scenario), findings.sorted(file_name), std::move(tree)};
}

std::string id_of_file(std::string_view file_name) {
  if (file_name.substr(0, 7) == "preset:") file_name.remove_prefix(7);
  const std::size_t slash = file_name.find_last_of("/\\");
  if (slash != std::string_view::npos) file_name.remove_prefix(slash + 1);
  if (file_name.size() > 5 && file_name.substr(file_name.size() - 5) == ".json") file_name.remove_suffix(5);
  return std::string(file_name);
}

}  // namespace exchange
