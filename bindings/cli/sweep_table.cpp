#include "bindings/cli/sweep_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/text.hpp"
#include "study/headline.hpp"

namespace cli {

namespace {

using exchange::json::Node;
using study::SweepPlan;
using study::SweepRange;

constexpr std::size_t kShownFactors = 3, kShownReasons = 5;

std::string size_of(const SweepPlan& plan) {
  return counted(plan.rows(), "point") + " x " +
         counted(static_cast<long long>(plan.policies.size()), "policy", "policies") + " x " +
         counted(plan.replicates, "run") + " = " + with_commas(static_cast<double>(plan.runs())) + " runs";
}

std::string head_of(const SweepPlan& plan) {
  static constexpr const char* kinds[] = {"Grid", "Latin hypercube", "Sobol' design", "Morris design",
                                          "Listed rows"};
  std::string out = wrapped(plan.title.empty() ? plan.scenario_id : plan.title);
  out += wrapped(std::string(kinds[static_cast<std::size_t>(plan.design.kind)]) + " over " +
                 counted(static_cast<long long>(plan.design.factors.size()), "factor") + " of " +
                 plan.scenario_id + ": " + size_of(plan) + ".");
  if (plan.replicates < study::kPublishWith)
    out += "PRELIMINARY: " + counted(plan.replicates, "run") + " of each policy at a point; publish with " +
           std::to_string(study::kPublishWith) + ".\n";
  return out;
}

std::string number_of(double value) { return std::isnan(value) ? "-" : scaled(value); }

// The factor that is `place`th in strength: "leak +0.98".
std::string goes_with(const SweepRange& range, std::size_t place) {
  if (place >= range.factors.size()) return place == 0 ? "-" : "";
  const auto& [name, correlation] = range.factors[place];
  return name + fmt::format(" {:+.2f}", correlation);
}

// A line for each policy, and one more for each further factor.
std::string ranges_table(const std::vector<SweepRange>& ranges) {
  Table table({{"Policy", 20},
               {"points", 6, true},
               {"lowest", 7, true},
               {"median", 7, true},
               {"highest", 7, true},
               {"goes with*", 23}});
  for (const SweepRange& range : ranges) {
    table.add({range.policy, std::to_string(range.points), number_of(range.low), number_of(range.median),
               number_of(range.high), goes_with(range, 0)});
    for (std::size_t f = 1; f < std::min(kShownFactors, range.factors.size()); ++f)
      table.add({"", "", "", "", "", goes_with(range, f)});
  }
  return table.text();
}

std::string failures_text(const SweepTold& told, const io::SweepCounts& counts) {
  if (counts.failed == 0) return "";
  std::string out = "\n" + counted(counts.failed, "run") + " failed:\n";
  for (std::size_t i = 0; i < told.reasons.size() && i < kShownReasons; ++i)
    out += wrapped(told.reasons[i].first,
                   right(with_commas(static_cast<double>(told.reasons[i].second)), 6) + "  ");
  if (told.reasons.size() > kShownReasons)
    out += "        and for " +
           counted(static_cast<long long>(told.reasons.size() - kShownReasons), "more reason") + "\n";
  return out;
}

}  // namespace

SweepTold told_of(const io::SweepStore& store) {
  study::SweepSummary summary(store.plan());
  store.each(0, store.plan().rows(), [&](const io::StoredRun& run) {
    summary.add(run.point, run.policy,
                run.values.empty() ? std::numeric_limits<double>::quiet_NaN() : run.values[summary.place()]);
  });
  return {summary.output(), summary.date(), summary.finish(), store.reasons(), store.content_hash(), {}, 0};
}

std::string sweep_text(const SweepTold& told, const io::SweepStore& store) {
  const auto& output = declaration_of(told.output);
  return head_of(store.plan()) + "\n" +
         wrapped(output.name + " in " + to_string(told.date) + ", " + output.unit +
                 ": the median of each point's runs, over points") +
         "\n" + ranges_table(told.ranges) + "\n" +
         wrapped(
             "rank correlation over points, the strongest first: -1 falls with it, +1 rises with it. Only "
             "from " +
                 std::to_string(study::kFewestPoints) +
                 " distinct points on, and from 2 / sqrt(points - 1), which one of twenty factors reaches by "
                 "chance: small designs correlate factors by chance. It misses what rises and falls, and "
                 "factors "
                 "that are words.",
             "* ") +
         failures_text(told, store.counts()) + "\n";
}

Node sweep_json(const SweepTold& told, const io::SweepStore& store) {
  const SweepPlan& plan = store.plan();
  Node all = Node::object(), ranges = Node::list(), failures = Node::list(), exports = Node::list();
  all.set("title", Node::of(plan.title)), all.set("scenario", Node::of(plan.scenario_id));
  all.set("design", Node::of(study::kDesignNames[static_cast<std::size_t>(plan.design.kind)]));
  all.set("points", Node::of(plan.rows())), all.set("replicates", Node::of(int64_t{plan.replicates}));
  all.set("runs", Node::of(store.counts().runs)), all.set("ran", Node::of(told.ran));
  all.set("failed", Node::of(store.counts().failed));
  all.set("output", Node::of(declaration_of(told.output).name));
  all.set("unit", Node::of(declaration_of(told.output).unit)),
      all.set("date", Node::of(to_string(told.date)));
  for (const SweepRange& range : told.ranges) {
    Node one = Node::object(), factors = Node::list();
    one.set("policy", Node::of(range.policy)), one.set("points", Node::of(range.points));
    one.set("distinct_points", Node::of(range.distinct));
    one.set("low", json_number(range.low)), one.set("median", json_number(range.median));
    one.set("high", json_number(range.high));
    for (const auto& [name, correlation] : range.factors) {
      Node factor = Node::object();
      factor.set("factor", Node::of(name)), factor.set("rank_correlation", Node::of(correlation));
      factors.items.push_back(std::move(factor));
    }
    one.set("factors", std::move(factors));
    ranges.items.push_back(std::move(one));
  }
  for (const auto& [reason, runs] : told.reasons) {
    Node one = Node::object();
    one.set("reason", Node::of(reason)), one.set("runs", Node::of(runs));
    failures.items.push_back(std::move(one));
  }
  for (const std::string& file : told.exports) exports.items.push_back(Node::of(file));
  all.set("ranges", std::move(ranges)), all.set("failures", std::move(failures));
  all.set("content_hash", Node::of(told.content_hash)), all.set("store", Node::of(store.path().string()));
  all.set("exports", std::move(exports));
  return all;
}

}  // namespace cli
