// `rivals`: rival mechanisms beside the full model, and what could tell them apart.

#include "study/rivals.hpp"

#include <algorithm>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/dry_run.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/rivals_table.hpp"
#include "bindings/cli/text.hpp"
#include "io/observations.hpp"
#include "study/challenge.hpp"

namespace cli {

namespace {

using exchange::json::Node;
using study::Fate;
using study::Rival;
using study::RivalPoint;
using study::Rivals;
using study::Telling;
using study::Unobserved;
using study::Verdict;

constexpr int32_t kInstitutions = 4000, kReplicates = 8;  // as in `challenge`

std::string word(Verdict v) {
  return v == Verdict::less ? "less" : v == Verdict::more ? "more" : "undecided";
}
std::string word(Fate f) { return f == Fate::reversed ? "reversed" : f == Fate::lost ? "lost" : "holds"; }

Fate worst_of(const Rivals& told, std::size_t conclusion) {
  Fate worst = Fate::holds;
  for (const Rival& rival : told.rivals)
    worst = std::max(worst, study::fate(told.conclusions[conclusion].verdict, rival.verdicts[conclusion]));
  return worst;
}

// Gravest first.
Node conclusions_of(const Rivals& told) {
  Node list = Node::list();
  for (const Fate fate : {Fate::reversed, Fate::lost, Fate::holds})
    for (std::size_t i = 0; i < told.conclusions.size(); ++i) {
      if (worst_of(told, i) != fate) continue;
      Node node = Node::object(), under = Node::object();
      node.set("subject", Node::of(told.conclusions[i].subject));
      node.set("against", Node::of(told.conclusions[i].against));
      node.set("verdict", Node::of(word(told.conclusions[i].verdict)));
      node.set("fate", Node::of(word(fate)));
      for (const Rival& rival : told.rivals) under.set(rival.mechanism, Node::of(word(rival.verdicts[i])));
      node.set("under", under);
      list.items.push_back(node);
    }
  return list;
}

Node json_of(const Telling& t, const study::Range& range) {
  Node node = Node::object();
  node.set("model", json_range(range)), node.set("nearer", json_number(t.nearer));
  node.set("evidence", json_number(t.evidence)), node.set("runs", Node::of(int64_t{t.runs}));
  node.set("tells", Node::of(t.tells > 0 ? "full" : t.tells < 0 ? "rival" : "neither"));
  return node;
}

Node json_of(const Rivals& told, const RivalPoint& point) {
  Node node = Node::object(), under = Node::object();
  node.set("series", Node::of(point.observed.series)),
      node.set("date", Node::of(sim::to_string(point.observed.date)));
  node.set("observed", json_number(point.observed.value)), node.set("unit", Node::of(point.observed.unit));
  node.set("role", Node::of(point.observed.role)), node.set("sd_log", json_number(point.observed.sd_log));
  node.set("full", json_range(point.full));
  for (std::size_t r = 0; r < told.rivals.size(); ++r)
    under.set(told.rivals[r].mechanism, json_of(point.tells[r], point.under[r]));
  node.set("under", under);
  return node;
}

Node json_of(const Rival& rival) {
  Node node = Node::object(), would = Node::list();
  node.set("mechanism", Node::of(rival.mechanism)), node.set("on", Node::of(rival.on));
  node.set("held_us_in_cn", json_range(rival.held));
  for (const Unobserved& u : rival.would_tell) {
    Node one = Node::object();
    one.set("output", Node::of(exchange::declaration_of(u.output).name)), one.set("full", json_range(u.full));
    one.set("rival", json_range(u.under)), one.set("apart", json_number(u.apart));
    would.items.push_back(one);
  }
  node.set("would_tell", would);
  return node;
}

Node json_of(const Rivals& told) {
  Node all = Node::object(), rivals = Node::list(), points = Node::list();
  all.set("replicates", Node::of(int64_t{told.replicates})),
      all.set("institutions", Node::of(int64_t{told.institutions}));
  all.set("weight", Node::of(told.weight)), all.set("held_us_in_cn", json_range(told.held));
  all.set("conclusions", conclusions_of(told));
  for (const Rival& rival : told.rivals) rivals.items.push_back(json_of(rival));
  for (const RivalPoint& point : told.points) points.items.push_back(json_of(told, point));
  all.set("rivals", rivals), all.set("observations", points);
  all.set("would_tell_at", Node::of(sim::to_string(told.unobserved_at)));
  return all;
}

int rivals(const Request& request) {
  const exchange::Scenario scenario = load_selected(request);
  Analysis analysis(request);
  study::RivalsOptions options;
  options.run = analysis.options();
  if (request.replicates == 0) options.run.replicates = std::min(kReplicates, scenario.replicates);
  options.institutions = request.institutions > 0 ? 0 : kInstitutions;  // 0: as it was loaded
  options.only = request.rivals;
  const auto count = options.only.empty() ? study::mechanisms().size() : options.only.size();
  if (request.dry_run)
    return dry_run({study::resized(scenario, options.institutions), options.run.replicates, false,
                    1 + static_cast<int64_t>(count)},
                   request);
  const Rivals told = study::rivals(scenario, io::read_observations(), options);
  if (told.stopped) return analysis.stopped();
  print(request.json ? exchange::json::to_text(json_of(told)) + "\n"
                     : rivals_text(told, scenario, request.table == "full"));
  return analysis.finished(told.failures);
}

}  // namespace

Command rivals_command() {
  const std::vector<Option> own{
      options::policy("only this policy and the reference (repeatable)"),
      {"--rival", "NAME", "only this mechanism (repeatable); default: every one",
       [](Request& r) -> Target { return &r.rivals; }, Offers::words, study::mechanisms()},
      options::json(),
      options::table()};
  return {"rivals", "rival mechanisms: which observations can tell, what they turn",
          "genratchet rivals preset:us-countermeasures --policy no-us-measures \\\n"
          "      --institutions 500 --replicates 4",
          rivals,
          std::vector{options::scenario()} + options::changing_the_scenario() + options::of_runs() + own};
}

}  // namespace cli
