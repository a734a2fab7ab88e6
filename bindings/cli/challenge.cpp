// `challenge`: moves every contested assumption over its range and says which conclusions that turns, and
// where.

#include "study/challenge.hpp"

#include <algorithm>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/challenge_table.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/dry_run.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"
#include "models/exchange/world/problems.hpp"

namespace cli {

namespace {

using exchange::json::Node;
using study::Challenge;
using study::ChallengedAssumption;
using study::Conclusion;
using study::Fate;
using study::Verdict;

constexpr int32_t kInstitutions = 4000, kReplicates = 8, kValues = 3;

Node json_of(const Challenge& told) {
  const auto verdict = [](Verdict v) {
    return Node::of(v == Verdict::less ? "less" : v == Verdict::more ? "more" : "undecided");
  };
  Node all = Node::object(), conclusions = Node::list(), assumptions = Node::list();
  for (const Conclusion& c : told.conclusions) {
    Node node = Node::object();
    node.set("subject", Node::of(c.subject)), node.set("against", Node::of(c.against)),
        node.set("verdict", verdict(c.verdict));
    conclusions.items.push_back(node);
  }
  for (const ChallengedAssumption& a : told.assumptions) {
    Node node = Node::object(), points = Node::list(), turns = Node::list();
    node.set("parameter", Node::of(a.declared.name)), node.set("unit", Node::of(a.declared.unit));
    node.set("label", Node::of(a.declared.label)), node.set("spread", json_number(a.spread));
    node.set("order", Node::of(a.worst() == Fate::reversed ? "changes"
                               : a.worst() == Fate::lost   ? "blurs"
                                                           : "holds"));
    for (const study::ChallengePoint& point : a.points) {
      Node one = Node::object(), verdicts = Node::list();
      one.set("value", Node::of(point.value)), one.set("held_us_in_cn", json_range(point.held)),
          one.set("factor", json_range(point.factor));
      for (const Verdict v : point.verdicts) verdicts.items.push_back(verdict(v));
      one.set("verdicts", verdicts);
      points.items.push_back(one);
    }
    for (const study::Turn& turn : a.turns) {
      Node one = Node::object();
      one.set("conclusion", Node::of(static_cast<int64_t>(turn.conclusion)));
      one.set("fate", Node::of(turn.fate == Fate::reversed ? "reversed" : "lost"));
      one.set("holds_at", Node::of(turn.holds_at)), one.set("turns_at", Node::of(turn.turns_at));
      turns.items.push_back(one);
    }
    node.set("points", points), node.set("turns", turns);
    assumptions.items.push_back(node);
  }
  all.set("replicates", Node::of(int64_t{told.replicates})),
      all.set("institutions", Node::of(int64_t{told.institutions}));
  all.set("weight", Node::of(told.weight)), all.set("held_us_in_cn", json_range(told.held));
  all.set("conclusions", conclusions), all.set("assumptions", assumptions);
  return all;
}

// A parameter by its name, or by what screens call it.
std::string parameter_named(const std::string& word) {
  for (const auto& declared : exchange::declarations())
    if (word == declared.label) return declared.name;
  return word;
}

void must_know_parameters(const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const auto& declared : exchange::declarations()) known.push_back(declared.name);
  for (const std::string& name : names)
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw UsageError("\"" + name + "\" is not a parameter. " + exchange::did_you_mean(name, known) +
                       "\nAll: genratchet show parameters");
}

int challenge(const Request& request) {
  const exchange::Scenario scenario = load_selected(request);
  Analysis analysis(request);
  study::ChallengeOptions options;
  options.run = analysis.options();
  if (request.replicates == 0) options.run.replicates = std::min(kReplicates, scenario.replicates);
  options.institutions = request.institutions > 0 ? 0 : kInstitutions;  // 0: as it was loaded
  options.values = request.values > 0 ? request.values : kValues;
  for (const std::string& word : request.parameters) options.only.push_back(parameter_named(word));
  must_know_parameters(options.only);
  const auto moved = options.only.empty() ? study::contested().size() : options.only.size();
  if (request.dry_run)
    return dry_run({study::resized(scenario, options.institutions), options.run.replicates, false,
                    1 + options.values * static_cast<int64_t>(moved)},
                   request);
  const Challenge told = study::challenge(scenario, options);
  if (told.stopped) return analysis.stopped();
  if (request.json)
    print(exchange::json::to_text(json_of(told)) + "\n");
  else
    print(challenge_text(told, scenario, options.values, request.table == "full"));
  return analysis.finished(told.failures);
}

}  // namespace

Command challenge_command() {
  const std::vector<Option> own{
      options::policy("only this policy and the reference (repeatable)"),
      {"--parameter", "NAME", "move only this one (repeatable); default: every contested one",
       [](Request& r) -> Target { return &r.parameters; }, Offers::parameters},
      {"--values",
       "N",
       "to how many values of its range each is moved; default 3",
       [](Request& r) -> Target { return &r.values; },
       Offers::nothing,
       {},
       2,
       99},
      options::json(),
      options::table()};
  return {"challenge", "which conclusions turn when contested assumptions move, and where",
          "genratchet challenge preset:us-countermeasures --parameter leak \\\n"
          "      --institutions 2000 --replicates 4",
          challenge,
          std::vector{options::scenario()} + options::changing_the_scenario() + options::of_runs() + own};
}

}  // namespace cli
