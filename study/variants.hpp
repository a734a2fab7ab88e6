#pragma once
// Many variants of a law on shared chance, of which one number is kept for each run: memory does not grow
// with what else a run records.

#include <cstdint>
#include <vector>

#include "study/ensemble.hpp"

namespace study {

struct Variants {
  Month date;  // the last report date
  int32_t replicates = 0;
  // US persons copied to CN at that date, [variant][replicate]; NaN if the run did not finish.
  std::vector<std::vector<double>> held;
  std::vector<sim::RunFailure>
      failures;  // `policy` is the number of the variant, and the reason begins with its id
  bool stopped = false;
};

inline constexpr int32_t kVariantsAtOnce = 16;  // their rule books are most of the memory

// Runs variants, `at_once` of them in one ensemble (it changes memory and time, not a bit of the result). The
// first is the trunk from which the others fork; it runs once in each ensemble. options.on_record gets the
// number of the variant as the policy.
Variants run_variants(const Scenario& scenario, const std::vector<exchange::PolicyData>& variants,
                      const RunOptions& options, int32_t at_once = kVariantsAtOnce);

// The scenario whose policies are the variants, the first its reference.
Scenario scenario_of(const Scenario& scenario, const std::vector<exchange::PolicyData>& variants);

}  // namespace study
