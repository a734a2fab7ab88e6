#include "models/exchange/agents/stakes.hpp"

#include <algorithm>

#include "models/exchange/ledger/coverage.hpp"
#include "sim/math.hpp"

namespace exchange {

double replacement_cost(const Setting& s, const Dataset& d, int month_number) {
  const auto m = static_cast<std::size_t>(month_number);
  const int stream = counts_persons(kind_of(d.kd)) ? 1 : 0;
  if (depth_of(d.kd) == Depth::array) return kArrayCost * d.persons;
  return static_cast<double>(d.kilobases) * 1e3 / 1e11 * s.economy.price[stream][m];
}

Stakes stakes_for(const Desk& desk, const Profile& profile, const Proposal& proposal, const Version& law, const Verdict& verdict,
                  const Dataset& d) {
  const Setting& s = desk.s();
  const Published& now = desk.state.published;
  Stakes stakes;
  stakes.theta = profile.theta;
  stakes.kappa = s.p.evasion_kappa;
  stakes.detection = s.p.detection;
  stakes.worth = std::max(1.0, s.p.worth * replacement_cost(s, d, desk.number()));
  stakes.leak = s.p.leak;
  const bool across = proposal.from != proposal.to && (s.is_cn_side(proposal.from) || s.is_cn_side(proposal.to));
  const double salience = now.salience[proposal.from.value] + now.salience[proposal.to.value];
  const double reluctance = (across ? s.p.chilling * salience : 0) + kPriceElasticity * static_cast<double>(verdict.cost_percent) / 100;
  stakes.chilled = reluctance > 0 ? 1 - sim::exp(-reluctance) : 0;
  if (verdict.free()) return stakes;
  if (verdict.needs_licence()) {
    const auto office = static_cast<std::size_t>(verdict.principal_office());
    stakes.approval = now.approval[office];
    stakes.delay = now.delay[office];
  }
  if (verdict.penalised) stakes.fine = rule_book_in(desk.world, desk.state, desk.month).fine(law, proposal, stakes.worth);
  return stakes;
}

void record_proposal(Desk& desk, const Proposal& proposal, const Verdict& verdict, Choice choice, const Dataset& d) {
  Settlement settlement = Settlement::free;
  switch (choice) {
    case Choice::comply: settlement = Settlement::free; break;
    case Choice::apply: settlement = Settlement::licensed; break;
    case Choice::evade: settlement = Settlement::evaded; break;
    case Choice::divert: settlement = Settlement::evaded; break;
    case Choice::drop: settlement = verdict.stops() ? Settlement::stopped : verdict.free() ? Settlement::dropped : Settlement::refused; break;
  }
  record_bound(desk.world, desk.state, desk.books, desk.month, proposal, verdict);
  desk.books.proposed.at(proposal.from.value, proposal.to.value, static_cast<int>(settlement)) += amount_of(d);
  if (choice == Choice::evade || choice == Choice::divert) ++desk.books.evasions[proposal.from.value];
}

}  // namespace exchange
