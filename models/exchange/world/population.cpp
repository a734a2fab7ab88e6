#include "models/exchange/world/population.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/exchange/world/constants.hpp"
#include "models/exchange/world/purpose.hpp"
#include "models/exchange/world/scenario.hpp"
#include "sim/math.hpp"
#include "sim/samplers.hpp"

namespace exchange {

namespace {

constexpr double kSizeAlpha = constant("institutions.size_alpha");  // truncated Pareto
constexpr double kSizeRatio = constant("institutions.size_ratio");
constexpr double kEntryMidpoint = constant("institutions.entry_midpoint");  // logistic, years
constexpr double kEntryWidth = constant("institutions.entry_width");
constexpr double kHomeAffinity = constant("ties.home_affinity");
constexpr double kFederalShare = constant("institutions.federal_share");  // by main source of money
constexpr double kStateShare = constant("institutions.state_share");
constexpr double kClinicalShare = constant("institutions.clinical_share");
constexpr double kForeignControlledShare = constant("institutions.foreign_controlled_share");
constexpr double kThetaSd = constant("compliance.theta_sd");

// Mean of the truncated Pareto with minimum 1: sizes are divided by it.
double mean_size() {
  const double a = kSizeAlpha, r = kSizeRatio;
  return a / (a - 1) * (1 - sim::pow(r, 1 - a)) / (1 - sim::pow(r, -a));
}

Profile make_profile(uint64_t key, uint8_t place, const Parameters& p, const sim::Chance& chance, Month first) {
  static const double kMeanSize = mean_size();
  sim::Stream s = chance.at(key, {}, uint16_t(Purpose::profile));
  Profile profile;
  profile.key = key;
  profile.place = place;
  profile.size = static_cast<float>(sim::pareto_truncated(s, kSizeAlpha, 1, kSizeRatio) / kMeanSize);
  profile.theta = static_cast<float>(p.evasion_theta + kThetaSd * s.normal());
  const double u = s.uniform();
  const double entry = kEntryMidpoint + kEntryWidth * sim::log(u / (1 - u));
  const double months = (entry - first.years_since(0)) * 12;
  profile.entry = static_cast<int16_t>(std::min(30000.0, std::max(-1.0, std::floor(months))));
  profile.release_norm = static_cast<float>(std::min(1.0, p.release_norm * 2 * s.uniform()));
  profile.adopts = static_cast<float>(s.exponential() / (profile.size * profile.size));  // a rank from here on
  profile.loyalty = static_cast<float>(s.uniform());
  const double money = s.uniform();
  profile.funding = money < kFederalShare ? Funding::federal
                    : money < kFederalShare + kStateShare ? Funding::state : Funding::private_funds;
  profile.clinical = s.uniform() < kClinicalShare;
  profile.foreign_controlled = s.uniform() < kForeignControlledShare;
  profile.anticipates = s.uniform() < p.anticipation;
  return profile;
}

// Large institutions turn to a new archive first: ranks by E / size^2, as shares of the place's sequencing.
void rank_adopters(std::vector<Profile>& profiles, int32_t begin, int32_t end) {
  std::vector<std::pair<float, int32_t>> order;
  double total = 0, before = 0;
  for (int32_t id = begin; id < end; ++id) {
    order.push_back({profiles[static_cast<std::size_t>(id)].adopts, id});
    total += profiles[static_cast<std::size_t>(id)].size;
  }
  std::sort(order.begin(), order.end());
  for (const auto& [score, id] : order) {
    profiles[static_cast<std::size_t>(id)].adopts = static_cast<float>(before / total);
    before += profiles[static_cast<std::size_t>(id)].size;
  }
}

}  // namespace

double entered_share(Month month) {
  return 1 / (1 + sim::exp(-(month.years_since(0) - kEntryMidpoint) / kEntryWidth));
}

std::vector<int32_t> institutions_by_place(const Scenario& scenario) {
  const auto places = scenario.places.size();
  std::vector<int32_t> count(places, 0);
  int32_t left = scenario.institutions;
  double spend = 0;
  for (std::size_t q = 0; q < places; ++q) {
    const PlaceData& place = scenario.places[q];
    if (place.institutions) left -= count[q] = *place.institutions;
    else if (place.institution_share > 0)
      left -= count[q] = static_cast<int32_t>(scenario.institutions * place.institution_share + 0.5);
    else spend += place.rd_spend;
  }
  if (left <= 0 || spend <= 0) return count;
  std::vector<std::pair<double, std::size_t>> remainders;
  int32_t given = 0;
  for (std::size_t q = 0; q < places; ++q) {
    if (scenario.places[q].institutions || scenario.places[q].institution_share > 0) continue;
    const double share = left * scenario.places[q].rd_spend / spend;
    count[q] = static_cast<int32_t>(share);
    given += count[q];
    remainders.push_back({-(share - count[q]), q});
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [&](const auto& a, const auto& b) {
                     return a.first != b.first ? a.first < b.first : scenario.places[a.second].id < scenario.places[b.second].id;
                   });
  for (int32_t i = 0; i < left - given; ++i) ++count[remainders[static_cast<std::size_t>(i) % remainders.size()].second];
  return count;
}

Population make_population(const Scenario& scenario, const Parameters& p, const sim::Chance& chance, Month first,
                           const std::vector<uint64_t>& place_keys) {
  Population pop;
  const auto counts = institutions_by_place(scenario);
  pop.profiles.reserve(static_cast<std::size_t>(std::accumulate(counts.begin(), counts.end(), 0)));
  for (std::size_t q = 0; q < counts.size(); ++q) {
    pop.first_of_place.push_back(pop.count());
    for (int32_t n = 0; n < counts[q]; ++n)
      pop.profiles.push_back(
          make_profile(sim::mix(place_keys[q], static_cast<uint64_t>(n) + 1), static_cast<uint8_t>(q), p, chance, first));
  }
  pop.first_of_place.push_back(pop.count());
  for (std::size_t q = 0; q < counts.size(); ++q) rank_adopters(pop.profiles, pop.first_of_place[q], pop.first_of_place[q + 1]);
  double total = 0;
  pop.cumulative_size.reserve(pop.profiles.size());
  for (const Profile& profile : pop.profiles) pop.cumulative_size.push_back(total += profile.size);
  for (std::size_t q = 0; q < counts.size(); ++q) {
    const auto begin = pop.first_of_place[q], end = pop.first_of_place[q + 1];
    const double before = begin > 0 ? pop.cumulative_size[static_cast<std::size_t>(begin) - 1] : 0;
    pop.size_of_place.push_back(end > begin ? pop.cumulative_size[static_cast<std::size_t>(end) - 1] - before : 0);
  }
  for (std::size_t home = 0; home < counts.size(); ++home) {
    std::vector<double> row;
    double sum = 0;
    for (std::size_t q = 0; q < counts.size(); ++q)
      row.push_back(sum += pop.size_of_place[q] * (q == home ? kHomeAffinity : 1.0));
    pop.affinity.push_back(std::move(row));
  }
  return pop;
}

uint32_t Population::draw_in(PlaceId place, sim::Stream& stream) const {
  const auto begin = first_of_place[place.value], end = first_of_place[place.value + 1u];
  const double u = stream.uniform();
  if (begin == end) return UINT32_MAX;
  const double before = begin > 0 ? cumulative_size[static_cast<std::size_t>(begin) - 1] : 0;
  const double target = before + u * size_of_place[place.value];
  const auto found = std::upper_bound(cumulative_size.begin() + begin, cumulative_size.begin() + end, target);
  return static_cast<uint32_t>(std::min<std::ptrdiff_t>(found - cumulative_size.begin(), end - 1));
}

uint32_t Population::draw_partner(PlaceId home, sim::Stream& stream) const {
  const auto& row = affinity[home.value];
  const double target = stream.uniform() * row.back();
  const auto place = std::min<std::ptrdiff_t>(std::upper_bound(row.begin(), row.end(), target) - row.begin(),
                                              static_cast<std::ptrdiff_t>(row.size()) - 1);
  return draw_in(PlaceId{static_cast<uint8_t>(place)}, stream);
}

void Population::first_ties(uint32_t id, const sim::Chance& chance, Tie (&ties)[kMostTies]) const {
  const Profile& me = profiles[id];
  sim::Stream s = chance.at(me.key, {}, uint16_t(Purpose::ties));
  for (int k = 0; k < kMostTies; ++k) {
    const uint32_t partner = draw_partner(PlaceId{me.place}, s);
    if (partner == UINT32_MAX || partner == id) continue;
    ties[k] = {partner, 1.0f / static_cast<float>(k + 1)};
  }
}

}  // namespace exchange
