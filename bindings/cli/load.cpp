#include "bindings/cli/load.hpp"

#include <algorithm>
#include <filesystem>
#include <thread>

#include "bindings/cli/text.hpp"
#include "io/files.hpp"
#include "io/result_directory.hpp"
#include "io/selection.hpp"
#include "models/exchange/world/problems.hpp"
#include "models/exchange/world/world.hpp"

namespace cli {

namespace {

namespace fs = std::filesystem;
using exchange::Scenario;

void say_warnings(const exchange::Loaded& loaded, const Request& request) {
  if (request.quiet) return;
  for (const sim::Problem& warning : loaded.warnings) say(exchange::to_text(warning));
  const Scenario& s = loaded.scenario;
  const std::size_t rows = s.posterior && s.draw_parameters ? s.posterior->rows.size() : 0;
  if (rows > 0 && request.replicates > 0 && static_cast<std::size_t>(request.replicates) > rows)
    say("warning: --replicates " + std::to_string(request.replicates) +
        " is more than the posterior has rows (" + std::to_string(rows) + "): some are taken again.");
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

std::string quoted(const std::string& word) {
  const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=:./,@%+";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

std::string version() { return io::version(); }

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
  if (request.prior) overrides.set.emplace_back("posterior", "null");
  if (request.defaults) overrides.set.emplace_back("draw_parameters", "false");
  if (!request.detail.empty()) overrides.set.emplace_back("detail", request.detail);
  if (!request.reference.empty()) overrides.reference = request.reference;
  if (!request.as_of.empty()) overrides.law_as_of = request.as_of;
  return overrides;
}

namespace {

std::string named_in(const Request& request) {
  return io::scenario_named(request.scenario.empty() ? kHeadline : request.scenario);
}

io::Selection selection_of(const Request& request, const std::vector<std::string>& policies = {}) {
  return {named_in(request), std::nullopt, overrides_of(request), policies, request.institutions};
}

}  // namespace

exchange::Loaded load_whole(const Request& request) { return io::load_selected(selection_of(request)); }

Scenario load(const Request& request) {
  exchange::Loaded loaded = load_whole(request);
  say_warnings(loaded, request);
  return std::move(loaded.scenario);
}

Scenario load_selected(const Request& request) {
  exchange::Loaded loaded = io::load_selected(selection_of(request, request.policies));
  say_warnings(loaded, request);
  return std::move(loaded.scenario);
}

std::size_t policy_of(const Scenario& scenario, const Request& request, std::size_t number) {
  return index_of_policy(scenario,
                         number < request.policies.size() ? request.policies[number] : scenario.reference);
}

std::shared_ptr<const exchange::RuleBook> law_of(const Scenario& scenario, std::size_t policy) {
  return exchange::LawSet(scenario).books[policy][0];
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
