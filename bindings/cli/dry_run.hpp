#pragma once
// `--dry-run`: what an analysis would take, from a short trial.

#include "bindings/cli/request.hpp"
#include "models/exchange/world/scenario.hpp"

namespace cli {

struct Effort {
  exchange::Scenario scenario;  // with the policies that are run
  int32_t replicates = 0;
  bool premium_worlds = false;  // run beside the policies
  int64_t ensembles = 1;        // so many times
  bool saves = false;           // a result is written
  int64_t screened = 0;  // runs in which contested assumptions are looked at afterwards, in a small world
  int32_t at_once = 0;  // so many policies beside the reference in one ensemble; 0: all
  double bytes = 0;      // on the disk, if it is not a result that is written
};

// Prints runs, time, memory and disk; the exit code.
int dry_run(const Effort& effort, const Request& request);

// --replicates, else as the scenario says.
int32_t replicates_of(const exchange::Scenario& scenario, const Request& request);

}  // namespace cli
