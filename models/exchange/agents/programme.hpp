#pragma once
// Programmes: biobanks and national cohorts, listed or drawn, delivered over years in the controlled tier. ODD
// section 7.1.

#include "models/exchange/agents/institution.hpp"

namespace exchange {

void plan_programmes(const World& world, State& state);            // once, before the first month
void deliver_programme(Desk& desk, const Pending& pending);

}  // namespace exchange
