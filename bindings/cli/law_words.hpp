#pragma once
// Provisions as screens show them.

#include <string>

#include "models/exchange/law/citing.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/scenario.hpp"

namespace cli {

using exchange::citation_of, exchange::grade_of, exchange::since;

// "USD 368,136, or twice the gain if more; at most USD 1,000,000. On the sender."; empty if it has none.
std::string penalty_of(const exchange::Provision& provision);
exchange::json::Node json_of(const exchange::Provision& provision);
exchange::json::Node json_month(sim::Month month);  // null for "never" and "always"

// How the law is applied, as far as anything is known: a parameter, its range and whether it is an
// assumption. `name`: of the parameter. Empty if there is no such parameter.
std::string practice(const std::string& lead, const std::string& name, const exchange::Scenario& scenario);

}  // namespace cli
