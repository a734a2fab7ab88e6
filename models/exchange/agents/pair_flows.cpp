#include "models/exchange/agents/pair_flows.hpp"

#include <algorithm>

#include "models/exchange/world/constants.hpp"

namespace exchange {

constexpr int kTrailingMonths = whole_constant("compliance.trailing_window");

int64_t trailing_persons(const Desk& desk, uint32_t institution, uint32_t recipient) {
  int64_t sum = 0;
  for (const PairFlow& flow : desk.shard.flows)
    if (flow.institution == institution && flow.recipient == recipient && desk.number() - flow.month < kTrailingMonths)
      sum += flow.persons;
  return sum;
}

void remember_flow(Desk& desk, uint32_t institution, uint32_t recipient, int32_t persons) {
  auto& flows = desk.shard.flows;
  std::erase_if(flows, [&](const PairFlow& f) { return desk.number() - f.month >= kTrailingMonths; });
  flows.push_back({institution, recipient, static_cast<uint16_t>(desk.number()), persons});
}

}  // namespace exchange
