#pragma once
// Which provisions ever bound: a provision that no transfer of a run ever met decides nothing, and a reader
// of the result should know.

#include <array>
#include <string>
#include <vector>

#include "models/exchange/law/rule_book.hpp"

namespace exchange {

// Counts transfers touched by each provision of one book. Integers: adding is exact in any order.
class Coverage {
 public:
  // `touched` as Version::touched gives it; `times` as many transfers alike.
  void add(const ProvisionSet& touched, int64_t times = 1);
  void add(const Coverage& other);

  int64_t count(size_t provision) const { return counts_[provision]; }
  // Provisions that touched no transfer, ascending.
  std::vector<size_t> never_bound(const RuleBook& book) const;

 private:
  std::array<int64_t, kMostProvisions> counts_{};
};

// Why a provision can touch no transfer of a run over [first, end), whatever the agents do: it never is in
// force then, an axis admits nothing that exists in this world, or an exemption covers all it applies to.
// Empty if it can.
std::string never_can_bind(const RuleBook& book, size_t provision, Month first, Month end);

}  // namespace exchange
