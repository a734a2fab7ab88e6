#include "models/exchange/agents/firm.hpp"

#include <algorithm>

#include "models/exchange/agents/acquisition.hpp"
#include "models/exchange/agents/stakes.hpp"
#include "models/exchange/ledger/coverage.hpp"
#include "models/exchange/ledger/unique.hpp"
#include "models/exchange/world/constants.hpp"
#include "sim/math.hpp"
#include "sim/samplers.hpp"

namespace exchange {

namespace {

constexpr double kQualityGain = constant("tests.quality_gain");  // logit points of share per log unit of persons held (switch)
constexpr double kPersonsToLearn = constant("tests.persons_to_learn");
constexpr uint32_t kTakenHomeSerial = 0x80000000u;

struct Counter {  // one firm's sales in one month
  const World& w;
  State& state;
  Month month;
  int firm;  // index
  const FirmView& view;
  FirmState& self;
  const Version& law;

  const Setting& s() const { return w.s(); }
  int number() const { return w.s().month_number(month); }
  Tallies& books() const { return state.tallies[0]; }
};

Proposal service_proposal(const Counter& c, PlaceId market, PlaceId from, PlaceId to, double persons) {
  Proposal proposal;
  proposal.origin = market;
  proposal.custodian = from;
  proposal.from = from;
  proposal.to = to;
  proposal.kind = Kind::prenatal;
  proposal.tier = Tier::closed;
  proposal.channel = Channel::service;
  proposal.sender = proposal.recipient = Party::firm;
  proposal.firm = static_cast<FirmId>(c.firm + 1);
  proposal.persons = static_cast<int64_t>(persons);
  return proposal;
}

// Persons tested a month in a market if nothing stood in the way: T_q of ODD section 7.7.
double demand(const Counter& c, PlaceId market, double births_abroad) {
  const Setting& s = c.s();
  const PlaceData& place = s.scenario.places[market.value];
  const double births = place.population * place.births_per_1000 / 1000 / 12;
  const double uptake = s.economy.uptake[static_cast<std::size_t>(c.number())];
  if (market == c.view.home) return births * uptake * s.p.tests_prc_share;
  const PlaceData& home = s.scenario.places[c.view.home.value];
  const double at_home = home.population * home.births_per_1000 / 1000 / 12 * uptake * s.p.tests_prc_share;
  const double abroad = at_home * s.p.foreign_share_tests / std::max(1e-9, 1 - s.p.foreign_share_tests);
  return births_abroad > 0 ? abroad * births * place.service_market / births_abroad : 0;
}

double births_abroad(const Counter& c, const FirmView::Product& product) {
  double births = 0;
  for (const PlaceId market : product.markets) {
    const PlaceData& place = c.s().scenario.places[market.value];
    if (market != c.view.home) births += place.population * place.births_per_1000 / 1000 / 12 * place.service_market;
  }
  return births;
}

Dataset tests_dataset(const Counter& c, PlaceId market, PlaceId site, int32_t persons) {
  Dataset d;
  d.owner = kFirmOwner + static_cast<uint32_t>(c.firm) + 1;
  d.born = static_cast<uint16_t>(c.number());
  d.origin = market.value;
  d.custodian = site.value;
  d.persons = persons;
  d.kilobases = static_cast<int64_t>(persons) * static_cast<int64_t>(kBasesPerPerson[index_of(Depth::low_pass)] / 1000);
  d.kd = kind_depth(Kind::prenatal, Depth::low_pass);
  if (c.view.cn_controlled) d.flags |= kCompellableCn;
  if (c.view.us_controlled) d.flags |= kCompellableUs;
  return d;
}

void keep(Counter& c, const Dataset& d, bool at_home) {
  const Setting& s = c.s();
  Dataset kept = d;
  record_production(s, c.books(), kept, Channel::service);
  const int focal = s.focal_of_place[kept.custodian];
  if (at_home || focal < 0) return;
  const uint32_t stored = c.state.firm_store.datasets.add(kept);
  const int months = s.scenario.firms[static_cast<std::size_t>(c.firm)].retention_months;
  c.state.firm_store.events.enter(c.month + months, {stored, 0, static_cast<uint16_t>(c.number()), static_cast<uint8_t>(focal),
                                                     static_cast<uint8_t>(kTermEnds + index_of(Channel::service))});
}

// Part of the persons tested abroad is copied home, if law lets it: a child dataset.
void take_home(Counter& c, Dataset& d, PlaceId market) {
  const Setting& s = c.s();
  const FirmData& data = s.scenario.firms[static_cast<std::size_t>(c.firm)];
  const int home = s.focal_of_place[c.view.home.value];
  if (!data.repatriates || home < 0) return;
  sim::Stream draws = s.chance.at(sim::mix(c.view.key, s.place_keys[market.value]), c.month, uint16_t(Purpose::repatriation));
  const auto taken = static_cast<int32_t>(sim::binomial(draws, d.persons, s.p.repatriated));
  const Proposal proposal = service_proposal(c, market, c.view.storage, c.view.home, 12.0 * taken);
  if (taken == 0) return;
  const Verdict verdict = c.law.judge(proposal);
  record_bound(c.w, c.state, c.books(), c.month, proposal, verdict);
  if (verdict.stops()) return;
  Dataset child = d;
  child.serial |= kTakenHomeSerial;
  child.persons = taken;
  child.kilobases = d.kilobases / d.persons * taken;
  d.persons -= taken;
  d.kilobases -= child.kilobases;
  c.self.repatriated += taken;
  record_production(s, c.books(), child, Channel::service);
  record_copy(s, c.books(), child, home, Channel::service);
}

// Tests sold in one market; returns the tests that law kept out.
double sell(Counter& c, PlaceId market, double mean) {
  const Setting& s = c.s();
  const bool at_home = market == c.view.home;
  const Proposal service = service_proposal(c, market, market, at_home ? c.view.home : c.view.processing, 12 * mean);
  const Verdict verdict = c.law.judge(service);
  record_bound(c.w, c.state, c.books(), c.month, service, verdict);
  if (!at_home && verdict.stops()) {
    c.books().proposed.at(market.value, c.view.processing.value, static_cast<int>(Settlement::stopped)) += {static_cast<int64_t>(mean), 0, 1};
    return mean;
  }
  const double discouraged = sim::exp(-kPriceElasticity * static_cast<double>(verdict.cost_percent) / 100);
  sim::Stream draws = s.chance.at(sim::mix(c.view.key, s.place_keys[market.value]), c.month, uint16_t(Purpose::market));
  const auto tests = static_cast<int32_t>(std::min<int64_t>(1000000000, sim::poisson(draws, mean * (at_home ? 1 : discouraged))));
  if (tests == 0) return 0;
  c.self.cumulative_tests += tests;
  if (!at_home) c.self.tests_abroad += tests;
  const bool local = !at_home && (verdict.process_locally || s.scenario.switches.domestic_growth_only);
  Dataset d = tests_dataset(c, market, at_home ? c.view.home : local ? market : c.view.storage, tests);
  if (!at_home && !local) {
    c.books().proposed.at(market.value, c.view.processing.value, static_cast<int>(Settlement::free)) += amount_of(d);
    take_home(c, d, market);
  }
  if (d.persons > 0) keep(c, d, at_home || local);
  return 0;
}

// Odds of a sale abroad, over those of a firm that learns nothing from the persons held in its home.
double quality(const Counter& c) {
  const int home = c.s().focal_of_place[c.view.home.value];
  const auto& learned = c.state.published.learned;
  return learned.empty() || home < 0 ? 1 : sim::exp(kQualityGain * learned[static_cast<std::size_t>(home)]);
}

// Each market draws for itself, so their order cannot matter; what one month displaced looks for a market in the next.
void sell_everywhere(Counter& c, const FirmView::Product& product) {
  const Setting& s = c.s();
  const double births = births_abroad(c, product);
  const double moved = s.p.displacement * c.self.displaced;
  c.self.displaced = 0;
  const double better = quality(c);
  double open = 0;
  for (const PlaceId market : product.markets)
    if (market != c.view.home) open += demand(c, market, births);
  for (const PlaceId market : product.markets) {
    const double mean = demand(c, market, births) / std::max(1e-9, s.scenario.weight);
    const double share = open > 0 && market != c.view.home ? mean / open : 0;
    c.self.displaced += sell(c, market, mean * (market == c.view.home ? 1 : better) + moved * share);
  }
}

// Pandemic laboratories: specimens are exposed, no genomic person is counted.
void run_laboratories(Counter& c, const FirmView::Product& product) {
  constexpr int kMonths = whole_constant("laboratories.months");
  if (c.month - product.data->launched >= kMonths) return;
  for (const PlaceId market : product.markets) {
    Dataset d = tests_dataset(c, market, market, 0);
    d.kd = kind_depth(Kind::diagnostic, Depth::none);
    record_production(c.s(), c.books(), d);
  }
}

}  // namespace

void publish_learning(const World& w, State& state, Month) {
  const Setting& s = w.s();
  if (!s.scenario.switches.quality_feedback) return;
  state.published.learned.assign(s.focal.size(), 0);
  for (std::size_t holder = 0; holder < s.focal.size(); ++holder)
    state.published.learned[holder] =
        sim::log1p(unique_persons_held(s, state.tallies[0], static_cast<int>(holder)) / kPersonsToLearn);
}

void trade(const World& w, State& state, Month month) {
  const Version& law = law_in(w, state, month);
  for (int f = 0; f < static_cast<int>(w.s().firms.size()); ++f) {
    const FirmView& view = w.s().firms[static_cast<std::size_t>(f)];
    Counter c{w, state, month, f, view, state.firms[static_cast<std::size_t>(f)], law};
    for (const auto& product : view.products) {
      if (product.data->launched > month) continue;
      if (product.data->name == "prenatal") sell_everywhere(c, product);
      if (product.data->name == "diagnostic") run_laboratories(c, product);
    }
  }
  settle_copies(w, state, state.firm_store, state.tallies[0], month);
}

}  // namespace exchange
