#pragma once
// Which provisions bind in a run: one that touched nothing decided nothing, and a reader of the result should know. ODD
// section 7.9.

#include "models/exchange/ledger/state.hpp"

namespace exchange {

// A proposal, and the verdict on it: counted if law has something to say.
void record_bound(const World& world, const State& state, Tallies& books, Month month, const Proposal& proposal,
                  const Verdict& verdict);

// Release and access under the law of a month in which it changed: no single transfer is proposed there.
void record_standing(const World& world, State& state, Month month);

}  // namespace exchange
