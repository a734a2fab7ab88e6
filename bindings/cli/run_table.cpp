#include "bindings/cli/run_table.hpp"

#include <cmath>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/text.hpp"
#include "io/observations.hpp"
#include "study/headline.hpp"
#include "study/scoreboard.hpp"

namespace cli {

namespace {

using study::Headline;
using study::HeadlineRow;
using study::Range;

constexpr std::size_t kPolicy = 18, kChange = 29, kBefore = 6, kReach = 6, kCost = 12;

std::string the(const std::string& people) {
  return people == "US" || people == "PRC" ? "the " + people : people;
}
std::string number_of_100(const Range& r) {
  return std::isfinite(r.median) ? two_digits(100 * r.median) : "-";
}
std::string share(const Range& r) { return std::isfinite(r.median) ? percent(r.median) : "-"; }

std::string sentence(const study::Ensemble& e, const Headline& h) {
  const Sides s = sides_of(*e.scenario);
  const std::string whose = of_depth(e.scenario->headline_depth);
  const std::string under = h.reference == "current-law" ? "Under current law" : "Under " + h.reference;
  std::string text = under + ", copies of " + whose + " " + scaled(h.us_in_cn.median) + " " + s.a_people +
                     " persons (" + range(h.us_in_cn.low, h.us_in_cn.high) + ") are in " + s.b_place +
                     " by " + sim::to_string(h.date) + ".";
  if (std::isfinite(h.open_share.median))
    text += " Anyone can download " + percent(h.open_share.median) + " of them";
  const bool before = h.has_us_measures && std::isfinite(h.share_before.median);
  if (before)
    text += "; " + percent(h.share_before.median) + " were there before the first " + s.a_people + " measure";
  text += std::isfinite(h.open_share.median) || before ? "." : "";
  const std::string mirror = h.cn_in_us.high == 0 ? "no" : value_of(h.cn_in_us);
  return text + " Mirror: " + whose + " " + mirror + " " + s.b_people + " persons are in " + s.a_place + ".";
}

std::string change_cell(const HeadlineRow& row) {
  if (row.is_reference) return scaled(row.held.median) + ", the reference";
  return row.change.runs == 0 ? "no run finished" : change_of(row.change);
}

// A long name has a line of its own.
std::string line_of(const HeadlineRow& row) {
  const bool is_long = width_of(row.policy) >= kPolicy;
  const std::string cost =
      std::isfinite(row.science_cost.median) ? signed_percent(row.science_cost.median) : "-";
  return (is_long ? row.policy + "\n" + std::string(kPolicy, ' ') : left(row.policy, kPolicy)) +
         left(change_cell(row), kChange) + right(share(row.copied_before), kBefore) +
         right(number_of_100(row.prc_of_us), kReach) + right(number_of_100(row.us_of_prc), kReach) +
         right(cost, kCost) + "\n";
}

std::string heads(const Sides& s, const Headline& h) {
  const std::string what =
      s.a_people + " persons copied to " + (s.b_place == "mainland China" ? "China" : s.b_place);
  return std::string(kPolicy, ' ') + left(what, kChange) + right("Copied", kBefore) +
         right("Can obtain*", 2 * kReach) + right("Science", kCost) + "\n" + left("Policy", kPolicy) +
         left("change by " + sim::to_string(h.date) + " (range)", kChange) + right("before", kBefore) +
         right(s.b_people, kReach) + right(s.a_people, kReach) + right("cost**", kCost) + "\n";
}

std::string footnotes(const Sides& s, const Headline& h) {
  bool disagree = false, before = false;
  for (const HeadlineRow& row : h.rows) {
    disagree = disagree || row.disagree;
    before = before || std::isfinite(row.copied_before.median);
  }
  std::string text = wrapped("of 100 sequenced: " + s.a_people + " persons " + the(s.b_people) +
                                 " can obtain, " + s.b_people + " persons " + the(s.a_people) + " can",
                             "*  ");
  text += wrapped("person-months of data that " + std::string(s.a_people == "US" ? "US and allied " : "") +
                      "scientists can no longer obtain; minus: they can obtain more",
                  "** ");
  if (disagree) text += wrapped("runs disagree on the direction: fewer than 90 % of them share it", "?  ");
  if (before)
    text += wrapped(
        "Copied before: of the reference's copies, those made before the policy first differs; of the "
        "reference "
        "itself, before the first " +
        s.a_people + " measure.");
  return text + wrapped("Bases, present copies, dates, allies: --table full");
}

// Routes whose rate is nil in every run.
std::string routes_at_zero(const study::Ensemble& e) {
  const std::vector<std::pair<const char*, double exchange::Parameters::*>> routes{
      {"theft", &exchange::Parameters::intrusion_rate},
      {"acquisitions", &exchange::Parameters::equity_rate},
      {"equipment", &exchange::Parameters::equipment_rate},
      {"brokers", &exchange::Parameters::brokerage_rate}};
  std::vector<std::string> names;
  for (const auto& [name, rate] : routes) {
    bool zero = true;
    for (const auto& drawn : e.drawn) zero = zero && drawn.*rate == 0;
    if (zero) names.push_back(name);
  }
  return names.empty() ? "" : wrapped("Set to zero for want of evidence: " + joined(names, ", ") + ".");
}

// Only current law in a world with both sides happened.
std::string against_history(const study::Ensemble& e) {
  const int32_t policy = e.policy_index("current-law");
  const Sides s = sides_of(*e.scenario);
  if (policy < 0 || s.a_people != "US" || s.b_people != "PRC") return "";
  const study::Hits score =
      study::scoreboard(study::hindcast(e, policy, io::read_observations())).forecasts;
  if (score.all == 0) return "";
  return wrapped("Against history: " + std::to_string(score.inside) + " of " +
                 counted(score.all, "observation") + " not used for fitting " +
                 (score.inside == 1 ? "lies" : "lie") + " inside the range.");
}

}  // namespace

std::string short_table(const study::Ensemble& ensemble) {
  const Headline h = study::headline(ensemble);
  const Sides s = sides_of(*ensemble.scenario);
  std::string out = title_line(*ensemble.scenario) + runs_line(h.policies, "policy", h.replicates) +
                    size_line(*ensemble.scenario) + "\n" + wrapped(sentence(ensemble, h)) + "\n" +
                    heads(s, h) + std::string(kWidth - 3, '-') + "\n";
  for (const HeadlineRow& row : h.rows) out += line_of(row);
  return out + "\n" + footnotes(s, h);
}

std::string remarks(const study::Ensemble& ensemble) {
  const std::string text = against_history(ensemble) + routes_at_zero(ensemble);
  return text.empty() ? "" : "\n" + text;
}

}  // namespace cli
