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
    case Channel::diversion: return tier == Tier::open ? open : request;
    case Channel::equity: return focal == s.cn ? p.equity_rate / 12 : 0;
    case Channel::intrusion: return focal == s.cn ? p.intrusion_rate / 12 : 0;
    case Channel::equipment: return focal == s.cn ? p.equipment_rate / 12 : 0;
    default: return 0;
  }
}

// Part of a month that counts toward this copy under a state of the law, in 1/4096.
uint32_t fraction(const Access& access, Channel channel, uint32_t unhindered) {
  if (channel >= Channel::equity) return kFullMonth;
  if (channel == Channel::download) return access.open;
  if (channel == Channel::request) return access.open ? 0 : access.request;
  return access.open || access.requestable ? 0 : unhindered;  // diversion: only what law stops, as if it did not
}

// The same for one dataset and place in a period of the law.
uint32_t fraction_in(const Setting& s, const AccessPeriod& period, const Dataset& d, int focal, Channel channel) {
  const Access& access = period.table->at(s.access_set(d.tier, d.repositories), d.origin, kind_of(d.kd), focal);
  return fraction(access, channel, d.tier == Tier::open ? kFullMonth : s.unhindered_request);
}

// Months at full rate counted over [since, now), in 1/4096. Month numbers.
uint64_t counted(const Setting& s, const State& state, const Dataset& d, int focal, Channel channel, int since, int now) {
  uint64_t total = 0;
  for (std::size_t i = state.access.size(); i-- > 0 && now > since;) {
    const AccessPeriod& period = state.access[i];
    if (period.from >= now) continue;
    const int begin = std::max(since, period.from);
    total += static_cast<uint64_t>(now - begin) * fraction_in(s, period, d, focal, channel);
    now = begin;
  }
  return total;
}

int months_of(uint64_t remaining, uint32_t rate) {
  return static_cast<int>(std::max<uint64_t>(1, std::min<uint64_t>((remaining + rate - 1) / rate, 100000)));
}

// The earliest month in which `remaining` can have been counted: at today's fraction until some policy's law changes,
// at full rate from then on.
Month earliest(const State& state, Month now, uint64_t remaining, uint32_t current) {
  const Month change = state.published.next_access_change;
  if (current == 0) return change;
  const Month due = now + months_of(remaining, current);
  return due <= change ? due : std::min(due, std::max(change, now + months_of(remaining, kFullMonth)));
}

void schedule(const World& w, const State& state, Store& store, uint32_t index, int focal, Channel channel, Month month,
              double threshold_months) {
  const double months_left = w.s().end - month;
  if (threshold_months > months_left) return;  // not even at full access
  const auto remaining = static_cast<uint32_t>(std::ceil(threshold_months * kFullMonth));
  const uint32_t current = fraction_in(w.s(), state.access.back(), store.datasets[index], focal, channel);
  const Month due = earliest(state, month, remaining, current);
  store.events.enter(due, {index, remaining, static_cast<uint16_t>(w.s().month_number(month)), static_cast<uint8_t>(focal),
                           static_cast<uint8_t>(channel)});
}

// One draw E ~ Exp(1) and its threshold, unless the copy cannot come before the end.
void maybe_schedule(const World& w, const State& state, Store& store, uint32_t index, int focal, Channel channel, Month month,
                    double rate, const sim::Block& block) {
  const double u = sim::unit_interval(block[0], block[1]);
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
    if (rate > 0) maybe_schedule(w, state, store, index, focal, direct, month, rate, block);
    // The same attempt, if it can leak: what law stops goes through an unaligned place, never more than law stops.
    const bool leaks = (focal == s.cn || focal == s.us) && sim::unit_interval(block[2], block[3]) < s.p.leak;
    if (leaks && rate > 0) maybe_schedule(w, state, store, index, focal, Channel::diversion, month, rate, block);
  }
  for (int c = index_of(Channel::equity); c < kChannels; ++c) {
    const double rate = bound_rate(s, focal, static_cast<Channel>(c), tier);
    if (rate <= 0) continue;
    const auto ordinal = static_cast<uint32_t>(kMostFocal * c + focal);
    maybe_schedule(w, state, store, index, focal, static_cast<Channel>(c), month, rate,
                   s.chance.block(key, {}, uint16_t(Purpose::acquisition), ordinal));
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
  const bool admitted = channel == Channel::request && fraction_in(s, state.access.back(), d, event.focal, Channel::request) > 0;
  if (asks && admitted) store.events.enter(month + kTermMonths, event);
  else record_end_of_term(s, books, d, event.focal, complies);
}

void settle(const World& w, const State& state, Store& store, Tallies& books, CopyEvent event, Month month) {
  if (event.what >= kTermEnds) return end_term(w, state, store, books, event, month);
  const Setting& s = w.s();
  const auto channel = static_cast<Channel>(event.what);
  const Dataset& d = store.datasets[event.dataset];
  const uint64_t done = counted(s, state, d, event.focal, channel, event.since, s.month_number(month));
  if (done >= event.remaining) return acquire(w, store, books, event, month);
  event.remaining -= static_cast<uint32_t>(done);
  event.since = static_cast<uint16_t>(s.month_number(month));
  store.events.enter(earliest(state, month, event.remaining, fraction_in(s, state.access.back(), d, event.focal, channel)), event);
}

}  // namespace

uint64_t dataset_key(const Setting& s, const Dataset& d) {
  const uint64_t owner = d.owner >= kFirmOwner ? sim::key_of(s.scenario.firms[d.owner - kFirmOwner - 1].id)
                                               : s.population.profiles[d.owner].key;
  return sim::mix(owner ^ s.place_keys[d.origin], uint64_t{d.born} << 32 | d.serial);
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
  store.events.take(month).each([&](const CopyEvent& event) { store.datasets.expect(event.dataset); },
                                [&](const CopyEvent& event) { settle(w, state, store, books, event, month); });
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
