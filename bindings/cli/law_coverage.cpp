// `law coverage`: of a result, which provisions bound and which never did; of a scenario, which can never bind.

#include <algorithm>
#include <filesystem>
#include <map>

#include "bindings/cli/commands.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/text.hpp"
#include "io/coverage_json.hpp"
#include "models/exchange/law/coverage.hpp"

namespace cli {

namespace {

using exchange::RuleBook;
using exchange::Scenario;
using exchange::json::Node;

struct Line {
  std::string provision, why;  // why it can never bind; empty if it can
  study::CoverageRow bound;
};

std::vector<Line> lines_of(const Scenario& scenario, const RuleBook& book, const std::vector<study::CoverageRow>& counted) {
  std::map<std::string, study::CoverageRow> by_id;
  for (const auto& row : counted) by_id[row.provision] = row;
  std::vector<Line> lines;
  for (std::size_t i = 0; i < book.provisions().size(); ++i) {
    const std::string& id = book.provisions()[i].id;
    lines.push_back({id, exchange::never_can_bind(book, i, scenario.first, scenario.end), by_id[id]});
  }
  return lines;
}

Node json_of(const Line& line, bool counted) {
  Node node = Node::object();
  node.set("id", Node::of(line.provision));
  node.set("can_bind", Node::of(line.why.empty()));
  node.set("why", Node::of(line.why));
  if (!counted) return node;
  node.set("transfers", Node::of(line.bound.transfers));
  node.set("standing", Node::of(line.bound.standing));
  return node;
}

std::string period(const Scenario& s) { return sim::to_string(s.first) + " to " + sim::to_string(s.end - 1); }

std::string scenario_text(const std::vector<Line>& lines, const Scenario& scenario, const std::string& policy) {
  Table table({{"provision", 34}, {"can bind no transfer, because", 44}});
  long long idle = 0;
  for (const Line& line : lines)
    if (!line.why.empty()) ++idle, table.add({line.provision, line.why});
  const auto all = static_cast<long long>(lines.size());
  return wrapped(std::to_string(all - idle) + " of " + counted(all, "provision") + " of policy " + policy +
                 " can bind some transfer in " + scenario.id + ", " + period(scenario) + ".") +
         (idle > 0 ? table.text() : "");
}

std::string result_text(std::vector<Line> lines, const Scenario& scenario, const std::string& policy) {
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.bound.transfers > b.bound.transfers; });
  Table binding({{"provision", 38}, {"transfers a run", 15, true}, {"release, access", 15, true}}), idle({{"never bound", 34}, {"because", 44}});
  long long bound = 0;
  for (const Line& line : lines) {
    if (line.bound.bound()) ++bound, binding.add({line.provision, two_digits(line.bound.transfers), two_digits(line.bound.standing)});
    else idle.add({line.provision, line.why.empty() ? "no transfer of these runs met it" : line.why});
  }
  const auto all = static_cast<long long>(lines.size());
  return wrapped(std::to_string(bound) + " of " + counted(all, "provision") + " of policy " + policy + " bound in " + scenario.id + ", " +
                 period(scenario) + ". Transfers: proposed ones that it touched, a run. Release, access: combinations of place, "
                 "kind and archive that it touched, counted again when law on access changed.") +
         "\n" + binding.text() + (bound < all ? "\n" + idle.text() : "");
}

int law_coverage(const Request& request) {
  Request of_scenario = request;
  const bool result = std::filesystem::is_directory(request.scenario);
  if (result) of_scenario.scenario = (std::filesystem::path(request.scenario) / "scenario.json").string();
  of_scenario.quiet = of_scenario.quiet || result;  // of a result was warned when it was run
  const Scenario scenario = load(of_scenario);
  const std::size_t policy = policy_of(scenario, of_scenario);
  const std::string& id = scenario.policies[policy].id;
  const auto book = law_of(scenario, policy);
  const auto counted = result ? io::read_coverage(request.scenario, id) : std::vector<study::CoverageRow>{};
  const auto lines = lines_of(scenario, *book, counted);
  if (request.json) {
    Node list = Node::list();
    for (const Line& line : lines) list.items.push_back(json_of(line, result));
    print(exchange::json::to_text(list) + "\n");
    return kOk;
  }
  print(result ? result_text(lines, scenario, id) : scenario_text(lines, scenario, id));
  return kOk;
}

}  // namespace

Command law_coverage_command() {
  Option of = options::scenario();
  of.what = "the directory of a result, or a scenario";
  return {"law coverage", "which provisions bound in a result, or can never bind in a scenario",
          "genratchet law coverage preset:us-countermeasures", law_coverage,
          std::vector{of} + options::changing_the_scenario() +
              std::vector{options::policy("the policy whose law is meant; default: the reference"), options::json()}};
}

}  // namespace cli
