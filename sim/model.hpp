#pragma once
// What the engine asks of a model. A model is a type that names its three parts and five events:
//
//   World    const during a run: everything decided before the first month
//   State    what changes; a value, so that copying it is a fork
//   shard    a block of agents inside State; the unit of parallel work
//
//   publish  serial    last month's public facts are laid out for all to read
//   act      parallel  one shard: its agents read what is published, write their own shard and outboxes
//   settle   parallel  one *destination* shard reads the outboxes addressed to it, in source order
//   resolve  serial    contested queues only
//   observe  serial    the books are closed and the observables recorded

#include <concepts>
#include <cstdint>

#include "sim/month.hpp"

namespace sim {

template <class M>
concept Model = requires(const typename M::World& world, typename M::State& state, Month month,
                         int32_t shard, int32_t worker, typename M::Record& record) {
  { M::shard_count(state) } -> std::convertible_to<int32_t>;
  M::use_workers(state, worker);
  M::publish(world, state, month);
  M::act(world, state, month, shard, worker);
  M::settle(world, state, month, shard, worker);
  M::resolve(world, state, month);
  M::observe(world, state, month, record);
};

}  // namespace sim
