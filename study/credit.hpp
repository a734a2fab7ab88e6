#pragma once
// How much of what a policy changes is due to each of its measures: Shapley values on the model's runs. All
// sets of measures are run on shared chance; the shares hold within the model and its assumptions.

#include <cstdint>
#include <string>
#include <vector>

#include "study/players.hpp"
#include "study/statistics.hpp"
#include "study/variants.hpp"

namespace study {

struct CreditOptions {
  RunOptions run;            // replicates, threads, progress
  std::string reference;     // id; empty: as compared_with() chooses
  int32_t institutions = 0;  // of the world in which it is done (see resized); 0: the scenario's own
  int32_t exact_up_to = 8;   // players: with more, orders are sampled
  int32_t orders = 20;       // so many, in pairs of an order and its reverse
  int32_t at_once = kVariantsAtOnce;
};

// How a measure's effect alone and its effect on top of all the others compare.
enum class Interplay : uint8_t {
  independent,  // equal in every run
  overlaps,     // the others do part of what it does: it changes less on top of them than alone
  reinforced,   // it changes more on top of the others than alone
  undecided     // fewer than nine in ten runs agree, or its value has no direction
};

// Persons; negative: fewer US persons are copied to CN.
struct CreditRow {
  Player player;
  Range value;  // the Shapley value
  Range share;  // of the whole change, by run, NaN in runs without one; no runs if they disagree on its
                // direction
  Range alone;  // what it changes alone, on top of the reference
  Range last;   // what it changes on top of all the others: what would be lost without it
  Interplay interplay = Interplay::undecided;
  double sampling_error = 0;   // of `value`, one standard deviation, in the median run; 0 if exact
  std::vector<double> by_run;  // the Shapley value, by replicate; NaN if a set failed in it
};

struct Credit {
  std::string policy, reference;
  Month date;                         // the last report date
  Range held_reference, held_policy;  // US persons copied to CN
  Range change;                       // paired; the values of the rows sum to it, run by run
  std::vector<double> change_by_run;  // by replicate
  std::vector<CreditRow> rows;        // in the order of the law
  bool exact = true;
  int32_t orders = 0;  // sampled ones; 0 if exact
  int64_t sets = 0;    // sets of measures that were run
  int32_t replicates = 0, institutions = 0;
  double weight = 1;
  std::vector<sim::RunFailure> failures;
  bool stopped = false;  // then there are no rows
};

// Throws sim::Error if a policy is not there, if the two do not differ, or if there is nothing to compare
// with.
Credit credit(const Scenario& scenario, const std::string& policy, const CreditOptions& options);

// The policies that credit() runs, the reference first.
Scenario credit_scenario(const Scenario& scenario, const std::string& policy, const CreditOptions& options);

}  // namespace study
