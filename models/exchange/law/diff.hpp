#pragma once
// What changed in the law: between two months of one policy, and between two policies.

#include <string>
#include <vector>

#include "models/exchange/law/rule_book.hpp"

namespace exchange {

struct FieldChange {
  std::string field;          // dotted, as in scenario files: "applies.persons_over", "effective"
  std::string before, after;  // in words; empty where there was or is nothing
};

struct LawChange {
  enum class Kind : uint8_t { enters, leaves, changes };
  static constexpr size_t kNone = SIZE_MAX;
  Kind kind = Kind::enters;
  std::string id;  // of the provision after the change, or of the one that leaves
  size_t before = kNone,
         after = kNone;             // index in the first and in the second book (the same book for months)
  std::vector<FieldChange> fields;  // of a change; empty otherwise
};

// Provisions in force at `to` and not at `from`, and the other way round; one that leaves in favour of its
// own amendment ("ID@amended") is a change.
std::vector<LawChange> diff(const RuleBook& book, Month from, Month to);

// Provisions that only one policy has, and those whose behaviour or dates differ; an amendment ("ID@amended")
// that only `b` has is a change of the original. Titles and sources do not count.
std::vector<LawChange> diff(const RuleBook& a, const RuleBook& b);

// Fields in which two provisions differ, apart from words that have no effect.
std::vector<FieldChange> differing_fields(const Provision& a, const Provision& b);

}  // namespace exchange
