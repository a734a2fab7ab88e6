#pragma once
// The exchange model: genomic data accumulate under dated law. The month is in model.cpp, one screen. ODD
// section 3.

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

}  // namespace exchange
