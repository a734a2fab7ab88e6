#include "bindings/cli/credit_table.hpp"

#include <algorithm>
#include <cmath>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"
#include "study/headline.hpp"

namespace cli {

namespace {

using study::Ablation;
using study::AblationRow;
using study::Credit;
using study::CreditRow;
using study::Interplay;
using study::Range;

constexpr std::size_t kLabel = 17, kNumber = 21;

// Largest first, whichever way it points.
template <class Row, class Of>
std::vector<const Row*> by_size(const std::vector<Row>& rows, Of&& of) {
  std::vector<const Row*> sorted;
  for (const Row& row : rows) sorted.push_back(&row);
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Row* a, const Row* b) {
    return std::fabs(of(*a).median) > std::fabs(of(*b).median);
  });
  return sorted;
}

template <class Told>
std::string head_of(const Told& told, const exchange::Scenario& scenario, const std::string& sets) {
  const bool preliminary = told.replicates < study::kPublishWith;
  std::string runs = (preliminary ? "PRELIMINARY: " : "") + sets + " x " + counted(told.replicates, "run") +
                     (preliminary ? "; publish with " + std::to_string(study::kPublishWith) : "") + ".";
  if (told.weight != 1)
    runs += " " + with_commas(told.institutions) + " institutions, each for " + two_digits(told.weight) +
            (told.weight == scenario.weight
                 ? "."
                 : ": a small world, in which rare large studies weigh more; the whole one: --institutions " +
                       std::to_string(scenario.institutions) + ".");
  return title_line(scenario) + wrapped(runs + " Range = 90 % of runs.") + "\n";
}

std::string median_cell(const Range& r) {
  if (r.runs == 0) return "no run finished";
  if (r.low == 0 && r.high == 0) return "no change";
  return signed_scaled(r.median) + (study::runs_disagree(r) ? " ?" : "");
}

std::string range_cell(const Range& r) {
  return r.runs == 0 || (r.low == 0 && r.high == 0) ? "" : signed_range(r.low, r.high);
}

std::string words_of(Interplay interplay) {
  if (interplay == Interplay::overlaps) return "overlaps";
  return interplay == Interplay::reinforced ? "reinforced" : "";
}

// Nothing at all if there is nothing to say.
std::string line_of(const std::string& label, const std::string& a, const std::string& b,
                    const std::string& c) {
  std::string line = left(label, kLabel) + left(a, kNumber) + left(b, kNumber) + c;
  line.erase(line.find_last_not_of(' ') + 1);
  return line.empty() ? "" : line + "\n";
}

std::string block_of(const CreditRow& row, bool exact) {
  const std::string share =
      std::isfinite(row.share.median) && row.value.runs > 0 && (row.value.low != 0 || row.value.high != 0)
          ? ", " + percent(row.share.median)
          : "";
  const std::string error = exact || !(row.sampling_error > 0) ? "" : "  +/- " + scaled(row.sampling_error);
  return wrapped(row.player.id + (row.player.title.empty() ? "" : ": " + row.player.title), "", 2) +
         line_of("  " + words_of(row.interplay), median_cell(row.value) + share, median_cell(row.alone),
                 median_cell(row.last)) +
         line_of(error, range_cell(row.value), range_cell(row.alone), range_cell(row.last));
}

std::string sentence(const Credit& told, const Sides& sides) {
  const bool none = told.change.low == 0 && told.change.high == 0;
  return wrapped("Copies of " + value_of(told.held_reference) + " " + sides.a_people + " persons are in " +
                 sides.b_place + " by " + sim::to_string(told.date) + " under " + told.reference + ", of " +
                 value_of(told.held_policy) + " under " + told.policy + ": " + change_of(told.change) +
                 (none ? " in any run, so there is nothing to share out:" : ". That change, shared out:")) +
         "\n";
}

bool any_disagrees(const Credit& told) {
  return std::any_of(told.rows.begin(), told.rows.end(), [](const CreditRow& row) {
    return study::runs_disagree(row.value) || study::runs_disagree(row.alone) ||
           study::runs_disagree(row.last);
  });
}

std::string notes(const Credit& told) {
  std::string text = wrapped(
      "credit: what a measure changes when it comes, averaged over all orders in which the measures could "
      "come "
      "(Shapley value). Run by run credits sum to the whole change; medians need not. Ranges stand below.");
  text += wrapped("alone: on top of " + told.reference +
                  ". last: on top of all the others, so what is lost if it alone is left out.");
  text += wrapped(
      "overlaps: in nine of ten runs it changes less last than alone, as others do part of it; reinforced: "
      "more. "
      "Neither word: equal, or the runs do not agree.");
  if (any_disagrees(told)) text += wrapped("runs disagree on the direction", "?  ");
  if (told.rows.size() == 1 && told.rows[0].player.provisions.size() > 1)
    text += wrapped("One measure alone: its provisions one by one, with --provisions.");
  if (!told.exact)
    text += wrapped(
        "Sampled: " + counted(told.orders, "order") +
        " of all. +/-: one standard deviation of the credit for want of more, in the median run; more: "
        "--orders N.");
  return text + wrapped(
                    "This shares out what the model computes under its assumptions; it is no evidence of "
                    "what a measure "
                    "did or will do. Fewer copies can also mean fewer joint studies.");
}

bool is_never(const AblationRow& row) { return row.never; }

std::string rules_of(const Ablation& told) {
  Table table({{"Without", 26}, {"the change becomes", 26}, {"a difference of", 24}});
  for (const AblationRow* row : by_size(told.rows, [](const AblationRow& r) { return r.difference; }))
    if (!row->never) table.add({row->rule.id, change_of(row->change), change_of(row->difference)});
  const bool all_never = std::all_of(told.rows.begin(), told.rows.end(), is_never);
  std::string text = all_never ? "" : table.text();
  std::vector<std::string> never;
  for (const AblationRow& row : told.rows)
    if (row.never) never.push_back(row.rule.id);
  if (!never.empty())
    text += (all_never ? "" : "\n") +
            wrapped("No run differs without one of these: " + joined(never, ", "), "", 2);
  return text;
}

}  // namespace

std::string credit_text(const Credit& told, const exchange::Scenario& scenario) {
  std::string out = head_of(told, scenario,
                            counted(told.sets, "set") + " of " +
                                counted(static_cast<long long>(told.rows.size()), "measure")) +
                    sentence(told, sides_of(scenario)) + line_of("", "credit, its share", "alone", "last") +
                    std::string(kWidth - 3, '-') + "\n";
  for (const CreditRow* row : by_size(told.rows, [](const CreditRow& r) { return r.value; }))
    out += block_of(*row, told.exact);
  return out + "\n" + notes(told);
}

std::string ablation_text(const Ablation& told, const exchange::Scenario& scenario) {
  const Sides sides = sides_of(scenario);
  const std::string whose = told.jurisdiction.empty() ? "that differs" : "of " + told.jurisdiction;
  bool disagree = false;
  for (const AblationRow& row : told.rows)
    disagree = disagree || study::runs_disagree(row.change) || study::runs_disagree(row.difference);
  return head_of(told, scenario,
                 counted(static_cast<long long>(told.rows.size()) + 2, "policy", "policies")) +
         wrapped(sides.a_people + " persons copied to " + sides.b_place + " by " + sim::to_string(told.date) +
                 " under " + told.policy + ", against " + told.reference + ": " + change_of(told.change) +
                 ". Each provision " + whose + ", taken out alone:") +
         "\n" + rules_of(told) + "\n" +
         wrapped(
             "a difference of: against the whole policy, run by run. Two rules that do the same hide each "
             "other "
             "here: without one the other still acts.") +
         (disagree ? wrapped("runs disagree on the direction", "?  ") : "") +
         wrapped(
             "This is what the model computes under its assumptions, with the parameters drawn: no "
             "difference "
             "here is no proof that a rule never matters.");
}

}  // namespace cli
