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

[[noreturn]] void refuse(const Findings& findings, const std::string& file_name) {
  throw sim::InputError(findings.sorted(file_name));
}

}  // namespace

Loaded load_scenario(std::string_view text, std::string file_name, const Resolver& resolve,
                     const Overrides& overrides) {
  Findings findings;
  json::Node tree = gather(text, file_name, resolve, findings);
  if (findings.any_error()) refuse(findings, file_name);
  apply(overrides, tree, findings);
  findings.look_in(&tree);
  ScenarioSource source;
  decode(tree, source, findings);
  complete(source, file_name);
  resolve_policies(source, findings);
  check_names(source, findings);
  check_reference(source.scenario, file_name, findings);
  check_limits(source.scenario, findings);
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
