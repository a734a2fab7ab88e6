#include "models/minimal/model.hpp"

namespace minimal {
namespace {

enum Purpose : uint16_t { kAsk };  // each use of chance has its own number, for ever

}  // namespace

State::State(const World& world) : layout(sim::ShardLayout::of(world.agents)), held(world.agents) {
  for (int32_t s = 0; s < layout.count(); ++s) {
    Shard shard{std::vector<Agent>(layout.last(s) - layout.first(s)), {world.first, world.end}, {}};
    for (int32_t id = layout.first(s); id < layout.last(s); ++id)
      if (id < world.founders) shard.agents[layout.local(id)].status = Status::holds;
    shard.thanks.open(layout.count());
    shards.push_back(shard);
  }
}

void Model::publish(const World&, State& state, sim::Month) {
  auto held = state.held.begin();
  for (const Shard& shard : state.shards)
    for (const Agent& agent : shard.agents) *held++ = agent.status == Status::holds;
}

void Model::act(const World& world, State& state, sim::Month month, int32_t s, int32_t) {
  Shard& own = state.shards[s];
  for (int32_t id = state.layout.first(s); id < state.layout.last(s); ++id) {
    Agent& agent = own.agents[state.layout.local(id)];
    if (agent.status != Status::lacks) continue;
    sim::Stream stream = world.chance.at(id, month, kAsk);
    auto asked = static_cast<int32_t>(stream.below(world.agents - 1));
    asked += asked >= id;  // anyone but itself
    if (!state.held[asked] || !stream.happens(world.parameters.generosity)) continue;
    agent.status = Status::waits;
    own.arrivals.enter(month + static_cast<int>(world.parameters.delay), state.layout.local(id));
    own.thanks.send(state.layout.shard_of(asked), asked);
  }
}

void Model::settle(const World&, State& state, sim::Month month, int32_t s, int32_t) {
  Shard& own = state.shards[s];
  for (const int32_t local : own.arrivals.take(month)) own.agents[local].status = Status::holds;
  for (Shard& source : state.shards) {
    for (const int32_t giver : source.thanks.to(s)) ++own.agents[state.layout.local(giver)].gifts;
    source.thanks.to(s).clear();
  }
}

void Model::observe(const World&, State& state, sim::Month, Record& record) {
  int64_t holders = 0;
  for (const Shard& shard : state.shards)
    for (const Agent& agent : shard.agents) holders += agent.status == Status::holds;
  record.push_back(holders);
}

}  // namespace minimal
