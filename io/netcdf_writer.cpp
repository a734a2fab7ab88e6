#include "io/netcdf_writer.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <limits>

#include "io/netcdf_call.hpp"

namespace io {

namespace {

using exchange::AxisName;
using exchange::OutputDeclaration;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr int kCompression = 4;

// The name, and what it is, of each axis.
struct AxisWords {
  AxisName axis;
  const char *name, *long_name;
};

constexpr AxisWords kAxes[] = {
    {AxisName::time, "time", "month"},
    {AxisName::year, "year",
     "calendar year; the state at the end of its December, or of the run's last month"},
    {AxisName::holder, "holder", "place, or union of places, that has a copy"},
    {AxisName::origin, "origin", "bloc (or place) of the people sequenced"},
    {AxisName::kind, "kind", "kind of data"},
    {AxisName::depth, "depth", "depth of sequencing"},
    {AxisName::access, "access", "how it can be obtained"},
    {AxisName::side, "side", "side that acquired"},
    {AxisName::route, "channel", "route of a copy; own: made there"},
    {AxisName::from, "from", "bloc of the sender"},
    {AxisName::to, "to", "bloc of the recipient"},
    {AxisName::outcome, "outcome", "what became of proposed transfers"},
    {AxisName::bloc, "bloc", "bloc of places"},
    {AxisName::item, "item", "what open science obtains"},
    {AxisName::repository, "repository", "archive"},
};

// HDF5 closes what is open when the program ends, and crashes over a file that it could not write. This
// writer closes its own files, so HDF5 is told to leave them; by name, because only NetCDF links to it.
void keep_hdf5_from_closing_at_exit() {
  using Call = int (*)();
  static const auto call = reinterpret_cast<Call>(::dlsym(RTLD_DEFAULT, "H5dont_atexit"));
  if (call) call();
}

int add_dimension(int file, const char* name, std::size_t length) {
  int id = -1;
  check(nc_def_dim(file, name, length, &id));
  return id;
}

void add_text(int file, int variable, const char* name, const std::string& text) {
  check(nc_put_att_text(file, variable, name, text.size(), text.c_str()));
}

int add_coordinate(int file, const char* name, nc_type type, int dimension, const std::string& long_name) {
  int id = -1;
  check(nc_def_var(file, name, type, 1, &dimension, &id));
  add_text(file, id, "long_name", long_name);
  return id;
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

}  // namespace

std::string netcdf_name(const std::string& output) {
  std::string name = output;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

NetcdfWriter::NetcdfWriter(const std::filesystem::path& path, const exchange::Scenario& scenario,
                           int32_t replicates, int32_t first_replicate)
    : scenario_(scenario),
      layout_(std::make_shared<const study::Setting>(scenario_, scenario_.defaults, 0)),
      policies_(static_cast<int32_t>(scenario.policies.size())),
      replicates_(replicates),
      first_(first_replicate) {
  keep_hdf5_from_closing_at_exit();
  check(nc_create(path.c_str(), NC_NETCDF4 | NC_NOCLOBBER, &file_));
  try {
    add_text(file_, NC_GLOBAL, "Conventions", "CF-1.8");
    add_text(file_, NC_GLOBAL, "title", scenario.remark.title.empty() ? scenario.id : scenario.remark.title);
    add_text(file_, NC_GLOBAL, "source", "GenRatchet, an agent-based simulation");
    add_text(file_, NC_GLOBAL, "comment",
             "A change is policy minus reference within a replicate. A range is the 5th to 95th percentile "
             "over replicates.");
    add_text(file_, NC_GLOBAL, "reference_policy",
             scenario.reference.empty() ? scenario.policies.at(0).id : scenario.reference);
    define_axes();
    define_outputs();
    check(nc_enddef(file_));
    write_axes();
  } catch (...) {
    nc_close(file_);
    throw;
  }
}

NetcdfWriter::~NetcdfWriter() {
  if (file_ >= 0) nc_close(file_);
}

void NetcdfWriter::define_axes() {
  const auto labelled = [&](const char* name, const std::vector<std::string>& labels,
                            const std::string& long_name) {
    const int dimension = add_dimension(file_, name, labels.size());
    labels_.emplace_back(add_coordinate(file_, name, NC_STRING, dimension, long_name), labels);
    return dimension;
  };
  policy_ = labelled("policy", policy_ids(scenario_), "policy");
  replicate_ = add_dimension(file_, "replicate", static_cast<std::size_t>(replicates_));
  replicate_variable_ = add_coordinate(file_, "replicate", NC_INT, replicate_,
                                       "replicate: one draw of the parameters and of chance");
  for (const AxisWords& words : kAxes) {
    const auto labels = labels_of(*layout_, words.axis);
    if (words.axis == AxisName::time || words.axis == AxisName::year) {
      const int dimension = add_dimension(file_, words.name, labels.size());
      (words.axis == AxisName::time ? time_variable_ : year_variable_) =
          add_coordinate(file_, words.name, NC_INT, dimension, words.long_name);
      axes_[words.axis] = {dimension, labels.size()};
    } else {
      axes_[words.axis] = {labelled(words.name, labels, words.long_name), labels.size()};
    }
  }
  add_text(file_, time_variable_, "standard_name", "time");
  add_text(file_, time_variable_, "units", "days since 2000-01-01");
  add_text(file_, time_variable_, "calendar", "standard");
  add_text(file_, time_variable_, "comment", "The first day of the month; values are the state at its end.");
  add_text(file_, time_variable_, "axis", "T");
  parameter_ = labelled("parameter", parameter_names(), "parameter of the model");
  part_ =
      labelled("part", {std::begin(kPremiumParts), std::end(kPremiumParts)}, "part of the asymmetry premium");
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
  add_text(file_, id, "units", declared.unit);
  add_text(file_, id, "long_name", declared.long_name);
  if (!declared.definition.empty()) add_text(file_, id, "comment", declared.definition);
  return id;
}

// One chunk for each run: it is written whole, once, when the run arrives.
NetcdfWriter::Variable NetcdfWriter::define_by_run(const OutputDeclaration& declared) {
  Variable variable;
  std::vector<int> dimensions{policy_, replicate_};
  variable.count = {1, 1};
  for (const AxisName axis : declared.axes) {
    dimensions.push_back(axes_.at(axis).first);
    variable.count.push_back(axes_.at(axis).second);
  }
  variable.start.assign(variable.count.size(), 0);
  variable.id = define(declared, dimensions, variable.count, needs_only_single(declared));
  return variable;
}

void NetcdfWriter::define_outputs() {
  const auto replicates = static_cast<std::size_t>(replicates_);
  const auto [time, months] = axes_.at(AxisName::time);
  for (int o = 0; o < exchange::kMonthly; ++o)
    monthly_.push_back(define(declaration_of(static_cast<study::Monthly>(o)), {policy_, replicate_, time},
                              {1, replicates, months}));
  for (int o = 0; o < exchange::kYearly; ++o)
    yearly_.push_back(define_by_run(declaration_of(static_cast<study::Yearly>(o))));
  asymmetry_ = define({"asymmetry",
                       "log2",
                       "Asymmetry of reach",
                       "log2 of (S_PRC,US + 1e-4) / (S_US,PRC + 1e-4), S the share of the other side's "
                       "persons within reach; missing below 10,000 persons",
                       {}},
                      {policy_, replicate_, time}, {1, replicates, months});
  premium_ = define({"premium",
                     "persons",
                     "Asymmetry premium",
                     "N(US open, PRC actual) - N(US open, PRC open), N = US persons copied to CN less PRC "
                     "persons copied to the US",
                     {}},
                    {replicate_, time, part_}, {replicates, months, std::size(kPremiumParts)});
  OutputDeclaration cost = declaration_of(study::Yearly::science);
  cost.name = "open_science_cost";
  cost.long_name = "What open science loses against the reference";
  cost.definition = "reference minus policy within a replicate; releases_delayed: policy minus reference; " +
                    cost.definition;
  science_cost_ = define_by_run(cost);
  drawn_ =
      define({"parameter_draw", "1", "Parameters of each replicate", "in the unit of each parameter", {}},
             {replicate_, parameter_}, {replicates, parameter_names().size()});
}

}  // namespace io
