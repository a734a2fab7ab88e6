#pragma once
// A scenario's policies x replicates, run and kept: the base of every analysis. No files.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/exchange/model.hpp"
#include "sim/ensemble.hpp"

namespace study {

using exchange::Month;
using exchange::Monthly;
using exchange::Parameters;
using exchange::Record;
using exchange::Scenario;
using exchange::Setting;
using exchange::Yearly;

struct RunOptions {
  int32_t replicates = 0;        // 0: as the scenario says
  int32_t first_replicate = 0;
  int32_t threads = 1;
  bool share_history = true;
  bool premium_worlds = true;    // also run the four worlds of the asymmetry premium
  bool keep_runs = true;         // false: runs go to on_record alone, and `runs` of the ensemble stay unfinished
  sim::ProgressSink progress;    // may be empty
  // Each finished run with its yearly arrays, one at a time, in no particular order; may be empty. `policy` counts the
  // scenario's policies first, then the premium worlds.
  std::function<void(sim::RunId, const Record&)> on_record;
};

// What is kept of every run: all monthly scalars, and the yearly arrays of the report years.
struct KeptRun {
  bool finished = false;
  std::vector<std::vector<double>> monthly;                 // [Monthly][month]
  std::vector<std::vector<std::vector<double>>> at_report;  // [report date][Yearly][...]: state at that year's end
  std::vector<int64_t> bound, standing;                     // by provision (LawSet::provision_ids), may end early
};

struct Ensemble {
  std::shared_ptr<const Scenario> scenario;   // with the premium worlds appended to its policies
  std::shared_ptr<const Setting> layout;      // labels of axes; a Setting at default parameters
  std::shared_ptr<const exchange::LawSet> laws;
  int32_t scenario_policies = 0;              // the first so many are the user's; the rest are premium worlds
  int32_t reference = 0;
  int32_t replicates = 0;
  std::vector<Month> fork;                    // by policy
  std::vector<Parameters> drawn;              // by replicate
  std::vector<std::vector<KeptRun>> runs;     // [policy][replicate]
  std::vector<sim::RunFailure> failures;
  bool stopped = false;

  const std::string& policy_id(int32_t policy) const { return scenario->policies[static_cast<std::size_t>(policy)].id; }
  int32_t policy_index(const std::string& id) const;  // -1 if there is none
  int month_index(Month month) const { return month - scenario->first; }
  // A monthly output of every finished run of a policy, in order of replicate.
  std::vector<double> values(int32_t policy, Monthly output, Month month) const;
  // Paired differences to the reference over replicates in which both finished.
  std::vector<double> changes(int32_t policy, Monthly output, Month month) const;
};

Ensemble run_ensemble(const Scenario& scenario, const RunOptions& options);

// The four worlds: US regime {open, mirrors the PRC's} x PRC regime {actual, open}, in this order:
// open-actual, open-open, mirror-actual, mirror-open. Empty if the scenario's library lacks their measures.
std::vector<exchange::PolicyData> premium_worlds(const Scenario& scenario);

}  // namespace study
