#pragma once
// The numbers of the table that `genratchet run` prints first, and of the sentences above it. At the last
// report date.

#include <string>
#include <vector>

#include "study/ensemble.hpp"
#include "study/statistics.hpp"

namespace study {

// Shares are fractions (0.5 is 50 %). NaN: does not apply, print "-".
struct HeadlineRow {
  std::string policy, title;
  bool is_reference = false;
  Range held;                  // US persons of the headline depth copied to mainland China
  Range change;                // paired, against the reference
  bool disagree = false;       // the runs disagree on the direction of the change
  Range copied_before;         // H_ref(t0) / H_ref(T), t0 the month before the policy can first differ
  Range prc_of_us, us_of_prc;  // persons one side can obtain of 1 shareable person of the other
  Range science_cost;          // relative loss of reach_person_months, US and allies, against the reference
  Range blocked;  // of the copies that the reference adds from when the policy could first differ, the share it stops
};

struct Headline {
  Month date;  // T
  std::string reference;
  int32_t replicates = 0, policies = 0;
  bool preliminary = false;  // below 100 replicates
  bool has_us_measures = false;
  Month
      first_us_measure;  // first month in which law with and without US measures differs, if has_us_measures
  Range us_in_cn, cn_in_us;       // under the reference; persons
  Range open_share;               // of the US persons copied, those that anyone can download
  Range share_before;             // of them, those there before the first US measure; NaN without one
  std::vector<HeadlineRow> rows;  // the scenario's policies in order, reference included
};

inline constexpr int32_t kPublishWith = 100;  // replicates

Headline headline(const Ensemble& ensemble);

}  // namespace study
