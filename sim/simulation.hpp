#pragma once
// START HERE. A run is months; a month is five events. Everything else is what a model does in them.
//
// The same bits come out on any number of threads, because
//   - agents read what was published last month, never each other's present state;
//   - act writes one shard, settle writes one destination shard, and nobody shares a cell;
//   - everything summed is an integer, so the order of summation cannot matter;
//   - chance is a function of who draws, when and why (chance.hpp), never of a thread.

#include "sim/model.hpp"
#include "sim/parallel.hpp"

namespace sim {

// One month of a model.
template <Model M>
void step(const typename M::World& world, typename M::State& state, Month month, int32_t threads,
          typename M::Record& record) {
  const int32_t shards = M::shard_count(state);
  M::publish(world, state, month);
  for_each_index(shards, threads, [&](int32_t s, int32_t worker) { M::act(world, state, month, s, worker); });
  for_each_index(shards, threads, [&](int32_t s, int32_t worker) { M::settle(world, state, month, s, worker); });
  M::resolve(world, state, month);
  M::observe(world, state, month, record);
}

// The months [first, end). keep_going is asked before each month; false stops the run there.
// Returns the first month not simulated.
template <Model M, class KeepGoing>
Month run(const typename M::World& world, typename M::State& state, Month first, Month end, int32_t threads,
          typename M::Record& record, KeepGoing&& keep_going) {
  M::use_workers(state, threads);
  Month month = first;
  for (; month < end && keep_going(month); month = month + 1) step<M>(world, state, month, threads, record);
  return month;
}

template <Model M>
Month run(const typename M::World& world, typename M::State& state, Month first, Month end, int32_t threads,
          typename M::Record& record) {
  return run<M>(world, state, first, end, threads, record, [](Month) { return true; });
}

}  // namespace sim
