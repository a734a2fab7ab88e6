#pragma once
// Repositories: requests counted and decided, mirrors moved on within their bandwidth. ODD sections 7.2 and 7.4.

#include "models/exchange/ledger/state.hpp"

namespace exchange {

void publish_mirrors(const World& world, State& state, Month month);  // which cohorts the PRC mirror copies this month
void decide_requests(const World& world, State& state, Month month);
void close_inflow(const World& world, State& state, Month month);     // open INSDC bases and bytes so far

}  // namespace exchange
