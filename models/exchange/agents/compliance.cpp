#include "models/exchange/agents/compliance.hpp"

#include "sim/math.hpp"

namespace exchange {

double probability_to_evade(const Stakes& s, bool licence_possible) {
  const double patience = licence_possible ? s.approval * sim::exp(-s.delay / kPatienceMonths) : 0;
  const double gain = 1 - patience;
  const double logit = -s.theta + s.kappa * (gain - s.detection * s.fine / (s.worth > 0 ? s.worth : 1));
  return 1 / (1 + sim::exp(-logit));
}

Choice choose(const Verdict& verdict, const Stakes& s, double u, double v) {
  if (verdict.free()) return v < s.chilled ? Choice::drop : Choice::comply;
  const bool licence_possible = !verdict.stops() && verdict.needs_licence();
  if (u < probability_to_evade(s, licence_possible)) return Choice::evade;
  if (!verdict.stops() && !verdict.needs_licence()) return Choice::drop;  // punishable after the fact, and heeded
  if (licence_possible) return s.approval * sim::exp(-s.delay / kPatienceMonths) > kWorthApplying ? Choice::apply : Choice::drop;
  return v < s.leak ? Choice::divert : Choice::drop;
}

}  // namespace exchange
