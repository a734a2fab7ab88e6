#include "models/exchange/agents/acquisition.hpp"

#include <algorithm>
#include <cmath>

#include "models/exchange/ledger/access.hpp"
#include "sim/math.hpp"
#include "sim/samplers.hpp"

namespace exchange {

namespace {

constexpr double kPopularityShape = 0.3;
constexpr int kTermMonths = 12;  // of controlled access (F-CA-06)

double popularity(const Setting& s, uint64_t key) {
  sim::Stream stream = s.chance.at(key, {}, uint16_t(Purpose::popularity));
  return sim::gamma(stream, kPopularityShape) / kPopularityShape;
}

// Rate a month at full access and popularity 1: the bound l of this focal place and channel.
double bound_rate(const Setting& s, int focal, Channel channel, Tier tier) {
  const Parameters& p = s.p;
  const Focal& f = s.focal[static_cast<std::size_t>(focal)];
  const double open = p.open_copies_prc * f.relative_research / 12;
  const double request = p.requests_per_study_year * f.request_share / 12;
  switch (channel) {
    case Channel::download: return open;
    case Channel::request: return request;
    case Channel::diversion: return p.leak * (tier == Tier::open ? open : request);
    case Channel::equity: return focal == s.cn ? p.equity_rate / 12 : 0;
    case Channel::intrusion: return focal == s.cn ? p.intrusion_rate / 12 : 0;
    case Channel::equipment: return focal == s.cn ? p.equipment_rate / 12 : 0;
    default: return 0;
  }
}

// Part of a month that counts toward this copy under a law, in 1/4096.
uint32_t fraction(const Setting& s, const Version& law, const Dataset& d, int focal, Channel channel) {
  const PlaceId place = s.focal[static_cast<std::size_t>(focal)].place;
  if (channel >= Channel::equity) return kFullMonth;
  const AccessSet& set = s.access_sets[static_cast<std::size_t>(s.access_set(d.tier, d.repositories))];
  const Access access = access_of(s, law, d, set, place);
  if (channel == Channel::download) return access.open;
  if (channel == Channel::request) return access.open ? 0 : access.request;
  return access.open || access.requestable ? 0 : kFullMonth;  // diversion: only what law stops
}

// Months at full rate counted over [since, now), in 1/4096.
uint64_t counted(const World& w, const State& state, const Dataset& d, int focal, Channel channel, Month since, Month now) {
  uint64_t total = 0;
  for (Month m = since; m < now;) {
    const Month next = std::min(now, w.laws->next_change(m));
    total += static_cast<uint64_t>(next - m) * fraction(w.s(), law_in(w, state, m), d, focal, channel);
    m = next;
  }
  return total;
}

// The earliest month in which `remaining` can have been counted; kNever if that is after the run.
Month earliest(const World& w, const State& state, const Dataset& d, int focal, Channel channel, Month now, uint64_t remaining) {
  const uint32_t current = fraction(w.s(), law_in(w, state, now), d, focal, channel);
  const Month change = w.laws->next_change(now);
  if (current == 0) return change;
  const auto at_current = static_cast<int64_t>((remaining + current - 1) / current);
  const Month due = now + static_cast<int>(std::max<int64_t>(1, std::min<int64_t>(at_current, 100000)));
  if (due <= change) return due;
  const auto at_full = static_cast<int64_t>((remaining + kFullMonth - 1) / kFullMonth);
  return std::min(due, std::max(change, now + static_cast<int>(std::max<int64_t>(1, std::min<int64_t>(at_full, 100000)))));
}

void schedule(const World& w, const State& state, Store& store, uint32_t index, int focal, Channel channel, Month month,
              double threshold_months) {
  const double months_left = w.s().end - month;
  if (threshold_months > months_left) return;  // not even at full access
  const auto remaining = static_cast<uint32_t>(std::ceil(threshold_months * kFullMonth));
  const Month due = earliest(w, state, store.datasets[index], focal, channel, month, remaining);
  store.events.enter(due, {index, remaining, static_cast<uint16_t>(w.s().month_number(month)), static_cast<uint8_t>(focal),
                           static_cast<uint8_t>(channel)});
}

// One draw E ~ Exp(1) and its threshold, unless the copy cannot come before the end.
void maybe_schedule(const World& w, const State& state, Store& store, uint32_t index, int focal, Channel channel, Month month,
                    double rate, sim::Block block, int half) {
  const double u = sim::unit_interval(block[static_cast<std::size_t>(2 * half)], block[static_cast<std::size_t>(2 * half + 1)]);
  const double within = rate * (w.s().end - month);
  if (1 - u > within) return;  // -log u >= 1 - u
  schedule(w, state, store, index, focal, channel, month, -sim::log(u) / rate);
}

void schedule_place(const World& w, const State& state, Store& store, uint32_t index, int focal, Month month, double gamma,
                    uint64_t key) {
  const Setting& s = w.s();
  const Dataset& d = store.datasets[index];
  const Tier tier = d.tier;
  const Channel direct = tier == Tier::open ? Channel::download : Channel::request;
  if (d.flags & kReleased) {
    const sim::Block block = s.chance.block(key, {}, uint16_t(Purpose::acquisition), static_cast<uint32_t>(focal));
    const double rate = gamma * bound_rate(s, focal, direct, tier);
    if (rate > 0) maybe_schedule(w, state, store, index, focal, direct, month, rate, block, 0);
    const double around = focal == s.cn || focal == s.us ? gamma * bound_rate(s, focal, Channel::diversion, tier) : 0;
    if (around > 0) maybe_schedule(w, state, store, index, focal, Channel::diversion, month, around, block, 1);
  }
  for (int c = index_of(Channel::equity); c < kChannels; ++c) {
    const double rate = bound_rate(s, focal, static_cast<Channel>(c), tier);
    if (rate <= 0) continue;
    const auto ordinal = static_cast<uint32_t>(kMostFocal * c + focal);
    maybe_schedule(w, state, store, index, focal, static_cast<Channel>(c), month, rate,
                   s.chance.block(key, {}, uint16_t(Purpose::acquisition), ordinal), 0);
  }
}

void acquire(const World& w, Store& store, Tallies& books, const CopyEvent& event, Month month) {
  const Setting& s = w.s();
  Dataset& d = store.datasets[event.dataset];
  record_copy(s, books, d, event.focal, static_cast<Channel>(event.what));
  if (static_cast<Channel>(event.what) == Channel::request)
    store.events.enter(month + kTermMonths, {event.dataset, 0, static_cast<uint16_t>(s.month_number(month)), event.focal,
                                             static_cast<uint8_t>(kTermEnds + event.what)});
}

// A term of controlled access ends: renewed if law still admits it and the holder asks; else destroyed, or not.
void end_term(const World& w, const State& state, Store& store, Tallies& books, const CopyEvent& event, Month month) {
  const Setting& s = w.s();
  Dataset& d = store.datasets[event.dataset];
  sim::Stream stream = s.chance.at(dataset_key(s, d), month, uint16_t(Purpose::expiry));
  const bool asks = stream.uniform() < s.p.renewal, complies = stream.uniform() < s.p.deletion_complied;
  const auto channel = static_cast<Channel>(event.what - kTermEnds);
  const bool admitted = channel == Channel::request && fraction(s, law_in(w, state, month), d, event.focal, Channel::request) > 0;
  if (asks && admitted) store.events.enter(month + kTermMonths, event);
  else record_end_of_term(s, books, d, event.focal, complies);
}

void settle(const World& w, const State& state, Store& store, Tallies& books, CopyEvent event, Month month) {
  if (event.what >= kTermEnds) return end_term(w, state, store, books, event, month);
  const Setting& s = w.s();
  const auto channel = static_cast<Channel>(event.what);
  const Dataset& d = store.datasets[event.dataset];
  const uint64_t done = counted(w, state, d, event.focal, channel, s.first + event.since, month);
  if (done >= event.remaining) return acquire(w, store, books, event, month);
  event.remaining -= static_cast<uint32_t>(done);
  event.since = static_cast<uint16_t>(s.month_number(month));
  store.events.enter(earliest(w, state, d, event.focal, channel, month, event.remaining), event);
}

}  // namespace

uint64_t dataset_key(const Setting& s, const Dataset& d) {
  const uint64_t owner = d.owner >= kFirmOwner ? sim::key_of(s.scenario.firms[d.owner - kFirmOwner - 1].id)
                                               : s.population.profiles[d.owner].key;
  return sim::mix(owner, uint64_t{d.born} << 40 | uint64_t{d.origin} << 32 | d.serial);
}

void schedule_copies(const World& w, const State& state, Store& store, uint32_t index, Month month) {
  const Setting& s = w.s();
  if (s.scenario.switches.domestic_growth_only) return;
  const uint64_t key = dataset_key(s, store.datasets[index]);
  const double gamma = popularity(s, key);
  for (int f = 0; f < static_cast<int>(s.focal.size()); ++f)
    if (!(store.datasets[index].held_now >> f & 1)) schedule_place(w, state, store, index, f, month, gamma, key);
}

void settle_copies(const World& w, const State& state, Store& store, Tallies& books, Month month) {
  if (!store.events.has(month)) return;
  for (const CopyEvent& event : store.events.take(month)) settle(w, state, store, books, event, month);
}

void mirror_cohorts(const World& w, const State& state, Store& store, Tallies& books, Month month) {
  const Setting& s = w.s();
  const Published& now = state.published;
  if (now.mirror_from >= now.mirror_to || s.cn < 0) return;
  const uint32_t begin = store.cohort_begin[static_cast<std::size_t>(now.mirror_from)];
  const auto end_cohort = static_cast<std::size_t>(now.mirror_to);
  const uint32_t end = end_cohort < store.cohort_begin.size() ? store.cohort_begin[end_cohort] : store.datasets.size();
  const Version& law = law_in(w, state, month);
  for (uint32_t i = begin; i < end; ++i) {
    Dataset& d = store.datasets[i];
    if (d.tier != Tier::open || !(d.repositories & s.insdc_mask)) continue;
    bool admitted = false;
    for (RepositoryId r = 1; r < s.repositories.size() && !admitted; ++r) {
      if (!(s.insdc_mask >> (r - 1) & 1)) continue;
      Proposal proposal;
      proposal.origin = {d.origin};
      proposal.custodian = {d.custodian};
      proposal.from = s.repositories[r].place;
      proposal.to = s.cn_place;
      proposal.kind = kind_of(d.kd);
      proposal.tier = Tier::open;
      proposal.channel = Channel::mirror;
      proposal.sender = proposal.recipient = Party::repository;
      proposal.funding = d.funding;
      proposal.repository = r;
      proposal.persons = d.persons;
      admitted = !law.judge(proposal).stops();
    }
    if (admitted) record_copy(s, books, d, s.cn, Channel::mirror);
  }
}

}  // namespace exchange
