#include "models/exchange/agents/regulator.hpp"

#include <algorithm>
#include <set>

#include "models/exchange/world/constants.hpp"
#include "sim/math.hpp"
#include "sim/samplers.hpp"

namespace exchange {

namespace {

constexpr double kSalienceHalving = constant("enforcement.salience_halving");
constexpr double kSeverityPerIncident = constant("enforcement.severity_per_incident");
constexpr double kMostSevere = constant("enforcement.most_severe");
constexpr double kTolerance = constant("adaptation.tolerance"), kNoise = constant("adaptation.noise");
constexpr int kPatience = whole_constant("adaptation.reaction"), kLateness = whole_constant("adaptation.delay");

// Listings of firms that take effect this month draw attention in their jurisdiction: once an instrument, however many
// provisions it has.
void notice_listings(const World& w, State& state, Month month) {
  const RuleBook& book = rule_book_in(w, state, month);
  std::set<std::pair<std::string, std::string>> listings;
  for (const Provision& provision : book.provisions())
    if (provision.effective == month && !provision.applies.firm.empty())
      listings.emplace(provision.jurisdiction, provision.instrument);
  for (const auto& [jurisdiction, instrument] : listings)
    for (const PlaceId place : book.vocabulary().expand(jurisdiction)) state.salience[place.value] += 1;
}

void harden(const World& w, State& state, int place, double incidents) {
  for (std::size_t k = 0; k < state.offices.size(); ++k) {
    if (w.s().offices[k].place != place) continue;
    Office& office = state.offices[k];
    office.severity = std::min(kMostSevere, office.severity + kSeverityPerIncident * incidents);
  }
}

}  // namespace

void publish_practice(const World& w, State& state, Month month) {
  const Setting& s = w.s();
  Published& now = state.published;
  now.salience = state.salience;
  now.approval.clear();
  now.delay.clear();
  for (std::size_t k = 0; k < state.offices.size(); ++k) {
    const Office& office = state.offices[k];
    const OfficeView::Practice practice = s.offices[k].at(month);
    const auto waiting = static_cast<double>(office.queue.size() - office.served);
    now.approval.push_back(practice.approval * (1 - office.severity));
    now.delay.push_back(practice.minimum_months + waiting / std::max(1e-9, practice.capacity));
  }
}

void enforce(const World& w, State& state, Month month) {
  const Setting& s = w.s();
  for (double& salience : state.salience) salience *= sim::exp(-sim::log(2.0) / kSalienceHalving);
  notice_listings(w, state, month);
  auto& evasions = state.tallies[0].evasions;
  for (std::size_t q = 0; q < evasions.size(); ++q) {
    if (evasions[q] == 0) continue;
    sim::Stream draws = s.chance.at(s.place_keys[q], month, uint16_t(Purpose::enforcement));
    const int64_t detected = sim::binomial(draws, evasions[q], s.p.detection);
    const int64_t published = sim::binomial(draws, detected, s.p.violations_published);
    evasions[q] = 0;
    state.penalties += detected;
    state.incidents += published;
    if (s.cn >= 0 && static_cast<int>(q) == s.cn_place.value) state.incidents_published += published;
    const double incidents = static_cast<double>(published) * s.scenario.weight;  // a simulated institution stands for so many
    state.salience[q] += incidents;
    harden(w, state, static_cast<int>(q), incidents);
  }
}

void react(const World& w, State& state, Month month, double asymmetry) {
  const Setting& s = w.s();
  uint8_t rung = state.rung_by_month[static_cast<std::size_t>(s.month_number(month))];
  if (s.scenario.switches.adaptive_regulators) {
    state.observed.push_back(asymmetry);
    const auto late = static_cast<int>(state.observed.size()) - 1 - kLateness;
    sim::Stream draws = s.chance.at(sim::key_of("washington"), month, uint16_t(Purpose::observation));
    const double seen = late >= 0 ? state.observed[static_cast<std::size_t>(late)] + kNoise * draws.normal() : 0;
    state.months_over_tolerance = seen > kTolerance ? state.months_over_tolerance + 1 : 0;
    if (state.months_over_tolerance >= kPatience && rung + 1 < static_cast<int>(w.books().size())) {
      ++rung;
      state.months_over_tolerance = 0;
    }
  }
  state.rung_by_month.push_back(rung);
}

}  // namespace exchange
