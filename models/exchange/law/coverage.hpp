#pragma once
// Provisions that can bind nothing in a world. Which of the others did bind, a run counts: ledger/coverage.hpp.

#include <string>

#include "models/exchange/law/rule.hpp"
#include "models/exchange/law/rule_book.hpp"

namespace exchange {

// Why a provision can touch no transfer of a run over [first, end), whatever the agents do: it never is in
// force then, an axis admits nothing that exists in this world, or an exemption covers all it applies to.
// Empty if it can.
std::string never_can_bind(const RuleBook& book, size_t provision, Month first, Month end);
// The same of one provision and its rule, without a book.
std::string never_can_bind(const Provision& provision, const Rule& rule, const LawVocabulary& vocabulary, Month first,
                           Month end);

}  // namespace exchange
