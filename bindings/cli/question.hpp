#pragma once
// The transfer that `explain` is asked about: words into a proposal, and what was not said into assumptions.

#include <string>
#include <vector>

#include "bindings/cli/command.hpp"
#include "models/exchange/law/provision.hpp"
#include "models/exchange/world/scenario.hpp"

namespace cli {

struct Asked {
  exchange::Proposal proposal;
  sim::Month month;
  std::vector<std::string> assumed;
};

// The options that ask it.
std::vector<Option> question_options();

// Throws UsageError for a word that names nothing, with what may have been meant.
Asked proposal_of(const Question& question, const exchange::Scenario& scenario);

}  // namespace cli
