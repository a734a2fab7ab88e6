#include "models/exchange/agents/release.hpp"

#include <algorithm>
#include <cmath>

#include "models/exchange/agents/acquisition.hpp"
#include "models/exchange/agents/archive_choice.hpp"
#include "models/exchange/law/mandate.hpp"
#include "models/exchange/agents/office.hpp"
#include "models/exchange/agents/stakes.hpp"
#include "models/exchange/world/constants.hpp"
#include "sim/math.hpp"
#include "sim/samplers.hpp"

namespace exchange {

namespace {

constexpr int kMonthsBetweenTries = whole_constant("release.months_between_tries");

// The draws of a dataset's release; the same under every policy.
sim::Block release_block(const Setting& s, uint64_t key, uint32_t ordinal) {
  return s.chance.block(key, {}, uint16_t(Purpose::release), ordinal);
}

struct WaitDraws {  // when it is finished
  double release, lag;
  WaitDraws(const Setting& s, const Dataset& d) : WaitDraws(release_block(s, dataset_key(s, d), 0)) {}
  explicit WaitDraws(const sim::Block& block) : release(sim::unit_interval(block[0])), lag(sim::unit_interval(block[2], block[3])) {}
};

struct ReleaseDraws {  // when it falls due
  double release, tier, archive, evade, leak, brokered;
  ReleaseDraws(const Setting& s, const Dataset& d) : ReleaseDraws(s, dataset_key(s, d)) {}
  ReleaseDraws(const Setting& s, uint64_t key) : ReleaseDraws(release_block(s, key, 0), release_block(s, key, 1)) {}
  ReleaseDraws(const sim::Block& first, const sim::Block& second)
      : release(sim::unit_interval(first[0])), tier(sim::unit_interval(first[1])), archive(sim::unit_interval(second[0])),
        evade(sim::unit_interval(second[1])), leak(sim::unit_interval(second[2])), brokered(sim::unit_interval(second[3])) {}
};

double backlog_draw(const Setting& s, const Dataset& d) {
  const sim::Block words = release_block(s, dataset_key(s, d), 2);
  return -sim::log(sim::unit_interval(words[0], words[1]));
}

void enter_store(Desk& desk, Pending& pending) {
  if (pending.stored == UINT32_MAX) pending.stored = desk.shard.store.datasets.add(pending.dataset);
}

Dataset& dataset_of(Desk& desk, Pending& pending) {
  return pending.stored == UINT32_MAX ? pending.dataset : desk.shard.store.datasets[pending.stored];
}

// Copies that a deposit brings with it: the repository's place and, within INSDC, the other nodes.
void copy_to_nodes(Desk& desk, Dataset& d, RepositoryId repository) {
  const Setting& s = desk.s();
  const auto place_of = [&](RepositoryId r) {
    const int focal = s.focal_of_place[s.repositories[r].place.value];
    return focal < 0 ? 0u : 1u << focal;
  };
  const auto give = [&](uint32_t places, Channel channel) {
    if (const auto lacking = static_cast<uint16_t>(places & ~d.held_now)) record_copies(s, desk.books, d, lacking, channel);
  };
  give(place_of(repository), Channel::deposit);
  if (!s.repositories[repository].insdc || s.scenario.switches.domestic_growth_only) return;
  uint32_t nodes = 0;
  for (RepositoryId r = 1; r < s.repositories.size(); ++r)
    if (s.repositories[r].insdc && s.repositories[r].opened <= desk.month) nodes |= place_of(r);
  give(nodes, Channel::mirror);
}

RepositoryId broker_target(const Setting& s) {
  for (RepositoryId r = 1; r < s.repositories.size(); ++r)
    if (s.repositories[r].insdc) return r;
  return 0;
}

void count_depositor(Desk& desk, uint32_t institution, RepositoryId r) {
  Institution& self = desk.self(institution);
  const auto bit = static_cast<uint8_t>(1u << (r - 1));
  if (self.deposited & bit) return;
  self.deposited = static_cast<uint8_t>(self.deposited | bit);
  ++desk.books.depositors[r];
}

Proposal deposit_proposal(const Desk& desk, const Profile& profile, const Dataset& d, RepositoryId r, Tier tier) {
  Proposal proposal;
  proposal.origin = {d.origin};
  proposal.custodian = proposal.from = {profile.place};
  proposal.to = desk.s().repositories[r].place;
  proposal.kind = kind_of(d.kd);
  proposal.tier = tier;
  proposal.channel = Channel::deposit;
  proposal.sender = profile.foreign_controlled ? Party::foreign_controlled : Party::institution;
  proposal.recipient = Party::repository;
  proposal.funding = profile.funding;
  proposal.repository = r;
  proposal.persons = d.persons;
  return proposal;
}

void deposit(Desk& desk, Pending pending, RepositoryId r, Tier tier) {
  const Setting& s = desk.s();
  enter_store(desk, pending);
  Dataset& d = desk.shard.store.datasets[pending.stored];
  record_release(s, desk.books, d, r, tier, desk.number());
  count_depositor(desk, d.owner, r);
  copy_to_nodes(desk, d, r);
  const RepositoryId abroad = broker_target(s);
  const bool brokered = tier == Tier::open && abroad && s.repositories[r].place == s.cn_place && !s.repositories[r].insdc &&
                        ReleaseDraws(s, d).brokered < s.p.brokered_share && !s.scenario.switches.domestic_growth_only;
  if (brokered && !desk.law.judge(deposit_proposal(desk, desk.profile(d.owner), d, abroad, tier)).stops()) {
    d.flags |= kBrokeredOut;
    record_release(s, desk.books, d, abroad, tier, desk.number());
    desk.books.brokered_kilobytes[0] += static_cast<int64_t>(static_cast<double>(d.kilobases) * s.repositories[abroad].bytes_per_base[static_cast<std::size_t>(desk.number())]);
    copy_to_nodes(desk, d, abroad);
  }
  schedule_copies(desk.world, desk.state, desk.shard.store, pending.stored, desk.month);
}

// What law wants kept at home before data leave.
void keep_backup(Desk& desk, Dataset& d, const Verdict& verdict) {
  const Setting& s = desk.s();
  RepositoryId r = verdict.deposit_first;
  if (!r && verdict.copy_to && PlaceId{static_cast<uint8_t>(verdict.copy_to - 1)} == s.cn_place) r = s.backup_repository;
  if (!r || s.repositories[r].opened > desk.month) return;
  record_backup(s, desk.books, d, r, desk.number());
  const int focal = s.focal_of_place[s.repositories[r].place.value];
  if (focal >= 0) record_copy(s, desk.books, d, focal, Channel::deposit);
}

void to_backlog(Desk& desk, Pending pending, const ReleaseDraws& draws) {
  const Setting& s = desk.s();
  const Profile& profile = desk.profile(dataset_of(desk, pending).owner);
  const Kind kind = kind_of(dataset_of(desk, pending).kd);
  if (draws.release >= s.p.release_mandated) return;  // not even a mandate would move it
  const double months = backlog_draw(s, dataset_of(desk, pending)) / std::max(s.p.backlog_hazard, 1e-9) * 12;
  if (months > s.months()) return;
  if (!desk.world.laws->may_be_mandated({profile.place}, profile.funding, kind)) return;
  pending.act = Pending::Act::backlog;
  pending.remaining = static_cast<uint32_t>(std::ceil(months * kFullMonth));
  pending.since = static_cast<uint16_t>(desk.number());
  desk.shard.pending.enter(desk.month + 1, pending);
}

// Deposits where it prefers; what law stops abroad is kept at home if an archive there takes it.
void deposit_or_keep(Desk& desk, Pending pending, RepositoryId r, Tier tier, const ReleaseDraws& draws) {
  const Setting& s = desk.s();
  Dataset& d = dataset_of(desk, pending);
  const Profile& profile = desk.profile(d.owner);
  const Proposal proposal = deposit_proposal(desk, profile, d, r, tier);
  const bool abroad = proposal.to != proposal.from;
  if (abroad && s.scenario.switches.domestic_growth_only) return;
  if (!abroad) return deposit(desk, pending, r, tier);
  const Version& law = desk.law_for(profile);
  const Verdict verdict = law.judge(proposal);
  const Choice choice = choose(verdict, stakes_for(desk, profile, proposal, law, verdict, d), draws.evade, draws.leak);
  record_proposal(desk, proposal, verdict, choice, d);
  if (choice == Choice::apply) {
    pending.repository = r;
    pending.tier = tier;
    return apply_for_licence(desk, pending, verdict, Pending::Act::licensed_deposit);
  }
  if (choice == Choice::comply || choice == Choice::evade) {
    if (choice == Choice::comply) keep_backup(desk, d, verdict);
    return deposit(desk, pending, r, tier);
  }
  const RepositoryId home = s.backup_repository;
  if (home && s.is_cn_side({profile.place}) && accepts(s.repositories[home], tier, desk.month)) deposit(desk, pending, home, tier);
}

double release_norm(const Setting& s, const Profile& profile, bool human) { return human ? s.p.controlled_norm : profile.release_norm; }

}  // namespace

void await_release(Desk& desk, const Dataset& dataset, uint32_t stored) {
  const Setting& s = desk.s();
  const WaitDraws draws(s, dataset);
  const double norm = release_norm(s, desk.profile(dataset.owner), counts_persons(kind_of(dataset.kd)));
  if (draws.release >= std::max(norm, s.p.release_mandated)) return;  // whatever a mandate may ask
  const int lag = std::max(1, s.release_lag(draws.lag));
  Pending pending;
  pending.dataset = dataset;
  pending.stored = stored;
  pending.since = static_cast<uint16_t>(std::min(desk.number() + lag, 60000));
  desk.shard.pending.enter(desk.month + lag, pending);
}

void release(Desk& desk, Pending pending) {
  const Setting& s = desk.s();
  const Dataset& d = dataset_of(desk, pending);
  const Profile& profile = desk.profile(d.owner);
  const ReleaseDraws draws(s, d);
  const Mandate mandate = mandate_for(desk.law_for(profile), {profile.place}, profile.funding, kind_of(d.kd));
  const bool human = counts_persons(kind_of(d.kd));
  const double norm = release_norm(s, profile, human);
  if (draws.release >= (mandate.asked ? std::max(norm, s.p.release_mandated) : norm)) return to_backlog(desk, pending, draws);
  const Tier tier = !human || draws.tier < s.p.open_share_human ? Tier::open : Tier::controlled;
  const RepositoryId r = choose_archive(desk, profile, d, tier, mandate.repository, draws.archive);
  if (r) deposit_or_keep(desk, pending, r, tier, draws);
  else to_backlog(desk, pending, draws);
}

void deposit_controlled(Desk& desk, Pending pending) {
  const Setting& s = desk.s();
  const Dataset& d = dataset_of(desk, pending);
  const Profile& profile = desk.profile(d.owner);
  const ReleaseDraws draws(s, d);
  RepositoryId r = pending.repository;
  if (!r) r = choose_archive(desk, profile, d, Tier::controlled, 0, draws.archive);
  if (r) deposit_or_keep(desk, pending, r, Tier::controlled, draws);
}

void release_from_backlog(Desk& desk, Pending pending) {
  const Setting& s = desk.s();
  const Dataset& d = dataset_of(desk, pending);
  const Profile& profile = desk.profile(d.owner);
  const Kind kind = kind_of(d.kd);
  const LawSet& laws = *desk.world.laws;
  uint64_t counted = 0;
  for (Month m = s.first + pending.since; m < desk.month;) {
    const Month next = std::min(desk.month, laws.next_mandate_change({profile.place}, profile.funding, kind, m));
    if (mandate_for(law_in(desk.world, desk.state, m), {profile.place}, profile.funding, kind).asked)
      counted += static_cast<uint64_t>(next - m) * kFullMonth;
    m = next;
  }
  const Mandate now = mandate_for(desk.law, {profile.place}, profile.funding, kind);
  if (counted >= pending.remaining) {
    const ReleaseDraws draws(s, d);
    const Tier tier = !counts_persons(kind) || draws.tier < s.p.open_share_human ? Tier::open : Tier::controlled;
    const RepositoryId r = choose_archive(desk, profile, d, tier, now.repository, draws.archive);
    if (r && now.asked) return deposit_or_keep(desk, pending, r, tier, draws);
    return desk.shard.pending.enter(desk.month + kMonthsBetweenTries, pending);
  }
  pending.remaining -= static_cast<uint32_t>(counted);
  pending.since = static_cast<uint16_t>(desk.number());
  const Month change = laws.next_mandate_change({profile.place}, profile.funding, kind, desk.month);
  const Month at_full = desk.month + static_cast<int>((pending.remaining + kFullMonth - 1) / kFullMonth);
  desk.shard.pending.enter(now.asked ? at_full : std::max(change, desk.month + 1), pending);
}

void answer_deposit(Desk& desk, Pending pending) {
  const Setting& s = desk.s();
  Dataset& d = dataset_of(desk, pending);
  const Profile& profile = desk.profile(d.owner);
  desk.books.releases_delayed[profile.place] += desk.number() - std::min<int>(pending.since, desk.number());
  if (pending.approved) {
    const Proposal proposal = deposit_proposal(desk, profile, d, pending.repository, pending.tier);
    keep_backup(desk, d, desk.law.judge(proposal));
    return deposit(desk, pending, pending.repository, pending.tier);
  }
  const RepositoryId home = s.backup_repository;
  if (home && s.is_cn_side({profile.place}) && accepts(s.repositories[home], pending.tier, desk.month))
    deposit(desk, pending, home, pending.tier);
}

}  // namespace exchange
