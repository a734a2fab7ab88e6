#pragma once
// Copies against open science, policy by policy: which policy another dominates, run by run, and how far each
// falls short of the best in its worst future. At the last report date.

#include <array>
#include <string>
#include <vector>

#include "study/ensemble.hpp"
#include "study/statistics.hpp"

namespace study {

// How far a policy falls short of the best of the scenario's policies in the same run (regret), over the runs
// in which every policy finished. Each run is one future; they have no probabilities here.
struct Shortfall {
  double worst = 0, median = 0;  // NaN without runs
  int32_t runs = 0;
};

struct TradeoffRow {
  std::string policy, title;
  bool is_reference = false;
  Range held;    // US persons of the headline depth copied to mainland China
  Range change;  // paired, against the reference; of the reference itself: no runs, NaN
  bool disagree = false;
  Range science_cost;  // share of the person-months within reach of US and allied scientists that is lost;
                       // ditto
  std::array<Range, static_cast<std::size_t>(exchange::ScienceItem::count)>
      lost;                // by item, in its unit: what is lost, of delays what comes on top; ditto
  bool dominated = false;  // in nine of ten runs one other has no more copies, no more cost, and less of one
  std::string dominated_by;    // the policy that does so in most runs; empty if none does in any
  double dominated_share = 0;  // of the runs in which both finished: where it does so; NaN without such runs
  Shortfall copies, science;   // persons; share of the reference's person-months
};

struct Tradeoff {
  Month date;
  std::string reference;
  int32_t replicates = 0, policies = 0;
  bool preliminary = false;       // below 100 replicates
  std::vector<TradeoffRow> rows;  // the scenario's policies in order, reference included
  // The policies whose worst shortfall is least; several if they are equal.
  std::vector<std::string> least_worst_copies, least_worst_science;
  std::vector<sim::RunFailure> failures;
};

Tradeoff tradeoff(const Ensemble& ensemble);

}  // namespace study
