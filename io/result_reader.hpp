#pragma once
// A result read back: the monthly scalars of its runs by name, its scenario and its provenance.

#include <filesystem>
#include <string>
#include <vector>

#include "io/result_directory.hpp"
#include "models/exchange/world/scenario.hpp"

namespace io {

class ResultReader {
 public:
  // Throws sim::Error, with the file and the reason, if something of the result is missing, cut short or of
  // another form; sim::InputError if its scenario.json is no scenario.
  explicit ResultReader(const std::filesystem::path& directory);
  ~ResultReader();
  ResultReader(const ResultReader&) = delete;
  ResultReader& operator=(const ResultReader&) = delete;

  const std::vector<std::string>& policies() const { return policies_; }
  const std::vector<int32_t>& replicates() const { return replicates_; }  // their numbers
  const std::vector<std::string>& outputs() const { return outputs_; }    // monthly ones, as declared
  sim::Month first() const { return scenario_.first; }
  sim::Month end() const { return scenario_.end; }
  const exchange::Scenario& scenario() const { return scenario_; }  // with its report dates
  const Provenance& provenance() const { return provenance_; }

  // [replicate][month]; NaN in runs that did not finish. Throws sim::Error if there is no such policy or
  // output.
  std::vector<std::vector<double>> monthly(const std::string& policy, const std::string& output) const;

 private:
  void check(int status) const;
  int variable(const std::string& name) const;
  std::size_t length_of(const char* dimension) const;
  void read_axes();
  void read_policies();

  std::filesystem::path path_;
  Provenance provenance_;
  exchange::Scenario scenario_;
  std::vector<std::string> policies_, outputs_;
  std::vector<int32_t> replicates_;
  int file_ = -1;
};

}  // namespace io
