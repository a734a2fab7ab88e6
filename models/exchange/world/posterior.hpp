#pragma once
// A sample of the parameters that were fitted to observations: what the runs of a scenario draw them from
// instead of their priors.
//
// The sample is of a cut posterior. Row i holds fitted values drawn given all other parameters, which lie
// where the priors put them at design_point(design_seed, i, ordinal); a run that takes row i takes those too,
// so that what was fitted together stays together, and what no observation speaks of keeps its prior.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/exchange/world/parameters.hpp"

namespace exchange {

// The sample.
struct Posterior {
  std::string title;                      // what it is, on one line
  uint64_t design_seed = 0;               // of the draw from the priors that belongs to each row
  std::vector<std::string> parameters;    // fitted, by name
  std::vector<std::vector<double>> rows;  // values in that order

  // Which row a replicate takes: from the first on under seed 1, from another one on under another seed,
  // round and round. Some row must be there.
  std::size_t row_of(uint64_t seed, uint64_t replicate) const;
  // Every row's value of a fitted parameter, ascending; empty if it is none.
  std::vector<double> sorted(std::string_view parameter) const;
};

// The parameter vector of one replicate: the row's values of `fitted` (a part of the posterior's parameters),
// all else as the priors have it for that row.
Parameters draw(const Parameters& defaults, const std::map<std::string, sim::Prior>& overrides,
                const Posterior& posterior, const std::vector<std::string>& fitted, uint64_t seed,
                uint64_t replicate);

}  // namespace exchange
