#pragma once
// Firms: demand, share, tests, retention, repatriation; barred capacity moves. Serial: firms are few. ODD section 7.7.

#include "models/exchange/ledger/state.hpp"

namespace exchange {

// What firms may have learned from the persons held in their home, under the switch quality_feedback.
void publish_learning(const World& world, State& state, Month month);
void trade(const World& world, State& state, Month month);

}  // namespace exchange
