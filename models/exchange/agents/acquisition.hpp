#pragma once
// Copies acquired by hazard: downloads, requests, their diversions, and the channels at rate zero. ODD section 7.4.

#include "models/exchange/ledger/ledger.hpp"
#include "models/exchange/ledger/state.hpp"

namespace exchange {

// The key that identifies a dataset in every draw.
uint64_t dataset_key(const Setting& setting, const Dataset& dataset);

// Schedules every copy that a focal place may still acquire of a dataset just entered in the store.
void schedule_copies(const World& world, const State& state, Store& store, uint32_t index, Month month);

// What falls due this month in a store: copies acquired, terms ended.
void settle_copies(const World& world, const State& state, Store& store, Tallies& books, Month month);

// The PRC mirror copies the cohorts published for this month.
void mirror_cohorts(const World& world, const State& state, Store& store, Tallies& books, Month month);

}  // namespace exchange
