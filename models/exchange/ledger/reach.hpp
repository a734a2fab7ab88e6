#pragma once
// Whether a place could obtain data this month, under law and policy: openly, by request, by compulsion. ODD section 4.

#include "models/exchange/ledger/state.hpp"

namespace exchange {

// Kind and depth that the asymmetry counts: research or clinical data on persons.
bool is_research_or_clinical(int kind_depth);

// What law of this month lets a focal place have of an access set.
const Access& access_in(const State& state, int set, int origin, int kind_depth, int focal);

// Whether a side's law lets it compel its organisations this month: where some provision compels, from then on.
bool compels(const World& world, const State& state, Month month, int focal);

// Chance that a focal place obtains data of a cell: certain if open or compelled, else by request.
double expected(const Access& access, bool compelled);

}  // namespace exchange
