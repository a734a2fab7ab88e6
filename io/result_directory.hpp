#pragma once
// A result: a directory that is written whole or not at all. Everything is built in a temporary folder beside
// it, flushed to the disk and renamed at the end.
//
//   io::ResultDirectory result(scenario, options, save);
//   options.on_record = result.sink();
//   const auto ensemble = study::run_ensemble(scenario, options);
//   result.complete(ensemble);                        // result.nc, summary.*, scenario.json
//   write_report(result.temporary() / "report.html"); // what a face adds
//   const auto where = result.commit();               // provenance.json, which lists the files

#include <atomic>
#include <exception>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "io/netcdf_writer.hpp"
#include "io/result_hash.hpp"
#include "io/temporary_folder.hpp"
#include "sim/error.hpp"
#include "study/ensemble.hpp"

namespace io {

// The place for a result cannot be used; said before anything runs.
struct BadTarget : sim::Error {
  using sim::Error::Error;
};

struct SaveOptions {
  std::filesystem::path directory;  // empty: results/<scenario-id>-<4 hex of the hash>
  std::filesystem::path parent = "results";
  std::vector<std::pair<std::string, std::string>> flags;  // as given, for provenance.json
};

struct Provenance {
  std::string version, commit, scenario_id, scenario_sha256, generator, result_hash;
  uint64_t seed = 0;
  int32_t replicates = 0, first_replicate = 0;
  bool premium_worlds = false;
  std::vector<std::pair<std::string, std::string>> flags;
  std::vector<std::string> policies, failures;
  std::string written;                       // the day, UTC: 2026-11-23
  std::map<std::string, std::string> files;  // of the directory, but provenance.json: name -> SHA-256
};

class ResultDirectory {
 public:
  // Makes the temporary folder, and removes those that killed runs have left beside it. Throws sim::Error;
  // BadTarget if no folder can be made or `directory` exists and is not an earlier result.
  ResultDirectory(const exchange::Scenario& scenario, const study::RunOptions& run, SaveOptions save = {});
  ~ResultDirectory();  // what was not committed is removed
  ResultDirectory(const ResultDirectory&) = delete;
  ResultDirectory& operator=(const ResultDirectory&) = delete;

  // Takes each finished run; for RunOptions::on_record. A failure to write ends in complete() too.
  std::function<void(sim::RunId, const exchange::Record&)> sink();
  bool failed() const { return failed_; }  // something could not be written; complete() says what
  void complete(const study::Ensemble& ensemble);
  const std::filesystem::path& temporary() const { return temporary_->path(); }
  const Provenance& provenance() const { return provenance_; }  // after complete()
  std::filesystem::path target() const;                         // after complete()
  // Lists the files in provenance.json, flushes and renames; an earlier result of that name is replaced.
  // Returns where it is now.
  std::filesystem::path commit();

 private:
  void take(sim::RunId run, const exchange::Record& record);

  SaveOptions save_;
  std::string scenario_id_;
  Provenance provenance_;
  std::unique_ptr<TemporaryFolder> temporary_;
  std::unique_ptr<NetcdfWriter> writer_;
  ResultHash hash_;
  std::exception_ptr problem_;
  std::atomic<bool> failed_ = false;
  bool complete_ = false;
};

// provenance.json of a result. Throws sim::Error if this is not the directory of one.
Provenance read_provenance(const std::filesystem::path& directory);

// The runs that failed, as provenance.json says them.
std::vector<std::string> failures_of(const study::Ensemble& ensemble);

// The hash of an ensemble's arrays that do not go by run, added to those that do: what verify compares.
void add_shared_arrays(ResultHash& hash, const study::Ensemble& ensemble);

// "0.1.0" and the commit, if the build knows it; else empty.
const char* version();
const char* commit_of_build();  // cmake/commit.cmake writes it

}  // namespace io
