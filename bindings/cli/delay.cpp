// `delay`: what is copied because a measure came some years later.

#include "study/delay.hpp"

#include <charconv>
#include <cmath>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/dry_run.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"
#include "models/exchange/world/problems.hpp"

namespace cli {

namespace {

using exchange::json::Node;
using study::Delay;
using study::DelayPoint;
using study::Range;

int32_t whole_number(const std::string& text) {
  int32_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || value < -50 || value > 50)
    throw UsageError("--years takes FIRST:LAST in whole years from -50 to 50, such as 0:10; \"" + text +
                     "\" is no such year.");
  return value;
}

std::vector<int32_t> years_of(const std::string& text) {
  const std::size_t colon = text.find(':');
  const int32_t first = whole_number(text.substr(0, colon));
  const int32_t last = colon == std::string::npos ? first : whole_number(text.substr(colon + 1));
  if (last < first) throw UsageError("--years " + text + ": the last year lies before the first.");
  std::vector<int32_t> years;
  for (int32_t year = first; year <= last; ++year) years.push_back(year);
  return years;
}

// A measure or provision of the scenario; else says what may have been meant.
void must_know(const exchange::Scenario& scenario, const std::string& measure) {
  std::vector<std::string> known, measures;
  for (const auto& [id, unused] : scenario.measures) measures.push_back(id);
  known = measures;
  for (const auto& [id, unused] : scenario.library) known.push_back(id);
  for (const std::string& id : known)
    if (id == measure) return;
  throw UsageError("\"" + measure + "\" is not a measure or provision here. " +
                   exchange::did_you_mean(measure, known) + "\nKnown: " + exchange::listed(measures.empty() ? known : measures, 40));
}

std::string share(const Range& r) {
  return percent(r.median) + " (" + percent(r.low) + " to " + percent(r.high) + ")";
}

std::string cost(const DelayPoint& point) { return point.years == 0 ? "-" : change_of(point.cost); }

std::string text_of(const Delay& told, const Sides& sides) {
  Table table({{"years later", 11, true},
               {"announced", 9},
               {sides.a_people + " persons copied", 26},
               {"cost of delay (range)", 27}});
  for (const DelayPoint& point : told.points)
    table.add(
        {std::to_string(point.years), sim::to_string(point.announced), value_of(point.held), cost(point)});
  std::string out = wrapped(told.measure + ", announced " + sim::to_string(told.announced) +
                            ", in force since " + sim::to_string(told.effective) + ": copies by " +
                            sim::to_string(told.date) + " if it came later") +
                    "\n";
  out += table.text() + "\n";
  if (std::isfinite(told.vintage_held.median))
    out += wrapped("Already held when it came: " + share(told.vintage_held) + " of the " + sides.a_people +
                   " persons sequenced by then.");
  if (told.prior_held_5.runs > 0 && std::isfinite(told.prior_held_5.median))
    out += wrapped(
        "Of the copies there 5 years later, " + share(told.prior_held_5) + " were there when it came" +
        (told.prior_held_10.runs > 0 ? "; of those 10 years later, " + share(told.prior_held_10) : "") + ".");
  return out;
}

Node json_of(const Delay& told) {
  Node all = Node::object(), points = Node::list();
  all.set("measure", Node::of(told.measure));
  all.set("reference", Node::of(told.reference));
  all.set("announced", Node::of(sim::to_string(told.announced)));
  all.set("effective", Node::of(sim::to_string(told.effective)));
  all.set("date", Node::of(sim::to_string(told.date)));
  for (const DelayPoint& point : told.points) {
    Node node = Node::object();
    node.set("years", Node::of(int64_t{point.years}));
    node.set("announced", Node::of(sim::to_string(point.announced)));
    node.set("held_us_in_cn", json_range(point.held));
    node.set("cost", json_range(point.cost));
    points.items.push_back(node);
  }
  all.set("points", points);
  all.set("vintage_held", json_range(told.vintage_held));
  all.set("prior_held_5", json_range(told.prior_held_5));
  all.set("prior_held_10", json_range(told.prior_held_10));
  return all;
}

int delay(const Request& request) {
  const exchange::Scenario scenario = load(request);
  must_know(scenario, request.measure);
  const std::vector<int32_t> years = years_of(request.years);
  if (request.dry_run)
    return dry_run({study::delayed_scenario(scenario, request.measure, years), replicates_of(scenario, request)}, request);
  Analysis analysis(request);
  const Delay told = study::delay(scenario, request.measure, years, analysis.options());
  if (told.stopped) return analysis.stopped();
  if (request.json)
    print(exchange::json::to_text(json_of(told)) + "\n");
  else
    print(title_line(scenario) + runs_line(static_cast<int64_t>(years.size()), "delay", replicates_of(scenario, request)) + "\n" +
          text_of(told, sides_of(scenario)));
  return analysis.finished(told.failures);
}

}  // namespace

Command delay_command() {
  const std::vector<Option> own{
      {"--measure", "ID", "the measure or provision to delay", [](Request& r) -> Target { return &r.measure; },
       Offers::measures, {}, 0, 0, true},
      {"--years", "FIRST:LAST", "years of delay; default 0:10", [](Request& r) -> Target { return &r.years; }},
      options::json()};
  return {"delay", "what each year of delay of a measure costs",
          "genratchet delay preset:us-countermeasures --measure us-nih --years 0:2 \\\n"
          "      --institutions 2000 --replicates 4", delay,
          std::vector{options::scenario()} + options::changing_the_scenario() + options::of_runs() + own};
}

}  // namespace cli
