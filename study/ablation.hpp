#pragma once
// One rule off: each provision of a policy taken out alone. What it changes there depends on the rules that
// stay.

#include <string>
#include <vector>

#include "study/players.hpp"
#include "study/statistics.hpp"
#include "study/variants.hpp"

namespace study {

struct AblationOptions {
  RunOptions run;         // replicates, threads, progress
  std::string reference;  // id; empty: as compared_with() chooses
  std::string
      jurisdiction;  // every provision of this place or group, as provisions name it; empty: what differs
  int32_t institutions = 0;  // of the world in which it is done (see resized); 0: the scenario's own
  int32_t at_once = kVariantsAtOnce;
};

// Persons; negative: fewer US persons are copied to CN.
struct AblationRow {
  Player rule;       // one provision: gone, or as the reference has it where the policy removes or amends it
  Range change;      // of the policy without it, against the reference
  Range difference;  // of the policy without it, against the policy
  bool never = false;  // no run differs: here it makes no difference
};

struct Ablation {
  std::string policy, reference, jurisdiction;
  Month date;                     // the last report date
  Range held, change;             // of the whole policy; against the reference
  std::vector<AblationRow> rows;  // in the order of the law
  int32_t replicates = 0, institutions = 0;
  double weight = 1;
  std::vector<sim::RunFailure> failures;
  bool stopped = false;  // then there are no rows
};

// With a jurisdiction a provision is taken out of the policy, whatever the reference says; a policy that has
// nothing to be compared with is then compared with itself. Throws sim::Error as credit() does, and if no
// provision is left to take out.
Ablation ablation(const Scenario& scenario, const std::string& policy, const AblationOptions& options);

// The policies that ablation() runs: the policy, the reference, then one without each rule.
Scenario ablation_scenario(const Scenario& scenario, const std::string& policy,
                           const AblationOptions& options);

}  // namespace study
