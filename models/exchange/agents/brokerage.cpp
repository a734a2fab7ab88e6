#include "models/exchange/agents/brokerage.hpp"

#include <algorithm>

#include "models/exchange/agents/pair_flows.hpp"
#include "models/exchange/agents/stakes.hpp"
#include "models/exchange/ledger/ledger.hpp"
#include "models/exchange/world/constants.hpp"
#include "sim/math.hpp"
#include "sim/samplers.hpp"

namespace exchange {

namespace {

constexpr double kMedianPersons = constant("brokerage.median_persons");
constexpr double kPersonsSigma = constant("brokerage.persons_sigma"), kMostPersons = constant("brokerage.most_persons");
constexpr double kSplittingCost = constant("brokerage.splitting_cost");  // of the data's worth, per further counterparty

// What is offered: consumer arrays, the commonest commercial holding; an assumption.
Dataset offered_dataset(Desk& desk, uint32_t seller, sim::Stream& draws) {
  Dataset d;
  d.owner = seller;
  d.serial = desk.self(seller).studies++;
  d.born = static_cast<uint16_t>(desk.number());
  d.origin = d.custodian = desk.profile(seller).place;
  d.funding = desk.profile(seller).funding;
  d.kd = kind_depth(Kind::clinical, Depth::array);
  d.flags = kCompellableUs;
  d.persons = static_cast<int32_t>(std::clamp(sim::log_normal(draws, kMedianPersons, kPersonsSigma), 1.0, kMostPersons));
  return d;
}

Proposal offer_to(const Desk& desk, const Dataset& d, uint32_t buyer) {
  const Profile& me = desk.profile(d.owner);
  Proposal proposal;
  proposal.origin = {d.origin};
  proposal.custodian = proposal.from = {me.place};
  proposal.to = desk.s().cn_place;
  proposal.kind = kind_of(d.kd);
  proposal.tier = Tier::closed;
  proposal.channel = Channel::brokerage;
  proposal.sender = me.foreign_controlled ? Party::foreign_controlled : Party::institution;
  proposal.recipient = Party::institution;
  proposal.funding = me.funding;
  proposal.persons = d.persons + trailing_persons(desk, d.owner, buyer);
  return proposal;
}

// Who evades takes the cheaper way: the expected fine, or so many counterparties that each stays below a threshold.
void weigh_splitting(Stakes& stakes, int parts) {
  const double split = kSplittingCost * (parts - 1) * stakes.worth;
  if (parts > 1 && split < stakes.detection * stakes.fine) stakes.fine = split / stakes.detection;
}

void offer(Desk& desk, uint32_t seller, sim::Stream& draws) {
  const Setting& s = desk.s();
  Dataset d = offered_dataset(desk, seller, draws);
  const uint32_t buyer = s.population.draw_in(s.cn_place, draws);
  const double evade = draws.uniform(), leak = draws.uniform();
  record_production(s, desk.books, d, Channel::brokerage);
  if (buyer == UINT32_MAX) return;
  const Proposal proposal = offer_to(desk, d, buyer);
  const Profile& me = desk.profile(seller);
  const Version& law = desk.law_for(me);
  const Verdict verdict = law.judge(proposal);
  Stakes stakes = stakes_for(desk, me, proposal, law, verdict, d);
  if (!verdict.free()) weigh_splitting(stakes, parts_that_pass(law, proposal));
  const Choice choice = choose(verdict, stakes, evade, leak);
  record_proposal(desk, proposal, verdict, choice, d);
  if (choice == Choice::drop || choice == Choice::apply) return;  // a buyer does not wait for an office
  remember_flow(desk, seller, buyer, d.persons);
  record_copy(s, desk.books, d, s.cn, choice == Choice::comply ? Channel::brokerage : Channel::diversion);
  desk.shard.store.datasets.add(d);
}

}  // namespace

int parts_that_pass(const Version& law, Proposal offer) {
  if (law.judge(offer).free()) return 1;
  const auto& thresholds = law.person_thresholds();
  for (std::size_t i = thresholds.size(); i-- > 0;) {
    const int64_t most = thresholds[i], persons = offer.persons;
    if (most < 1 || most >= persons) continue;
    Proposal part = offer;
    part.persons = most;
    if (law.judge(part).free()) return static_cast<int>((persons + most - 1) / most);
  }
  return 0;
}

void offer_bulk_data(Desk& desk) {
  const Setting& s = desk.s();
  if (!s.scenario.switches.brokerage || s.p.brokerage_rate <= 0 || s.cn < 0 || s.us < 0) return;
  const auto first = static_cast<uint32_t>(desk.state.layout.first(desk.shard_number));
  for (uint32_t i = 0; i < desk.shard.institutions.size(); ++i) {
    const Profile& profile = desk.profile(first + i);
    if (!s.may_sell(profile) || desk.number() < profile.entry) continue;
    sim::Stream draws = s.chance.at(profile.key, desk.month, uint16_t(Purpose::brokerage));
    const double share = profile.size / s.size_of_sellers;
    for (int64_t n = sim::poisson(draws, s.p.brokerage_rate / 12 * share); n > 0; --n) offer(desk, first + i, draws);
  }
}

}  // namespace exchange
