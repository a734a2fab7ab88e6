#pragma once
// Cost of delay, ODD section 8: what is copied by T because a measure came y years later than it did or could
// have.

#include <string>
#include <vector>

#include "study/ensemble.hpp"
#include "study/statistics.hpp"

namespace study {

struct DelayPoint {
  int32_t years = 0;  // later; negative is earlier
  Month announced;    // first announcement of the measure, so shifted
  Range held;         // US persons copied to CN by T
  Range cost;         // paired: H_T(t0 + years) - H_T(t0)
};

struct Delay {
  std::string measure, reference;
  Month announced, effective;      // t0 without delay: first announcement, first effect
  Month date;                      // T: the last report date
  std::vector<DelayPoint> points;  // in the order asked
  Range vintage_held;              // of US persons sequenced before t0, the share copied by t0
  Range prior_held_5,
      prior_held_10;  // H_ref(t0) / H_ref(t0 + 5 or 10 years); no runs if that lies after the end
  std::vector<sim::RunFailure> failures;
  bool stopped = false;
};

// `measure`: a measure or a provision, in the reference or only in the library. Throws sim::Error if there is
// no such thing or it has no date to shift.
Delay delay(const Scenario& scenario, const std::string& measure, const std::vector<int32_t>& years,
            const RunOptions& options);

// The policies that delay() runs: the reference as it is, then the measure shifted by each number of years.
// The rest of the law is the reference's without the measure.
Scenario delayed_scenario(const Scenario& scenario, const std::string& measure,
                          const std::vector<int32_t>& years);

}  // namespace study
