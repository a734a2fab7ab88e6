#pragma once
// The datasets of one shard and what falls due on them: ODD section 7.4 (acquisition) and 7.9 (ledger).
//
// A copy that a place may acquire by a hazard is scheduled by threshold: with E ~ Exp(1), popularity gamma and bound
// rate l a month, it succeeds when the months counted at full rate reach E / (gamma l). Law can only slow the count:
// each month counts a fraction in [0, 1]. All of it is integers in 1/4096 month, so a stricter law never hastens a
// copy, and the order in which events are looked at never matters.

#include <cstdint>
#include <vector>

#include "models/exchange/ledger/dataset.hpp"
#include "sim/arena.hpp"
#include "sim/calendar.hpp"

namespace exchange {

inline constexpr uint32_t kFullMonth = 4096;

// Something due on a dataset for one focal place.
struct CopyEvent {
  uint32_t dataset = 0;
  uint32_t remaining = 0;  // 1/4096 months still to count; for a term: unused
  uint16_t since = 0;      // counted up to this month number
  uint8_t focal = 0;
  uint8_t what = 0;        // a Channel by which a copy may be acquired, or kTermEnds
};
inline constexpr uint8_t kTermEnds = 64;  // + the channel by which the copy came

struct Store {
  Store() = default;
  Store(Month first, Month end) : events(first, end), cohort_begin(1, 0) {}

  sim::Arena<Dataset> datasets;           // released or copied; order of entry
  sim::Calendar<CopyEvent> events;
  std::vector<uint32_t> cohort_begin;     // by month number: first dataset entered in that month

  // Called once at the start of each month.
  void begin_month(int month_number) {
    cohort_begin.resize(static_cast<std::size_t>(month_number) + 1, datasets.size());
    cohort_begin.back() = datasets.size();
  }
};

}  // namespace exchange
