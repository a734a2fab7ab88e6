#pragma once
// Provisions as screens show them.

#include <string>

#include "models/exchange/law/provision.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/scenario.hpp"

namespace cli {

std::string citation_of(
    const exchange::Provision& provision);  // "28 CFR 202.303", "HGR Regulations (...), Art. 24"
std::string since(const exchange::Provision& provision);     // "2025-04-08", or the month; "always"
std::string grade_of(const exchange::Provision& provision);  // of its first source; "-" if none
// "USD 368,136, or twice the gain if more; at most USD 1,000,000. On the sender."; empty if it has none.
std::string penalty_of(const exchange::Provision& provision);
exchange::json::Node json_of(const exchange::Provision& provision);
exchange::json::Node json_month(sim::Month month);  // null for "never" and "always"

// How the law is applied, as far as anything is known: a parameter, its range and whether it is an
// assumption. `name`: of the parameter. Empty if there is no such parameter.
std::string practice(const std::string& lead, const std::string& name, const exchange::Scenario& scenario);

}  // namespace cli
