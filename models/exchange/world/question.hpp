#pragma once
// The transfer that `explain` is asked about: words into a proposal, and what was not said into assumptions.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/exchange/law/provision.hpp"
#include "models/exchange/world/scenario.hpp"
#include "sim/error.hpp"

namespace exchange {

// A word that names nothing here; says what may have been meant.
struct UnknownName : sim::Error {
  using sim::Error::Error;
};

struct Question {  // empty means "not said"
  std::string origin, custodian, from, to, kind, tier, channel, sender, recipient, funding, repository, firm,
      date;
  std::optional<int64_t> persons;
};

struct Asked {
  Proposal proposal;
  Month month;
  std::vector<std::string> assumed;  // what was not said, in plain words
};

// Throws UnknownName.
Asked proposal_of(const Question& question, const Scenario& scenario);

// "2026-03" or "2026-03-15". Throws UnknownName.
Month asked_month(const std::string& text);

// Small letters, and one kind of dash: "Human-Research" is human_research.
std::string plain(std::string_view word);

}  // namespace exchange
