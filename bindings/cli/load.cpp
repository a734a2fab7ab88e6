#include "bindings/cli/load.hpp"

#include <algorithm>
#include <filesystem>
#include <thread>

#include "bindings/cli/text.hpp"
#include "io/files.hpp"
#include "io/result_directory.hpp"
#include "io/sha256.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/problems.hpp"
#include "models/exchange/world/world.hpp"
#include "study/challenge.hpp"

namespace cli {

namespace {

namespace fs = std::filesystem;
using exchange::Scenario;

void say_warnings(const exchange::Loaded& loaded, const Request& request) {
  if (request.quiet) return;
  for (const sim::Problem& warning : loaded.warnings) say(exchange::to_text(warning));
}

std::vector<std::string> policy_ids(const Scenario& scenario) {
  std::vector<std::string> ids;
  for (const auto& policy : scenario.policies) ids.push_back(policy.id);
  return ids;
}

std::size_t index_of_policy(const Scenario& scenario, const std::string& id) {
  const auto ids = policy_ids(scenario);
  const auto found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end())
    throw UsageError("\"" + id + "\" is not a policy of " + scenario.id + ". " +
                     exchange::did_you_mean(id, ids) + "\nPolicies: " + exchange::listed(ids, 30));
  return static_cast<std::size_t>(found - ids.begin());
}

// A scenario that extends `named` and lists only some of its policies; `{}` inherits each.
std::string selecting(const std::string& named, const Scenario& scenario,
                      const std::vector<std::string>& ids) {
  using exchange::json::Node;
  Node policies = Node::object(), all = Node::object();
  for (const auto& policy : scenario.policies)
    if (std::find(ids.begin(), ids.end(), policy.id) != ids.end()) policies.set(policy.id, Node::object());
  const bool preset = named.rfind("preset:", 0) == 0;
  all.set("id", Node::of(scenario.id));
  all.set("extends", Node::of(preset ? named : fs::path(named).filename().string()));
  all.set("reference", Node::of(scenario.reference));
  all.set("policies", policies);
  return exchange::json::to_text(all);
}

std::string quoted(const std::string& word) {
  const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=:./,@%+";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

std::string version() { return io::version(); }

std::string scenario_named(const std::string& named) {
  const bool preset = named.rfind("preset:", 0) == 0;
  std::error_code problem;
  const auto kind = preset ? fs::file_type::not_found : fs::status(named, problem).type();
  const bool present =
      kind != fs::file_type::not_found && (!problem || problem == std::errc::permission_denied);
  if (present && kind != fs::file_type::directory) return named;
  const std::string name = preset ? named.substr(7) : named;
  std::vector<std::string> names;
  for (const io::Preset& shipped : io::presets()) names.push_back(shipped.name);
  if (std::find(names.begin(), names.end(), name) != names.end()) return "preset:" + name;
  if (present) return named;  // a folder: reading it says so
  const auto shipped = io::shipped_names();
  if (preset && std::find(shipped.begin(), shipped.end(), name) != shipped.end())
    return named;  // a part, such as preset:law/us
  throw UsageError(std::string(preset ? "there is no preset \"" : "there is no file or preset \"") + name +
                   "\". " + exchange::did_you_mean(exchange::id_of_file(name), names) +
                   "\nPresets: genratchet list");
}

std::string result_named(const std::string& named) {
  if (!fs::exists(fs::path(named) / "provenance.json"))
    throw UsageError("\"" + named + "\" is not the folder of a result: it has no provenance.json. " +
                     "genratchet run makes one and says where.");
  return named;
}

exchange::Overrides overrides_of(const Request& request) {
  exchange::Overrides overrides;
  for (const std::string& setting : request.set) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0)
      throw UsageError("--set takes path=value, such as parameters.leak=0.2; \"" + setting + "\" is none.");
    overrides.set.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
  }
  if (request.seed) overrides.set.emplace_back("seed", std::to_string(*request.seed));
  if (request.defaults) overrides.set.emplace_back("draw_parameters", "false");
  if (!request.detail.empty()) overrides.set.emplace_back("detail", request.detail);
  if (!request.reference.empty()) overrides.reference = request.reference;
  if (!request.as_of.empty()) overrides.law_as_of = request.as_of;
  return overrides;
}

namespace {

// --institutions as overrides, so that a result knows it: a smaller world, whose institutions stand for more.
void add_size(exchange::Overrides& overrides, const Scenario& whole, int32_t institutions) {
  if (institutions > whole.institutions)
    throw UsageError("--institutions makes a world smaller; this one has " +
                     std::to_string(whole.institutions) + ".");
  const Scenario small = study::resized(whole, institutions);
  overrides.set.emplace_back("institutions", std::to_string(small.institutions));
  overrides.set.emplace_back("weight", exchange::json::to_text(small.weight));
  for (const auto& place : small.places)
    if (place.institutions)
      overrides.set.emplace_back("places." + place.id + ".institutions", std::to_string(*place.institutions));
}

std::string named_in(const Request& request) {
  return scenario_named(request.scenario.empty() ? kHeadline : request.scenario);
}

// All of them, of which the size depends on the scenario itself.
exchange::Overrides overrides_for(const Request& request) {
  exchange::Overrides overrides = overrides_of(request);
  if (request.institutions > 0)
    add_size(overrides, io::load_scenario_file(named_in(request), overrides).scenario, request.institutions);
  return overrides;
}

}  // namespace

exchange::Loaded load_whole(const Request& request) {
  return io::load_scenario_file(named_in(request), overrides_for(request));
}

Scenario load(const Request& request) {
  exchange::Loaded loaded = load_whole(request);
  say_warnings(loaded, request);
  return std::move(loaded.scenario);
}

Scenario load_selected(const Request& request) {
  Scenario scenario = load(request);
  if (request.policies.empty()) return scenario;
  for (const std::string& id : request.policies) index_of_policy(scenario, id);
  std::vector<std::string> kept = request.policies;
  kept.push_back(scenario.reference);
  const std::string named = named_in(request);
  const bool preset = named.rfind("preset:", 0) == 0;
  const std::string beside =
      preset ? "policies.json" : (fs::path(named).parent_path() / ".policies.json").string();
  auto selected = exchange::load_scenario(selecting(named, scenario, kept), beside,
                                          io::file_resolver(preset ? named : beside), overrides_for(request));
  selected.scenario.sha256_input = io::sha256(selected.scenario.resolved_json);
  return std::move(selected.scenario);
}

std::size_t policy_of(const Scenario& scenario, const Request& request, std::size_t number) {
  return index_of_policy(scenario,
                         number < request.policies.size() ? request.policies[number] : scenario.reference);
}

std::shared_ptr<const exchange::RuleBook> law_of(const Scenario& scenario, std::size_t policy) {
  return exchange::LawSet(scenario).books[policy][0];
}

sim::Month month_of(const std::string& text) {
  const auto digits = [&](std::size_t from, std::size_t count) {
    return text.size() >= from + count &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                       text.begin() + static_cast<std::ptrdiff_t>(from + count),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  const bool day = text.size() == 10 && text[7] == '-' && digits(8, 2);
  if ((text.size() == 7 || day) && digits(0, 4) && text[4] == '-' && digits(5, 2)) {
    const int month = std::stoi(text.substr(5, 2));
    if (month >= 1 && month <= 12) return sim::Month::of(std::stoi(text.substr(0, 4)), month);
  }
  throw UsageError("\"" + text + "\" is not a month. Write YYYY-MM, 01 to 12.");
}

void write_new(const std::string& file, const std::string& text) {
  if (fs::exists(fs::symlink_status(file)))
    throw UsageError(file + " exists; it is left alone. Take another name.");
  io::write_file(file, text);
}

int32_t threads_of(const Request& request) {
  if (request.threads > 0) return request.threads;
  return std::max<int32_t>(1, static_cast<int32_t>(std::thread::hardware_concurrency()));
}

std::string again(const Request& request, const std::vector<std::string>& without,
                  const std::vector<std::string>& more) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < request.typed.size(); ++i) {
    const std::string& word = request.typed[i];
    const std::string option = word.substr(0, word.find('='));
    if (word == "--quiet") continue;
    if (std::find(without.begin(), without.end(), option) == without.end())
      words.push_back(quoted(word));
    else
      i += option == word;
  }
  words.insert(words.end(), more.begin(), more.end());
  std::string line = "genratchet";
  std::size_t column = 7 + line.size();  // after "Again: "
  for (const std::string& word : words) {
    const bool fits = column + 1 + width_of(word) + 2 <= kWidth;
    line += (fits ? " " : " \\\n         ") + word;
    column = (fits ? column + 1 : 9) + width_of(word);
  }
  return line;
}

}  // namespace cli
