#include "models/exchange/agents/acquisition.hpp"

#include <algorithm>
#include <cmath>

#include "models/exchange/ledger/access.hpp"
#include "models/exchange/world/constants.hpp"
#include "sim/math.hpp"
#include "sim/samplers.hpp"

namespace exchange {

namespace {

constexpr double kPopularityShape = constant("copies.popularity_shape");
constexpr int kTermMonths = whole_constant("copies.term");  // of controlled access

double popularity(const Setting& s, uint64_t key) {
  sim::Stream stream = s.chance.at(key, {}, uint16_t(Purpose::popularity));
  return sim::gamma(stream, kPopularityShape) / kPopularityShape;
}

// Part of a month that counts toward this copy under a state of the law, in 1/4096. Who would download what is no longer
// open asks for it, where it can be asked for. `attempt` is Channel::diversion if it can leak: what law stops then counts
// as if it did not.
uint32_t fraction(const Access& access, Channel attempt, uint32_t unhindered) {
  if (attempt >= Channel::equity) return kFullMonth;
  if (access.open) return attempt == Channel::request ? 0 : access.open;
  if (access.requestable) return access.request;
  return attempt == Channel::diversion ? unhindered : 0;
}

// By which channel an attempt came through, by the law of the month that completed it.
Channel route_of(const Access& access, Channel attempt) {
  if (attempt >= Channel::equity) return attempt;
  if (access.open) return Channel::download;
  return access.requestable ? Channel::request : Channel::diversion;
}

const Access& access_at(const Setting& s, const AccessPeriod& period, const Dataset& d, int focal) {
  return period.table->at(s.access_set(d.tier, d.repositories), d.origin, kind_of(d.kd), focal);
}

// The same for one dataset and place in a period of the law.
uint32_t fraction_in(const Setting& s, const AccessPeriod& period, const Dataset& d, int focal, Channel attempt) {
  return fraction(access_at(s, period, d, focal), attempt, d.tier == Tier::open ? kFullMonth : s.unhindered_request);
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

// The thresholds of one dataset: E ~ Exp(1) for each place and channel, over its rate.
//
// Four places share a block of chance for the leading 32 bits of their uniforms, which rule most places out; a place
// that they leave in takes the other bits, and whether it leaks, from a block of its own.
class Attempts {
 public:
  Attempts(const World& world, const State& state, Store& store, uint32_t index, Month month)
      : w_(world), s_(world.s()), state_(state), store_(store), index_(index), month_(month),
        key_(dataset_key(s_, store.datasets[index])), gamma_(popularity(s_, key_)), months_left_(s_.end - month) {}

  void schedule_all() {
    const Dataset d = store_.datasets[index_];
    const uint32_t lacking = ~uint32_t{d.held_now} & ((1u << s_.focal.size()) - 1);
    if (d.flags & kReleased) schedule_access(d.tier, lacking);
    if (s_.cn >= 0 && (lacking >> s_.cn & 1)) schedule_hazards();
  }

 private:
  void schedule_access(Tier tier, uint32_t lacking) {
    const auto& rates = tier == Tier::open ? s_.open_rate : s_.request_rate;
    const double reach = gamma_ * months_left_;
    for (uint32_t f = 0; lacking >> f != 0; f += 4) {
      if ((lacking >> f & 15) == 0) continue;
      const sim::Block shared = block(f / 4);
      for (uint32_t i = 0; i < 4; ++i)
        if ((lacking >> (f + i) & 1) && 1 - (shared[i] + 1.0) * 0x1p-32 <= reach * rates[f + i])
          schedule_place(f + i, tier, gamma_ * rates[f + i], shared[i]);
    }
  }

  void schedule_place(uint32_t f, Tier tier, double rate, uint32_t leading) {
    const sim::Block own = block(kOwnBlocks + f);
    const double u = sim::unit_interval(leading, own[0]);
    if (!possible(u, rate)) return;
    const double months = -sim::log(u) / rate;
    const int focal = static_cast<int>(f);
    // One attempt, and if it can leak, what law stops goes through an unaligned place: never more than law stops.
    const bool leaks = (focal == s_.cn || focal == s_.us) && sim::unit_interval(own[2], own[3]) < s_.p.leak;
    const Channel direct = tier == Tier::open ? Channel::download : Channel::request;
    schedule(w_, state_, store_, index_, focal, leaks ? Channel::diversion : direct, month_, months);
  }

  // Channels that no access explains; at rate zero for want of evidence.
  void schedule_hazards() {
    const struct {
      Channel channel;
      double rate;
    } hazards[] = {{Channel::equity, s_.p.equity_rate}, {Channel::intrusion, s_.p.intrusion_rate}, {Channel::equipment, s_.p.equipment_rate}};
    for (const auto& [channel, yearly] : hazards) {
      const double rate = gamma_ * yearly / 12;
      if (rate <= 0) continue;
      const sim::Block own = block(kOwnBlocks * (1 + static_cast<uint32_t>(channel)) + static_cast<uint32_t>(s_.cn));
      const double u = sim::unit_interval(own[0], own[1]);
      if (possible(u, rate)) schedule(w_, state_, store_, index_, s_.cn, channel, month_, -sim::log(u) / rate);
    }
  }

  static constexpr uint32_t kOwnBlocks = kMostFocal;
  sim::Block block(uint32_t ordinal) const { return s_.chance.block(key_, {}, uint16_t(Purpose::acquisition), ordinal); }
  // Whether the threshold of a uniform of at most `u` can be met before the end: -log u >= 1 - u.
  bool possible(double u, double rate) const { return 1 - u <= rate * months_left_; }

  const World& w_;
  const Setting& s_;
  const State& state_;
  Store& store_;
  uint32_t index_;
  Month month_;
  uint64_t key_;
  double gamma_;
  double months_left_;
};

// The period of last month, which completed what is looked at in this one.
const AccessPeriod& last_counted(const Setting& s, const State& state, Month month) {
  const std::size_t last = state.access.size() - 1;
  return state.access[last > 0 && state.access[last].from >= s.month_number(month) ? last - 1 : last];
}

void acquire(const World& w, const State& state, Store& store, Tallies& books, const CopyEvent& event, Month month) {
  const Setting& s = w.s();
  Dataset& d = store.datasets[event.dataset];
  const Channel channel = route_of(access_at(s, last_counted(s, state, month), d, event.focal), static_cast<Channel>(event.what));
  record_copy(s, books, d, event.focal, channel);
  if (channel == Channel::request)
    store.events.enter(month + kTermMonths, {event.dataset, 0, static_cast<uint16_t>(s.month_number(month)), event.focal,
                                             static_cast<uint8_t>(kTermEnds + index_of(Channel::request))});
}

// A term of controlled access ends: renewed if law still admits it and the holder asks; else destroyed, or not.
void end_term(const World& w, const State& state, Store& store, Tallies& books, const CopyEvent& event, Month month) {
  const Setting& s = w.s();
  Dataset& d = store.datasets[event.dataset];
  sim::Stream stream = s.chance.at(dataset_key(s, d), month, uint16_t(Purpose::expiry));
  const bool asks = stream.uniform() < s.p.renewal, complies = stream.uniform() < s.p.deletion_complied;
  const auto channel = static_cast<Channel>(event.what - kTermEnds);
  const Access& access = access_at(s, state.access.back(), d, event.focal);
  const bool admitted = channel == Channel::request && (access.open || access.request);
  if (asks && admitted) store.events.enter(month + kTermMonths, event);
  else record_end_of_term(s, books, d, event.focal, complies);
}

void settle(const World& w, const State& state, Store& store, Tallies& books, CopyEvent event, Month month) {
  if (event.what >= kTermEnds) return end_term(w, state, store, books, event, month);
  const Setting& s = w.s();
  const auto channel = static_cast<Channel>(event.what);
  const Dataset& d = store.datasets[event.dataset];
  const uint64_t done = counted(s, state, d, event.focal, channel, event.since, s.month_number(month));
  if (done >= event.remaining) return acquire(w, state, store, books, event, month);
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
  if (!w.s().scenario.switches.domestic_growth_only) Attempts(w, state, store, index, month).schedule_all();
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
