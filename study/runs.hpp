#pragma once
// Runs of a scenario's policies, of which each index has its own parameters and its own chance: what
// ensembles and sweeps are made of.

#include <functional>
#include <memory>
#include <vector>

#include "models/exchange/model.hpp"
#include "sim/ensemble.hpp"

namespace study {

// What tells one replicate of sim::Ensemble from another.
struct Draw {
  exchange::Parameters parameters;
  uint64_t chance = 0;  // number of the replicate: the same number, the same chance
};

// A scenario with what all its runs share.
struct Stage {
  explicit Stage(const exchange::Scenario& scenario);  // kept by reference

  const exchange::Scenario& scenario;
  std::shared_ptr<const exchange::LawSet> laws;
  int32_t reference = 0;         // policy
  std::vector<sim::Month> fork;  // by policy: the first month in which it can differ from the reference
};

struct Batch {
  int32_t first = 0, count = 0;       // indices
  std::function<Draw(int32_t)> draw;  // of an index; may be asked from any thread
  int32_t threads = 1;
  bool share_history = true;
  sim::ProgressSink progress;
  // Each finished run, one at a time, in no particular order; `replicate` is its index.
  std::function<void(sim::RunId, exchange::Record&&)> take;
};

struct BatchEnd {
  std::vector<sim::RunFailure> failures;
  bool stopped = false;
};

BatchEnd run_batch(const Stage& stage, const Batch& batch);

}  // namespace study
