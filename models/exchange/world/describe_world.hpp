#pragma once
// Scenarios and worlds as files write them.

#include "models/exchange/world/describe_law.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/scenario.hpp"

namespace exchange {

inline const std::vector<std::string> kDetails{"blocs", "places"};

// A policy as written; policies.cpp resolves it.
struct PolicySource {
  std::string id;
  Remark remark;
  bool listed = true;  // false: only to be started from, never run
  std::string starts_from;
  std::vector<std::string> add, remove;
  json::Node amend = json::Node::object();  // provision id -> the fields that change
};

// Parameters of which the scenario itself gives the value or the prior, which a posterior then leaves alone; true
// where it is a prior.
using OwnParameters = std::map<std::string, bool>;

struct ScenarioSource {
  Scenario scenario;
  bool given_report = false;
  OwnParameters own_parameters;
  json::Node posterior;  // as written, a file's text in the place of its name
  std::vector<PolicySource> policies;
};

struct PolicyMeasures {  // the object `measures` of a policy
  std::vector<std::string>& add;
  std::vector<std::string>& remove;
};
struct SeriesSource {  // one entry of `inputs`
  std::string id;
  std::string unit;
  DatedValues values;
};
struct SeriesEntries {  // `inputs`
  std::map<std::string, DatedValues>& values;
  std::map<std::string, InputData>& notes;
};
struct Amendments {  // `amend`: checked when the policy is resolved
  json::Node& changes;
};
// `parameters`: a number, or value and prior, by name.
struct ParameterEntries {
  Parameters& values;
  std::map<std::string, sim::Prior>& priors;
  OwnParameters& own;
  const std::vector<std::string>& fitted;
};
struct PosteriorEntry {  // `posterior`
  json::Node& tree;
  std::shared_ptr<const Posterior>& sample;
};
struct LastMonth {  // the inclusive end as written, for the exclusive one the model uses
  Month& end;
};

template <class Visitor>
void describe_remark(Visitor& v, Remark& r) {
  v.field("title", r.title, "One line, for tables.");
  v.field("note", r.note, "What the reader should know.");
  v.field("source", r.source, "Where it comes from; without one the report says author's assumption.");
}

template <class Visitor>
void describe(Visitor& v, PlaceData& p) {
  v.field("name", p.name, "As printed.");
  v.field("bloc", p.bloc, "The unit it is reported in.");
  v.field("population", p.population, "Persons in 2020.", in_range(0, 1e10));
  v.field("births_per_1000", p.births_per_1000, "Births a year per 1,000 persons.", in_range(0, 100));
  v.field("rd_spend", p.rd_spend, "Research spend, billions of PPP dollars a year.", in_range(0, 1e5));
  v.field("institutions", p.institutions, "Institutions, whatever the size of the world.", in_range(0, 1e7));
  v.field("institution_share", p.institution_share, "Part of the world's institutions; 0: by share of rd_spend.",
          in_range(0, 1));
  v.field("service_market", p.service_market,
          "Size of the market for foreign tests beside births; 0 closes it.", in_range(0, 1000));
}

template <class Visitor>
void describe(Visitor& v, RepositoryData& r) {
  v.field("name", r.name, "As printed.");
  v.field("place", r.place, "Where the data lie.", naming(Names::place));
  v.field("controller", r.controller, "Place whose law can compel the operator; left out: its place.",
          naming(Names::place));
  v.field("family", r.family, "Repositories of the family insdc hold the same open data.");
  v.field("tiers", r.tiers, "Tiers of access it offers.");
  v.field("opened", r.opened, "First month.", dated(Dates::open_month));
  v.field("capacity_pb", r.capacity_pb, "Petabytes; 0 is unlimited.", in_range(0, 1e6));
  v.field("bytes_per_base", r.bytes_per_base, "A parameter or a series of inputs.", naming(Names::series));
  v.field("mirrors_insdc", r.mirrors_insdc, "Copies the open INSDC data within its bandwidth.");
}

template <class Visitor>
void describe(Visitor& v, ProductData& p) {
  v.field("launched", p.launched, "First month of sale.", dated(Dates::open_month));
  v.field("markets", p.markets, "Places or groups where it is sold.", naming(Names::filter_place));
}

template <class Visitor>
void describe(Visitor& v, FirmData& f) {
  v.field("name", f.name, "As printed.");
  v.field("home", f.home, "Place of its seat.", naming(Names::place));
  v.field("controller", f.controller, "Place whose law can compel it; left out: its home.",
          naming(Names::place));
  v.field("processing_site", f.processing_site, "Where tests are read; empty: in the market.",
          naming(Names::place));
  v.field("storage_site", f.storage_site, "Where data are kept; empty: in the market.", naming(Names::place));
  v.field("retention_months", f.retention_months, "Months that data are kept.", in_range(0, 1200));
  v.field("repatriates", f.repatriates, "A share (parameter repatriated) of persons abroad is copied home.");
  v.field("products", keyed(f.products, &ProductData::name), "prenatal, sequencing, diagnostic.");
}

template <class Visitor>
void describe(Visitor& v, RegulatorData& r) {
  v.field("name", r.name, "As printed.");
  v.field("jurisdiction", r.jurisdiction, "Whose law it administers.", naming(Names::place_or_group));
  v.field("offices", r.offices, "Licensing offices it runs.");
  v.field("capacity", r.capacity, "Parameter: decisions a month; empty is unlimited.",
          naming(Names::parameter));
  v.field("approval", r.approval, "Parameter: share granted; empty grants nothing.", naming(Names::parameter));
  v.field("minimum_months", r.minimum_months, "Between application and answer.", in_range(0, 120));
  v.field("from", r.from, "First month it serves.", dated(Dates::open_month));
  v.field("until", r.until, "First month it no longer does.", dated(Dates::open_month));
}

template <class Visitor>
void describe(Visitor& v, ProgrammeData& p) {
  v.field("name", p.name, "As printed.");
  v.field("place", p.place, "Where the persons live.", naming(Names::place));
  v.field("repository", p.repository, "Where the data go.", naming(Names::repository));
  v.field("first", p.first, "First month of delivery.", dated(Dates::open_month));
  v.field("years", p.years, "Years of delivery.", in_range(1, 100));
  v.field("persons", p.persons, "Persons in all.", in_range(0, 1e10));
  v.field("depth", p.depth, "Depth of the data.");
  v.field("source", p.source, "Where it comes from.");
}

template <class Visitor>
void describe(Visitor& v, SeriesSource& s) {
  v.field("unit", s.unit, "Unit of the values.");
  v.field("values", ByMonth<DatedValue>{s.values}, "Values by month.", in_range(0, 1e15));
}

template <class Visitor>
void describe(Visitor& v, MeasureData& m) {
  describe_remark(v, m.remark);
  v.field("provisions", m.provisions, "What a policy adds or removes together.", naming(Names::provision));
}

template <class Visitor>
void describe(Visitor& v, PolicyMeasures& m) {
  v.field("add", m.add, "Provisions or measures that come in.", naming(Names::provision_or_measure));
  v.field("remove", m.remove, "Provisions or measures that go.", naming(Names::provision_or_measure));
}

template <class Visitor>
void describe(Visitor& v, PolicySource& p) {
  describe_remark(v, p.remark);
  v.field("listed", p.listed, "false: only to be started from, never run.");
  v.field("starts_from", p.starts_from, "A policy; left out: the scenario's law.", naming(Names::policy));
  v.field("measures", PolicyMeasures{p.add, p.remove}, "What it adds and removes.");
  v.field("amend", Amendments{p.amend},
          "Provisions that change: the original stays in force until the amendment takes "
          "effect. Without a date of its own announcement the amendment is known from its effect on.");
}

template <class Visitor>
void describe(Visitor& v, Switches& s) {
  v.field("domestic_growth_only", s.domestic_growth_only, "No copy crosses a border.");
  v.field("bandwidth_friction_only", s.bandwidth_friction_only,
          "Law is mute; only bandwidth and cost differ.");
  v.field("symmetric_openness", s.symmetric_openness, "The PRC is as open as the US.");
  v.field("collaboration_decline", s.collaboration_decline, "Ties to the PRC weaken after 2018 without law.");
  v.field("quality_feedback", s.quality_feedback, "Quality of tests grows with the persons held.");
  v.field("adaptive_regulators", s.adaptive_regulators, "Regulators react to what they see.");
  v.field("brokerage", s.brokerage, "Commercial bulk data are offered.");
  v.field("cumulative_penalties", s.cumulative_penalties,
          "Fines for one act add up; else the highest counts.");
}

template <class Visitor>
void describe_run(Visitor& v, ScenarioSource& source) {
  Scenario& s = source.scenario;
  v.field("id", s.id, "Short name; left out: the file's.");
  describe_remark(v, s.remark);
  v.field("author", s.author, "Who wrote it.");
  v.field("start", s.first, "First month.");
  v.field("end", LastMonth{s.end}, "Last month, included.");
  v.field("law_as_of", s.law_as_of, "Law announced later is not known; hypothetical law always is.",
          dated(Dates::day));
  v.field("report", s.report, "Months to report.");
  v.field("institutions", s.institutions, "Simulated institutions.", in_range(1, 1e7));
  v.field("weight", s.weight, "Real institutions for each simulated one.", in_range(1e-6, 1e6));
  v.field("seed", s.seed, "Of all chance.");
  v.field("replicates", s.replicates, "Runs of each policy.", in_range(1, 1e6));
  v.field("draw_parameters", s.draw_parameters,
          "Each run draws its parameters; false: all run at the defaults.");
  v.field("detail", s.detail, "Origins in the result by bloc, or by place (larger).", one_of(kDetails));
  v.field("headline_depth", s.headline_depth, "Depth of the headline's persons.");
}

template <class Visitor>
void describe(Visitor& v, ScenarioSource& source) {
  Scenario& s = source.scenario;
  describe_run(v, source);
  v.field("places", keyed(s.places, &PlaceData::id), "Places, at most 64.");
  v.field("groups", s.groups, "Groups of places, by name.", naming(Names::filter_place));
  v.field("focal", s.focal, "Places whose copies are followed, at most 16.", naming(Names::place));
  v.field("repositories", keyed(s.repositories, &RepositoryData::id), "Repositories, at most 8.");
  v.field("firms", keyed(s.firms, &FirmData::id), "Firms, at most 31.");
  v.field("regulators", keyed(s.regulators, &RegulatorData::id), "Regulators and their offices.");
  v.field("programmes", keyed(s.programmes, &ProgrammeData::id), "Biobanks and national cohorts.");
  v.field("inputs", SeriesEntries{s.inputs, s.input_notes}, "Observed series that drive the model.");
  v.field("usd_per", s.usd_per, "US dollars for one unit of a currency.", in_range(1e-9, 1e9));
  v.field("parameters", ParameterEntries{s.defaults, s.priors, source.own_parameters, s.fitted},
          "Uncertain numbers.");
  v.field("posterior", PosteriorEntry{source.posterior, s.posterior},
          "A sample of fitted parameters, or the file that holds it: runs draw from its rows instead of from the "
          "priors. null: from the priors.");
  v.field("switches", s.switches, "Rival mechanisms and options.");
  v.field("law", s.law, "The base law: provisions or measures.", naming(Names::provision_or_measure));
  v.field("provisions", Library<Provision>{s.library, &Provision::id},
          "Rules of law, hypothetical ones too.");
  v.field("measures", Library<MeasureData>{s.measures, &MeasureData::id}, "Provisions that belong together.");
  v.field("reference", s.reference, "Policy that the others are compared with; left out: the first.");
  v.field("policies", keyed(source.policies, &PolicySource::id), "Policies to compare, in this order.");
}

}  // namespace exchange
