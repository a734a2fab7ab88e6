#pragma once
// What `credit` prints: each measure's share of what a policy changes, or the policy with one rule off.

#include <string>

#include "bindings/cli/request.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/scenario.hpp"
#include "study/ablation.hpp"
#include "study/credit.hpp"

namespace cli {

std::string credit_text(const study::Credit& told, const exchange::Scenario& scenario);
std::string ablation_text(const study::Ablation& told, const exchange::Scenario& scenario);

exchange::json::Node json_of(const study::Credit& told);
exchange::json::Node json_of(const study::Ablation& told);

}  // namespace cli
