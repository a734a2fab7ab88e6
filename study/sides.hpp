#pragma once
// How a world's two sides are called: whose data lie open, and who holds copies of them.

#include <string>

#include "models/exchange/world/scenario.hpp"

namespace study {

// "US" and "PRC" persons, "the US" and "mainland China"; other places by their id.
struct Sides {
  std::string a_people, a_place;  // whose data lie open: the US
  std::string b_people, b_place;  // who holds copies: mainland China
};

Sides sides_of(const exchange::Scenario& scenario);

}  // namespace study
