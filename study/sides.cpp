#include "study/sides.hpp"

#include "study/ensemble.hpp"

namespace study {

Sides sides_of(const exchange::Scenario& scenario) {
  const Setting s(scenario, scenario.defaults, 0);
  const auto id = [&](exchange::PlaceId place) { return scenario.places[place.value].id; };
  Sides sides{"US", "the US", "PRC", "mainland China"};
  if (s.us >= 0 && id(s.us_place) != "US") sides.a_people = sides.a_place = id(s.us_place);
  if (s.cn >= 0 && id(s.cn_place) != "CN") sides.b_people = sides.b_place = id(s.cn_place);
  return sides;
}

}  // namespace study
