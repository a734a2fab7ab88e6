#pragma once
// Licensing offices: applications queue, first in, first out. ODD section 7.6.

#include "models/exchange/agents/institution.hpp"

namespace exchange {

// Files an application at each office the verdict names (the slowest decides); answered by serve_offices.
void apply_for_licence(Desk& desk, const Pending& pending, const Verdict& verdict, Pending::Act when_answered);

// Serial, in resolve: arrivals are ordered by drawn priority, served within capacity, answered into the shards'
// calendars.
void serve_offices(const World& world, State& state, Month month);

}  // namespace exchange
