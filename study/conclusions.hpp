#pragma once
// What a reader takes away from an ensemble, as statements that another ensemble of the same policies can
// hold, lose or turn round: which policies leave fewer US persons copied to the PRC, which of two does more,
// and which side has more of the other's people. At the last report date.

#include <string>
#include <vector>

#include "study/ensemble.hpp"

namespace study {

// Decided: at least 90 % of the runs agree on the sign of the paired difference.
enum class Verdict : int8_t { less = -1, undecided = 0, more = 1 };

struct Conclusion {
  std::string subject,
      against;  // policies: `subject` leaves less or more copied than `against`; or the two sides
  Verdict verdict = Verdict::undecided;
  bool about_policies = true;
};

// Every policy against the reference, then every pair of the others, then the sides. The same list, in the
// same order, for every ensemble of the same policies.
std::vector<Conclusion> conclusions(const Ensemble& ensemble);

enum class Fate : uint8_t { holds, lost, reversed };  // in rising order of gravity

// What became of a conclusion that was decided. One that was undecided holds whatever comes.
Fate fate(Verdict before, Verdict now);

}  // namespace study
