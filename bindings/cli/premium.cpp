// `premium`: what the PRC's rules add to its net holdings while the US stays open, from four worlds on shared
// chance.

#include "study/premium.hpp"

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/dry_run.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/premium_table.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"

namespace cli {

namespace {

using exchange::json::Node;
using study::PremiumRow;

constexpr const char* kWorlds[] = {"open, actual", "open, open", "mirrors PRC, actual", "mirrors PRC, open"};
constexpr const char* kIds[] = {"open_actual", "open_open", "mirror_actual", "mirror_open"};

std::string worlds_of(const PremiumRow& row, const Sides& s) {
  Table table({{"world: " + s.a_people + ", " + s.b_people, 19},
               {s.a_people + " persons in " + (s.b_people == "PRC" ? "CN" : s.b_place), 24},
               {s.b_people + " persons in " + s.a_people, 24},
               {"net", 7, true}});
  for (std::size_t w = 0; w < 4; ++w)
    table.add({kWorlds[w], value_of(row.held_in_cn[w]), value_of(row.held_in_us[w]),
               signed_scaled(row.net[w].median)});
  return table.text();
}

std::string parts_of(const PremiumRow& row, const Sides& s) {
  const auto line = [](const std::string& what, const std::string& number) {
    return wrapped(number, left(what, 44), 44);
  };
  std::string out = line("Premium: inflow and retention, persons", change_of(row.premium));
  out += line("  inflow: more " + s.a_people + " persons copied", change_of(row.inflow));
  out += line("  retention: fewer " + s.b_people + " persons that left", change_of(row.retention));
  out += line("Interaction with a " + s.a_people + " that mirrors the " + s.b_people,
              change_of(row.interaction));
  out += line("Held in " + s.b_place + ", gigabases: foreign", value_of(row.foreign_bases));
  out += line("  of its own people and organisms", value_of(row.domestic_bases));
  return out + wrapped("Each number is the median of its own values, run by run: parts add up in every run, medians do not.");
}

Node json_of(const PremiumRow& row) {
  Node node = Node::object(), worlds = Node::object();
  node.set("date", Node::of(sim::to_string(row.date)));
  node.set("premium", json_range(row.premium));
  node.set("inflow", json_range(row.inflow));
  node.set("retention", json_range(row.retention));
  node.set("interaction", json_range(row.interaction));
  for (std::size_t w = 0; w < 4; ++w) {
    Node world = Node::object();
    world.set("held_us_in_cn", json_range(row.held_in_cn[w]));
    world.set("held_cn_in_us", json_range(row.held_in_us[w]));
    world.set("net", json_range(row.net[w]));
    worlds.set(kIds[w], world);
  }
  node.set("worlds", worlds);
  node.set("held_foreign_in_cn_bases", json_range(row.foreign_bases));
  node.set("held_domestic_in_cn_bases", json_range(row.domestic_bases));
  return node;
}

}  // namespace

std::string premium_table(const study::Ensemble& ensemble) {
  std::string out;
  const Sides s = sides_of(*ensemble.scenario);
  for (const PremiumRow& row : study::premium(ensemble))
    out += (out.empty() ? "" : "\n") +
           wrapped(bold("Asymmetry premium by " + sim::to_string(row.date)) +
                   ": persons whose data are copied, " + "the two regimes crossed") +
           worlds_of(row, s) + parts_of(row, s);
  return out;
}

namespace {

int premium(const Request& request) {
  const exchange::Scenario scenario = study::premium_scenario(load(request));
  if (request.dry_run) return dry_run({scenario, replicates_of(scenario, request), true}, request);
  Analysis analysis(request);
  const study::Ensemble ensemble = study::run_ensemble(scenario, analysis.options());
  if (ensemble.stopped) return analysis.stopped();
  const auto rows = study::premium(ensemble);
  if (rows.empty())
    throw UsageError(
        scenario.id +
        " has not what the premium needs: the policy no-us-measures and the measures us-mirrors-prc, "
        "prc-open and prc-closure, or four policies us-open-prc-actual, us-open-prc-open, "
        "us-mirrors-prc-actual "
        "and us-mirrors-prc-open.");
  if (request.json) {
    Node list = Node::list();
    for (const PremiumRow& row : rows) list.items.push_back(json_of(row));
    print(exchange::json::to_text(list) + "\n");
  } else {
    print(title_line(scenario) + runs_line(4, "world", ensemble.replicates) + "\n" + premium_table(ensemble) +
          "\nNet: copied in less copied out.   ? runs disagree on the direction\n");
  }
  return analysis.finished(ensemble.failures);
}

}  // namespace

Command premium_command() {
  return {"premium", "the four worlds of the asymmetry premium",
          "genratchet premium preset:us-countermeasures --institutions 2000 --replicates 4", premium,
          std::vector{options::scenario()} + options::changing_the_scenario() + options::of_runs() +
              std::vector{options::json()}};
}

}  // namespace cli
