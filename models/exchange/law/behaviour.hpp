#pragma once
// What a provision does, apart from its dates, its names and its sources: two provisions of equal behaviour
// cannot be told apart by any verdict, fine or duty.

#include <string>

#include "models/exchange/law/rule_book.hpp"

namespace exchange {

// Bytes that are equal exactly when the behaviour is; compare within one vocabulary only.
std::string behaviour_of(const RuleBook& book, size_t provision);

// Whether two books use the same names for the same things, so that behaviours can be compared.
bool same_vocabulary(const LawVocabulary& a, const LawVocabulary& b);

}  // namespace exchange
