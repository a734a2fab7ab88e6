#pragma once
// Why the law says what it says of one transfer: what decides, what was looked at and did not, and which
// single changes would alter the outcome. Plain data; printing is a face's business.

#include <string>
#include <vector>

#include "models/exchange/law/rule_book.hpp"

namespace exchange {

// Gravest last: of two legs of a journey the graver counts.
enum class Outcome : uint8_t { free, review, licence, punishable, denied, prohibited };
Outcome outcome_of(Verdict verdict);
// "PROHIBITED in advance", "REFUSED BY THE REPOSITORY", "PUNISHABLE after the fact", "BY LICENCE",
// "CASE BY CASE at the repository", "FREE".
std::string words_of(Outcome outcome);
// The same in a list of changes: "prohibited", "refused", "punishable", "by licence", "case by case", "free".
std::string short_words_of(Outcome outcome);

struct Finding {
  size_t provision = 0;  // index in RuleBook::provisions()
  std::string why;       // decides: what its effects do; looked at: why it does not decide
};

// A transfer like the one asked about but for one thing, and what law says of it.
struct Change {
  enum class Of : uint8_t {
    exemption,
    persons,
    month,
    funding,
    tier,
    channel,
    recipient,
    sender,
    firm,
    kind,
    repository,
    route
  };
  Of of = Of::exemption;
  std::string what;  // "100 persons or fewer", "before 2025-04-08", "federal money", "via HK, JP or TH"
  Outcome outcome = Outcome::free;
  std::string because;  // note of the exemption, or the provisions that now decide; may be empty
  Month month;          // when the altered transfer is judged
  std::vector<Proposal>
      legs;  // the altered transfer, or one of those meant; two legs if it goes by a third place
};

struct Explanation {
  Month month;
  Proposal proposal;
  Verdict verdict;
  Outcome outcome = Outcome::free;
  std::string outcome_words;
  std::vector<Finding> decides;      // in the order of the book; empty if free
  std::vector<Finding> looked_at;    // nearest to deciding first
  std::vector<Change> changes;       // each one alters the outcome
  std::vector<std::string> assumed;  // as given: what the asker did not say
};

// Reads every provision: for one question, not for a month of transfers.
Explanation explain(const RuleBook& book, Month month, const Proposal& proposal,
                    const std::vector<std::string>& assumed);

// The graver outcome of the legs of a journey.
Outcome outcome_of(const RuleBook& book, Month month, const std::vector<Proposal>& legs);

// Indices of the provisions that make an outcome, among those that touch the transfer.
std::vector<size_t> deciding(const RuleBook& book, Month month, const Proposal& proposal, Outcome outcome);

}  // namespace exchange
