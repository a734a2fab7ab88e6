#pragma once
// result.nc: NetCDF-4, CF-1.8. The yearly arrays of each run are written as it arrives, a compressed chunk
// each; monthly scalars, which the ensemble keeps anyway, and what needs several runs, at the end. Of outputs
// by place only the mean and quantiles over replicates are written, for the years of the report dates.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "study/ensemble.hpp"

namespace io {

class NetcdfWriter {
 public:
  // Makes the file and its dimensions. Runs of policies beyond the scenario's (premium worlds) are not
  // written by run. Throws sim::Error, as all members do, if the file cannot be written.
  NetcdfWriter(const std::filesystem::path& path, const exchange::Scenario& scenario, int32_t replicates,
               int32_t first_replicate = 0);
  ~NetcdfWriter();
  NetcdfWriter(const NetcdfWriter&) = delete;
  NetcdfWriter& operator=(const NetcdfWriter&) = delete;

  void add(sim::RunId run, const exchange::Record& record);  // not from two threads at once
  void finish(const study::Ensemble& ensemble);              // the rest, then closes

 private:
  struct Variable {
    int id = -1;
    std::vector<std::size_t> start, count;  // of one run's slice, policy and replicate first
    bool by_side = false;                   // a slice for each side, in the place of its holder
  };
  struct PlaceVariable {
    study::Yearly output;
    int mean = -1, quantile = -1;
    std::vector<std::size_t> count;  // of one policy and year
  };
  void define_head(const exchange::Scenario& scenario);
  void define_axes();
  void define_time();
  void define_shared_axes();
  int define_labelled(const char* name, const std::vector<std::string>& labels, const char* long_name,
                      const char* definition);
  void define_texts(const char* name, int dimension, const std::vector<std::string>& texts,
                    const char* long_name, const char* definition);
  void define_outputs();
  void define_shared_outputs();
  void define_by_place(study::Yearly output);
  int define(const exchange::OutputDeclaration& declared, const std::vector<int>& dimensions,
             const std::vector<std::size_t>& chunk, bool single = false);
  Variable define_by_run(const exchange::OutputDeclaration& declared);
  void write_axes();
  void write_by_side(Variable& variable, const std::vector<double>& values);
  void write_by_place(const study::Ensemble& ensemble, const PlaceVariable& variable);
  void write_monthly(const study::Ensemble& ensemble);
  void write_premium(const study::Ensemble& ensemble);
  void write_science_cost(const study::Ensemble& ensemble);
  void write_parameters(const study::Ensemble& ensemble);

  exchange::Scenario scenario_;
  std::shared_ptr<const study::Setting> layout_;
  int32_t policies_, replicates_, first_;
  int file_ = -1;
  int policy_ = -1, replicate_ = -1, parameter_ = -1, part_ = -1, quantile_ = -1;  // dimensions
  std::map<exchange::AxisName, std::pair<int, std::size_t>> axes_;                 // dimension and length
  std::vector<std::pair<int, std::vector<std::string>>> labels_;  // coordinate variables still to be written
  int time_variable_ = -1, bounds_variable_ = -1, year_variable_ = -1, replicate_variable_ = -1,
      quantile_variable_ = -1;
  std::vector<int> monthly_;
  std::vector<Variable> yearly_;  // by study::Yearly; those by place have no variable here
  std::vector<PlaceVariable> by_place_;
  Variable science_cost_;
  int asymmetry_ = -1, premium_ = -1, drawn_ = -1;
};

}  // namespace io
