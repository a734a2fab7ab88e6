#include "study/tradeoff.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "study/headline.hpp"
#include "study/paired.hpp"
#include "study/science.hpp"

namespace study {

namespace {

using Values = std::vector<double>;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// What every policy costs in one respect, by policy and replicate: less is better.
using Costs = std::vector<Values>;

// No worse in either, and better in one. Never true of what is not a number.
bool dominates(double copies, double cost, double than_copies, double than_cost) {
  return copies <= than_copies && cost <= than_cost && (copies < than_copies || cost < than_cost);
}

// Runs with all four numbers, and those of them in which `a` dominates `b`.
struct Encounters {
  int32_t runs = 0, dominated = 0;
};

Encounters encounters(const Costs& copies, const Costs& costs, std::size_t a, std::size_t b) {
  Encounters found;
  for (std::size_t r = 0; r < copies[a].size(); ++r) {
    if (std::isnan(copies[a][r] + copies[b][r] + costs[a][r] + costs[b][r])) continue;
    ++found.runs;
    found.dominated += dominates(copies[a][r], costs[a][r], copies[b][r], costs[b][r]);
  }
  return found;
}

// By the other that dominates it in the largest part of their runs; of equals the first.
void judge_dominance(std::vector<TradeoffRow>& rows, const Costs& copies, const Costs& costs) {
  for (std::size_t p = 0; p < rows.size(); ++p) {
    TradeoffRow& row = rows[p];
    row.dominated_share = kNan;
    for (std::size_t q = 0; q < rows.size(); ++q) {
      const Encounters met = encounters(copies, costs, q, p);
      if (q == p || met.runs == 0) continue;
      const double share = static_cast<double>(met.dominated) / met.runs;
      if (share <= row.dominated_share) continue;
      row.dominated_share = share;
      row.dominated = 10 * met.dominated >= 9 * met.runs;
      row.dominated_by = met.dominated > 0 ? rows[q].policy : "";
    }
  }
}

// How far each policy falls short of the best, run by run; a run without one of them tells nothing.
std::vector<Shortfall> shortfalls(const Costs& costs) {
  Costs short_of(costs.size());
  for (std::size_t r = 0; r < costs.front().size(); ++r) {
    double best = std::numeric_limits<double>::infinity(), sum = 0;
    for (const Values& of_policy : costs) best = std::min(best, of_policy[r]), sum += of_policy[r];
    if (std::isnan(sum)) continue;
    for (std::size_t p = 0; p < costs.size(); ++p) short_of[p].push_back(costs[p][r] - best);
  }
  std::vector<Shortfall> found;
  for (const Values& values : short_of) {
    const bool none = values.empty();
    found.push_back({none ? kNan : *std::max_element(values.begin(), values.end()), quantile(values, 0.5),
                     static_cast<int32_t>(values.size())});
  }
  return found;
}

std::vector<std::string> least_worst(const std::vector<TradeoffRow>& rows, Shortfall TradeoffRow::*respect) {
  double least = std::numeric_limits<double>::infinity();
  for (const TradeoffRow& row : rows)
    if ((row.*respect).runs > 0) least = std::min(least, (row.*respect).worst);
  std::vector<std::string> found;
  for (const TradeoffRow& row : rows)
    if ((row.*respect).runs > 0 && (row.*respect).worst == least) found.push_back(row.policy);
  return found;
}

TradeoffRow row_of(const Ensemble& e, int32_t policy, const Values& held, const Values& reference,
                   const Values& cost) {
  TradeoffRow row;
  row.policy = e.policy_id(policy);
  row.title = e.scenario->policies[static_cast<std::size_t>(policy)].remark.title;
  row.is_reference = policy == e.reference;
  row.held = range_of(held);
  row.change = range_of(row.is_reference ? Values{} : differences(held, reference));
  row.disagree = runs_disagree(row.change);
  row.science_cost = range_of(row.is_reference ? Values{} : cost);
  for (std::size_t i = 0; i < row.lost.size(); ++i)
    row.lost[i] = range_of(row.is_reference ? Values{}
                                            : science_lost(e, policy, static_cast<exchange::ScienceItem>(i)));
  return row;
}

}  // namespace

Tradeoff tradeoff(const Ensemble& e) {
  Tradeoff found;
  found.date = last_report(*e.scenario);
  found.reference = e.policy_id(e.reference);
  found.replicates = e.replicates;
  found.policies = e.scenario_policies;
  found.preliminary = e.replicates < kPublishWith;
  found.failures = e.failures;
  Costs copies, costs;
  for (int32_t p = 0; p < e.scenario_policies; ++p) {
    copies.push_back(by_replicate(e, p, Monthly::held_us_in_cn, found.date));
    costs.push_back(share_of_science_lost(e, p));
  }
  const Values& reference = copies[static_cast<std::size_t>(e.reference)];
  for (int32_t p = 0; p < e.scenario_policies; ++p) {
    const auto at = static_cast<std::size_t>(p);
    found.rows.push_back(row_of(e, p, copies[at], reference, costs[at]));
  }
  judge_dominance(found.rows, copies, costs);
  const auto of_copies = shortfalls(copies), of_science = shortfalls(costs);
  for (std::size_t p = 0; p < found.rows.size(); ++p)
    found.rows[p].copies = of_copies[p], found.rows[p].science = of_science[p];
  found.least_worst_copies = least_worst(found.rows, &TradeoffRow::copies);
  found.least_worst_science = least_worst(found.rows, &TradeoffRow::science);
  return found;
}

}  // namespace study
