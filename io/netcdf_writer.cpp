#include "io/netcdf_writer.hpp"

#include <algorithm>
#include <limits>

#include "io/hdf5_errors.hpp"
#include "io/netcdf_call.hpp"
#include "io/netcdf_lock.hpp"
#include "io/netcdf_words.hpp"
#include "io/result_directory.hpp"

namespace io {

namespace {

using exchange::AxisName;
using exchange::OutputDeclaration;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr int kCompression = 4;

int add_dimension(int file, const char* name, std::size_t length) {
  int id = -1;
  check(nc_def_dim(file, name, length, &id));
  return id;
}

void add_text(int file, int variable, const char* name, const std::string& text) {
  check(nc_put_att_text(file, variable, name, text.size(), text.c_str()));
}

int add_coordinate(int file, const char* name, nc_type type, const std::vector<int>& dimensions,
                   const char* long_name, const char* definition) {
  int id = -1;
  check(nc_def_var(file, name, type, static_cast<int>(dimensions.size()), dimensions.data(), &id));
  add_text(file, id, "long_name", long_name);
  add_text(file, id, "comment", definition);
  add_text(file, id, type == NC_CHAR ? "_Encoding" : "units", type == NC_CHAR ? "utf-8" : "1");
  return id;
}

// The dimension of texts of so many bytes; readers join their characters.
int text_dimension(int file, std::size_t bytes) {
  const std::string name = "string" + std::to_string(bytes);
  int id = -1;
  return nc_inq_dimid(file, name.c_str(), &id) == NC_NOERR ? id : add_dimension(file, name.c_str(), bytes);
}

// Gigabases and expected persons have digits without end; counts take no room beyond their own.
bool needs_only_single(const OutputDeclaration& declared) {
  return declared.unit == "gigabases" || declared.name == "reach_persons";
}

std::vector<std::string> policy_ids(const exchange::Scenario& scenario) {
  std::vector<std::string> ids;
  for (const auto& policy : scenario.policies) ids.push_back(policy.id);
  return ids;
}

std::vector<std::string> parameter_units() {
  std::vector<std::string> units;
  for (const auto& declared : exchange::declarations()) units.push_back(declared.unit);
  return units;
}

std::vector<std::string> item_units() {
  std::vector<std::string> units;
  for (int i = 0; i < static_cast<int>(exchange::ScienceItem::count); ++i)
    units.push_back(unit_of(static_cast<exchange::ScienceItem>(i)));
  return units;
}

OutputDeclaration asymmetry_declaration() {
  return {"asymmetry",
          "log2",
          "Asymmetry of reach",
          "log2 of (S_PRC,US + 1e-4) / (S_US,PRC + 1e-4), S the share of the other side's persons within "
          "reach; missing below 10,000 persons",
          {}};
}

OutputDeclaration premium_declaration() {
  return {"premium",
          "persons",
          "Asymmetry premium",
          "N(US open, PRC actual) - N(US open, PRC open), N = US persons copied to CN less PRC persons "
          "copied to the US",
          {}};
}

OutputDeclaration science_cost_declaration() {
  OutputDeclaration cost = declaration_of(study::Yearly::science);
  cost.name = "open_science_cost";
  cost.long_name = "What open science loses against the reference";
  cost.definition = "reference minus policy within a replicate; releases_delayed: policy minus reference; " +
                    cost.definition;
  return cost;
}

}  // namespace

NetcdfWriter::NetcdfWriter(const std::filesystem::path& path, const exchange::Scenario& scenario,
                           int32_t replicates, int32_t first_replicate)
    : scenario_(scenario),
      layout_(std::make_shared<const study::Setting>(scenario_, scenario_.defaults, 0)),
      policies_(static_cast<int32_t>(scenario.policies.size())),
      replicates_(replicates),
      first_(first_replicate) {
  const NetcdfLock lock;
  keep_hdf5_from_closing_at_exit();
  quiet_hdf5();
  check(nc_create(path.c_str(), NC_NETCDF4 | NC_NOCLOBBER, &file_));
  try {
    define_head(scenario);
    define_axes();
    define_outputs();
    define_shared_outputs();
    check(nc_enddef(file_));
    write_axes();
  } catch (...) {
    nc_close(file_);
    throw;
  }
}

NetcdfWriter::~NetcdfWriter() {
  const NetcdfLock lock;
  if (file_ >= 0) nc_close(file_);
}

// The history has no date: the same run makes the same file.
void NetcdfWriter::define_head(const exchange::Scenario& scenario) {
  const auto put = [&](const char* name, const std::string& text) { add_text(file_, NC_GLOBAL, name, text); };
  put("Conventions", "CF-1.8");
  put("title", scenario.remark.title.empty() ? scenario.id : scenario.remark.title);
  put("source", "GenRatchet, an agent-based simulation");
  put("history", std::string("Made by GenRatchet ") + version() + " from seed " +
                     std::to_string(scenario.seed) + "; the rest is in provenance.json and scenario.json");
  put("comment",
      "A change is policy minus reference within a replicate. A range is the 5th to 95th percentile over "
      "replicates. The attribute units is for programs; unit_name says what is counted.");
  put("reference_policy", scenario.reference.empty() ? scenario.policies.at(0).id : scenario.reference);
}

int NetcdfWriter::define_labelled(const char* name, const std::vector<std::string>& labels,
                                  const char* long_name, const char* definition) {
  const int dimension = add_dimension(file_, name, labels.size());
  define_texts(name, dimension, labels, long_name, definition);
  return dimension;
}

// As arrays of characters, which CF and every reader know; a coordinate variable of strings is none to CF.
void NetcdfWriter::define_texts(const char* name, int dimension, const std::vector<std::string>& texts,
                                const char* long_name, const char* definition) {
  const int characters = text_dimension(file_, longest(texts));
  labels_.emplace_back(add_coordinate(file_, name, NC_CHAR, {dimension, characters}, long_name, definition),
                       texts);
}

void NetcdfWriter::define_axes() {
  policy_ = define_labelled("policy", policy_ids(scenario_), "policy", "The law that a run is under.");
  replicate_ = add_dimension(file_, "replicate", static_cast<std::size_t>(replicates_));
  replicate_variable_ = add_coordinate(file_, "replicate", NC_INT, {replicate_}, "replicate",
                                       "One draw of the parameters and of chance, shared by all policies.");
  add_text(file_, replicate_variable_, "standard_name", "realization");
  for (const AxisWords& words : kAxes) {
    const auto labels = labels_of(*layout_, words.axis);
    int dimension = -1;
    if (words.axis == AxisName::time || words.axis == AxisName::year) {
      dimension = add_dimension(file_, words.name, labels.size());
      (words.axis == AxisName::time ? time_variable_ : year_variable_) =
          add_coordinate(file_, words.name, NC_INT, {dimension}, words.long_name, words.definition);
    } else {
      dimension = define_labelled(words.name, labels, words.long_name, words.definition);
    }
    axes_[words.axis] = {dimension, labels.size()};
  }
  define_time();
  define_shared_axes();
}

void NetcdfWriter::define_shared_axes() {
  define_texts("item_unit", axes_.at(AxisName::item).first, item_units(), "unit", "The unit of each item.");
  parameter_ = define_labelled("parameter", parameter_names(), "parameter", "Uncertain number of the model.");
  define_texts("parameter_unit", parameter_, parameter_units(), "unit", "The unit of each parameter.");
  part_ = define_labelled("part", {std::begin(kPremiumParts), std::end(kPremiumParts)}, "part",
                          "Part of the asymmetry premium: premium = inflow + retention.");
  quantile_ = add_dimension(file_, "quantile", std::size(kQuantiles));
  quantile_variable_ = add_coordinate(file_, "quantile", NC_DOUBLE, {quantile_}, "quantile",
                                      "Share of the replicates whose values are not above.");
}

void NetcdfWriter::define_time() {
  const int months[] = {axes_.at(AxisName::time).first, add_dimension(file_, "bound", 2)};
  check(nc_def_var(file_, "time_bounds", NC_INT, 2, months, &bounds_variable_));
  add_text(file_, time_variable_, "standard_name", "time");
  add_text(file_, time_variable_, "units", "days since 2000-01-01");
  add_text(file_, time_variable_, "calendar", "standard");
  add_text(file_, time_variable_, "axis", "T");
  add_text(file_, time_variable_, "bounds", "time_bounds");
}

int NetcdfWriter::define(const OutputDeclaration& declared, const std::vector<int>& dimensions,
                         const std::vector<std::size_t>& chunk, bool single) {
  int id = -1;
  check(nc_def_var(file_, netcdf_name(declared.name).c_str(), single ? NC_FLOAT : NC_DOUBLE,
                   static_cast<int>(dimensions.size()), dimensions.data(), &id));
  check(nc_def_var_chunking(file_, id, NC_CHUNKED, chunk.data()));
  check(nc_def_var_deflate(file_, id, 1, 1, kCompression));
  const float missing_single = std::numeric_limits<float>::quiet_NaN();
  check(single ? nc_put_att_float(file_, id, "_FillValue", NC_FLOAT, 1, &missing_single)
               : nc_put_att_double(file_, id, "_FillValue", NC_DOUBLE, 1, &kNan));
  add_text(file_, id, "units", udunits_of(declared.unit));
  add_text(file_, id, "unit_name", declared.unit);
  add_text(file_, id, "long_name", declared.long_name);
  add_text(file_, id, "comment", declared.definition);
  return id;
}

// One chunk for each run: it is written whole, once, when the run arrives. What is followed for the two sides
// stands at their place among the holders, a chunk for each; the other holders' chunks are never made.
NetcdfWriter::Variable NetcdfWriter::define_by_run(const OutputDeclaration& declared) {
  Variable variable;
  std::vector<int> dimensions{policy_, replicate_};
  variable.count = {1, 1};
  for (const AxisName axis : declared.axes) {
    const bool side = axis == AxisName::side;
    const auto [dimension, length] = axes_.at(side ? AxisName::holder : axis);
    variable.by_side = variable.by_side || side;
    dimensions.push_back(dimension);
    variable.count.push_back(side ? 1 : length);
  }
  variable.start.assign(variable.count.size(), 0);
  variable.id = define(declared, dimensions, variable.count, needs_only_single(declared));
  if (declared.axes.back() == AxisName::item) add_text(file_, variable.id, "coordinates", "item_unit");
  return variable;
}

// One chunk for each policy and year: years of no report date take no room.
void NetcdfWriter::define_by_place(study::Yearly output) {
  OutputDeclaration declared = declaration_of(output);
  PlaceVariable variable{output, -1, -1, {1, 1}};
  std::vector<int> dimensions{policy_};
  for (const AxisName axis : declared.axes) {
    const auto [dimension, length] = axes_.at(axis);
    dimensions.push_back(dimension);
    if (axis != AxisName::year) variable.count.push_back(length);
  }
  const auto named = [&](const std::string& suffix, const std::string& which) {
    OutputDeclaration of = declared;
    of.name += suffix;
    of.long_name += ": " + which + " over replicates";
    of.definition += "; the years of the report dates only";
    return of;
  };
  variable.mean = define(named("_mean", "mean"), dimensions, variable.count);
  dimensions.insert(dimensions.begin() + 1, quantile_);
  auto chunk = variable.count;
  chunk.insert(chunk.begin() + 1, 1);
  variable.quantile = define(named("_quantile", "quantiles"), dimensions, chunk);
  by_place_.push_back(std::move(variable));
}

void NetcdfWriter::define_outputs() {
  const auto replicates = static_cast<std::size_t>(replicates_);
  const auto [time, months] = axes_.at(AxisName::time);
  for (int o = 0; o < exchange::kMonthly; ++o)
    monthly_.push_back(define(declaration_of(static_cast<study::Monthly>(o)), {policy_, replicate_, time},
                              {1, replicates, months}));
  for (int o = 0; o < exchange::kYearly; ++o) {
    const auto output = static_cast<study::Yearly>(o);
    const bool by_place = is_by_place(declaration_of(output));
    yearly_.push_back(by_place ? Variable{} : define_by_run(declaration_of(output)));
    if (by_place) define_by_place(output);
  }
}

// What needs several runs, or none.
void NetcdfWriter::define_shared_outputs() {
  const auto replicates = static_cast<std::size_t>(replicates_);
  const auto [time, months] = axes_.at(AxisName::time);
  asymmetry_ = define(asymmetry_declaration(), {policy_, replicate_, time}, {1, replicates, months});
  premium_ = define(premium_declaration(), {replicate_, part_, time},
                    {replicates, std::size(kPremiumParts), months});
  science_cost_ = define_by_run(science_cost_declaration());
  drawn_ = define({"parameter_draw",
                   "mixed",
                   "Parameters of each replicate",
                   "the value each replicate ran at, in the parameter's unit",
                   {}},
                  {replicate_, parameter_}, {replicates, parameter_names().size()});
  add_text(file_, drawn_, "coordinates", "parameter_unit");
}

}  // namespace io
