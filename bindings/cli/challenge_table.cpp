#include "bindings/cli/challenge_table.hpp"

#include <algorithm>
#include <cmath>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"

namespace cli {

namespace {

using study::Challenge;
using study::ChallengedAssumption;
using study::ChallengePoint;
using study::Conclusion;
using study::Fate;
using study::Turn;
using study::Verdict;

constexpr std::size_t kAssumption = 33, kFrom = 9, kTo = 9, kCopied = 19;

std::string order_words(Fate worst) {
  return worst == Fate::reversed ? "CHANGES" : worst == Fate::lost ? "blurs" : "holds";
}

// The least and the greatest median of what it does to the headline number.
template <class Of>
std::string copied(const ChallengedAssumption& a, Of&& of) {
  double least = INFINITY, greatest = -INFINITY;
  for (const ChallengePoint& point : a.points) {
    const double median = of(point);
    if (!std::isfinite(median)) continue;
    least = std::min(least, median);
    greatest = std::max(greatest, median);
  }
  return std::isfinite(least) ? range(least, greatest) : "not known";
}

std::string label_of(const ChallengedAssumption& a) {
  return a.declared.label[0] ? a.declared.label : a.declared.name;
}

// It turns somewhere between two neighbouring values.
std::string where(const Turn& turn, const sim::Declaration& declared) {
  if (turn.holds_at == turn.turns_at) return "at every value tried";
  const bool above = turn.turns_at > turn.holds_at;
  return std::string(above ? "above" : "below") + " a value between " +
         value_in_unit(std::min(turn.holds_at, turn.turns_at), declared) + " and " +
         value_in_unit(std::max(turn.holds_at, turn.turns_at), declared);
}

std::string turns_of(const Challenge& told, const ChallengedAssumption& a, const Sides& sides, bool full) {
  std::string out;
  for (const Turn& turn : a.turns) {
    if (turn.fate != Fate::reversed && !full) continue;
    const Conclusion& c = told.conclusions[turn.conclusion];
    const std::string fate = turn.fate == Fate::reversed ? "REVERSED " : "lost ";
    out += wrapped(fate + where(turn, a.declared) + ": " + said(c, sides), "    ", 6);
  }
  return out;
}

std::string rows_of(const Challenge& told, const Sides& sides, bool full) {
  std::string out = wrapped("Each assumption alone, all else as drawn, moves the median to:") + "\n";
  out += left("Assumption", kAssumption) + right("from", kFrom) + right("to", kTo) + "  " +
         left("persons copied", kCopied) + "order\n" + std::string(kWidth - 3, '-') + "\n";
  for (const ChallengedAssumption& a : told.assumptions) {
    if (a.points.empty()) continue;
    out += left(label_of(a), kAssumption) + right(value_in_unit(a.points.front().value, a.declared), kFrom) +
           right(value_in_unit(a.points.back().value, a.declared), kTo) + "  " +
           left(copied(a, [](const ChallengePoint& point) { return point.held.median; }), kCopied) +
           order_words(a.worst()) + "\n" + turns_of(told, a, sides, full);
  }
  return out;
}

Fate worst_of(const Challenge& told, std::size_t conclusion) {
  Fate worst = Fate::holds;
  for (const ChallengedAssumption& a : told.assumptions)
    for (const Turn& turn : a.turns)
      if (turn.conclusion == conclusion) worst = std::max(worst, turn.fate);
  return worst;
}

// What one assumption, moved alone, turns round, and where: what a reader must see first.
std::string reversed_of(const Challenge& told, const Sides& sides, bool full) {
  std::string out;
  for (std::size_t i = 0; i < told.conclusions.size(); ++i) {
    const Conclusion& c = told.conclusions[i];
    if (!full && !is_main(told.conclusions, c)) continue;
    std::string by;
    for (const ChallengedAssumption& a : told.assumptions)
      for (const Turn& turn : a.turns)
        if (turn.conclusion == i && turn.fate == Fate::reversed)
          by += (by.empty() ? "" : "; ") + label_of(a) + " " + where(turn, a.declared);
    if (!by.empty()) out += wrapped(said(c, sides) + ": " + by, "  ", 4);
  }
  return out.empty() ? "" : "REVERSED by one assumption alone:\n" + out + "\n";
}

// Conclusions by the worst that becomes of them when one assumption is moved, gravest first.
std::string summary_of(const Challenge& told, const Sides& sides, bool full) {
  std::string survive, turned, undecided;
  for (std::size_t i = 0; i < told.conclusions.size(); ++i) {
    const Conclusion& c = told.conclusions[i];
    if (!full && !is_main(told.conclusions, c)) continue;
    const bool decided = c.verdict != Verdict::undecided;
    const Fate worst = worst_of(told, i);
    if (worst == Fate::reversed) continue;
    std::string& list = !decided ? undecided : worst == Fate::holds ? survive : turned;
    list += wrapped(said(c, sides), "  ", 4);
  }
  return "\n" + (turned.empty() ? "" : "Is lost somewhere, as runs no longer agree:\n" + turned) +
         "Holds at every value tried, one assumption moved at a time:\n" +
         (survive.empty() ? "  nothing\n" : survive) +
         (undecided.empty() ? "" : "Was not decided to begin with:\n" + undecided);
}

std::string head_of(const Challenge& told, const exchange::Scenario& scenario, int32_t values) {
  std::string runs = counted(static_cast<long long>(told.assumptions.size()), "assumption") + ", each at " +
                     counted(values, "value") + " or more, x " +
                     counted(static_cast<long long>(scenario.policies.size()), "policy", "policies") + " x " +
                     counted(told.replicates, "run") + ".";
  if (told.weight != 1)
    runs += " " + with_commas(told.institutions) + " institutions, each for " + two_digits(told.weight) +
            (told.weight == scenario.weight
                 ? "."
                 : "; the whole world: --institutions " + std::to_string(scenario.institutions) + ".");
  const Sides sides = sides_of(scenario);
  return title_line(scenario) + wrapped((told.replicates < 100 ? "PRELIMINARY: " : "") + runs) + "\n" +
         wrapped("With nothing moved copies of " + value_of(told.held) + " " + sides.a_people +
                 " persons are in " + sides.b_place + " under " + scenario.reference + ".") +
         "\n";
}

}  // namespace

std::string said(const Conclusion& c, const Sides& sides) {
  const bool open = c.verdict == Verdict::undecided;
  if (!c.about_policies) {
    if (open) return "which side has more of the other's people: runs disagree";
    const bool b = c.verdict == Verdict::more;
    return (b ? sides.b_place : sides.a_place) + " has more of the other's people than " +
           (b ? sides.a_place : sides.b_place);
  }
  if (open) return c.subject + " against " + c.against + ": runs disagree, or nothing differs";
  return c.subject +
         (c.verdict == Verdict::less ? " leaves fewer copies than " : " leaves more copies than ") +
         c.against;
}

bool is_main(const std::vector<Conclusion>& all, const Conclusion& c) {
  return !c.about_policies || c.against == all[0].against;
}

std::string value_in_unit(double value, const sim::Declaration& declared) {
  const std::string unit = declared.unit;
  const bool share = unit.rfind("share", 0) == 0 || unit.rfind("probability", 0) == 0;
  return share ? percent(value) : two_digits(value);
}

std::string most_influential(const Challenge& told, double headline, const std::string& scenario_named) {
  constexpr std::size_t kShown = 3;
  std::string out = wrapped("Not settled by evidence, most influential first (" +
                            counted(told.replicates, "run") + " of " + with_commas(told.institutions) +
                            " institutions; all: genratchet challenge " + scenario_named + ")");
  out += "  " + left("", 34) + left("moved over", 17) + left("persons copied", 17) + "order\n";
  for (std::size_t i = 0; i < told.assumptions.size() && i < kShown; ++i) {
    const ChallengedAssumption& a = told.assumptions[i];
    if (a.points.empty()) continue;
    out += "  " + left(a.declared.label, 34) +
           left(value_in_unit(a.points.front().value, a.declared) + " to " +
                    value_in_unit(a.points.back().value, a.declared),
                17) +
           left(copied(a, [&](const ChallengePoint& point) { return headline * point.factor.median; }), 17) +
           order_words(a.worst()) + "\n";
  }
  return out;
}

std::string challenge_text(const Challenge& told, const exchange::Scenario& scenario, int32_t values,
                           bool full) {
  const Sides sides = sides_of(scenario);
  return head_of(told, scenario, values) + reversed_of(told, sides, full) + rows_of(told, sides, full) +
         summary_of(told, sides, full) + "\n" +
         wrapped(
             "order: of the policies. CHANGES: some conclusion is reversed. blurs: runs no longer agree on "
             "one" +
             std::string(full ? "." : " (which one, and every pair of policies: --table full)."));
}

}  // namespace cli
