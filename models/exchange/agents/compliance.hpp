#pragma once
// What an agent does with a verdict: comply, apply, divert, evade or drop. ODD section 7.5.

#include "models/exchange/law/rule_book.hpp"
#include "models/exchange/world/constants.hpp"

namespace exchange {

enum class Choice : uint8_t { comply, apply, divert, evade, drop };

struct Stakes {
  double theta = 4;       // compliance of the agent, logit points
  double kappa = 2;
  double approval = 1;    // a_t of the slowest office that must license it
  double delay = 1;       // expected months until its answer
  double detection = 0.03;
  double fine = 0;        // USD, statutory minimum below a gain of RMB 1 m, else the multiple of the gain
  double worth = 1;       // V, USD
  double leak = 0;        // chance that what is prohibited finds a way through an unaligned place
  double chilled = 0;     // chance to hold back although it is free: salience, or a cost that law raises
};

inline constexpr double kPatienceMonths = constant("compliance.patience");  // tau
inline constexpr double kWorthApplying = constant("compliance.worth_applying");

// logit P(evade) = -theta + kappa (g - pi F / V), with g = 1 - a exp(-D / tau).
double probability_to_evade(const Stakes& stakes, bool licence_possible);

// `u` is one uniform for evading, `v` one for leaking or holding back.
Choice choose(const Verdict& verdict, const Stakes& stakes, double u, double v);

}  // namespace exchange
