#pragma once
// Rival mechanisms beside the full model, on shared chance and parameters: which observations can tell them
// apart, which cannot, what would, and which conclusions rest on the mechanism. ODD section 8; the
// switches are in section 4, "Rival explanations".

#include <cstdint>
#include <string>
#include <vector>

#include "study/conclusions.hpp"
#include "study/ensemble.hpp"
#include "study/hindcast.hpp"
#include "study/statistics.hpp"

namespace study {

// The structural switches, by the names of their scenarios: "domestic-growth-only" and so on.
std::vector<std::string> mechanisms();

// The scenario with one switch the other way. Throws sim::Error for a mechanism that does not exist.
Scenario rival_of(const Scenario& scenario, const std::string& mechanism);

struct RivalsOptions {
  RunOptions run;
  int32_t institutions = 0;       // of the world in which it is done (see resized); 0: the scenario's own
  std::vector<std::string> only;  // mechanisms; empty: every one
};

// What one observation says of the full model against a rival, over runs that share parameters and chance.
struct Telling {
  double nearer = 0;  // share of paired runs in which the full model lies nearer to it; a tie counts half
  double evidence =
      0;  // median over paired runs of log10 of their likelihoods' ratio, full over rival; 9 at most
  int32_t runs = 0;
  int32_t tells = 0;  // 1: for the full model, -1: for the rival, 0: cannot tell them apart
};

inline constexpr double kTellingShare = 0.9;  // of paired runs that must agree, as for a change's direction
inline constexpr double kTellingEvidence = 0.5;  // log10: a ratio of about 3 (Jeffreys: "worth mentioning")

// An observation, the reference's range in the full model and under each rival, and what it says of each.
struct RivalPoint {
  Observation observed;
  Range full;
  std::vector<Range> under;    // by rival
  std::vector<Telling> tells;  // by rival
};

// An output that was not observed, at the first report date.
struct Unobserved {
  Monthly output{};
  Range full, under;
  double apart =
      0.5;  // share of pairs of runs of the two, of different parameters, that stand in the commoner order
};

struct Rival {
  std::string mechanism;          // a name of mechanisms()
  bool on = true;                 // the rival has it; false: the scenario has it, and the rival does without
  Range held;                     // US persons copied to the PRC under the reference, at the last report date
  std::vector<Verdict> verdicts;  // of Rivals::conclusions
  std::vector<Unobserved> would_tell;  // those that would, most apart first
};

struct Rivals {
  Range held;                           // as Rival::held, in the full model
  std::vector<Conclusion> conclusions;  // of the full model
  std::vector<Rival> rivals;
  std::vector<RivalPoint> points;  // by series in the hindcast's order, then date
  Month unobserved_at;
  int32_t replicates = 0, institutions = 0;
  double weight = 1;
  std::vector<sim::RunFailure> failures;
  bool stopped = false;
};

Rivals rivals(const Scenario& scenario, const std::vector<Observation>& observations,
              const RivalsOptions& options);

// Of one observation, from the values of paired runs; 0 or less lies infinitely far from an observation above
// 0.
Telling telling(const Observation& observed, const std::vector<double>& full,
                const std::vector<double>& rival);

// Share of pairs a[i], b[j], i != j, in the commoner order: 0.5 if they are alike, 1 if one always exceeds
// the other.
double apart(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace study
