#include "models/exchange/agents/office.hpp"

#include <algorithm>
#include <cmath>

#include "models/exchange/agents/acquisition.hpp"
#include "sim/math.hpp"

namespace exchange {

namespace {

bool before(const Application& a, const Application& b) {
  return a.arrived != b.arrived ? a.arrived < b.arrived : a.priority != b.priority ? a.priority < b.priority : a.key < b.key;
}

void collect(State& state) {
  for (Shard& shard : state.shards) {
    for (const Application& a : shard.applications) state.offices[a.office].queue.push_back(a);
    shard.applications.clear();
  }
}

// Approval in practice: a_t = a0 (1 - s_t).
void answer(const World& w, State& state, const Office& office, const OfficeView::Practice& practice,
            const Application& application, Month month) {
  const Setting& s = w.s();
  Pending pending = application.pending;
  sim::Stream draws = s.chance.at(application.key, {}, uint16_t(Purpose::office));
  draws.uniform();  // the first draw was the priority
  pending.approved = draws.uniform() < practice.approval * (1 - office.severity);
  Tallies& books = state.tallies[0];
  ++books.licences[pending.approved ? 1 : 2];
  Shard& shard = state.shards[static_cast<std::size_t>(state.layout.shard_of(static_cast<int32_t>(pending.dataset.owner)))];
  shard.pending.enter(month + std::max(1, practice.minimum_months), pending);
}

void serve(const World& w, State& state, Office& office, const OfficeView::Practice& practice, Month month) {
  std::stable_sort(office.queue.begin() + static_cast<std::ptrdiff_t>(office.served), office.queue.end(), before);
  const auto waiting = static_cast<double>(office.queue.size() - office.served);
  office.capacity_left += std::min(practice.capacity, 1e15);
  const double can = std::floor(office.capacity_left);
  const auto decisions = static_cast<int64_t>(std::min(can, waiting));
  office.capacity_left -= can;  // of what was not needed nothing is kept but the fraction
  for (int64_t i = 0; i < decisions; ++i) answer(w, state, office, practice, office.queue[office.served++], month);
  office.decided_last_month = decisions;
  if (office.served * 2 > office.queue.size()) {
    office.queue.erase(office.queue.begin(), office.queue.begin() + static_cast<std::ptrdiff_t>(office.served));
    office.served = 0;
  }
}

}  // namespace

void apply_for_licence(Desk& desk, const Pending& pending, const Verdict& verdict, Pending::Act when_answered) {
  const Setting& s = desk.s();
  Application application;
  application.pending = pending;
  application.pending.act = when_answered;
  application.pending.since = static_cast<uint16_t>(desk.number());
  if (pending.stored != UINT32_MAX) application.pending.dataset = desk.shard.store.datasets[pending.stored];
  application.arrived = static_cast<uint16_t>(desk.number());
  application.key = dataset_key(s, application.pending.dataset);
  application.office = static_cast<uint8_t>(verdict.principal_office());
  sim::Stream draws = s.chance.at(application.key, {}, uint16_t(Purpose::office));
  application.priority = draws.bits();
  draws.bits();
  ++desk.books.licences[0];
  if (when_answered == Pending::Act::licensed_joint) ++desk.books.licences[3];
  desk.shard.applications.push_back(application);
}

void serve_offices(const World& w, State& state, Month month) {
  collect(state);
  for (std::size_t k = 0; k < state.offices.size(); ++k) {
    Office& office = state.offices[k];
    serve(w, state, office, w.s().offices[k].at(month), month);
    office.severity *= sim::exp(-sim::log(2.0) / std::max(1.0, w.s().p.hgr_halving_months));
  }
}

}  // namespace exchange
