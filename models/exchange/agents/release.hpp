#pragma once
// Release: whether, when, in which tier and at which repository. ODD section 7.2.

#include "models/exchange/agents/institution.hpp"

namespace exchange {

// A finished dataset lies with its institution until its lag is over.
void await_release(Desk& desk, const Dataset& dataset, uint32_t stored);

void release(Desk& desk, Pending pending);              // its lag is over
void release_from_backlog(Desk& desk, Pending pending); // a mandate may have drawn it in
void answer_deposit(Desk& desk, Pending pending);       // an office has answered

// A programme's delivery: released at once, in the controlled tier.
void deposit_controlled(Desk& desk, Pending pending);

}  // namespace exchange
