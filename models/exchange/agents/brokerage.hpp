#pragma once
// Commercial bulk data on US persons, offered to buyers in the PRC; off by default, and at rate zero for want of
// evidence. ODD section 7.10.

#include "models/exchange/agents/institution.hpp"

namespace exchange {

// The month's offers by the non-federal US institutions of a shard.
void offer_bulk_data(Desk& desk);

// Into how many parts a seller would have to split an offer so that each, to its own buyer, passes law freely; 0 if no
// size passes, 1 if it need not be split.
int parts_that_pass(const Version& law, Proposal offer);

}  // namespace exchange
