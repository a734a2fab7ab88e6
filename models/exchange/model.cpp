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

// ---------------------------------------------------------------- publish

namespace {

// Last month's books.
void publish_books(const World& world, State& state, Month month) {
  state.published.depositors = state.tallies[0].depositors;
  state.published.adoption =
      world.s().economy.adoption[static_cast<std::size_t>(world.s().month_number(month))];
  state.published.next_access_change = world.laws->next_access_change(month);
}

// The table of who can obtain what, made anew only when law on access has changed.
void refresh_access(const World& world, State& state, Month month) {
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

void count_standing(const World& world, State& state, Month month) {
  if (month == world.s().first || world.laws->next_access_change(month - 1) == month)
    record_standing(world, state, month);
}

// ---------------------------------------------------------------- act, settle

void conduct_studies(Desk& desk) {
  auto& studies = desk.shard.studies;
  const auto fetch = [&](const StudyDue& due) {
    sim::expect(desk.profile(due.institution));
    sim::expect(desk.self(due.institution));
  };
  while (studies.has(desk.month))  // an institution's next study may fall in the same month
    studies.take(desk.month).each(fetch, [&](const StudyDue& due) { conduct_study(desk, due); });
}

void settle_pending(Desk& desk) {
  const auto fetch = [&](const Pending& pending) {
    sim::expect(desk.profile(pending.dataset.owner));
    sim::expect(desk.self(pending.dataset.owner));
  };
  desk.shard.pending.take(desk.month).each(fetch, [&](const Pending& pending) {
    act_on_pending(desk, pending);
  });
}

void copy_by_hazard(Desk& desk) {
  settle_copies(desk.world, desk.state, desk.shard.store, desk.books, desk.month);
}
void copy_mirrored(Desk& desk) {
  mirror_cohorts(desk.world, desk.state, desk.shard.store, desk.books, desk.month);
}

// What partners told each other arrives, in the order of the senders' shards.
void hear_partners(State& state, int32_t number) {
  for (Shard& source : state.shards) {
    auto& messages = source.outbox.to(number);
    for (const Message& message : messages)
      heed(state.shards[static_cast<std::size_t>(number)], state, message);
    messages.clear();
  }
}

// ---------------------------------------------------------------- observe

void close_books(const World& world, State& state, Month month, Record& record) {
  observe_books(world, state, month, record);
#ifdef GENRATCHET_CHECK_INVARIANTS  // the debug preset
  check_invariants(world, state);
#endif
}

void react_to_asymmetry(const World& world, State& state, Month month, Record& record) {
  const int m = world.s().month_number(month);
  react(world, state, month,
        asymmetry(record.at(Monthly::reach_us_by_cn, m), record.at(Monthly::shareable_us, m),
                  record.at(Monthly::reach_cn_by_us, m), record.at(Monthly::shareable_cn, m)));
}

// ---------------------------------------------------------------- THE MONTH

template <class... Arguments>
struct Step {
  const char *name, *section, *what;  // section: of the ODD (docs/odd)
  void (*run)(Arguments...);
};
using Serial = Step<const World&, State&, Month>;

constexpr Serial kPublish[] = {
    {"books", "7.2", "Depositors of archives and the share of adopters become public.", publish_books},
    {"odds", "7.2", "Odds of archives, by place and tier.", publish_odds},
    {"access", "7.4", "Who can obtain what: a new table if law on access has changed.", refresh_access},
    {"standing", "7.9", "Which provisions stand is counted, if law on access has changed; for coverage.",
     count_standing},
    {"practice", "7.6", "Salience; approval and delay of licensing offices.", publish_practice},
    {"learning", "7.7", "Unique persons held in each firm's home (switch).", publish_learning},
    {"mirrors", "7.4", "Which cohorts the line has carried: they are mirrored this month.", publish_mirrors},
};

constexpr Step<Desk&> kAct[] = {
    {"studies", "7.1", "Studies begin, alone, jointly or abroad; their data come into being.",
     conduct_studies},
    {"pending", "7.2", "Releases, backlog, answers of offices and deliveries of programmes fall due.",
     settle_pending},
    {"offers", "7.10", "Brokers offer bulk data (switch).", offer_bulk_data},
    {"copies", "7.4", "Copies by download, request and diversion are made; terms end.", copy_by_hazard},
    {"mirrored", "7.4", "The published cohorts are copied.", copy_mirrored},
};

constexpr Step<State&, int32_t> kSettle[] = {
    {"partners", "7.6", "Partners hear how joint projects went: ties strengthen or weaken.", hear_partners},
};

constexpr Serial kResolve[] = {
    {"firms", "7.7", "Firms sell tests, take persons home; terms of their copies end.", trade},
    {"offices", "7.6", "Licensing offices answer, first in, first out.", serve_offices},
    {"requests", "7.4", "Requests at archives are counted and decided.", decide_requests},
    {"enforcement", "7.5", "Salience fades; listings and published violations raise it; offices harden.",
     enforce},
    {"inflow", "7.4", "What INSDC holds at the end of the month is noted for the mirrors.", close_inflow},
};

constexpr Step<const World&, State&, Month, Record&> kObserve[] = {
    {"outputs", "7.9", "Monthly outputs; in December and at the end the year's arrays.", close_books},
    {"reaction", "7.8", "Adaptive regulators look at the asymmetry (switch).", react_to_asymmetry},
};

template <class Steps, class... Arguments>
void run_all(const Steps& steps, Arguments&&... arguments) {
  for (const auto& step : steps) step.run(arguments...);
}

}  // namespace

std::vector<ScheduledStep> schedule() {
  std::vector<ScheduledStep> all;
  const auto add = [&](const char* event, const auto& steps) {
    for (const auto& step : steps) all.push_back({event, step.name, step.section, step.what});
  };
  add("publish", kPublish);
  add("act", kAct);
  add("settle", kSettle);
  add("resolve", kResolve);
  add("observe", kObserve);
  return all;
}

void Model::use_workers(State& state, int32_t workers) {
  state.tallies.resize(static_cast<std::size_t>(workers > 1 ? workers : 1), Tallies(state.tallies[0].shape));
}

// Last month's books become public; regulators publish practice, repositories their depositors and mirrors.
void Model::publish(const World& world, State& state, Month month) { run_all(kPublish, world, state, month); }

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
  run_all(kAct, desk);
}

void Model::settle(const World&, State& state, Month, int32_t number, int32_t) {
  run_all(kSettle, state, number);
}

// Contested queues and the few: firms trade, offices answer, repositories decide, regulators enforce.
void Model::resolve(const World& world, State& state, Month month) {
  for (std::size_t worker = 1; worker < state.tallies.size(); ++worker)
    state.tallies[0].take_from(state.tallies[worker]);
  run_all(kResolve, world, state, month);
}

void Model::observe(const World& world, State& state, Month month, Record& record) {
  run_all(kObserve, world, state, month, record);
}

}  // namespace exchange
