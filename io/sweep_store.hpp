#pragma once
// The store of a sweep: one SQLite file that survives interruption at any moment. A unit (one replicate of
// one row under every policy) is committed whole or absent; commits are grouped. It has one owner, which
// holds an exclusive lock that goes with the process.
//
//   meta   key, value: format, version, commit, scenario (resolved JSON), scenario_sha256, design,
//   design_sha256 point  point, factors: a JSON object, factor -> value run    point, policy, replicate,
//   numbers: little-endian doubles [output][date], or NULL and reason
//
// A finished store is written anew (VACUUM) and renamed: its bytes depend on its content only.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "study/sweep.hpp"

namespace io {

// The store cannot be used as asked; said before anything runs.
struct BadStore : sim::Error {
  using sim::Error::Error;
};

struct StoredRun {
  int64_t point = 0;
  int32_t policy = 0, replicate = 0;
  std::vector<double> values;  // [output][date]; empty if it failed
  std::string reason;          // empty if it finished
};

struct SweepCounts {
  int64_t runs = 0, failed = 0;  // in the store; failed ones are among the runs
};

class SweepStore {
 public:
  // A new store. Throws BadStore if there is something of that name, sim::Error if it cannot be written.
  static SweepStore create(const std::filesystem::path& path, const study::SweepPlan& plan);
  // An earlier one, to go on. Throws BadStore, with what differs, if it was made by another design, scenario
  // or version, is no store, or belongs to a sweep that is still running.
  static SweepStore open(const std::filesystem::path& path, const study::SweepPlan& plan);
  // One to look at, finished or not, whatever version made it; it can be opened many times. Throws BadStore.
  static SweepStore read(const std::filesystem::path& path);
  SweepStore(SweepStore&&) noexcept;
  ~SweepStore();  // commits nothing

  // A unit, whole; one that is there already is left as it is. Committed once enough have gathered or enough
  // time has gone by. Throws sim::Error.
  void add(const study::UnitResult& result);
  void commit();
  void forget_failures();  // units with a failed run are to be run again

  // The units of the rows [first, last) that are not there.
  std::vector<study::SweepUnit> missing(int64_t first, int64_t last) const;
  SweepCounts counts() const;
  bool complete() const;
  // The reasons of failures, the most frequent first.
  std::vector<std::pair<std::string, int64_t>> reasons() const;
  // Every run of the rows [first, last), by point, policy, replicate.
  void each(int64_t first, int64_t last, const std::function<void(const StoredRun&)>& visit) const;

  // SHA-256 over the names of outputs, dates, policies and factors, the values of factors, and the runs in
  // order: the numbers, never the bytes of the file.
  std::string content_hash() const;
  // Commits, and writes the file anew under its name: the same content, the same bytes.
  void finish();
  // A copy of what is committed, which appears whole; a finished store's has its bytes. False, and nothing
  // done, if something has the name already. Throws sim::Error, also between add() and commit().
  bool save(const std::filesystem::path& target) const;

  const std::filesystem::path& path() const;
  const study::SweepPlan& plan() const;

 private:
  struct Impl;
  explicit SweepStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// A store by itself, to be read: its plan is made of the texts in it. Throws BadStore.
study::SweepPlan plan_of_store(const std::filesystem::path& path);

}  // namespace io
