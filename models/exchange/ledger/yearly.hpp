#pragma once
// The arrays of a year, recorded at its end; reach, which they need, is counted twice a year. ODD section 4.

#include "models/exchange/ledger/observables.hpp"

namespace exchange {

void record_year(const World& world, const State& state, Month month, Record& record);

}  // namespace exchange
