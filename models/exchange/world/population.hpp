#pragma once
// The institutions of a replicate: what never changes about them, and their first partners. ODD section 5.

#include <cstdint>
#include <vector>

#include "models/exchange/law/types.hpp"
#include "models/exchange/world/constants.hpp"
#include "sim/chance.hpp"

namespace exchange {

struct Scenario;
struct Parameters;
struct Setting;

inline constexpr int kMostTies = whole_constant("ties.most");

struct Profile {
  uint64_t key = 0;        // from the place's name and the number within it: never a global index
  float size = 1;          // truncated Pareto, mean 1
  float theta = 0;         // compliance: logit points against evasion
  float release_norm = 0;  // probability to release without a mandate
  float adopts = 0;        // share of its place's sequencing that turns to a new home archive before it does
  float loyalty = 0;       // rank in (0, 1) that picks one of several home archives, for good
  int16_t entry = 0;       // months since the run's first; below 0: there from the start
  uint8_t place = 0;
  Funding funding = Funding::private_funds;
  bool clinical = false;
  bool foreign_controlled = false;
  bool anticipates = false;
};

struct Tie {
  uint32_t partner = UINT32_MAX;
  float strength = 0;
};

struct Population {
  std::vector<Profile> profiles;              // by institution id; places lie one after another
  std::vector<int32_t> first_of_place;        // places + 1 entries
  std::vector<double> cumulative_size;        // running sum over ids, for draws in proportion to size
  std::vector<double> size_of_place;
  std::vector<std::vector<double>> affinity;  // cumulative over places, by place: A_pq x size_q

  int32_t count() const { return static_cast<int32_t>(profiles.size()); }
  // An institution drawn in proportion to size within a place, or anywhere by affinity to `home`; UINT32_MAX if none.
  uint32_t draw_in(PlaceId place, sim::Stream& stream) const;
  uint32_t draw_partner(PlaceId home, sim::Stream& stream) const;
  // The first ties of an institution, strongest first.
  void first_ties(uint32_t id, const sim::Chance& chance, Tie (&ties)[kMostTies]) const;
};

// Share of the institutions that have entered by a month: logistic.
double entered_share(Month month);

Population make_population(const Scenario& scenario, const Parameters& p, const sim::Chance& chance, Month first,
                           const std::vector<uint64_t>& place_keys);

// Institutions of each place: given, or by share of research spending (largest remainders).
std::vector<int32_t> institutions_by_place(const Scenario& scenario);

}  // namespace exchange
