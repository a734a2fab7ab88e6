// A sweep as NetCDF-4 by CF-1.8, written block by block of points.

#include <algorithm>
#include <cctype>
#include <limits>
#include <set>

#include "io/hdf5_errors.hpp"
#include "io/netcdf_call.hpp"
#include "io/netcdf_lock.hpp"
#include "io/netcdf_words.hpp"
#include "io/new_file.hpp"
#include "io/result_directory.hpp"
#include "io/sweep.hpp"

namespace io {

namespace fs = std::filesystem;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr int kCompression = 4;
constexpr signed char kFinished = 0, kFailed = 1, kMissing = 2;  // of a run
constexpr std::size_t kNumbersAtOnce = 1 << 20;                  // 8 MB

// Letters, digits and _, as CF asks; not the name of something else in the file.
std::string variable_name(const study::Factor& factor, std::set<std::string>& taken) {
  std::string name = factor.name;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  if (std::isdigit(static_cast<unsigned char>(name[0])) || taken.count(name)) name = "factor_" + name;
  while (!taken.insert(name).second) name += "_";
  return name;
}

class SweepNetcdf {
 public:
  SweepNetcdf(const SweepStore& store, const fs::path& draft, const fs::path& shown)
      : store_(store), plan_(store.plan()), rows_(plan_.design), shown_(shown.string()) {
    const NetcdfLock lock;
    keep_hdf5_from_closing_at_exit();
    call(nc_create(draft.c_str(), NC_NETCDF4 | NC_NOCLOBBER, &file_));
  }
  ~SweepNetcdf() {
    const NetcdfLock lock;
    if (file_ >= 0) nc_close(file_);
  }
  SweepNetcdf(const SweepNetcdf&) = delete;
  SweepNetcdf& operator=(const SweepNetcdf&) = delete;

  void write() {
    begin();
    for (int64_t row = 0; row < plan_.rows(); row += block_)
      write_block(row, std::min(plan_.rows(), row + block_));
    close();
  }

 private:
  void begin() {
    const NetcdfLock lock;
    define_head();
    define_axes();
    define_factors();
    define_outputs();
    call(nc_enddef(file_));
    write_axes();
  }

  void close() {
    const NetcdfLock lock;
    const int file = file_;
    file_ = -1;
    call(nc_close(file));
  }

  struct FactorVariable {
    int id = -1;
    std::size_t characters = 0;  // 0: a number
  };

  void call(int status) const { check(status, shown_, "--export"); }
  void put(int variable, const char* name, const std::string& text) {
    call(nc_put_att_text(file_, variable, name, text.size(), text.c_str()));
  }
  int dimension(const std::string& name, int64_t length) {
    int id = -1;
    call(nc_def_dim(file_, name.c_str(), static_cast<std::size_t>(length), &id));
    return id;
  }
  int texts_of(std::size_t bytes) {
    const std::string name = "string" + std::to_string(bytes);
    int id = -1;
    return nc_inq_dimid(file_, name.c_str(), &id) == NC_NOERR ? id
                                                              : dimension(name, static_cast<int64_t>(bytes));
  }
  int define(const std::string& name, nc_type type, const std::vector<int>& dimensions,
             const std::string& long_name) {
    int id = -1;
    call(nc_def_var(file_, name.c_str(), type, static_cast<int>(dimensions.size()), dimensions.data(), &id));
    put(id, "long_name", long_name);
    if (type == NC_CHAR) put(id, "_Encoding", "utf-8");
    taken_.insert(name);
    return id;
  }

  // A chunk is written once, whole: a cache of chunks, 16 MB for each variable, would only take memory.
  void compress(int variable, const std::size_t* chunk) {
    call(nc_def_var_chunking(file_, variable, NC_CHUNKED, chunk));
    call(nc_def_var_deflate(file_, variable, 1, 1, kCompression));
    call(nc_set_var_chunk_cache(file_, variable, 1, 1, 0));
  }

  // The history has no date: the same sweep makes the same file.
  void define_head() {
    put(NC_GLOBAL, "Conventions", "CF-1.8");
    put(NC_GLOBAL, "title", plan_.title.empty() ? "Sweep of " + plan_.scenario_id : plan_.title);
    put(NC_GLOBAL, "source", "GenRatchet, an agent-based simulation");
    put(NC_GLOBAL, "history", std::string("Made by GenRatchet ") + version() + " from the store of a sweep");
    put(NC_GLOBAL, "comment",
        "The same replicate has the same chance at every point and under every policy: differences are "
        "paired. The "
        "attribute units is for programs; unit_name says what is counted.");
    put(NC_GLOBAL, "design", plan_.design_json);
    put(NC_GLOBAL, "reference_policy", plan_.reference);
  }

  void define_axes() {
    point_ = dimension("point", plan_.rows());
    policy_ = dimension("policy", static_cast<int64_t>(plan_.policies.size()));
    replicate_ = dimension("replicate", plan_.replicates);
    time_ = dimension("time", static_cast<int64_t>(plan_.dates.size()));
    point_variable_ = define("point", NC_INT, {point_}, "point of the design");
    policy_variable_ = define("policy", NC_CHAR, {policy_, texts_of(longest(plan_.policies))}, "policy");
    replicate_variable_ = define("replicate", NC_INT, {replicate_}, "replicate");
    put(replicate_variable_, "standard_name", "realization");
    put(point_variable_, "units", "1");
    put(replicate_variable_, "units", "1");
    time_variable_ = define("time", NC_INT, {time_}, "month");
    put(time_variable_, "standard_name", "time");
    put(time_variable_, "units", "days since 2000-01-01");
    put(time_variable_, "calendar", "standard");
    put(time_variable_, "axis", "T");
    put(time_variable_, "comment", "The first day of the month; values are the state at the month's end.");
  }

  void define_factors() {
    for (const study::Monthly output : plan_.outputs) taken_.insert(netcdf_name(declaration_of(output).name));
    for (const study::Factor& factor : plan_.design.factors) {
      FactorVariable variable;
      const std::string name = variable_name(factor, taken_);
      std::vector<std::string> texts;
      for (std::size_t v = 0; v < factor.values.size(); ++v)
        texts.push_back(factor.text(static_cast<double>(v)));
      if (!factor.numeric()) variable.characters = longest(texts);
      const auto declared = factor.parameter
                                ? exchange::declaration_of(factor.path.substr(factor.path.find('.') + 1))
                                : std::nullopt;
      variable.id = factor.numeric()
                        ? define(name, NC_DOUBLE, {point_}, factor.name)
                        : define(name, NC_CHAR, {point_, texts_of(variable.characters)}, factor.name);
      if (factor.numeric()) put(variable.id, "units", "1");
      put(variable.id, "path", factor.path);
      if (declared) {
        put(variable.id, "unit_name", declared->unit);
        put(variable.id, "comment", declared->doc);
      }
      factors_.push_back(variable);
      coordinates_ += (coordinates_.empty() ? "" : " ") + name;
    }
  }

  void define_outputs() {
    const std::size_t inner =
        plan_.policies.size() * static_cast<std::size_t>(plan_.replicates) * plan_.dates.size();
    const std::size_t fits = kNumbersAtOnce / std::max<std::size_t>(1, inner * plan_.outputs.size());
    block_ = std::clamp<int64_t>(static_cast<int64_t>(fits), 1, plan_.rows());
    const std::size_t chunk[] = {static_cast<std::size_t>(block_), plan_.policies.size(),
                                 static_cast<std::size_t>(plan_.replicates), plan_.dates.size()};
    failed_ = define("failed", NC_BYTE, {point_, policy_, replicate_}, "whether the run failed");
    const signed char flags[] = {kFinished, kFailed, kMissing};
    call(nc_put_att_schar(file_, failed_, "flag_values", NC_BYTE, 3, flags));
    put(failed_, "flag_meanings", "finished failed missing");
    put(failed_, "comment", "missing: the sweep is not complete, and this run is still to be run");
    compress(failed_, chunk);
    for (const study::Monthly output : plan_.outputs) {
      const auto& declared = declaration_of(output);
      const int id = define(netcdf_name(declared.name), NC_DOUBLE, {point_, policy_, replicate_, time_},
                            declared.long_name);
      compress(id, chunk);
      call(nc_put_att_double(file_, id, "_FillValue", NC_DOUBLE, 1, &kNan));
      put(id, "units", udunits_of(declared.unit));
      put(id, "unit_name", declared.unit);
      put(id, "comment", declared.definition);
      put(id, "coordinates", coordinates_);
      outputs_.push_back(id);
    }
  }

  void put_text(int variable, std::size_t place, const std::string& text) {
    const std::size_t start[] = {place, 0}, count[] = {1, text.size()};
    if (!text.empty()) call(nc_put_vara_text(file_, variable, start, count, text.c_str()));
  }

  void write_axes() {
    for (std::size_t p = 0; p < plan_.policies.size(); ++p) put_text(policy_variable_, p, plan_.policies[p]);
    std::vector<int> replicates, days;
    for (int32_t r = 0; r < plan_.replicates; ++r) replicates.push_back(r);
    for (const sim::Month date : plan_.dates) days.push_back(days_since_2000(date));
    call(nc_put_var_int(file_, replicate_variable_, replicates.data()));
    call(nc_put_var_int(file_, time_variable_, days.data()));
  }

  void write_points(int64_t first, int64_t last) {
    const std::size_t start[] = {static_cast<std::size_t>(first)},
                      count[] = {static_cast<std::size_t>(last - first)};
    std::vector<int> numbers;
    std::vector<std::vector<double>> values(factors_.size());
    for (int64_t row = first; row < last; ++row) {
      numbers.push_back(static_cast<int>(row));
      const auto levels = rows_.row(row);
      for (std::size_t f = 0; f < levels.size(); ++f) {
        const study::Factor& factor = plan_.design.factors[f];
        if (factors_[f].characters)
          put_text(factors_[f].id, static_cast<std::size_t>(row), factor.text(levels[f]));
        else
          values[f].push_back(factor.number(levels[f]));
      }
    }
    call(nc_put_vara_int(file_, point_variable_, start, count, numbers.data()));
    for (std::size_t f = 0; f < factors_.size(); ++f)
      if (!factors_[f].characters)
        call(nc_put_vara_double(file_, factors_[f].id, start, count, values[f].data()));
  }

  void write_block(int64_t first, int64_t last) {
    const NetcdfLock lock;
    write_points(first, last);
    const std::size_t policies = plan_.policies.size(), dates = plan_.dates.size();
    const auto replicates = static_cast<std::size_t>(plan_.replicates);
    const std::size_t runs = static_cast<std::size_t>(last - first) * policies * replicates;
    std::vector<std::vector<double>> values(outputs_.size(), std::vector<double>(runs * dates, kNan));
    std::vector<signed char> failed(runs, kMissing);
    store_.each(first, last, [&](const StoredRun& run) {
      const std::size_t at =
          (static_cast<std::size_t>(run.point - first) * policies + static_cast<std::size_t>(run.policy)) *
              replicates +
          static_cast<std::size_t>(run.replicate);
      failed[at] = run.reason.empty() ? kFinished : kFailed;
      for (std::size_t v = 0; v < run.values.size(); ++v)
        values[v / dates][at * dates + v % dates] = run.values[v];
    });
    const std::size_t start[] = {static_cast<std::size_t>(first), 0, 0, 0},
                      count[] = {static_cast<std::size_t>(last - first), policies, replicates, dates};
    call(nc_put_vara_schar(file_, failed_, start, count, failed.data()));
    for (std::size_t o = 0; o < outputs_.size(); ++o)
      call(nc_put_vara_double(file_, outputs_[o], start, count, values[o].data()));
  }

  const SweepStore& store_;
  const study::SweepPlan& plan_;
  study::DesignRows rows_;
  std::string shown_;
  int file_ = -1;
  int point_ = -1, policy_ = -1, replicate_ = -1, time_ = -1;  // dimensions
  int point_variable_ = -1, policy_variable_ = -1, replicate_variable_ = -1, time_variable_ = -1,
      failed_ = -1;
  std::vector<FactorVariable> factors_;
  std::vector<int> outputs_;
  std::string coordinates_;
  std::set<std::string> taken_{"point", "policy", "replicate", "time", "failed"};
  int64_t block_ = 1;  // points
};

}  // namespace

void export_netcdf(const SweepStore& store, const fs::path& file) {
  NewFile target(file);
  SweepNetcdf(store, target.draft(), file).write();
  target.replace();
}

}  // namespace io
