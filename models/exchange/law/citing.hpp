#pragma once
// Provisions as they are cited and listed.

#include <string>
#include <vector>

#include "models/exchange/law/rule_book.hpp"

namespace exchange {

std::string citation_of(const Provision& provision);  // "28 CFR 202.303", "HGR Regulations (...), Art. 24"
std::string since(const Provision& provision);        // "2025-04-08", or the month; "always"
std::string grade_of(const Provision& provision);     // of its first source; "-" if none

// Indices of a book's provisions that are in force in a month, by jurisdiction and then by date.
std::vector<std::size_t> provisions_in_force(const RuleBook& book, Month month);

}  // namespace exchange
