#pragma once
// Which conclusions rest on assumptions that no evidence settles: each contested parameter is moved over its
// range, all else as drawn, on shared chance. ODD section 8.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/parameters.hpp"
#include "study/conclusions.hpp"
#include "study/ensemble.hpp"
#include "study/statistics.hpp"

namespace study {

struct ChallengeOptions {
  RunOptions run;            // replicates, threads, progress
  int32_t institutions = 0;  // of the world in which it is done (see resized); 0: the scenario's own
  int32_t values = 3;    // at least 2: to how many values of its range a parameter is moved, ends included
  int32_t halvings = 2;  // how often the gap in which a conclusion is reversed is halved
  std::vector<std::string> only;  // parameters; empty: every contested one
};

struct ChallengePoint {
  double value = 0;
  Range held;                     // US persons copied to the PRC under the reference, at the last report date
  Range factor;                   // the same over that of the run in which nothing was moved, by replicate
  std::vector<Verdict> verdicts;  // of Challenge::conclusions
};

// A conclusion that does not survive: reversed, or lost because the runs no longer agree.
struct Turn {
  std::size_t conclusion = 0;  // of Challenge::conclusions
  Fate fate = Fate::lost;
  double holds_at = 0, turns_at = 0;  // neighbouring values; the same if it holds at none
};

struct ChallengedAssumption {
  sim::Declaration declared;
  std::vector<ChallengePoint> points;  // ascending values
  std::vector<Turn> turns;             // reversed ones first
  double spread = 1;  // greatest over least median of `held`: how far it moves the headline number
  Fate worst() const { return turns.empty() ? Fate::holds : turns.front().fate; }
};

struct Challenge {
  std::vector<Conclusion> conclusions;  // where nothing is moved
  Range held;
  std::vector<ChallengedAssumption> assumptions;  // most influential first
  int32_t replicates = 0, institutions = 0;
  double weight = 1;
  std::vector<sim::RunFailure> failures;
  bool stopped = false;
};

// Throws sim::Error for a parameter in `only` that does not exist.
Challenge challenge(const Scenario& scenario, const ChallengeOptions& options);

// The same world with so many simulated institutions, each standing for more: expectations stay, rare large
// studies weigh more. Worlds that are smaller already stay as they are.
Scenario resized(const Scenario& scenario, int32_t institutions);

// No policy but the reference.
Scenario only_reference(const Scenario& scenario);

// What `challenge` moves: the contested parameters, in the order of the table.
std::vector<sim::Declaration> contested();

// Over what a parameter is moved: the scenario's own prior, else the declared one; of a fitted one too, for
// what the fit leaves open is smaller than what is contested.
sim::Prior range_of_parameter(const Scenario& scenario, const sim::Declaration& declared);

}  // namespace study
