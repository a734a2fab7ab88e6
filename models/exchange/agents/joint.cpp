#include "models/exchange/agents/joint.hpp"

#include <algorithm>

#include "models/exchange/agents/acquisition.hpp"
#include "models/exchange/agents/office.hpp"
#include "models/exchange/agents/pair_flows.hpp"
#include "models/exchange/agents/release.hpp"
#include "models/exchange/agents/stakes.hpp"
#include "models/exchange/world/constants.hpp"
#include "sim/samplers.hpp"

namespace exchange {

namespace {

constexpr auto kSuccess = static_cast<float>(constant("ties.success"));
constexpr auto kFailure = static_cast<float>(constant("ties.failure"));
constexpr auto kRewireBelow = static_cast<float>(constant("ties.rewire_below"));
constexpr auto kNewTie = static_cast<float>(constant("ties.new"));
constexpr auto kStrongest = static_cast<float>(constant("ties.strongest"));
constexpr double kDecline = constant("ties.decline");
constexpr uint32_t kChildSerial = 0x80000000u;  // of a dataset split off another

struct JointDraws {
  double joint, tie, origin, copy, evade, leak, outsource, trial;
};

JointDraws joint_draws(const Desk& desk, uint64_t key) {
  sim::Stream u = desk.s().chance.at(key, {}, uint16_t(Purpose::joint));
  JointDraws d{};
  for (double* x : {&d.joint, &d.tie, &d.origin, &d.copy, &d.evade, &d.leak, &d.outsource, &d.trial}) *x = u.uniform();
  return d;
}

// Weight of a tie in the choice of a partner abroad; the rival mechanism of a decline without law thins PRC ties.
double weight_of(const Desk& desk, const Profile& me, const Tie& tie) {
  if (tie.partner == UINT32_MAX) return 0;
  const Setting& s = desk.s();
  const Profile& other = desk.profile(tie.partner);
  if (other.place == me.place) return 0;
  const bool prc = s.is_cn_side({other.place}) || s.is_cn_side({me.place});
  const double years = desk.month.years_since(2018);
  const double thinned = s.scenario.switches.collaboration_decline && prc && years > 0 ? 1 / (1 + kDecline * years) : 1;
  return static_cast<double>(tie.strength) * thinned;
}

int pick_tie(Desk& desk, uint32_t institution, double u) {
  const Profile& me = desk.profile(institution);
  const Institution& self = desk.self(institution);
  double weight[kMostTies], total = 0;
  for (int k = 0; k < kMostTies; ++k) total += weight[k] = weight_of(desk, me, self.ties[k]);
  if (total <= 0) return -1;
  double at = u * total;
  for (int k = 0; k < kMostTies; ++k)
    if (weight[k] > 0 && (at -= weight[k]) < 0) return k;
  return -1;
}

void rewire(Desk& desk, uint32_t institution, Tie& tie) {
  const Setting& s = desk.s();
  sim::Stream draws = s.chance.at(desk.profile(institution).key, desk.month, uint16_t(Purpose::rewire));
  const uint32_t partner = s.population.draw_partner({desk.profile(institution).place}, draws);
  if (partner != UINT32_MAX && partner != institution) tie = {partner, kNewTie};
}

// Both sides remember how it went: this one now, the other through the outbox.
void remember(Desk& desk, uint32_t institution, uint32_t partner, bool success) {
  const float change = success ? kSuccess : kFailure;
  for (Tie& tie : desk.self(institution).ties) {
    if (tie.partner != partner) continue;
    tie.strength = std::min(kStrongest, tie.strength * change);
    if (tie.strength < kRewireBelow) rewire(desk, institution, tie);
    break;
  }
  desk.shard.outbox.send(desk.state.layout.shard_of(static_cast<int32_t>(partner)), {partner, institution, change});
}

Proposal joint_proposal(const Desk& desk, const Dataset& d, const Profile& me, const Profile& partner, bool from_partner) {
  Proposal proposal;
  proposal.origin = {d.origin};
  proposal.custodian = {me.place};
  proposal.from = {from_partner ? partner.place : me.place};
  proposal.to = {from_partner ? me.place : partner.place};
  proposal.kind = kind_of(d.kd);
  proposal.tier = Tier::closed;
  proposal.channel = Channel::collaboration;
  proposal.sender = (from_partner ? partner : me).foreign_controlled ? Party::foreign_controlled : Party::institution;
  proposal.recipient = (from_partner ? me : partner).foreign_controlled ? Party::foreign_controlled : Party::institution;
  proposal.funding = me.funding;
  proposal.persons = d.persons;
  (void)desk;
  return proposal;
}

// The study's data exist; copies that came with them are entered; release is awaited.
void produce(Desk& desk, Dataset d, int copy_to, Channel channel) {
  record_production(desk.s(), desk.books, d);
  if (copy_to >= 0) record_copy(desk.s(), desk.books, d, copy_to, channel);
  await_release(desk, d, UINT32_MAX);
}

void produce_alone(Desk& desk, Dataset d) {
  d.origin = d.custodian;
  produce(desk, d, -1, Channel::collaboration);
}

// The project goes ahead: a copy stays with the partner if law or custom leaves one there.
void produce_jointly(Desk& desk, const Dataset& d, uint32_t partner, const Verdict& verdict, double u, Channel channel) {
  const Setting& s = desk.s();
  const bool partners_people = d.origin == desk.profile(partner).place && d.origin != d.custodian;
  const bool copies = partners_people || verdict.copy_to_partner || u < s.p.joint_copy;
  const int focal = s.focal_of_place[desk.profile(partner).place];
  ++desk.books.collaborations[d.custodian];
  remember(desk, d.owner, partner, true);
  produce(desk, d, copies ? focal : -1, channel);
}

void give_up_joint(Desk& desk, const Dataset& d, uint32_t partner) {
  ++desk.books.collaborations_lost[d.custodian];
  remember(desk, d.owner, partner, false);
  produce_alone(desk, d);
}

// Proposes the joint project; true if the data's fate is settled (or waits at an office).
bool propose_joint(Desk& desk, Dataset d, const JointDraws& draws) {
  const Setting& s = desk.s();
  if (draws.joint >= s.p.joint_share || s.scenario.switches.domestic_growth_only) return false;
  const int k = pick_tie(desk, d.owner, draws.tie);
  if (k < 0) return false;
  const uint32_t partner = desk.self(d.owner).ties[k].partner;
  const Profile &me = desk.profile(d.owner), &other = desk.profile(partner);
  const bool from_partner = draws.origin < s.p.partner_origin;
  if (from_partner) d.origin = other.place;
  const Proposal proposal = joint_proposal(desk, d, me, other, from_partner);
  const Version& law = desk.law_for(me);
  const Verdict verdict = law.judge(proposal);
  const Choice choice = choose(verdict, stakes_for(desk, me, proposal, law, verdict, d), draws.evade, draws.leak);
  record_proposal(desk, proposal, verdict, choice, d);
  if (choice == Choice::apply) {
    Pending pending;
    pending.dataset = d;
    pending.partner = partner;
    apply_for_licence(desk, pending, verdict, Pending::Act::licensed_joint);
  } else if (choice == Choice::drop) {
    give_up_joint(desk, d, partner);
  } else {
    const bool lawful = choice == Choice::comply;
    produce_jointly(desk, d, partner, verdict, draws.copy, lawful ? Channel::collaboration : Channel::diversion);
  }
  return true;
}

Proposal commercial_proposal(const Desk& desk, const Dataset& d, const Profile& me, Channel channel, PlaceId to, FirmId firm) {
  Proposal proposal;
  proposal.origin = {d.origin};
  proposal.custodian = proposal.from = {me.place};
  proposal.to = to;
  proposal.kind = kind_of(d.kd);
  proposal.tier = Tier::closed;
  proposal.channel = channel;
  proposal.sender = me.foreign_controlled ? Party::foreign_controlled : Party::institution;
  proposal.recipient = Party::firm;
  proposal.funding = me.funding;
  proposal.firm = firm;
  proposal.persons = d.persons + trailing_persons(desk, d.owner, kFirmOwner + firm);
  return proposal;
}

// The firm of the PRC's side that sequences for others, if one does this month; 0 otherwise.
FirmId sequencing_firm(const Setting& s, Month month) {
  for (std::size_t f = 0; f < s.scenario.firms.size(); ++f)
    for (const ProductData& product : s.scenario.firms[f].products)
      if (product.name == "sequencing" && product.launched <= month && s.scenario.firms[f].repatriates) return static_cast<FirmId>(f + 1);
  return 0;
}

// Splits off the persons whose data a firm takes home; the child shares everything else.
Dataset split_off(Dataset& parent, int32_t persons) {
  Dataset child = parent;
  child.serial |= kChildSerial;
  child.persons = persons;
  child.kilobases = parent.kilobases / std::max(parent.persons, 1) * persons;
  parent.persons -= persons;
  parent.kilobases -= child.kilobases;
  return child;
}

// Persons whose data the firm takes home: none if law stops that last leg.
int32_t repatriated_persons(const Desk& desk, const Dataset& d, FirmId firm) {
  Proposal home = commercial_proposal(desk, d, desk.profile(d.owner), Channel::service, desk.s().cn_place, firm);
  home.from = desk.s().firms[firm - 1u].storage;
  home.sender = Party::firm;
  home.persons -= d.persons;  // they are in the trailing window already
  if (desk.law.judge(home).stops()) return 0;
  sim::Stream draws = desk.s().chance.at(dataset_key(desk.s(), d), {}, uint16_t(Purpose::repatriation));
  return static_cast<int32_t>(sim::binomial(draws, d.persons, desk.s().p.repatriated));
}

// A firm's copy: kept for its retention term at the storage site, part of it at home.
void produce_with_firm(Desk& desk, Dataset d, FirmId firm) {
  const Setting& s = desk.s();
  const FirmData& data = s.scenario.firms[firm - 1u];
  const int32_t taken = data.repatriates && s.cn >= 0 ? repatriated_persons(desk, d, firm) : 0;
  if (taken == d.persons) return produce(desk, d, s.cn, Channel::service);
  if (taken > 0) produce(desk, split_off(d, taken), s.cn, Channel::service);
  const auto& ids = s.scenario.focal;
  const auto site = std::find(ids.begin(), ids.end(), data.storage_site);
  const int focal = site == ids.end() ? -1 : static_cast<int>(site - ids.begin());
  if (focal < 0) return produce(desk, d, -1, Channel::service);
  record_production(s, desk.books, d);
  record_copy(s, desk.books, d, focal, Channel::service);
  const uint32_t stored = desk.shard.store.datasets.add(d);
  desk.shard.store.events.enter(desk.month + data.retention_months,
                                {stored, 0, static_cast<uint16_t>(desk.number()), static_cast<uint8_t>(focal),
                                 static_cast<uint8_t>(kTermEnds + index_of(Channel::service))});
  await_release(desk, d, stored);
}

bool propose_abroad(Desk& desk, const Dataset& d, const Proposal& proposal, const JointDraws& draws) {
  const Profile& me = desk.profile(d.owner);
  const Version& law = desk.law_for(me);
  const Verdict verdict = law.judge(proposal);
  const Choice choice = choose(verdict, stakes_for(desk, me, proposal, law, verdict, d), draws.evade, draws.leak);
  record_proposal(desk, proposal, verdict, choice, d);
  if (choice == Choice::drop || choice == Choice::apply) return false;  // no time to wait: sequenced at home
  remember_flow(desk, d.owner, kFirmOwner + proposal.firm, d.persons);
  if (proposal.channel == Channel::service && !verdict.process_locally) produce_with_firm(desk, d, proposal.firm);
  else produce(desk, d, verdict.process_locally ? -1 : desk.s().cn, choice == Choice::comply ? proposal.channel : Channel::diversion);
  return true;
}

// Sequencing bought from a PRC firm, or a clinical trial's samples processed in the PRC.
bool send_abroad(Desk& desk, const Dataset& d, const JointDraws& draws) {
  const Setting& s = desk.s();
  const Profile& me = desk.profile(d.owner);
  if (s.cn < 0 || s.is_cn_side({me.place}) || s.scenario.switches.domestic_growth_only) return false;
  const FirmId firm = sequencing_firm(s, desk.month);
  if (firm && draws.outsource < s.p.outsourced_share) {
    const auto site = std::find(s.scenario.focal.begin(), s.scenario.focal.end(), s.scenario.firms[firm - 1u].processing_site);
    const PlaceId to = site == s.scenario.focal.end() ? s.cn_place : s.focal[static_cast<std::size_t>(site - s.scenario.focal.begin())];
    return propose_abroad(desk, d, commercial_proposal(desk, d, me, Channel::service, to, firm), draws);
  }
  if (kind_of(d.kd) == Kind::clinical && draws.trial < s.p.trial_share)
    return propose_abroad(desk, d, commercial_proposal(desk, d, me, Channel::trial, s.cn_place, 0), draws);
  return false;
}

}  // namespace

void begin_human_study(Desk& desk, Dataset dataset) {
  const JointDraws draws = joint_draws(desk, dataset_key(desk.s(), dataset));
  if (propose_joint(desk, dataset, draws)) return;
  if (send_abroad(desk, dataset, draws)) return;
  produce_alone(desk, dataset);
}

void answer_joint(Desk& desk, const Pending& pending) {
  const Dataset& d = pending.dataset;
  const int waited = desk.number() - pending.since;
  desk.books.releases_delayed[d.custodian] += waited;
  if (!pending.approved) return give_up_joint(desk, d, pending.partner);
  const Profile &me = desk.profile(d.owner), &other = desk.profile(pending.partner);
  const bool from_partner = d.origin == other.place && d.origin != d.custodian;
  const Proposal proposal = joint_proposal(desk, d, me, other, from_partner);
  const double u = joint_draws(desk, dataset_key(desk.s(), d)).copy;
  produce_jointly(desk, d, pending.partner, desk.law.judge(proposal), u, Channel::collaboration);
  if (waited > kPatienceMonths) remember(desk, d.owner, pending.partner, false);
}

}  // namespace exchange
