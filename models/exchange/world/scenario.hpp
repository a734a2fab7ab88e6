#pragma once
// A scenario after everything it includes, extends and amends has been resolved: ODD sections 5 and 6
// (initialisation, input data). Plain data, read by World; written by the door (door.hpp), the only place
// where JSON enters.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/exchange/law/rule_book.hpp"
#include "models/exchange/law/types.hpp"
#include "models/exchange/world/parameters.hpp"
#include "models/exchange/world/posterior.hpp"

namespace exchange {

inline constexpr int kMostArchives = 8;  // of one world: sets of them are masks of a byte

struct Remark {  // any object of a scenario file may carry these; they reach the report
  std::string title, note, source;
};

struct PlaceData {
  std::string id, name,
      bloc;  // bloc: the group in which it is reported ("CN", "HK", "US", "EU", "GB", "other"...)
  double population = 0;                // persons, 2020
  double births_per_1000 = 0;           // a year
  double rd_spend = 0;                  // billions of current PPP dollars a year
  std::optional<int32_t> institutions;  // how many in this world, whatever its size
  double institution_share = 0;         // else this part of them; 0: by share of rd_spend in what is left
  double service_market = 1;            // size of the market for foreign tests beside births; 0 closes it
};

struct RepositoryData {
  std::string id, name, place;
  std::string controller;  // place whose law can compel the operator
  std::string family;      // "insdc" repositories hold identical open data within a month
  std::vector<Tier> tiers;
  Month opened = sim::kAlways;
  double capacity_pb = 0;      // 0 = unlimited
  std::string bytes_per_base;  // name of a parameter, or of an entry of `inputs`
  bool mirrors_insdc = false;  // copies the open INSDC data within its bandwidth
};

struct ProductData {
  std::string name;  // "prenatal", "sequencing", "diagnostic"
  Month launched = sim::kAlways;
  std::vector<std::string> markets;  // places or groups
};

struct FirmData {
  std::string id, name, home, controller;
  std::string processing_site, storage_site;  // places
  int32_t retention_months = 60;
  bool repatriates = false;  // share xi of persons abroad is copied to `home`
  std::vector<ProductData> products;
};

struct RegulatorData {
  std::string id, name, jurisdiction;
  std::vector<std::string> offices;  // licensing offices it runs; ids used by provisions
  std::string capacity;              // parameter: decisions a month; empty = unlimited
  std::string approval;              // parameter: a0
  int32_t minimum_months = 1;        // between application and answer
  Month from = sim::kAlways, until = sim::kNever;
};

struct ProgrammeData {  // a biobank or national cohort
  std::string id, name, place, repository;
  Month first = sim::kAlways;
  int32_t years = 5;
  int64_t persons = 0;
  Depth depth = Depth::whole_genome;
  std::string source;
};

struct DatedValue {
  Month month;
  double value = 0;
};

using DatedValues = std::vector<DatedValue>;  // ascending months

struct InputData {  // how a series of `inputs` is to be read
  Remark remark;
  std::string unit;
};

struct MeasureData {  // a named set of provisions that a policy adds or removes together
  std::string id;
  Remark remark;
  std::vector<std::string> provisions;
};

struct PolicyData {
  std::string id;
  Remark remark;
  std::vector<Provision> provisions;        // resolved: starts_from, measures and amendments applied
  std::string starts_from;                  // as written; empty: the scenario's `law`
  std::vector<std::string> added, removed;  // provision or measure ids, as written
  std::vector<std::string> amended;         // ids of the provisions it amends
};

// Structural switches: rival mechanisms (ODD section 4, "rival explanations") and options, off by default.
struct Switches {
  bool domestic_growth_only = false;     // no copy crosses a border by any channel
  bool bandwidth_friction_only = false;  // law is mute; only bandwidth and cost differ
  bool symmetric_openness = false;       // PRC law is mute: the PRC is as open as the US
  bool collaboration_decline = false;    // ties to the PRC weaken after 2018 without law
  bool quality_feedback = false;         // firm quality grows with log of unique persons held
  bool adaptive_regulators = false;
  bool brokerage = false;
  bool cumulative_penalties = false;
};

struct Scenario {
  std::string id, author;
  Remark remark;
  Month first = Month::of(2005, 1), end = Month::of(2041, 1);  // [first, end)
  Month law_as_of = sim::kNever;                               // --as-of: law announced later is not known
  std::vector<Month> report;                                   // 2026-06, 2030-12, 2040-12
  int32_t institutions = 20000;
  double weight = 1;  // real institutions for each simulated one
  uint64_t seed = 1;
  int32_t replicates = 32;
  bool draw_parameters = true;  // false: every replicate runs at the defaults
  Depth headline_depth = Depth::whole_genome;
  std::string detail = "blocs";  // of origins in the result: "blocs" or "places"

  std::vector<PlaceData> places;
  std::map<std::string, std::vector<std::string>> groups;  // of places
  std::vector<std::string> focal;                          // places whose copies are followed, at most 16
  std::vector<RepositoryData> repositories;
  std::vector<FirmData> firms;
  std::vector<RegulatorData> regulators;
  std::vector<ProgrammeData> programmes;
  std::map<std::string, DatedValues> inputs;     // "cost_per_genome", "sra_bytes_per_base", ...
  std::map<std::string, InputData> input_notes;  // by the same names
  std::map<std::string, double> usd_per;         // currency -> USD

  Parameters defaults;                         // after the scenario's own values
  std::map<std::string, sim::Prior> priors;    // overrides of the declared priors
  std::shared_ptr<const Posterior> posterior;  // null: every parameter is drawn from its prior
  bool posterior_left_out = false;             // an override such as --prior took away what the files name
  std::vector<std::string> fitted;  // parameters drawn from it: those that the scenario leaves to it
  Switches switches;

  std::vector<std::string> law;              // ids of provisions or measures: the base law
  std::map<std::string, Provision> library;  // every provision, also those no policy uses
  std::map<std::string, MeasureData> measures;
  std::string reference;
  std::vector<PolicyData> policies;       // in the order of the file
  std::map<std::string, Remark> remarks;  // dotted path -> remark, for the report

  std::string resolved_json;  // everything included, every default written out
  std::string sha256_input;   // filled by io
};

// The parameters of one replicate: drawn, or the defaults where nothing is drawn.
Parameters parameters_of(const Scenario& scenario, uint64_t replicate);

// The names that this scenario's provisions may use.
LawVocabulary vocabulary_of(const Scenario& scenario);

// Law announced after `law_as_of` is not known; what is hypothetical is the question itself and always is.
bool is_known(const Scenario& scenario, const Provision& provision);

// Up to when law is taken in: law_as_of, or else the latest announcement of enacted law in the reference;
// kAlways if there is none.
Month law_to(const Scenario& scenario);

}  // namespace exchange
