#include "models/exchange/agents/institution.hpp"

#include <algorithm>

#include "models/exchange/agents/joint.hpp"
#include "models/exchange/agents/programme.hpp"
#include "models/exchange/agents/release.hpp"
#include "models/exchange/ledger/ledger.hpp"
#include "models/exchange/world/constants.hpp"
#include "sim/math.hpp"
#include "sim/samplers.hpp"

namespace exchange {

namespace {

constexpr double kSpendSigma = constant("spend.sigma");
constexpr double kMostPersons = constant("study.most_persons");
constexpr auto kStrongestTie = static_cast<float>(constant("ties.strongest"));

double studies_a_month(const Setting& s, const Profile& profile, Spend stream) {
  return profile.size * (stream == Spend::human ? s.p.nu_human : s.p.nu_other) / 12;
}

// The next study of a stream: a Poisson process, by exponential gaps. Independent of cost and of law.
void schedule_next(const World& w, Shard& shard, uint32_t institution, Spend stream, Month month, double within, double gap) {
  const Setting& s = w.s();
  const double rate = studies_a_month(s, s.population.profiles[institution], stream);
  if (rate <= 0) return;
  const double at = within + gap / rate;
  if (at >= s.end - month) return;
  const int months = static_cast<int>(at);
  shard.studies.enter(month + months, {institution, stream, static_cast<uint16_t>((at - months) * 65536)});
}

Dataset blank_dataset(const Desk& desk, uint32_t institution) {
  const Profile& me = desk.profile(institution);
  Dataset d;
  d.owner = institution;
  d.born = static_cast<uint16_t>(desk.number());
  d.origin = d.custodian = me.place;
  d.funding = me.funding;
  if (desk.s().cn >= 0 && PlaceId{me.place} == desk.s().cn_place) d.flags |= kCompellableCn;
  if (desk.s().us >= 0 && PlaceId{me.place} == desk.s().us_place) d.flags |= kCompellableUs;
  return d;
}

Depth draw_assay(const Economy& economy, int month_number, double u) {
  const auto& mix = economy.assay_mix[static_cast<std::size_t>(month_number)];
  for (int a = 0; a < 3; ++a)
    if (u < mix[static_cast<std::size_t>(a)]) return static_cast<Depth>(a + 1);
  return Depth::whole_genome;
}

void size_other(Dataset& d, double spend, double price) {
  d.kilobases = std::max<int64_t>(1, static_cast<int64_t>(1e8 * spend / price));
}

// Persons and bases that a spend buys at a depth. A person costs at least what an array costs, or persons in low-pass
// data would outgrow populations as the price of bases falls.
void size_human(Dataset& d, Depth depth, double spend, double price) {
  const double bases = kBasesPerPerson[index_of(depth)];
  const double cost = kArrayCost + bases * price / 1e11;
  d.persons = static_cast<int32_t>(std::min(kMostPersons, std::max(1.0, spend / cost + 0.5)));
  d.kilobases = static_cast<int64_t>(d.persons * (bases / 1000));
}

}  // namespace

void start_institution(const World& w, State& state, uint32_t institution) {
  const Profile& profile = w.s().population.profiles[institution];
  Shard& shard = state.shards[static_cast<std::size_t>(state.layout.shard_of(static_cast<int32_t>(institution)))];
  const Month entry = w.s().first + std::max<int>(0, profile.entry);
  if (entry >= w.s().end) return;
  sim::Stream gaps = w.s().chance.at(profile.key, {}, uint16_t(Purpose::gap));
  for (const Spend stream : {Spend::other, Spend::human}) schedule_next(w, shard, institution, stream, entry, 0, gaps.exponential());
}

void conduct_study(Desk& desk, const StudyDue& due) {
  const Setting& s = desk.s();
  const Profile& me = desk.profile(due.institution);
  Dataset d = blank_dataset(desk, due.institution);
  d.serial = desk.self(due.institution).studies++;
  const int stream = static_cast<int>(due.stream);
  const auto m = static_cast<std::size_t>(desk.number());
  sim::Stream draws = s.chance.at(sim::mix(me.key, d.serial), desk.month, uint16_t(Purpose::study));
  const double spend = sim::log_normal_with_mean(draws, s.economy.mean_spend[stream][me.place][m], kSpendSigma);
  schedule_next(desk.world, desk.shard, due.institution, due.stream, desk.month, due.fraction / 65536.0, draws.exponential());
  const double price = s.economy.price[stream][m];
  if (due.stream == Spend::other) {
    d.kd = kind_depth(Kind::other_omics, Depth::none);
    size_other(d, spend, price);
    record_production(s, desk.books, d);
    return await_release(desk, d, UINT32_MAX);
  }
  const Depth depth = draw_assay(s.economy, desk.number(), draws.uniform());
  d.kd = kind_depth(me.clinical ? Kind::clinical : Kind::human_research, depth);
  d.flags |= kShareable;
  size_human(d, depth, spend, price);
  begin_human_study(desk, d);
}

void act_on_pending(Desk& desk, const Pending& pending) {
  switch (pending.act) {
    case Pending::Act::release: return release(desk, pending);
    case Pending::Act::backlog: return release_from_backlog(desk, pending);
    case Pending::Act::licensed_deposit: return answer_deposit(desk, pending);
    case Pending::Act::licensed_joint: return answer_joint(desk, pending);
    case Pending::Act::programme: return deliver_programme(desk, pending);
  }
}

void heed(Shard& shard, const State& state, const Message& message) {
  Institution& self = shard.institutions[static_cast<std::size_t>(state.layout.local(static_cast<int32_t>(message.to)))];
  for (Tie& tie : self.ties)
    if (tie.partner == message.from) tie.strength = std::min(kStrongestTie, tie.strength * message.change);
}

}  // namespace exchange
