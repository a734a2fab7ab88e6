#pragma once
// The exchange model: genomic data accumulate under dated law. The month is in model.cpp, one screen. ODD
// section 3.

#include <vector>

#include "models/exchange/ledger/observables.hpp"
#include "models/exchange/ledger/state.hpp"

namespace exchange {

struct Model {
  using World = exchange::World;
  using State = exchange::State;
  using Record = exchange::Record;

  static int32_t shard_count(const State& state) { return static_cast<int32_t>(state.shards.size()); }
  static void use_workers(State& state, int32_t workers);

  static void publish(const World& world, State& state, Month month);
  static void act(const World& world, State& state, Month month, int32_t shard, int32_t worker);
  static void settle(const World& world, State& state, Month month, int32_t shard, int32_t worker);
  static void resolve(const World& world, State& state, Month month);
  static void observe(const World& world, State& state, Month month, Record& record);
};

// The month as it is run: one step after another, in the order of the model's own tables.
struct ScheduledStep {
  const char* event;    // publish, act, settle, resolve, observe
  const char* name;     // unique within its event
  const char* section;  // of the ODD
  const char* what;     // one sentence
};
std::vector<ScheduledStep> schedule();

}  // namespace exchange
