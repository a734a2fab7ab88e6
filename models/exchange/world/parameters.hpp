#pragma once
// Every uncertain number of the exchange model, declared once (sim/parameters.hpp). ODD section 7, table of
// parameters. "assumption" marks a value for which no evidence was found: it is swept, never asserted.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/parameters.hpp"

namespace exchange {

struct Parameters {
  // Production and deposit of data
  double nu_other = 3, nu_human = 0.03;
  double spend_open = 23e6, spend_controlled = 40e6, spend_prc = 40e6;
  double growth_cn = 0.20, growth_other = 0.08;
  double eps_open = 0.65, eps_controlled = 1.2, cost_lag = 1, cost_halving = 5;
  double human_share_prc = 0.4;
  double rho_gsa = 0.6, rho_cngb = 0.6, rho_ega = 1.0;
  double gsa_midpoint = 2021, gsa_width = 2, cngb_share = 0.42;
  double brokered_share = 0.1, backlog_hazard = 0.1;
  double release_norm = 0.5, release_mandated = 0.85, release_lag = 12;
  double open_share_human = 0.08, joint_share = 0.15;
  double programme_rate = 2;
  // Acquisition
  double requests_per_study_year = 7, request_share_prc = 0.05, open_copies_prc = 0.3;
  double approval_dac = 0.79, approval_hgr = 0.85, approval_foreign_gsa = 0.4;
  double bandwidth_prc_2018 = 0.3, bandwidth_doubling = 2.5, mirrored_share_cn = 0.5;
  double renewal = 0.6, deletion_complied = 0.7;
  // Firms
  double foreign_share_tests = 0.12, repatriated = 0.05, tests_prc_share = 0.35, uptake_growth = 0.55;
  double displacement = 0.5;
  // Compliance
  double detection = 0.03, evasion_theta = 4, evasion_kappa = 2, worth = 1;
  double chilling = 0.05, leak = 0.1, anticipation = 0.2, participating = 0.05;
  double hgr_capacity = 120, hgr_halving_months = 24, violations_published = 0.75;
  double trial_share = 0.05, brokerage_rate = 0, equity_rate = 0, intrusion_rate = 0, equipment_rate = 0;
  // Choice of a repository, joint projects, outsourcing
  double home_preference = 2, depositor_pull = 0.3, mandate_pull = 3, upload_friction = 0.1;
  double joint_copy = 0.5, partner_origin = 0.3, outsourced_share = 0.02, controlled_norm = 0.6;

  template <class Visitor>
  static void declare(Visitor&& visit);  // visit(pointer to member, sim::Declaration), once for each
};

// Every declaration, in the order of the table.
std::vector<sim::Declaration> declarations();
std::optional<sim::Declaration> declaration_of(std::string_view name);

// By name; nothing (and false) where there is no such parameter. set() does not check the range.
std::optional<double> get(const Parameters& parameters, std::string_view name);
bool set(Parameters& parameters, std::string_view name, double value);

// The parameter vector of one replicate: each parameter at its own point of its prior (an override, else the
// declared one), clipped to its bounds. It depends on no other replicate, nor on how many there are.
Parameters draw(const Parameters& defaults, const std::map<std::string, sim::Prior>& overrides, uint64_t seed,
                uint64_t replicate);

}  // namespace exchange

#include "models/exchange/world/parameter_table.hpp"
