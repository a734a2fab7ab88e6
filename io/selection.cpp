#include "io/selection.hpp"

#include <algorithm>
#include <filesystem>

#include "io/files.hpp"
#include "io/sha256.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/problems.hpp"
#include "models/exchange/world/question.hpp"
#include "study/challenge.hpp"

namespace io {

namespace {

namespace fs = std::filesystem;
using exchange::Scenario;

bool is_preset(const std::string& named) { return named.rfind("preset:", 0) == 0; }
std::string name_beside(const std::string& named) { return fs::path(named).filename().string(); }

exchange::Loaded loaded(const std::string& text, const std::string& name, const exchange::Resolver& resolve,
                        const exchange::Overrides& overrides) {
  exchange::Loaded found = exchange::load_scenario(text, name, resolve, overrides);
  found.scenario.sha256_input = sha256(found.scenario.resolved_json);
  return found;
}

exchange::Loaded load_whole(const Selection& s, const exchange::Overrides& overrides) {
  if (s.text) return loaded(*s.text, s.named, file_resolver(s.named), overrides);
  return load_scenario_file(s.named, overrides);
}

void must_have(const Scenario& scenario, const std::vector<std::string>& policies) {
  std::vector<std::string> ids;
  for (const auto& policy : scenario.policies) ids.push_back(policy.id);
  for (const std::string& id : policies)
    if (std::find(ids.begin(), ids.end(), id) == ids.end())
      throw exchange::UnknownName("\"" + id + "\" is not a policy of " + scenario.id + ". " +
                                  exchange::did_you_mean(id, ids) +
                                  "\nPolicies: " + exchange::listed(ids, 30));
}

// A scenario that extends the selected one and lists only the policies wanted.
std::string selecting(const Selection& s, const Scenario& scenario) {
  using exchange::json::Node;
  Node policies = Node::object(), all = Node::object();
  for (const auto& policy : scenario.policies)
    if (policy.id == scenario.reference || std::count(s.policies.begin(), s.policies.end(), policy.id))
      policies.set(policy.id, Node::object());
  all.set("id", Node::of(scenario.id));
  all.set("extends", Node::of(is_preset(s.named) ? s.named : name_beside(s.named)));
  all.set("reference", Node::of(scenario.reference));
  all.set("policies", policies);
  return exchange::json::to_text(all);
}

void add_size(exchange::Overrides& overrides, const Scenario& whole, int32_t institutions) {
  if (institutions > whole.institutions)
    throw exchange::UnknownName("Fewer institutions make a world smaller; this one has " +
                                std::to_string(whole.institutions) + ".");
  const Scenario small = study::resized(whole, institutions);
  overrides.set.emplace_back("institutions", std::to_string(small.institutions));
  overrides.set.emplace_back("weight", exchange::json::to_text(small.weight));
  for (const auto& place : small.places)
    if (place.institutions)
      overrides.set.emplace_back("places." + place.id + ".institutions", std::to_string(*place.institutions));
}

}  // namespace

std::string scenario_named(const std::string& named) {
  const bool preset = named.rfind("preset:", 0) == 0;
  std::error_code problem;
  const auto kind = preset ? fs::file_type::not_found : fs::status(named, problem).type();
  const bool present =
      kind != fs::file_type::not_found && (!problem || problem == std::errc::permission_denied);
  if (present && kind != fs::file_type::directory) return named;
  const std::string name = preset ? named.substr(7) : named;
  std::vector<std::string> names;
  for (const Preset& shipped : presets()) names.push_back(shipped.name);
  if (std::find(names.begin(), names.end(), name) != names.end()) return "preset:" + name;
  if (present) return named;  // a folder: reading it says so
  const auto shipped = shipped_names();
  if (preset && std::find(shipped.begin(), shipped.end(), name) != shipped.end())
    return named;  // a part, such as preset:law/us
  throw exchange::UnknownName(
      std::string(preset ? "there is no preset \"" : "there is no file or preset \"") + name + "\". " +
      exchange::did_you_mean(exchange::id_of_file(name), names) + "\nPresets: genratchet list");
}

exchange::Loaded load_selected(const Selection& s) {
  exchange::Overrides overrides = s.overrides;
  if (s.institutions > 0) add_size(overrides, load_whole(s, overrides).scenario, s.institutions);
  exchange::Loaded whole = load_whole(s, overrides);
  if (s.policies.empty()) return whole;
  must_have(whole.scenario, s.policies);
  const std::string beside =
      is_preset(s.named) ? "policies.json" : (fs::path(s.named).parent_path() / ".policies.json").string();
  const exchange::Resolver files = file_resolver(is_preset(s.named) ? s.named : beside);
  const auto resolve = [&](const std::string& reference, const std::string& from) {
    if (s.text && from == beside) return std::optional(std::pair(s.named, *s.text));
    return files(reference, from);
  };
  exchange::Loaded selected = loaded(selecting(s, whole.scenario), beside, resolve, overrides);
  selected.warnings = whole.warnings;
  return selected;
}

}  // namespace io
