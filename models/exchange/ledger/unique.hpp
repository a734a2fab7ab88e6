#pragma once
// The same person may be in several datasets. ODD section 7.9.

#include "models/exchange/ledger/tallies.hpp"
#include "models/exchange/world/world.hpp"

namespace exchange {

// Real persons among `records` of one population: of those who take part at all, phi N, how many n records
// cover if they fall on them at random, phi N (1 - exp(-n / (phi N))).
double unique_persons(double records, double participants);

// Unique persons of all origins that a holder has ever held.
double unique_persons_held(const Setting& setting, const Tallies& books, int holder);

}  // namespace exchange
