#pragma once
// Which archive a custodian chooses: a nested logit, in which INSDC's archives are near substitutes. ODD section 7.2.
//   V_r = home_preference [home] + depositor_pull ln(1 + depositors_r) + mandate_pull [mandated] - upload_friction x days

#include "models/exchange/agents/institution.hpp"

namespace exchange {

// This month's odds for those whom nothing but their place distinguishes: outside the PRC, no archive mandated.
void publish_odds(const World& world, State& state, Month month);

bool accepts(const RepositoryView& repository, Tier tier, Month month);

// The archive that a custodian chooses for data of a tier; 0 if none takes them. `u` picks.
RepositoryId choose_archive(const Desk& desk, const Profile& profile, const Dataset& dataset, Tier tier, RepositoryId mandated,
                            double u);

}  // namespace exchange
