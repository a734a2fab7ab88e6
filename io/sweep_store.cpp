#include "io/sweep_store.hpp"

#include <chrono>

#include "io/bytes.hpp"
#include "io/new_file.hpp"
#include "io/owned_file.hpp"
#include "io/sha256.hpp"
#include "io/sqlite.hpp"
#include "io/sweep_file.hpp"

namespace io {

namespace fs = std::filesystem;

namespace {

using study::SweepPlan;
using Clock = std::chrono::steady_clock;

// SQLite's count of changes of the schema; writing a file anew adds 1. So a finished file is known by it, and
// does not show how often it was finished before.
constexpr const char* kUnfinished = "PRAGMA schema_version = 1000";
constexpr int64_t kFinished = 1001;
constexpr int64_t kUnitsACommit = 1000;
constexpr auto kTimeACommit = std::chrono::milliseconds(500);

}  // namespace

struct SweepStore::Impl {
  ~Impl() {
    try {
      if (insert) insert.reset(), database->run("ROLLBACK");
      leave_wal();
    } catch (const sim::Error&) {
    }  // the log stays, and is found by whoever opens the store
  }

  fs::path path;
  SweepPlan plan;
  std::unique_ptr<OwnedFile> owned;  // outlives the connection
  std::unique_ptr<Database> database;
  std::unique_ptr<Statement> insert;  // there while a transaction is open
  SweepCounts counts;
  int64_t uncommitted = 0;  // units
  Clock::time_point committed = Clock::now();
  bool dirty = false;  // is to be written anew
  bool in_wal = false;

  int64_t policies() const { return static_cast<int64_t>(plan.policies.size()); }
  int64_t runs_a_row() const { return policies() * plan.replicates; }

  // Takes the lock that only one process can have. It goes with the process, however that ends.
  void lock() {
    try {
      database->run("PRAGMA locking_mode = EXCLUSIVE");
      database->run("BEGIN EXCLUSIVE");
      database->run("COMMIT");
    } catch (const SqliteError& error) {
      if (error.code != SQLITE_BUSY) throw;
      throw still_running(path);
    }
    if (database->moved())
      throw BadStore(path.string() + " was finished by another sweep just now. Try again.");
  }

  // NORMAL is safe in this mode alone: a crash of the machine may lose the last commits, of the program none.
  void enter_wal() {
    if (database->text("PRAGMA journal_mode = WAL") != "wal")
      throw sim::Error(path.string() +
                       " cannot be written: this disk allows SQLite no log. Take another --out.");
    database->run("PRAGMA synchronous = NORMAL");
    in_wal = true;
  }

  // No log stays beside the name. What is written without one lies within the first sector.
  void leave_wal() {
    if (in_wal) database->run("PRAGMA journal_mode = MEMORY");
    in_wal = false;
  }

  void count() {
    Statement statement = database->prepare("SELECT count(*), count(reason) FROM run");
    statement.step();
    counts = {statement.whole(0), statement.whole(1)};
  }

  void begin() {
    if (insert) return;
    if (!in_wal) enter_wal();
    if (!dirty) database->run(kUnfinished);
    dirty = true;
    database->run("BEGIN");
    insert =
        std::make_unique<Statement>(database->prepare("INSERT OR IGNORE INTO run VALUES (?, ?, ?, ?, ?, ?)"));
  }

  int64_t id_of(int64_t point, int64_t policy, int64_t replicate) const {
    return (point * policies() + policy) * plan.replicates + replicate;
  }
};

SweepStore::SweepStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SweepStore::SweepStore(SweepStore&&) noexcept = default;
SweepStore::~SweepStore() = default;

SweepStore SweepStore::create(const fs::path& path, const SweepPlan& plan) {
  const BadStore exists(path.string() +
                        " exists; it is left alone. To go on with it: --resume. To begin anew: take another "
                        "--out, or remove it.");
  std::error_code none;
  if (fs::exists(fs::symlink_status(path, none))) throw exists;
  std::unique_ptr<NewFile> file;
  try {
    file = std::make_unique<NewFile>(path);
  } catch (const sim::Error& fault) {
    throw BadStore(path.string() + ": " + fault.what());
  }
  begin_store(Database(file->draft(), Database::Mode::create, path), plan);
  if (!file->create()) throw exists;
  return open(path, plan);
}

SweepStore SweepStore::open(const fs::path& path, const SweepPlan& plan) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->plan = plan;
  impl->owned = std::make_unique<OwnedFile>(path);
  if (!impl->owned->taken() && OwnedFile::is_owned(path)) throw still_running(path);
  must_be_store(path);
  impl->database = std::make_unique<Database>(path, Database::Mode::write);
  impl->lock();
  must_match(*impl->database, path, plan);
  impl->count();
  impl->in_wal = impl->database->text("PRAGMA journal_mode") == "wal";
  if (impl->in_wal) impl->enter_wal();
  impl->dirty = impl->in_wal || impl->database->whole("PRAGMA schema_version") != kFinished;
  return SweepStore(std::move(impl));
}

SweepStore SweepStore::read(const fs::path& path) {
  auto impl = std::make_unique<Impl>();
  try {
    impl->path = path;
    impl->plan = plan_of_store(path);
    impl->database = std::make_unique<Database>(path, Database::Mode::read);
    impl->count();
  } catch (const SqliteError& error) {
    if (error.code == SQLITE_BUSY) throw still_running(path);
    throw;
  }
  return SweepStore(std::move(impl));
}

void SweepStore::add(const study::UnitResult& result) {
  Impl& my = *impl_;
  my.begin();
  for (std::size_t p = 0; p < result.runs.size(); ++p) {
    const study::SweepRun& run = result.runs[p];
    const auto policy = static_cast<int64_t>(p);
    const auto [point, replicate] = result.unit;
    my.insert->bind(1, my.id_of(point, policy, replicate)).bind(2, point).bind(3, policy).bind(4, replicate);
    run.reason.empty() ? my.insert->bind(5, bytes_of(run.values)).bind_nothing(6)
                       : my.insert->bind_nothing(5).bind(6, run.reason);
    my.insert->run();
    my.counts.runs += my.database->changes();
    my.counts.failed += run.reason.empty() ? 0 : my.database->changes();
  }
  if (++my.uncommitted >= kUnitsACommit || Clock::now() - my.committed > kTimeACommit) commit();
}

void SweepStore::commit() {
  Impl& my = *impl_;
  if (my.insert) my.insert.reset(), my.database->run("COMMIT");
  my.uncommitted = 0;
  my.committed = Clock::now();
}

void SweepStore::forget_failures() {
  Impl& my = *impl_;
  if (my.counts.failed == 0) return;
  my.begin();
  my.database->run(
      "DELETE FROM run WHERE (point, replicate) IN (SELECT point, replicate FROM run WHERE reason IS NOT "
      "NULL)");
  commit();
  my.count();
}

std::vector<study::SweepUnit> SweepStore::missing(int64_t first, int64_t last) const {
  const Impl& my = *impl_;
  std::vector<int32_t> present(static_cast<std::size_t>((last - first) * my.plan.replicates), 0);
  Statement statement = my.database->prepare("SELECT point, replicate FROM run WHERE id >= ? AND id < ?");
  statement.bind(1, first * my.runs_a_row()).bind(2, last * my.runs_a_row());
  while (statement.step())
    ++present[static_cast<std::size_t>((statement.whole(0) - first) * my.plan.replicates +
                                       statement.whole(1))];
  std::vector<study::SweepUnit> units;
  for (std::size_t i = 0; i < present.size(); ++i)
    if (present[i] < my.policies()) {
      const auto place = static_cast<int64_t>(i);
      units.push_back({first + place / my.plan.replicates, static_cast<int32_t>(place % my.plan.replicates)});
    }
  return units;
}

SweepCounts SweepStore::counts() const { return impl_->counts; }
bool SweepStore::complete() const { return impl_->counts.runs == impl_->plan.runs(); }

std::vector<std::pair<std::string, int64_t>> SweepStore::reasons() const {
  std::vector<std::pair<std::string, int64_t>> found;
  if (impl_->counts.failed == 0) return found;
  Statement statement = impl_->database->prepare(
      "SELECT reason, count(*) FROM run WHERE reason IS NOT NULL GROUP BY reason ORDER BY count(*) DESC, "
      "reason");
  while (statement.step()) found.emplace_back(statement.text(0), statement.whole(1));
  return found;
}

void SweepStore::each(int64_t first, int64_t last, const std::function<void(const StoredRun&)>& visit) const {
  Statement statement = impl_->database->prepare(
      "SELECT point, policy, replicate, numbers, reason FROM run WHERE id >= ? AND id < ? ORDER BY id");
  statement.bind(1, first * impl_->runs_a_row()).bind(2, last * impl_->runs_a_row());
  while (statement.step())
    visit({statement.whole(0), static_cast<int32_t>(statement.whole(1)),
           static_cast<int32_t>(statement.whole(2)),
           statement.is_nothing(3) ? std::vector<double>{} : values_of(statement.bytes(3), statement.size(3)),
           statement.text(4)});
}

std::string SweepStore::content_hash() const {
  const SweepPlan& plan = impl_->plan;
  Sha256 hash;
  const auto add = [&](const std::string& text) {
    const auto size = bytes_of({static_cast<double>(text.size())});
    hash.add(size.data(), size.size());
    hash.add(text);
  };
  for (const study::Monthly output : plan.outputs) add(declaration_of(output).name);
  for (const sim::Month date : plan.dates) add(to_string(date));
  for (const std::string& policy : plan.policies) add(policy);
  Statement points = impl_->database->prepare("SELECT factors FROM point ORDER BY point");
  while (points.step()) add(points.text(0));
  each(0, plan.rows(), [&](const StoredRun& run) {
    const auto place = bytes_of({static_cast<double>(run.point), static_cast<double>(run.policy),
                                 static_cast<double>(run.replicate)});
    const auto numbers = bytes_of(run.values);
    hash.add(place.data(), place.size());
    hash.add(numbers.data(), numbers.size());
    add(run.reason);
  });
  return hex(hash.finish());
}

// No log may lie beside the name when it passes to the new file: SQLite would take it for that file's.
void SweepStore::finish() {
  Impl& my = *impl_;
  commit();
  if (!my.dirty) return;
  try {
    my.leave_wal();
    my.database->run(kUnfinished);
    NewFile file(my.path);
    my.database->prepare("VACUUM INTO ?").bind(1, file.draft().string()).run();
    file.replace();
  } catch (const sim::Error& error) {
    throw sim::Error(
        std::string(error.what()) +
        " Every run is committed; --resume writes the finished file, which takes as much room again.");
  }
  my.database = std::make_unique<Database>(my.path, Database::Mode::read);
  my.owned.reset();
  my.dirty = false;
}

// A store that is not finished may have a log beside it, and a process must not open what it owns: such are
// copied by SQLite.
bool SweepStore::save(const fs::path& target) const {
  const Impl& my = *impl_;
  std::error_code problem;
  if (fs::exists(fs::symlink_status(target, problem))) return false;
  NewFile file(target);
  if (my.owned || my.database->whole("PRAGMA schema_version") != kFinished) {
    my.database->prepare("VACUUM INTO ?").bind(1, file.draft().string()).run();
    return file.create();
  }
  Statement reading = my.database->prepare("SELECT key FROM meta");
  reading.step();  // until it is destroyed no sweep can write
  fs::copy_file(my.path, file.draft(), problem);
  if (problem) throw sim::Error(target.string() + " cannot be written: " + problem.message() + ".");
  return file.create();
}

const fs::path& SweepStore::path() const { return impl_->path; }
const SweepPlan& SweepStore::plan() const { return impl_->plan; }

}  // namespace io
