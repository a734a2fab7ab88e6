#pragma once
// A posterior as files write it: {"design_seed": 1, "parameters": ["leak"], "rows": [[0.1], [0.2]]}.

#include <memory>
#include <string>

#include "models/exchange/world/posterior.hpp"
#include "models/exchange/world/problems.hpp"

namespace exchange {

// Null, with every fault told, where it cannot be drawn from.
std::shared_ptr<const Posterior> read_posterior(const json::Node& node, const std::string& path,
                                                Findings& findings);

}  // namespace exchange
