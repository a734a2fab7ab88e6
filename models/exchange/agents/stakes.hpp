#pragma once
// What an institution weighs when law stands in its way, and the books of what it proposed. ODD section 7.5.

#include "models/exchange/agents/compliance.hpp"
#include "models/exchange/agents/institution.hpp"
#include "models/exchange/world/constants.hpp"

namespace exchange {

inline constexpr double kPriceElasticity = constant("compliance.price_elasticity");  // of demand to a cost that law raises

Stakes stakes_for(const Desk& desk, const Profile& profile, const Proposal& proposal, const Version& law, const Verdict& verdict,
                  const Dataset& dataset);

// Enters the proposal and what became of it in the books of regime openness; an evasion is remembered for the regulator.
void record_proposal(Desk& desk, const Proposal& proposal, const Verdict& verdict, Choice choice, const Dataset& dataset);

// USD to make the dataset again at this month's price.
double replacement_cost(const Setting& setting, const Dataset& dataset, int month_number);

}  // namespace exchange
