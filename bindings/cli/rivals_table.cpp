#include "bindings/cli/rivals_table.hpp"

#include <algorithm>
#include <cmath>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/challenge_table.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"

namespace cli {

namespace {

using study::Conclusion;
using study::Fate;
using study::Rival;
using study::RivalPoint;
using study::Rivals;
using study::Telling;
using study::Unobserved;
using study::Verdict;

constexpr std::size_t kRival = 24, kShownUnobserved = 3;
constexpr const char* kNoMeasures = "no-us-measures";  // differs most from current law

Fate fate_under(const Rivals& told, std::size_t rival, std::size_t conclusion) {
  return study::fate(told.conclusions[conclusion].verdict, told.rivals[rival].verdicts[conclusion]);
}

std::string under(const Rivals& told, std::size_t conclusion, Fate fate) {
  std::vector<std::string> names;
  for (std::size_t r = 0; r < told.rivals.size(); ++r)
    if (fate_under(told, r, conclusion) == fate) names.push_back(rival_words(told.rivals[r]));
  return joined(names, ", ");
}

// Conclusions of the full model that meet `fate` somewhere, each with the rivals under which it does.
std::string fated(const Rivals& told, const Sides& sides, Fate fate, bool full) {
  std::string out;
  for (std::size_t i = 0; i < told.conclusions.size(); ++i) {
    const std::string rivals = under(told, i, fate);
    if (rivals.empty() || (!full && !is_main(told.conclusions, told.conclusions[i]))) continue;
    out += wrapped(said(told.conclusions[i], sides) + ": under " + rivals, "  ", 4);
  }
  return out;
}

// Conclusions that hold under every rival (decided), or were not decided in the full model.
std::string kept(const Rivals& told, const Sides& sides, bool decided, bool full) {
  std::string out;
  for (std::size_t i = 0; i < told.conclusions.size(); ++i) {
    const Conclusion& c = told.conclusions[i];
    if (!full && !is_main(told.conclusions, c)) continue;
    if ((c.verdict != Verdict::undecided) != decided) continue;
    if (decided && !(under(told, i, Fate::reversed) + under(told, i, Fate::lost)).empty()) continue;
    out += wrapped(said(c, sides), "  ", 4);
  }
  return out;
}

bool any_decided(const Rivals& told, bool full) {
  return std::any_of(told.conclusions.begin(), told.conclusions.end(), [&](const Conclusion& c) {
    return c.verdict != Verdict::undecided && (full || is_main(told.conclusions, c));
  });
}

// "--policy no-us-measures", where that may be had and is not there yet.
std::string another_policy(const exchange::Scenario& scenario, const Sides& sides) {
  const bool is_there = std::any_of(scenario.policies.begin(), scenario.policies.end(),
                                    [](const auto& policy) { return policy.id == kNoMeasures; });
  const bool may_be = sides.a_people == "US" && sides.b_people == "PRC" && !is_there;
  return may_be ? std::string("such as --policy ") + kNoMeasures : "--policy";
}

// What is not decided in the full model, no rival can turn.
std::string nothing_tested(const exchange::Scenario& scenario, const Sides& sides) {
  return wrapped(
             "No conclusion could be tested: runs of the full model disagree on each, or nothing differs. "
             "More "
             "runs (--replicates), more institutions (--institutions) or more policies (" +
             another_policy(scenario, sides) + ") may decide some.") +
         "\n";
}

std::string conclusions_of(const Rivals& told, const exchange::Scenario& scenario, bool full) {
  const Sides sides = sides_of(scenario);
  const auto list = [](const std::string& head, const std::string& lines, bool always) {
    return lines.empty() && !always ? "" : head + "\n" + (lines.empty() ? "  nothing\n" : lines);
  };
  const std::string undecided =
      list("Was not decided in the full model:", kept(told, sides, false, full), false);
  if (!any_decided(told, full)) return nothing_tested(scenario, sides) + undecided;
  return list("REVERSED by a rival mechanism:", fated(told, sides, Fate::reversed, full), true) +
         list("Lost, as runs no longer agree or nothing differs:", fated(told, sides, Fate::lost, full),
              true) +
         list("Holds under every rival:", kept(told, sides, true, full), true) + undecided;
}

// Context is shown in full only: the model is not meant to resemble the years before its calibration.
bool counts(const RivalPoint& point) { return point.observed.role != "context"; }

std::string tallies_of(const Rivals& told, const Sides& sides) {
  Table table({{"Mechanism", kRival},
               {"copied", 23},
               {"for full", 8, true},
               {"for rival", 9, true},
               {"neither", 7, true}});
  table.add({"full model", value_of(told.held), "", "", ""});
  for (std::size_t r = 0; r < told.rivals.size(); ++r) {
    int of[3] = {0, 0, 0};
    for (const RivalPoint& point : told.points)
      if (counts(point)) ++of[1 - point.tells[r].tells];
    table.add({rival_words(told.rivals[r]), value_of(told.rivals[r].held), std::to_string(of[0]),
               std::to_string(of[2]), std::to_string(of[1])});
  }
  const auto all = std::count_if(told.points.begin(), told.points.end(), counts);
  return wrapped(sides.a_people + " persons copied to " + sides.b_place + ", and what each of " +
                 counted(all, "observation") +
                 " says: for the full model, for the rival, or for neither, as it cannot tell them apart.") +
         "\n" + table.text();
}

std::string of_runs(const Telling& t) {
  const auto nearer = static_cast<int>(std::lround(t.nearer * t.runs));
  return std::to_string(nearer) + " of " + std::to_string(t.runs);
}

std::string short_number(double value) {
  return std::fabs(value) < 10000 ? two_digits(value) : scaled(value);
}

// Observations that tell; with `full`, all of them.
std::string observations_of(const Rivals& told, bool full) {
  std::string out;
  for (std::size_t r = 0; r < told.rivals.size(); ++r) {
    Table table({{"observation", 35},
                 {"observed", 8, true},
                 {"full", 7, true},
                 {"rival", 7, true},
                 {"nearer", 6, true},
                 {"log10", 5, true}});
    bool any = false;
    for (const RivalPoint& point : told.points) {
      const Telling& t = point.tells[r];
      if (full ? false : !counts(point) || t.tells == 0) continue;
      any = true;
      table.add({point.observed.series + " " + sim::to_string(point.observed.date),
                 short_number(point.observed.value), short_number(point.full.median),
                 short_number(point.under[r].median), of_runs(t), two_digits(t.evidence)});
    }
    out += any ? "\n" + rival_words(told.rivals[r]) + "\n" + table.text() : "";
  }
  if (out.empty()) return "\nNo observation tells the full model from any rival.\n";
  return "\n" +
         wrapped("Observations " + std::string(full ? "" : "that tell ") +
                 "(nearer: paired runs in which the full model lies nearer; "
                 "log10: of the likelihood ratio, the median of the runs, full model over rival):") +
         out;
}

std::string unobserved_of(const Rivals& told, bool full) {
  std::string out, nothing;
  for (const Rival& rival : told.rivals) {
    if (rival.would_tell.empty()) nothing += (nothing.empty() ? "" : ", ") + rival_words(rival);
    std::size_t shown = 0;
    for (const Unobserved& u : rival.would_tell) {
      if (!full && ++shown > kShownUnobserved) break;
      out += wrapped(std::string(exchange::declaration_of(u.output).long_name) + ": " +
                         short_number(u.under.median) + ", not " + short_number(u.full.median) + " (" +
                         percent(u.apart) + ")",
                     "  " + left(rival_words(rival), kRival), 4 + kRival);
    }
  }
  return "\n" +
         wrapped("Not observed, and in " + sim::to_string(told.unobserved_at) +
                 " it would tell (medians under the rival and in the full model; share of pairs of runs, "
                 "each with its own "
                 "parameters, in the same order; whether it can be measured is another matter):") +
         (out.empty() ? "  nothing\n" : out) +
         (nothing.empty() ? "" : wrapped("Nothing the model records would tell: " + nothing + "."));
}

std::string head_of(const Rivals& told, const exchange::Scenario& scenario) {
  std::string runs = "The full model and " + counted(static_cast<long long>(told.rivals.size()), "rival") +
                     " x " + counted(static_cast<long long>(scenario.policies.size()), "policy", "policies") +
                     " x " + counted(told.replicates, "run") + ", on the same parameters and chance.";
  if (told.weight != 1)
    runs += " " + with_commas(told.institutions) + " institutions, each for " + two_digits(told.weight) +
            (told.weight == scenario.weight
                 ? "."
                 : "; the whole world: --institutions " + std::to_string(scenario.institutions) + ".");
  return title_line(scenario) + wrapped((told.replicates < 100 ? "PRELIMINARY: " : "") + runs) + "\n";
}

}  // namespace

std::string rival_words(const Rival& rival) { return (rival.on ? "" : "no ") + rival.mechanism; }

std::string rivals_text(const Rivals& told, const exchange::Scenario& scenario, bool full) {
  const Sides sides = sides_of(scenario);
  return head_of(told, scenario) + conclusions_of(told, scenario, full) + "\n" + tallies_of(told, sides) +
         observations_of(told, full) + unobserved_of(told, full) + "\n" +
         wrapped(
             "An observation tells if nine in ten paired runs agree on which of the two lies nearer to it "
             "and the "
             "median ratio of their likelihoods, by the observation's own error, is 3 or more. Parameters "
             "are "
             "those of the full model, centred or fitted under it on most of these observations: a rival "
             "fitted "
             "by itself may lie as near. One that cannot be told apart is not refuted, one that lies nearer "
             "not "
             "thereby true" +
             std::string(full ? "." : " (every observation, output and pair of policies: --table full)."));
}

}  // namespace cli
