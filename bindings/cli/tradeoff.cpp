// `tradeoff`: copies against open science, policy by policy, and how far each falls short in its worst run.

#include "study/tradeoff.hpp"

#include <cmath>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/dry_run.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"

namespace cli {

namespace {

using exchange::ScienceItem;
using exchange::json::Node;
using study::Range;
using study::Shortfall;
using study::Tradeoff;
using study::TradeoffRow;

constexpr std::size_t kPolicy = 18, kNumber = 21, kShortfall = 10;

// What is printed of a number on two lines: the median, and below it the range.
struct Cell {
  std::string median, range;
};

std::string mark(const Range& r) { return study::runs_disagree(r) ? " ?" : ""; }

Cell copies_cell(const TradeoffRow& row) {
  const Range& r = row.change;
  if (row.is_reference) return {scaled(row.held.median), "the reference"};
  if (r.runs == 0) return {"no run finished", ""};
  if (r.low == 0 && r.high == 0) return {"no change", ""};
  return {signed_scaled(r.median) + mark(r), signed_range(r.low, r.high)};
}

// A share; "-" where there is none to be lost.
Cell share_cell(const Range& r) {
  if (!std::isfinite(r.median)) return {"-", ""};
  if (r.low == 0 && r.high == 0) return {"0 %", ""};
  return {signed_percent(r.median) + mark(r), signed_percent(r.low) + " to " + signed_percent(r.high)};
}

Cell shortfall_cell(const Shortfall& s, std::string (*words)(double)) {
  if (s.runs == 0) return {"-", ""};
  return {words(s.worst), words(s.median)};
}

std::string line_of(const std::string& label, const std::string& a, const std::string& b,
                    const std::string& c, const std::string& d) {
  return left(label, kPolicy) + left(a, kNumber) + left(b, kNumber) + right(c, kShortfall) +
         right(d, kShortfall) + "\n";
}

// A long name has a line of its own.
std::string block_of(const TradeoffRow& row) {
  const bool is_long = width_of(row.policy) >= kPolicy;
  const Cell copies = copies_cell(row), cost = share_cell(row.science_cost);
  const Cell worst = shortfall_cell(row.copies, scaled), of_science = shortfall_cell(row.science, percent);
  return (is_long ? row.policy + "\n" : "") +
         line_of(is_long ? "" : row.policy, copies.median, cost.median, worst.median, of_science.median) +
         line_of("", copies.range, cost.range, worst.range, of_science.range);
}

std::string table_of(const Tradeoff& told, const Sides& s) {
  std::string text =
      left("", kPolicy) + left(s.a_people + " persons copied,", kNumber) + left("science cost*,", kNumber) +
      right("worst shortfall**", 2 * kShortfall) + "\n" +
      line_of("Policy", "change by " + sim::to_string(told.date), "share lost", "copies", "science") +
      line_of("", "(range)", "(range)", "(median)", "(median)") + std::string(kWidth - 3, '-') + "\n";
  for (const TradeoffRow& row : told.rows) text += block_of(row);
  return text;
}

std::string dominance_of(const Tradeoff& told) {
  std::string dominated, undecided;
  bool comparable = false;
  for (const TradeoffRow& row : told.rows) {
    comparable = comparable || !std::isnan(row.dominated_share);
    if (!(row.dominated_share > 0)) continue;
    (row.dominated ? dominated : undecided) += wrapped(
        row.policy + " by " + row.dominated_by + ", in " + percent(row.dominated_share) + " of the runs",
        "  ", 4);
  }
  if (!comparable)
    return wrapped("No policies can be compared on both: there is no science cost of two in one run.");
  return (dominated.empty() ? wrapped("No policy is dominated by another in nine of ten runs.")
                            : wrapped("Dominated in nine of ten runs or more (another leaves no more copies "
                                      "and costs science no more, and is better on one of them or both):") +
                                  dominated) +
         (undecided.empty() ? "" : wrapped("In fewer runs, which decides nothing:") + undecided);
}

std::string least_worst_of(const Tradeoff& told) {
  const auto least = [&](const std::vector<std::string>& policies, const std::string& what) {
    return policies.empty() ? "" : what + joined(policies, ", ");
  };
  const std::string text =
      least(told.least_worst_copies, "in copies ") + least(told.least_worst_science, "; in science cost ");
  return text.empty() ? "" : wrapped("Least worst shortfall: " + text + ".");
}

std::string items_of(const Tradeoff& told) {
  Table table({{"Lost to US and allied science, median (minus: gained)", 29},
               {"requests granted", 14, true},
               {"joint projects", 14, true},
               {"dataset-months of delay added", 17, true}});
  for (const TradeoffRow& row : told.rows) {
    if (row.is_reference) continue;
    const auto lost = [&](ScienceItem item) {
      const Range& r = row.lost[static_cast<std::size_t>(item)];
      return r.runs == 0 ? "-" : signed_scaled(r.median) + (study::runs_disagree(r) ? " ?" : "");
    };
    table.add({row.policy, lost(ScienceItem::requests_granted), lost(ScienceItem::collaborations),
               lost(ScienceItem::releases_delayed)});
  }
  return table.text();
}

std::string text_of(const Tradeoff& told, const exchange::Scenario& scenario, bool full) {
  const Sides s = sides_of(scenario);
  bool disagree = false;
  for (const TradeoffRow& row : told.rows)
    disagree = disagree || row.disagree || study::runs_disagree(row.science_cost);
  return title_line(scenario) + runs_line(told.policies, "policy", told.replicates) + size_line(scenario) +
         "\n" + table_of(told, s) + "\n" + dominance_of(told) + least_worst_of(told) + "\n" +
         (full ? items_of(told) + "\n" : "") +
         wrapped("person-months of data that " + std::string(s.a_people == "US" ? "US and allied " : "") +
                     "scientists can no longer obtain; minus: they can obtain more. Not in it: joint "
                     "projects and "
                     "requests (--table full), science elsewhere, drug development, retaliation.",
                 "*  ") +
         wrapped(
             "behind the best of these policies in the same run: each run is one possible future, without a "
             "probability. More runs can only make it worse, and other policies beside it change it.",
             "** ") +
         (disagree ? wrapped("fewer than 90 % of the runs agree", "?  ") : "") +
         wrapped("How copies weigh against science is not for the model to say.");
}

Node json_shortfall(const Shortfall& s) {
  Node node = Node::object();
  node.set("worst", json_number(s.worst));
  node.set("median", json_number(s.median));
  node.set("runs", Node::of(int64_t{s.runs}));
  return node;
}

Node json_names(const std::vector<std::string>& names) {
  Node list = Node::list();
  for (const std::string& name : names) list.items.push_back(Node::of(name));
  return list;
}

Node json_of(const TradeoffRow& row) {
  Node node = Node::object();
  node.set("policy", Node::of(row.policy));
  node.set("title", Node::of(row.title));
  node.set("is_reference", Node::of(row.is_reference));
  node.set("held_us_in_cn", json_range(row.held));
  node.set("change", json_range(row.change));
  node.set("science_cost", json_range(row.science_cost));
  const auto lost = [&](ScienceItem item) { return json_range(row.lost[static_cast<std::size_t>(item)]); };
  node.set("reach_person_months_lost", lost(ScienceItem::reach_person_months));
  node.set("requests_granted_lost", lost(ScienceItem::requests_granted));
  node.set("collaborations_lost", lost(ScienceItem::collaborations));
  node.set("releases_delayed_added", lost(ScienceItem::releases_delayed));
  node.set("dominated", Node::of(row.dominated));
  node.set("dominated_by", row.dominated_by.empty() ? Node{} : Node::of(row.dominated_by));
  node.set("dominated_share", json_number(row.dominated_share));
  node.set("shortfall_copies", json_shortfall(row.copies));
  node.set("shortfall_science", json_shortfall(row.science));
  return node;
}

Node json_of(const Tradeoff& told) {
  Node all = Node::object(), policies = Node::list();
  all.set("date", Node::of(sim::to_string(told.date)));
  all.set("reference", Node::of(told.reference));
  all.set("replicates", Node::of(int64_t{told.replicates}));
  all.set("preliminary", Node::of(told.preliminary));
  for (const TradeoffRow& row : told.rows) policies.items.push_back(json_of(row));
  all.set("policies", policies);
  all.set("least_worst_copies", json_names(told.least_worst_copies));
  all.set("least_worst_science", json_names(told.least_worst_science));
  return all;
}

int tradeoff(const Request& request) {
  const exchange::Scenario scenario = load_selected(request);
  if (request.dry_run) return dry_run({scenario, replicates_of(scenario, request)}, request);
  Analysis analysis(request);
  study::RunOptions options = analysis.options();
  options.premium_worlds = false;
  const study::Ensemble ensemble = study::run_ensemble(scenario, options);
  if (ensemble.stopped) return analysis.stopped();
  const Tradeoff told = study::tradeoff(ensemble);
  if (request.json)
    print(exchange::json::to_text(json_of(told)) + "\n");
  else
    print(text_of(told, scenario, request.table == "full"));
  return analysis.finished(ensemble.failures);
}

}  // namespace

Command tradeoff_command() {
  const std::vector<Option> own{options::policy("only this policy and the reference (repeatable)"),
                                options::json(), options::table()};
  return {"tradeoff", "copies against open science: dominated policies, worst shortfalls",
          "genratchet tradeoff preset:us-countermeasures --institutions 2000 --replicates 4", tradeoff,
          std::vector{options::scenario()} + options::changing_the_scenario() + options::of_runs() + own};
}

}  // namespace cli
