#pragma once
// Firms: demand, share, tests, retention, repatriation; barred capacity moves. Serial: firms are few. ODD section 7.7.

#include "models/exchange/ledger/state.hpp"

namespace exchange {

void trade(const World& world, State& state, Month month);

}  // namespace exchange
