#pragma once
// Single changes to a transfer that alter what law says of it; found by judging altered transfers, never by
// reading the text of a provision.

#include <vector>

#include "models/exchange/law/explain.hpp"

namespace exchange {

std::vector<Change> changes_to(const RuleBook& book, Month month, const Proposal& proposal);

}  // namespace exchange
