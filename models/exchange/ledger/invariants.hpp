#pragma once
// What must hold at the end of every month, whatever the law: ODD section 4 ("verification"). For debug builds and
// tests; it looks at every dataset and is far too slow for each month of a real run.

#include <string>
#include <vector>

#include "models/exchange/ledger/state.hpp"

namespace exchange {

// The datasets that can still be seen: stored ones, and those that lie by value until release or an office's answer.
// A dataset that was dropped for good (never released, and no mandate will draw it in) leaves only its tallies.
struct Sight {
  std::vector<Dataset> stored, waiting;
};
Sight datasets_of(const State& state);

// The books as they follow from the datasets alone.
Tallies recount(const Setting& setting, const Sight& sight);

// One sentence for each rule broken; empty if all is well. `all_in_sight`: no dataset of this world is ever dropped,
// so that the books must equal the recount everywhere; else only where a dataset that counts must be stored.
std::vector<std::string> broken_invariants(const World& world, const State& state, bool all_in_sight = false);

// Throws sim::Error with every rule broken.
void check_invariants(const World& world, const State& state);

}  // namespace exchange
