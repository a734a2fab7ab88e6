#pragma once
// Law in plain words, for explanations and differences.

#include <string>
#include <vector>

#include "models/exchange/law/rule.hpp"

namespace exchange {

// The values that a filter names on an axis, as files write them; empty if it admits everything.
std::vector<std::string> names_on(const Filter& filter, Axis axis);

// What a filter asks for on one axis: "federal money only", "over 100 persons in 12 months only".
std::string only(const Filter& filter, Axis axis);

// A value of a proposal on an axis: "US", "federal", "dbgap"; "none" where no repository or firm takes part.
std::string name_of(const Proposal& proposal, Axis axis, const LawVocabulary& vocabulary);

// What an effect does: "prohibits", "licence from hgr", "a copy stays in CN".
std::string words_of(const Effect& effect);
// All effects of a provision, "; " between them.
std::string words_of(const std::vector<Effect>& effects);

// "a", "a or b", "a, b or c".
std::string either_of(const std::vector<std::string>& names);

}  // namespace exchange
