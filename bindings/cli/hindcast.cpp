// `hindcast`: modelled series beside what was observed, misses included.

#include "study/hindcast.hpp"

#include <cmath>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/dry_run.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"
#include "io/observations.hpp"

namespace cli {

namespace {

using exchange::json::Node;
using study::HindcastPoint;
using study::HindcastSeries;

// Two digits; a large number with its unit, so that it fits its column.
std::string short_number(double value) { return std::fabs(value) < 10000 ? two_digits(value) : scaled(value); }

std::string text_of(const HindcastSeries& series) {
  Table table({{"date", 7},
               {"observed", 9, true},
               {"model", 9, true},
               {"range", 20, true},
               {"inside", 6},
               {"ratio", 6, true},
               {"role", 9}});
  bool any = false;
  for (const HindcastPoint& point : series.points) {
    if (!point.observed) continue;
    any = true;
    table.add({sim::to_string(point.date), short_number(point.observed->value), short_number(point.mid),
               short_number(point.low) + " to " + short_number(point.high), point.inside ? "yes" : "NO",
               std::isfinite(point.ratio) ? two_digits(point.ratio) : "-", point.observed->role});
  }
  if (any) return "\n" + wrapped(bold(series.name) + ", " + series.unit) + table.text();
  const HindcastPoint* last = series.points.empty() ? nullptr : &series.points.back();
  if (!last) return "";
  return "\n" + wrapped(bold(series.name) + ", " + series.unit + ": not observed; the model has " +
                        short_number(last->mid) + " (" + short_number(last->low) + " to " +
                        short_number(last->high) + ") in " + sim::to_string(last->date));
}

Node json_of(const HindcastSeries& series) {
  Node list = Node::list();
  for (const HindcastPoint& point : series.points) {
    Node node = Node::object();
    node.set("date", Node::of(sim::to_string(point.date)));
    node.set("mid", json_number(point.mid));
    node.set("low", json_number(point.low));
    node.set("high", json_number(point.high));
    node.set("unit", Node::of(series.unit));
    if (point.observed) {
      node.set("observed", json_number(point.observed->value));
      node.set("role", Node::of(point.observed->role));
      node.set("inside", Node::of(point.inside));
    }
    list.items.push_back(node);
  }
  return list;
}

// Only the policy that is to be shown: its history is all that counts.
exchange::Scenario only(exchange::Scenario scenario, std::size_t policy) {
  scenario.policies = {scenario.policies[policy]};
  scenario.reference = scenario.policies[0].id;
  return scenario;
}

int hindcast(const Request& request) {
  exchange::Scenario scenario = load(request);
  scenario = only(scenario, policy_of(scenario, request));
  if (request.dry_run) return dry_run({scenario, replicates_of(scenario, request)}, request);
  Analysis analysis(request);
  study::RunOptions options = analysis.options();
  options.premium_worlds = false;
  const study::Ensemble ensemble = study::run_ensemble(scenario, options);
  if (ensemble.stopped) return analysis.stopped();
  const auto series = study::hindcast(ensemble, 0, io::read_observations());
  if (request.json) {
    Node all = Node::object();
    for (const HindcastSeries& one : series) all.set(one.name, json_of(one));
    print(exchange::json::to_text(all) + "\n");
    return analysis.finished(ensemble.failures);
  }
  std::string out = title_line(scenario) +
                    wrapped("Policy " + scenario.reference + ", " + counted(ensemble.replicates, "run") +
                            ". Range = 90 % of runs. Ratio = model / observed.");
  const Sides sides = sides_of(scenario);
  if (sides.a_people != "US" || sides.b_people != "PRC")
    out += wrapped("What was observed is the real world; this scenario is not meant to resemble it.");
  for (const HindcastSeries& one : series) out += text_of(one);
  const study::HindcastScore score = study::score(series);
  out += "\n" + wrapped("Against history: " + std::to_string(score.inside) + " of " +
                        counted(score.all, "observation") + " not used for fitting (role hindcast) " +
                        (score.inside == 1 ? "lies" : "lie") + " inside the range.");
  print(out);
  return analysis.finished(ensemble.failures);
}

}  // namespace

Command hindcast_command() {
  return {"hindcast", "modelled against observed, by series and date",
          "genratchet hindcast preset:us-countermeasures --institutions 2000 --replicates 4", hindcast,
          std::vector{options::scenario()} + options::changing_the_scenario() + options::of_runs() +
              std::vector{options::policy("the policy to show; default: the reference"), options::json()}};
}

}  // namespace cli
