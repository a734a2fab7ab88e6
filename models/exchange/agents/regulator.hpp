#pragma once
// Regulators: they detect, penalise, gain salience, and (switch) react. ODD sections 7.5, 7.6 and 7.8.

#include "models/exchange/ledger/state.hpp"

namespace exchange {

void publish_practice(const World& world, State& state, Month month);  // approval, delay, salience
void enforce(const World& world, State& state, Month month);
void react(const World& world, State& state, Month month, double asymmetry);  // adaptive switch

}  // namespace exchange
