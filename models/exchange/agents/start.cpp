#include "models/exchange/ledger/state.hpp"

#include "models/exchange/agents/institution.hpp"
#include "models/exchange/agents/programme.hpp"

namespace exchange {

namespace {

Shard empty_shard(const Setting& s, const State& state, int32_t number) {
  Shard shard;
  const int32_t begin = state.layout.first(number), end = state.layout.last(number);
  shard.institutions.resize(static_cast<std::size_t>(end - begin));
  shard.studies = sim::Calendar<StudyDue>(s.first, s.end);
  shard.pending = sim::Calendar<Pending>(s.first, s.end);
  shard.store = Store(s.first, s.end);
  shard.outbox.open(state.layout.count());
  for (int32_t id = begin; id < end; ++id)
    s.population.first_ties(static_cast<uint32_t>(id), s.chance, shard.institutions[static_cast<std::size_t>(id - begin)].ties);
  return shard;
}

}  // namespace

State initial_state(const World& w) {
  const Setting& s = w.s();
  State state;
  state.layout = sim::ShardLayout::of(s.population.count());
  for (int32_t i = 0; i < state.layout.count(); ++i) state.shards.push_back(empty_shard(s, state, i));
  state.firm_store = Store(s.first, s.end);
  state.firms.resize(s.firms.size());
  state.offices.resize(s.offices.size());
  state.tallies.assign(1, Tallies(s.shape));
  state.salience.assign(static_cast<std::size_t>(s.places), 0.0);
  state.rung_by_month.assign(1, 0);
  for (auto* v : {&state.requests, &state.approvals, &state.requests_total, &state.approvals_total}) v->assign(s.repositories.size(), 0);
  for (int32_t id = 0; id < s.population.count(); ++id) start_institution(w, state, static_cast<uint32_t>(id));
  plan_programmes(w, state);
  return state;
}

std::size_t bytes_of(const State& state) {
  std::size_t total = 0;
  for (const Shard& shard : state.shards) {
    total += shard.institutions.capacity() * sizeof(Institution) + shard.studies.bytes() + shard.pending.bytes();
    total += shard.store.datasets.bytes() + shard.store.events.bytes();
  }
  return total + state.firm_store.datasets.bytes() + state.firm_store.events.bytes();
}

}  // namespace exchange
