#pragma once
// The numbers of the model that are choices and no parameters: the same in every run, never drawn. ODD
// section 7, table of constants. Each is declared once, with the range over which it might lie and its
// source, or the word assumption. Code names what it uses: `constexpr double kNestScale =
// constant("archives.nest_scale");`. To vary one, move it into the table of parameters (which adds a draw).

#include <string_view>

namespace exchange {

struct Constant {
  const char* name;
  double value;
  const char* unit;
  double low, high;    // where it may lie; both the value where its source leaves no doubt
  const char* source;  // fact ids, or "assumption"
  const char* doc;
};

inline constexpr const char* kAssumed = "assumption";

// clang-format off
inline constexpr Constant kConstants[] = {
    // Cost of data and spending on them (world/economy, agents/institution)
    {"bases.low_pass", 5e8, "bases per person", 3e8, 1e9, "F-SIZE-03, F-SIZE-05",
     "Bases read for a low-pass genome: 0.1 to 0.3-fold in evidence, the middle of it chosen."},
    {"bases.exome", 8e9, "bases per person", 4e9, 1.2e10, kAssumed, "Bases read for an exome."},
    {"bases.whole_genome", 1e11, "bases per person", 9e10, 1.2e11, kAssumed,
     "Bases read for a whole genome, some 30-fold; the unit in which costs are counted."},
    {"cost.array", 60, "USD per person", 30, 150, kAssumed,
     "What an array costs, and the least that any person in a study costs."},
    {"cost.reference", 1200, "USD per 1e11 bases", 1000, 1500, "F-COST-01",
     "Cost at which the prices of all streams meet; they leave it by their elasticities. Observed 2015 to "
     "2018."},
    {"cost.floor", 20, "USD per genome", 5, 100, kAssumed,
     "Below it the extrapolated cost of a genome does not fall."},
    {"spend.sigma", 1.5, "sd of log", 1, 2, kAssumed, "Spread of the spend of single studies."},
    {"spend.year_correlation", 0.6, "correlation", 0, 0.9, kAssumed,
     "From one year to the next, of a place's deviation in spend. Without such years runs would spread "
     "far less than archives."},
    {"spend.year_sd", 0.2, "sd of log", 0.1, 0.4, kAssumed,
     "Stationary spread of a place's yearly deviation in spend."},
    {"spend.prc_home_share", 2.0 / 3, "share of spend", 0.5, 0.9, "C8",
     "Part of the PRC's deposited spend that went to its own archives in 2020: set by hand so that its "
     "share of NCBI's data stays near a fifth."},
    {"study.most_persons", 1e7, "persons", 1e6, 1e8, kAssumed, "The largest study."},
    {"archives.bytes_per_base", 0.5, "bytes per base", 0.41, 0.68, "F-SIZE-04",
     "Where a world gives no series and no parameter; the reference world gives them all."},
    // Institutions and their ties (world/population, agents/joint)
    {"institutions.size_alpha", 1.5, "exponent", 1.2, 2, kAssumed,
     "Truncated Pareto of institutions' sizes: its exponent."},
    {"institutions.size_ratio", 300, "ratio", 100, 1000, kAssumed, "Largest size over smallest."},
    {"institutions.entry_midpoint", 2013, "year", 2010, 2016, kAssumed,
     "Year by which half of the institutions sequence."},
    {"institutions.entry_width", 4, "years", 2, 6, kAssumed, "Width of the logistic curve of their entry."},
    {"institutions.federal_share", 0.5, "share", 0.3, 0.7, kAssumed,
     "Institutions paid mainly by the central state."},
    {"institutions.state_share", 0.2, "share", 0.1, 0.3, kAssumed,
     "Institutions paid mainly by a regional state."},
    {"institutions.clinical_share", 0.2, "share", 0.1, 0.4, kAssumed,
     "Institutions whose human studies are clinical."},
    {"institutions.foreign_controlled_share", 0.02, "share", 0, 0.1, kAssumed,
     "Institutions under foreign control."},
    {"ties.most", 8, "partners", 4, 16, kAssumed, "Partners an institution has at most."},
    {"ties.home_affinity", 6, "ratio", 2, 20, kAssumed,
     "How much likelier a partner at home is than one of like size abroad."},
    {"ties.success", 1.05, "factor", 1.01, 1.2, kAssumed,
     "On a tie's strength, after a joint project went ahead."},
    {"ties.failure", 0.7, "factor", 0.4, 0.95, kAssumed,
     "The same after a refusal, or an answer that came too late."},
    {"ties.rewire_below", 0.05, "strength", 0.01, 0.2, kAssumed,
     "A tie weaker than this is given up for a new partner."},
    {"ties.new", 0.5, "strength", 0.1, 1, kAssumed,
     "Strength of a tie that takes another's place; the first tie of all has 1."},
    {"ties.strongest", 4, "strength", 2, 10, kAssumed, "No tie grows stronger."},
    {"ties.decline", 0.15, "per year", 0.05, 0.3, kAssumed,
     "Thinning of ties with the PRC after 2018 under the switch collaboration_decline. All fields and "
     "partners together would give some 0.07 (F-COL-01)."},
    // Archives, copies, release (agents/archive_choice, acquisition, release; world/world)
    {"archives.nest_scale", 0.5, "scale", 0.3, 1, kAssumed,
     "How near substitutes INSDC's archives are; 1: no nearer than others."},
    {"archives.upload_line", 150, "Mb/s", 6.6, 150, "F-BW-01",
     "Line by which a PRC institution uploads abroad: its nominal rate; a terabyte in two weeks is 6.6."},
    {"copies.popularity_shape", 0.3, "gamma shape", 0.1, 1, kAssumed,
     "Popularity of datasets, mean 1: few are copied often."},
    {"copies.term", 12, "months", 12, 12, "F-CA-06", "A grant of controlled access."},
    {"release.months_between_tries", 12, "months", 3, 24, kAssumed,
     "Until data for which no archive was found, or whose mandate has paused, are looked at again."},
    // Compliance, enforcement, licensing (agents/compliance, stakes, regulator, pair_flows)
    {"compliance.patience", 6, "months", 2, 18, kAssumed,
     "Wait at which a licence is worth 1/e of one at once (tau)."},
    {"compliance.worth_applying", 0.1, "probability", 0.02, 0.3, kAssumed,
     "Least approval, discounted by the wait, for which one applies."},
    {"compliance.theta_sd", 1, "logit", 0.5, 2, kAssumed, "Scatter of institutions' inclination to comply."},
    {"compliance.price_elasticity", 1.5, "elasticity", 0.5, 3, kAssumed,
     "How strongly a cost that law raises keeps back what is free."},
    {"compliance.trailing_window", 12, "months", 12, 12, "U7",
     "Window over which persons of a sender and a recipient add up."},
    {"enforcement.salience_halving", 24, "months", 6, 60, kAssumed,
     "In which attention to incidents and listings halves."},
    {"enforcement.severity_per_incident", 0.3, "share of approvals", 0.05, 0.6, kAssumed,
     "By which an office hardens after a published incident."},
    {"enforcement.most_severe", 0.9, "share of approvals", 0.5, 1, kAssumed, "No office hardens further."},
    // Programmes, firms (agents/programme, firm; world/economy)
    {"programmes.deliveries", 4, "per year", 1, 12, kAssumed, "Deliveries of a programme's data."},
    {"programmes.persons_alpha", 1.1, "exponent", 0.8, 1.5, kAssumed,
     "Truncated Pareto of programmes' persons: its exponent."},
    {"programmes.fewest_persons", 1e4, "persons", 1e3, 5e4, kAssumed, "The smallest programme."},
    {"programmes.most_persons", 1e6, "persons", 5e5, 1e7, kAssumed,
     "The largest; UK Biobank has half a million (F-UKB-03)."},
    {"programmes.years", 5, "years", 3, 10, kAssumed, "Over which a programme that is not listed delivers."},
    {"tests.most_uptake", 0.5, "tests per birth", 0.2, 0.8, kAssumed,
     "Prenatal tests where uptake is complete. In China 5 to 6 % in 2015 (F-NIPT-01)."},
    {"tests.uptake_midpoint", 2018.5, "year", 2016, 2021, kAssumed, "When half of that uptake is reached."},
    {"tests.quality_gain", 0.1, "logit per log person", 0.02, 0.3, kAssumed,
     "Quality that persons held add, under the switch quality_feedback."},
    {"tests.persons_to_learn", 1e6, "unique persons held", 1e5, 1e7, kAssumed,
     "From how many persons on quality grows with the log of their number, under that switch."},
    {"laboratories.months", 36, "months", 24, 48, "F-BGI-07",
     "Work of the pandemic laboratories; their growth is in evidence to the end of 2022, their end is "
     "not."},
    // Switches: brokerage, adaptive regulators (agents/brokerage, regulator)
    {"brokerage.median_persons", 3000, "persons", 300, 30000, kAssumed, "Persons in an offer of bulk data."},
    {"brokerage.persons_sigma", 1.5, "sd of log", 1, 2.5, kAssumed, "Spread of the persons in offers."},
    {"brokerage.most_persons", 1e7, "persons", 1e6, 1e8, kAssumed, "The largest offer."},
    {"brokerage.splitting_cost", 0.1, "share of worth", 0.02, 0.5, kAssumed,
     "Cost of each further counterparty over whom an offer is split to stay below a threshold."},
    {"adaptation.tolerance", 1, "log2 of reach", 0.5, 3, kAssumed,
     "Asymmetry that adaptive regulators put up with."},
    {"adaptation.reaction", 12, "months", 3, 36, kAssumed, "Over tolerance, until the next measure."},
    {"adaptation.delay", 12, "months", 3, 36, kAssumed, "Age of what they see."},
    {"adaptation.noise", 0.5, "log2 of reach", 0, 1, kAssumed, "Error (sd) of what they see."},
    // Definitions of outputs (ledger/observables)
    {"asymmetry.least_persons", 1e4, "persons", 1e3, 1e5, kAssumed,
     "Below it an asymmetry of reach is not defined."},
    {"asymmetry.floor", 1e-4, "share", 1e-5, 1e-3, kAssumed,
     "Added to both shares before their ratio is taken."},
};
// clang-format on

// By name, when it is compiled: a name that the table lacks is an error of the compiler.
constexpr double constant(std::string_view name) {
  for (const Constant& c : kConstants)
    if (c.name == name) return c.value;
  throw "no such constant";
}
// The whole part of a constant, or of so many times it: 12 times a year is a month.
constexpr int whole_constant(std::string_view name, int times = 1) {
  return static_cast<int>(times * constant(name));
}

}  // namespace exchange
