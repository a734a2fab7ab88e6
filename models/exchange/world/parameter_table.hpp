#pragma once
// The table of parameters: ODD section 7. One visit each: name, unit, prior, refused outside, source,
// documentation, contested. The default is the field's initialiser in parameters.hpp. A contested parameter
// is one whose evidence cannot settle it and whose value may turn a conclusion; `challenge` moves it over its
// range.
//
// The position in this table picks the dimension of the parameter's draw (sim::design_point): add new ones at
// the end. Included by parameters.hpp.

#include "models/exchange/world/parameters.hpp"

namespace exchange {

namespace parameter_table {

using sim::Declaration;
using sim::Prior;
using P = Parameters;

inline constexpr bool kContested = true;
inline constexpr const char* kAssumption = "assumption";

template <class Visitor>
void declare_production(Visitor&& visit) {
  visit(&P::nu_other,
        Declaration{"nu_other", "studies per institution-year", Prior::log_uniform(1, 6), 0, 100, kAssumption,
                    "Non-human or summary-level studies an institution of mean size starts in a year."});
  visit(&P::nu_human,
        Declaration{"nu_human", "studies per institution-year", Prior::log_uniform(0.01, 0.1), 0, 10,
                    "F-CA-01, F-CA-08, F-CN-02",
                    "Human individual-level studies an institution of mean size starts in a year; "
                    "chosen so that the number of controlled studies resembles dbGaP's and GSA-Human's."});
  visit(&P::spend_open,
        Declaration{
            "spend_open", "USD a year", Prior::log_normal(23e6, 0.5), 0, 1e12, "C1",
            "Mean yearly sequencing spend behind data deposited openly at INSDC, before growth by place."});
  visit(&P::spend_controlled,
        Declaration{"spend_controlled", "USD a year", Prior::log_normal(40e6, 0.6), 0, 1e12, "C1",
                    "Mean yearly sequencing spend behind controlled human data of the dbGaP type, before "
                    "growth by place."});
  visit(&P::spend_prc,
        Declaration{"spend_prc", "USD a year", Prior::log_normal(40e6, 0.6), 0, 1e12, "C2",
                    "Yearly sequencing spend behind data deposited in the PRC's own archives, as of 2020."});
  visit(&P::growth_cn, Declaration{"growth_cn", "per year", Prior::normal(0.20, 0.12), -0.5, 1, kAssumption,
                                   "Growth of PRC sequencing spend a year."});
  visit(&P::growth_other, Declaration{"growth_other", "per year", Prior::normal(0.08, 0.08), -0.5, 1,
                                      kAssumption, "Growth of sequencing spend a year everywhere else."});
  visit(&P::eps_open,
        Declaration{
            "eps_open", "elasticity", Prior::normal(0.65, 0.15), 0, 3, "C1, C10",
            "How strongly the price of open data follows the falling cost of sequencing; 1 is one for one."});
  visit(
      &P::eps_controlled,
      Declaration{"eps_controlled", "elasticity", Prior::normal(1.2, 0.2), 0, 3, "C1, C10",
                  "How strongly the price of controlled human data follows the falling cost of sequencing."});
  visit(&P::cost_lag,
        Declaration{"cost_lag", "years", Prior::uniform(0.5, 1.5), 0, 5, kAssumption,
                    "Delay between a fall of the published cost and its effect on what a study sequences."});
  visit(&P::cost_halving,
        Declaration{"cost_halving", "years", Prior::uniform(2.5, 8), 0.5, 100, "F-COST-01",
                    "Years for the cost of a genome to halve after 2021, where the observed series ends; "
                    "the extrapolation itself is an assumption."});
  visit(
      &P::human_share_prc,
      Declaration{"human_share_prc", "share of spend", Prior::beta(4, 6), 0, 1, kAssumption,
                  "Part of the PRC's deposited sequencing spend that goes to human individual-level data."});
}

template <class Visitor>
void declare_deposit(Visitor&& visit) {
  visit(
      &P::rho_gsa,
      Declaration{"rho_gsa", "bytes per base", Prior::log_normal(0.6, 0.3), 0.01, 10, "F-SIZE-04",
                  "Bytes that GSA stores for a base. Its basis is unpublished; SRA's fell from 0.68 to 0.41. "
                  "Not identifiable apart from PRC spend."});
  visit(&P::rho_cngb, Declaration{"rho_cngb", "bytes per base", Prior::log_normal(0.6, 0.3), 0.01, 10,
                                  "F-SIZE-04", "Bytes that CNGB stores for a base; by analogy with SRA."});
  visit(&P::rho_ega,
        Declaration{"rho_ega", "bytes per base", Prior::log_normal(1, 0.3), 0.01, 10, kAssumption,
                    "Bytes that EGA stores for a base; originals are larger than SRA's normalised form."});
  visit(&P::gsa_midpoint,
        Declaration{"gsa_midpoint", "year", Prior::uniform(2017, 2026), 2000, 2050, kAssumption,
                    "Year in which half of the PRC's institutions prefer GSA to archives abroad."});
  visit(&P::gsa_width, Declaration{"gsa_width", "years", Prior::uniform(1, 3), 0.1, 20, kAssumption,
                                   "Width of the logistic curve by which PRC institutions turn to GSA."});
  visit(&P::cngb_share,
        Declaration{"cngb_share", "share of deposits", Prior::beta(3.5, 6.5), 0, 1, "C4",
                    "Part of the PRC's domestic deposits that goes to CNGB, not GSA; fitted, weakly."});
  visit(&P::brokered_share,
        Declaration{"brokered_share", "share of deposits", Prior::beta(1, 9), 0, 1, kAssumption,
                    "Part of the open GSA deposits that is passed on to INSDC.", kContested,
                    "GSA deposits passed on to INSDC"});
  visit(&P::backlog_hazard,
        Declaration{"backlog_hazard", "per year", Prior::log_uniform(0.02, 0.5), 0, 10, kAssumption,
                    "Hazard with which a new mandate draws in older data that had not been deposited."});
  visit(&P::release_norm,
        Declaration{"release_norm", "probability", Prior::beta(5, 5), 0, 1, kAssumption,
                    "Probability that a finished dataset is released where no mandate asks for it."});
  visit(&P::release_mandated,
        Declaration{"release_mandated", "probability", Prior::beta(17, 3), 0, 1, kAssumption,
                    "Probability that a finished dataset is released where a mandate asks for it."});
  visit(&P::release_lag, Declaration{"release_lag", "months", Prior::log_uniform(6, 24), 1, 120, kAssumption,
                                     "Mean of the geometric delay between sequencing and release."});
  visit(
      &P::open_share_human,
      Declaration{"open_share_human", "share of persons", Prior::beta(2, 23), 0, 1, kAssumption,
                  "Part of released human individual-level persons that is open to anyone. Not the archives' "
                  "open share of bases, which would overstate reach several-fold.",
                  kContested, "human data open to anyone"});
  visit(
      &P::joint_share,
      Declaration{"joint_share", "share of studies", Prior::beta(3, 17), 0, 1, kAssumption,
                  "Part of human studies that is carried out jointly across a border; all fields of science "
                  "are at 16 to 27 % of papers (F-COL-01, F-COL-03).",
                  kContested, "studies done jointly abroad"});
  visit(&P::programme_rate,
        Declaration{
            "programme_rate", "programmes a year", Prior::log_uniform(0.5, 5), 0, 100, kAssumption,
            "New biobanks and national cohorts a year in the whole world, beyond those listed by name."});
}

template <class Visitor>
void declare_acquisition(Visitor&& visit) {
  visit(&P::requests_per_study_year,
        Declaration{"requests_per_study_year", "requests per study-year", Prior::log_uniform(3, 11), 0, 1000,
                    "F-CA-02, F-CA-03", "Requests for a controlled study in a year."});
  visit(&P::request_share_prc,
        Declaration{"request_share_prc", "share of requests", Prior::log_uniform(0.01, 0.2), 0, 1,
                    kAssumption, "Part of the requests for controlled data that comes from the PRC.",
                    kContested, "requests that come from the PRC"});
  visit(&P::open_copies_prc,
        Declaration{"open_copies_prc", "copies per dataset-year", Prior::log_uniform(0.02, 2), 0, 100,
                    kAssumption,
                    "Rate at which PRC institutions copy an open foreign dataset of mean popularity.",
                    kContested, "PRC copying of open archives"});
  visit(
      &P::approval_dac,
      Declaration{"approval_dac", "probability", Prior::beta(32, 8), 0, 1, "F-CA-03",
                  "Probability that a data access committee grants a request; one committee, 2007 to 2011."});
  visit(&P::approval_hgr, Declaration{"approval_hgr", "probability", Prior::beta(6, 1.5), 0, 1, kAssumption,
                                      "Probability that the PRC licenses an application when salience is "
                                      "nil. Published lists show approvals only.",
                                      kContested, "PRC licences granted"});
  visit(&P::approval_foreign_gsa,
        Declaration{"approval_foreign_gsa", "probability", Prior::beta(2, 3), 0, 1, kAssumption,
                    "Probability that GSA-Human grants a request from abroad.", kContested,
                    "GSA requests granted to foreigners"});
  visit(
      &P::bandwidth_prc_2018,
      Declaration{
          "bandwidth_prc_2018", "PB a year", Prior::log_uniform(0.1, 0.6), 0, 1000, "F-BW-01",
          "What the PRC's international academic links could carry into mirrors in 2018; 150 Mb/s is 0.59."});
  visit(&P::bandwidth_doubling, Declaration{"bandwidth_doubling", "years", Prior::uniform(1, 4), 0.25, 100,
                                            kAssumption, "Years in which that bandwidth doubles."});
  visit(&P::mirrored_share_cn,
        Declaration{"mirrored_share_cn", "share of bandwidth", Prior::uniform(0, 1), 0, 1, kAssumption,
                    "Part of its bandwidth that the PRC uses to mirror open INSDC data.", kContested,
                    "bandwidth used to mirror INSDC"});
  visit(&P::renewal, Declaration{"renewal", "probability a year", Prior::beta(6, 4), 0, 1, kAssumption,
                                 "Probability that a twelve-month grant of controlled access is renewed."});
  visit(&P::deletion_complied,
        Declaration{"deletion_complied", "probability", Prior::uniform(0.2, 1), 0, 1, kAssumption,
                    "Probability that a copy is destroyed when its term ends or its deletion is ordered.",
                    kContested, "deletion complied with"});
}

template <class Visitor>
void declare_firms(Visitor&& visit) {
  visit(&P::foreign_share_tests,
        Declaration{"foreign_share_tests", "share of tests", Prior::beta(2, 14), 0, 1, kAssumption,
                    "Part of NIFTY tests taken by women outside the PRC.", kContested,
                    "prenatal tests sold abroad"});
  visit(&P::repatriated,
        Declaration{
            "repatriated", "share of persons", Prior::log_uniform(5e-4, 1), 0, 1, "S38, F-IN-02",
            "Part of the persons tested abroad whose data are copied to the PRC. The low end is what is "
            "evidenced (over 500 women); the firm denies any; no upper bound is known.",
            kContested, "foreign tests copied to China"});
  visit(&P::tests_prc_share,
        Declaration{
            "tests_prc_share", "share of market", Prior::beta(7, 13), 0, 1, "C7",
            "Share of the PRC's prenatal tests sold by the BGI-like firm; fitted to its cumulative tests."});
  visit(&P::uptake_growth,
        Declaration{"uptake_growth", "per year", Prior::normal(0.55, 0.1), 0, 2, "C7, F-NIPT-01",
                    "Early growth of the share of pregnancies tested, a year."});
  visit(&P::displacement,
        Declaration{"displacement", "share of sales", Prior::uniform(0, 1), 0, 1, kAssumption,
                    "Efficiency with which a barred firm moves its barred capacity to other markets.",
                    kContested, "sales moved when a firm is barred"});
}

template <class Visitor>
void declare_compliance(Visitor&& visit) {
  visit(
      &P::detection,
      Declaration{"detection", "probability", Prior::log_uniform(0.003, 0.3), 0, 1, kAssumption,
                  "Probability that an unlicensed transfer is detected. Not identifiable apart from evasion.",
                  kContested, "breaches detected"});
  visit(&P::evasion_theta,
        Declaration{"evasion_theta", "logit", Prior::normal(4, 1), -10, 20, kAssumption,
                    "Mean inclination to comply; institutions scatter around it with sd 1.", kContested,
                    "inclination to comply"});
  visit(&P::evasion_kappa, Declaration{"evasion_kappa", "logit", Prior::uniform(0.5, 5), 0, 50, kAssumption,
                                       "Weight of the net benefit of evasion in the choice to evade."});
  visit(
      &P::worth,
      Declaration{"worth", "multiple of cost", Prior::log_uniform(0.3, 5), 0, 1000, kAssumption,
                  "What a dataset is worth to who wants it, as a multiple of the cost of making it again."});
  visit(&P::chilling,
        Declaration{
            "chilling", "per unit of salience", Prior::uniform(0, 0.3), 0, 10, kAssumption,
            "Over-compliance: how strongly salience keeps transfers from being proposed that law exempts.",
            kContested, "over-compliance (chilling)"});
  visit(&P::leak,
        Declaration{"leak", "probability", Prior::uniform(0, 0.5), 0, 1, kAssumption,
                    "Probability that a prohibited transfer goes through a place that is not aligned.",
                    kContested, "leaks through third countries"});
  visit(&P::anticipation,
        Declaration{"anticipation", "share of agents", Prior::uniform(0, 0.6), 0, 1, kAssumption,
                    "Part of those bound who behave, once a rule is announced, as if it were in force."});
  visit(&P::participating,
        Declaration{
            "participating", "share of population", Prior::log_uniform(0.01, 0.5), 1e-4, 1, kAssumption,
            "Part of a population that takes part in sequencing at all: how often the same person is counted "
            "twice."});
  visit(&P::hgr_capacity,
        Declaration{"hgr_capacity", "decisions a month", Prior::log_uniform(40, 400), 0, 1e6, kAssumption,
                    "Applications that the PRC's genetic-resources office decides in a month."});
  visit(&P::hgr_halving_months,
        Declaration{"hgr_halving_months", "months", Prior::log_uniform(6, 60), 1, 600, kAssumption,
                    "Months in which the office's severity after an incident halves."});
  visit(
      &P::violations_published,
      Declaration{"violations_published", "probability", Prior::beta(3, 1), 0, 1, "C9, F-HGR-04",
                  "Probability that a detected violation is published; only its product with violations and "
                  "detection is fitted, to three incidents in four years."});
  visit(&P::trial_share,
        Declaration{"trial_share", "share of clinical studies", Prior::log_uniform(0.005, 0.3), 0, 1,
                    kAssumption,
                    "Part of clinical studies outside the PRC whose samples are processed in the PRC."});
}

// Routes at zero for want of evidence. Their prior is fixed: nothing is known that could bound it.
template <class Visitor>
void declare_unevidenced(Visitor&& visit) {
  visit(&P::brokerage_rate,
        Declaration{"brokerage_rate", "offers a year", Prior::fixed(), 0, 1e6, kAssumption,
                    "Commercial bulk offers of US persons' data. Zero: no evidence was found."});
  visit(&P::equity_rate,
        Declaration{"equity_rate", "per year", Prior::fixed(), 0, 1000, kAssumption,
                    "Acquisitions and joint ventures that carry data along. Zero: no evidence was found."});
  visit(&P::intrusion_rate,
        Declaration{
            "intrusion_rate", "per year", Prior::fixed(), 0, 1000, kAssumption,
            "Thefts of a repository's or firm's data. Zero: no evidence on human genomic data was found."});
  visit(&P::equipment_rate,
        Declaration{"equipment_rate", "per year", Prior::fixed(), 0, 1000, kAssumption,
                    "Copies taken through sequencing equipment. Zero: no evidence was found."});
}

template <class Visitor>
void declare_choice(Visitor&& visit) {
  visit(&P::home_preference,
        Declaration{"home_preference", "logit", Prior::uniform(0.5, 4), 0, 20, kAssumption,
                    "How much an institution prefers a repository of its own place (b_home)."});
  visit(&P::depositor_pull,
        Declaration{
            "depositor_pull", "logit per log depositor", Prior::uniform(0, 0.6), 0, 5, kAssumption,
            "Pull of a repository that many already use (b_net). Not identifiable apart from the mandate."});
  visit(&P::mandate_pull, Declaration{"mandate_pull", "logit", Prior::uniform(1, 5), 0, 20, kAssumption,
                                      "Pull of a repository that a mandate names (b_mand)."});
  visit(&P::upload_friction,
        Declaration{"upload_friction", "logit per day", Prior::log_uniform(0.02, 0.5), 0, 10, "F-BW-01",
                    "What a day of uploading costs in preference (b_bw); its size is an assumption."});
  visit(&P::joint_copy,
        Declaration{
            "joint_copy", "probability", Prior::uniform(0.2, 0.9), 0, 1, kAssumption,
            "Probability that a joint project leaves a full copy with the partner where no law asks for it.",
            kContested, "joint projects leaving a copy"});
  visit(&P::partner_origin,
        Declaration{"partner_origin", "share of joint projects", Prior::uniform(0.1, 0.6), 0, 1, kAssumption,
                    "Part of the joint human projects whose participants come from the partner's place."});
  visit(&P::outsourced_share,
        Declaration{"outsourced_share", "share of human studies", Prior::log_uniform(0.002, 0.1), 0, 1,
                    kAssumption,
                    "Part of human studies outside the PRC that is sequenced by a PRC firm where law allows.",
                    kContested, "studies outsourced to PRC firms"});
  visit(&P::controlled_norm,
        Declaration{"controlled_norm", "probability", Prior::beta(6, 4), 0, 1, kAssumption,
                    "Probability that human data are shared at all where no mandate asks for it."});
}

}  // namespace parameter_table

template <class Visitor>
void Parameters::declare(Visitor&& visit) {
  parameter_table::declare_production(visit);
  parameter_table::declare_deposit(visit);
  parameter_table::declare_acquisition(visit);
  parameter_table::declare_firms(visit);
  parameter_table::declare_compliance(visit);
  parameter_table::declare_unevidenced(visit);
  parameter_table::declare_choice(visit);
}

}  // namespace exchange
