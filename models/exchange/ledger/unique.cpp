#include "models/exchange/ledger/unique.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace exchange {

double unique_persons(double records, double participants) {
  return -participants * sim::expm1(-records / participants);
}

double unique_persons_held(const Setting& s, const Tallies& books, int holder) {
  double sum = 0;
  for (int origin = 0; origin < s.places; ++origin) {
    Amount all;
    for (int kd = 0; kd < kKindDepths; ++kd) all += books.held_ever.at(holder, origin, kd);
    const double people = s.scenario.places[static_cast<std::size_t>(origin)].population;
    sum += unique_persons(static_cast<double>(all.persons) * s.scenario.weight,
                          std::max(1.0, s.p.participating * people));
  }
  return sum;
}

}  // namespace exchange
