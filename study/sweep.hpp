#pragma once
// Runs the rows of a sweep. Rows that differ in parameters only are one sim::Ensemble, whose replicates are
// (row, replicate); rows that differ otherwise are grouped by what differs, and each group's scenario goes
// through the door once. No files: whoever calls decides what to run and keeps what comes.
//
//   study::Sweep sweep(plan);
//   sweep.run(units_of(plan, 0, plan.rows()), options, [&](const UnitResult& result) { ... });
//
// Failures are data: a row that cannot be set up and a run that throws are results with a reason.

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "study/sweep_plan.hpp"

namespace study {

// The smallest piece of work: one replicate of one row, under every policy. They share their history.
struct SweepUnit {
  int64_t row = 0;
  int32_t replicate = 0;
};

struct SweepRun {
  std::vector<double> values;  // [output][date]; empty if it failed
  std::string reason;          // why it failed; empty if it finished
};

struct UnitResult {
  SweepUnit unit;
  std::vector<SweepRun> runs;  // by policy of the plan
};

struct SweepOptions {
  int32_t threads = 1;
  // Runs finished of this call and in all, asked often; false stops it: what is unfinished then is not
  // reported.
  std::function<bool(int64_t done, int64_t all)> progress;
};

inline constexpr int64_t kUnitsAtOnce = 4096;

// The units of the rows [first, last), row by row.
std::vector<SweepUnit> units_of(const SweepPlan& plan, int64_t first, int64_t last);

// The scenario that is varied, with the policies of the plan; what a row without factors would run.
Scenario scenario_of(const SweepPlan& plan);

class Sweep {
 public:
  explicit Sweep(const SweepPlan& plan);  // kept by reference
  ~Sweep();
  Sweep(const Sweep&) = delete;
  Sweep& operator=(const Sweep&) = delete;

  // Runs these units and hands over each that finished or failed, one at a time, in no particular order.
  // Memory grows with the number of units: call it block by block. False if progress stopped it. What `take`
  // throws ends it and is thrown on.
  bool run(const std::vector<SweepUnit>& units, const SweepOptions& options,
           const std::function<void(UnitResult&&)>& take);

 private:
  struct World;  // a scenario of its own: what rows with the same structural levels share
  struct Block;
  using Group = std::pair<std::vector<double>, std::vector<SweepUnit>>;  // structural levels, units
  using GoOn = std::function<bool(int64_t done)>;
  std::vector<Group> grouped(const std::vector<SweepUnit>& units) const;
  std::shared_ptr<const World> world_of(const std::vector<double>& levels);
  std::vector<double> structural(const std::vector<double>& row) const;

  const SweepPlan& plan_;
  DesignRows rows_;
  std::vector<std::size_t> structural_;                                   // factors that are not parameters
  std::vector<std::pair<std::size_t, double Parameters::*>> parameters_;  // factors that are
  std::list<std::pair<std::vector<double>, std::shared_ptr<const World>>> worlds_;  // the latest first
};

// All units of the rows [first, last), in blocks of bounded size: what a worker elsewhere calls, with a plan
// made of two texts, and sends back.
bool run_rows(const SweepPlan& plan, int64_t first, int64_t last, const SweepOptions& options,
              const std::function<void(UnitResult&&)>& take);

}  // namespace study
