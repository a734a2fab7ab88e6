#include "models/exchange/model.hpp"

#include "models/exchange/agents/acquisition.hpp"
#include "models/exchange/agents/archive_choice.hpp"
#include "models/exchange/agents/brokerage.hpp"
#include "models/exchange/agents/firm.hpp"
#include "models/exchange/agents/institution.hpp"
#include "models/exchange/agents/office.hpp"
#include "models/exchange/agents/regulator.hpp"
#include "models/exchange/agents/repository.hpp"
#include "models/exchange/ledger/coverage.hpp"
#include "models/exchange/ledger/invariants.hpp"
#include "sim/math.hpp"
#include "sim/model.hpp"

namespace exchange {

static_assert(sim::Model<Model>);

void Model::use_workers(State& state, int32_t workers) {
  state.tallies.resize(static_cast<std::size_t>(workers > 1 ? workers : 1), Tallies(state.tallies[0].shape));
}

// The table of who can obtain what, made anew only when law on access has changed.
static void refresh_access(const World& world, State& state, Month month) {
  const auto number = world.s().month_number(month);
  const uint8_t rung = state.rung_by_month[static_cast<std::size_t>(number)];
  const Version& law = law_in(world, state, month);
  const ProvisionSet now =
      law.in_force() & world.laws->on_access[static_cast<std::size_t>(world.policy)][rung];
  const auto same = [&](const AccessPeriod& p) {
    const Month since = world.s().first + p.from;  // offices may have changed hands
    return p.law == now && p.rung == rung && p.policy == world.policy &&
           world.laws->next_access_change(since) > month;
  };
  if (!state.access.empty() && same(state.access.back())) return;
  state.access.push_back(
      {number, std::make_shared<const AccessTable>(world.s(), law, month), now, rung, world.policy});
}

// Last month's books become public; regulators publish practice, repositories their depositors and mirrors.
void Model::publish(const World& world, State& state, Month month) {
  const auto number = static_cast<std::size_t>(world.s().month_number(month));
  state.published.depositors = state.tallies[0].depositors;
  state.published.adoption = world.s().economy.adoption[number];
  state.published.next_access_change = world.laws->next_access_change(month);
  publish_odds(world, state, month);
  refresh_access(world, state, month);
  if (month == world.s().first || world.laws->next_access_change(month - 1) == month)
    record_standing(world, state, month);
  publish_practice(world, state, month);
  publish_mirrors(world, state, month);
}

// Institutions, in parallel: studies begin, what is pending falls due, copies arrive.
void Model::act(const World& world, State& state, Month month, int32_t number, int32_t worker) {
  Shard& shard = state.shards[static_cast<std::size_t>(number)];
  Tallies& books = state.tallies[static_cast<std::size_t>(worker)];
  Desk desk{world,
            state,
            shard,
            number,
            books,
            month,
            law_in(world, state, month),
            law_in(world, state, month, true)};
  shard.store.begin_month(desk.number());
  const auto fetch = [&](uint32_t institution) {
    sim::expect(desk.profile(institution));
    sim::expect(desk.self(institution));
  };
  while (shard.studies.has(month))  // an institution's next study may fall in the same month
    shard.studies.take(month).each([&](const StudyDue& due) { fetch(due.institution); },
                                   [&](const StudyDue& due) { conduct_study(desk, due); });
  shard.pending.take(month).each([&](const Pending& pending) { fetch(pending.dataset.owner); },
                                 [&](const Pending& pending) { act_on_pending(desk, pending); });
  offer_bulk_data(desk);
  settle_copies(world, state, shard.store, books, month);
  mirror_cohorts(world, state, shard.store, books, month);
}

// What partners told each other arrives, in the order of the senders' shards.
void Model::settle(const World&, State& state, Month, int32_t number, int32_t) {
  Shard& shard = state.shards[static_cast<std::size_t>(number)];
  for (Shard& source : state.shards) {
    auto& messages = source.outbox.to(number);
    for (const Message& message : messages) heed(shard, state, message);
    messages.clear();
  }
}

// Contested queues and the few: firms trade, offices answer, repositories decide, regulators enforce.
void Model::resolve(const World& world, State& state, Month month) {
  for (std::size_t worker = 1; worker < state.tallies.size(); ++worker)
    state.tallies[0].take_from(state.tallies[worker]);
  trade(world, state, month);
  serve_offices(world, state, month);
  decide_requests(world, state, month);
  enforce(world, state, month);
  close_inflow(world, state, month);
}

void Model::observe(const World& world, State& state, Month month, Record& record) {
  observe_books(world, state, month, record);
#ifdef GENRATCHET_CHECK_INVARIANTS  // the debug preset
  check_invariants(world, state);
#endif
  const int m = world.s().month_number(month);
  react(world, state, month,
        asymmetry(record.at(Monthly::reach_us_by_cn, m), record.at(Monthly::shareable_us, m),
                  record.at(Monthly::reach_cn_by_us, m), record.at(Monthly::shareable_cn, m)));
}

}  // namespace exchange
