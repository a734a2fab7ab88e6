#include "io/result_reader.hpp"

#include <netcdf.h>

#include <algorithm>

#include "io/files.hpp"
#include "io/hdf5_errors.hpp"
#include "io/netcdf_lock.hpp"
#include "io/netcdf_words.hpp"
#include "models/exchange/world/problems.hpp"
#include "sim/error.hpp"

namespace io {

namespace {

std::vector<std::string> monthly_outputs() {
  std::vector<std::string> names;
  for (int o = 0; o < exchange::kMonthly; ++o)
    names.push_back(declaration_of(static_cast<exchange::Monthly>(o)).name);
  names.emplace_back("asymmetry");
  return names;
}

std::size_t index_of(const std::string& what, const std::string& name,
                     const std::vector<std::string>& names) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    throw sim::Error("The result has no " + what + " \"" + name + "\". " +
                     exchange::did_you_mean(name, names));
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

ResultReader::ResultReader(const std::filesystem::path& directory)
    : path_(directory / "result.nc"),
      provenance_(read_provenance(directory)),
      scenario_(load_scenario_file((directory / "scenario.json").string()).scenario),
      outputs_(monthly_outputs()) {
  const NetcdfLock lock;
  quiet_hdf5();
  check(nc_open(path_.c_str(), NC_NOWRITE, &file_));
  try {
    read_axes();
  } catch (...) {
    nc_close(file_);
    throw;
  }
}

ResultReader::~ResultReader() {
  const NetcdfLock lock;
  nc_close(file_);
}

void ResultReader::check(int status) const {
  if (status != NC_NOERR)
    throw sim::Error(path_.string() + " cannot be read: " + nc_strerror(status) +
                     ". It is missing, cut short or no result of this version; run the scenario again.");
}

int ResultReader::variable(const std::string& name) const {
  int id = -1;
  check(nc_inq_varid(file_, name.c_str(), &id));
  return id;
}

std::size_t ResultReader::length_of(const char* dimension) const {
  int id = -1;
  std::size_t length = 0;
  check(nc_inq_dimid(file_, dimension, &id));
  check(nc_inq_dimlen(file_, id, &length));
  return length;
}

void ResultReader::read_policies() {
  const int id = variable("policy");
  int dimensions[NC_MAX_VAR_DIMS], count = 0;
  std::size_t bytes = 0;
  check(nc_inq_varndims(file_, id, &count));
  check(nc_inq_vardimid(file_, id, dimensions));
  check(count == 2 ? nc_inq_dimlen(file_, dimensions[1], &bytes) : NC_EBADTYPE);
  std::string all(length_of("policy") * bytes, '\0');
  check(nc_get_var_text(file_, id, all.data()));
  for (std::size_t at = 0; at < all.size(); at += bytes)
    policies_.emplace_back(all.substr(at, bytes).c_str());  // without the zeros that pad it
}

void ResultReader::read_axes() {
  read_policies();
  replicates_.resize(length_of("replicate"));
  check(nc_get_var_int(file_, variable("replicate"), replicates_.data()));
  std::vector<int> days(length_of("time"));
  check(nc_get_var_int(file_, variable("time"), days.data()));
  const bool same_months = days.size() == static_cast<std::size_t>(end() - first()) && !days.empty() &&
                           days.front() == days_since_2000(first());
  if (!same_months || policies_ != provenance_.policies)
    throw sim::Error(path_.string() +
                     " is of another run than the files beside it: its months or policies differ.");
}

std::vector<std::vector<double>> ResultReader::monthly(const std::string& policy,
                                                       const std::string& output) const {
  const NetcdfLock lock;
  const std::size_t months = static_cast<std::size_t>(end() - first());
  const std::size_t start[] = {index_of("policy", policy, policies_), 0, 0},
                    count[] = {1, replicates_.size(), months};
  const int id = variable(netcdf_name(outputs_[index_of("monthly output", output, outputs_)]));
  std::vector<double> values(replicates_.size() * months);
  check(nc_get_vara_double(file_, id, start, count, values.data()));
  std::vector<std::vector<double>> by_replicate;
  for (std::size_t r = 0; r < replicates_.size(); ++r) {
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(r * months);
    by_replicate.emplace_back(from, from + static_cast<std::ptrdiff_t>(months));
  }
  return by_replicate;
}

}  // namespace io
