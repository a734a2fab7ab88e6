// The store of a sweep: what is committed stays, what differs is refused, and the bytes depend on the content
// only.

#include "io/sweep_store.hpp"

#include <fcntl.h>
#include <netcdf.h>
#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "io/files.hpp"
#include "io/sha256.hpp"
#include "io/sqlite.hpp"
#include "io/sweep.hpp"
#include "tests/io/scratch.hpp"

namespace fs = std::filesystem;
using io::BadStore;
using io::SweepStore;
using io::test::Scratch;
using study::SweepPlan;

namespace {

SweepPlan plan_of(const std::string& design) {
  static const std::string two_places = io::load_scenario_file("preset:two-places").scenario.resolved_json;
  return study::sweep_for(two_places, design);
}

// Ten points, of which two cannot be set up; two replicates.
SweepPlan small_plan() {
  return plan_of(
      R"({"design": "grid", "replicates": 2, "outputs": ["held_us_in_cn", "held_cn_in_us"], "factors": {
      "leak": [0, 0.1, 0.2, 0.3, 0.5], "places.A.population": [1e9, -5]}})");
}

// A result that no run would give: it tells where it belongs.
study::UnitResult made(const SweepPlan& plan, int64_t row, int32_t replicate) {
  study::UnitResult result{{row, replicate}, {}};
  for (std::size_t p = 0; p < plan.policies.size(); ++p) {
    auto& run = result.runs.emplace_back();
    if (row % 2 == 1)
      run.reason = "row " + std::to_string(row) + ", \"quoted\"";
    else
      for (std::size_t v = 0; v < plan.outputs.size() * plan.dates.size(); ++v)
        run.values.push_back(static_cast<double>(1000 * row + 100 * replicate) +
                             10.0 * static_cast<double>(p) + static_cast<double>(v));
  }
  return result;
}

void fill(SweepStore& store, std::vector<study::SweepUnit> units) {
  for (const auto& [row, replicate] : units) store.add(made(store.plan(), row, replicate));
}

std::string text_of(const fs::path& file) { return io::read_file(file); }

// Its journal as a crash would leave it: 2 in the header is a store in WAL mode.
int written_in(const fs::path& file) { return text_of(file)[18]; }
bool has_log(const fs::path& file) {
  std::error_code none;
  return fs::file_size(file.string() + "-wal", none) > 0 && !none;
}

// A sweep in another process that commits and is killed while it adds more.
void fill_and_be_killed(const fs::path& file, const SweepPlan& plan,
                        const std::vector<study::SweepUnit>& committed) {
  const pid_t child = ::fork();
  if (child == 0) {
    SweepStore store = fs::exists(file) ? SweepStore::open(file, plan) : SweepStore::create(file, plan);
    fill(store, committed);
    store.commit();
    fill(store, {{4, 0}});
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
}

// Whether another process would find a lock on it.
bool locked_for_others(const fs::path& file) {
  const pid_t child = ::fork();
  if (child == 0) {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;  // all of the file
    const bool free = ::fcntl(::open(file.c_str(), O_RDWR), F_GETLK, &lock) == 0 && lock.l_type == F_UNLCK;
    ::_exit(free ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WEXITSTATUS(status) == 1;
}

std::string refusal(const std::function<void()>& call) {
  try {
    call();
  } catch (const BadStore& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a store keeps units, knows which are missing, and gives them back in order", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  SweepStore store = SweepStore::create(scratch / "a.sqlite", plan);
  CHECK(store.missing(0, 10).size() == 20);
  fill(store, {{9, 1}, {4, 0}, {0, 1}, {0, 0}});
  CHECK(store.missing(0, 1).empty());
  CHECK(store.missing(4, 5).size() == 1);
  CHECK(store.missing(0, 10).size() == 16);
  CHECK(store.counts().runs == 12);
  CHECK(store.counts().failed == 3);
  CHECK_FALSE(store.complete());
  fill(store, {{4, 0}, {9, 1}});  // again, as a worker may that was taken for lost
  CHECK(store.counts().runs == 12);
  CHECK(store.counts().failed == 3);
  std::vector<double> first;
  std::vector<int64_t> points;
  store.each(0, 5, [&](const io::StoredRun& run) {
    points.push_back(run.point);
    first.push_back(run.values[0]);
    CHECK(run.values.size() == 4);
  });
  CHECK(points == std::vector<int64_t>{0, 0, 0, 0, 0, 0, 4, 4, 4});
  CHECK(first == std::vector<double>{0, 100, 10, 110, 20, 120, 4000, 4010, 4020});
  CHECK(store.reasons() == std::vector<std::pair<std::string, int64_t>>{{"row 9, \"quoted\"", 3}});
}

TEST_CASE("the finished file has the same bytes, in whatever order and pieces it was filled",
          "[store][bits]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  auto units = study::units_of(plan, 0, 10);
  {
    SweepStore store = SweepStore::create(scratch / "a.sqlite", plan);
    fill(store, units);
    store.finish();
    CHECK(store.complete());
  }
  const std::string bytes = text_of(scratch / "a.sqlite"),
                    hash = SweepStore::open(scratch / "a.sqlite", plan).content_hash();
  CHECK(io::test::names_in(scratch.path()) == std::vector<std::string>{"a.sqlite"});

  std::reverse(units.begin(), units.end());
  SweepStore::create(scratch / "b.sqlite", plan);
  for (std::size_t piece = 0; piece < 20; piece += 7) {
    SweepStore store = SweepStore::open(scratch / "b.sqlite", plan);
    fill(store, {units.begin() + static_cast<std::ptrdiff_t>(piece),
                 units.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(20, piece + 7))});
    piece == 7 ? store.finish() : store.commit();
  }
  {
    SweepStore store = SweepStore::open(scratch / "b.sqlite", plan);
    CHECK(store.content_hash() == hash);
    store.finish();
  }
  CHECK(text_of(scratch / "b.sqlite") == bytes);

  {  // killed just before it was written anew: as it is then
    SweepStore::create(scratch / "c.sqlite", plan);
    SweepStore store = SweepStore::open(scratch / "c.sqlite", plan);
    fill(store, units);
    store.commit();
  }
  io::Database(scratch / "c.sqlite", io::Database::Mode::write).run("PRAGMA journal_mode = DELETE");
  CHECK(text_of(scratch / "c.sqlite") != bytes);
  SweepStore::open(scratch / "c.sqlite", plan).finish();
  CHECK(text_of(scratch / "c.sqlite") == bytes);

  SweepStore again = SweepStore::open(scratch / "a.sqlite", plan);  // failures once more, and written anew
  again.forget_failures();
  CHECK(again.counts().runs == 30);
  CHECK(again.missing(0, 10).size() == 10);
  fill(again, again.missing(0, 10));
  again.finish();
  CHECK(text_of(scratch / "a.sqlite") == bytes);
  CHECK(again.content_hash() == hash);
}

TEST_CASE("the hash is of the content: every number, reason, factor and name counts", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  std::vector<std::string> hashes;
  const auto hash_of = [&](const SweepPlan& of, const std::function<void(study::UnitResult&)>& change) {
    const fs::path path = scratch / (std::to_string(hashes.size()) + ".sqlite");
    SweepStore store = SweepStore::create(path, of);
    for (const auto& [row, replicate] : study::units_of(of, 0, of.rows())) {
      auto result = made(of, row, replicate);
      change(result);
      store.add(result);
    }
    hashes.push_back(store.content_hash());
  };
  hash_of(plan, [](auto&) {});
  hash_of(plan, [](auto& r) {
    if (r.unit.row == 4 && r.unit.replicate == 1) r.runs[2].values[3] += 1e-9;
  });
  hash_of(plan, [](auto& r) {
    if (r.unit.row == 5) r.runs[0].reason += ".";
  });
  std::string other = plan.design_json;
  hash_of(study::sweep_for(plan.scenario_json, other.replace(other.find("0.3"), 3, "0.4")), [](auto&) {});
  other = plan.design_json;
  hash_of(study::sweep_for(plan.scenario_json, other.replace(other.find("held_cn_in_us"), 13, "produced_us  ")
                                                   .erase(other.find("produced_us") + 11, 2)),
          [](auto&) {});
  std::sort(hashes.begin(), hashes.end());
  CHECK(std::unique(hashes.begin(), hashes.end()) == hashes.end());
}

TEST_CASE("what was not committed is not there; nothing else is lost when a process is killed", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  fill_and_be_killed(scratch / "a.sqlite", plan, {{0, 0}, {2, 1}});
  SweepStore store = SweepStore::open(scratch / "a.sqlite", plan);
  CHECK(store.counts().runs == 6);
  CHECK(store.missing(0, 10).size() == 18);
}

TEST_CASE("whatever is written goes through a log: in a new store, after a kill, once finished", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  const fs::path file = scratch / "a.sqlite";
  const auto in_log = [&] { return written_in(file) == 2 && has_log(file); };
  {
    SweepStore store = SweepStore::create(file, plan);
    fill(store, {{0, 0}});
    store.commit();
    CHECK(in_log());
  }
  CHECK(written_in(file) == 1);  // ended in order: nothing lies beside it
  CHECK(io::test::names_in(scratch.path()).size() == 1);
  fill_and_be_killed(file, plan, {{2, 0}});
  CHECK(in_log());
  {
    SweepStore store = SweepStore::open(file, plan);
    CHECK(store.counts().runs == 6);
    fill(store, {{2, 1}});
    store.commit();
    CHECK(in_log());
    fill(store, store.missing(0, 10));
    store.finish();
  }
  CHECK(written_in(file) == 1);
  SweepStore store = SweepStore::open(file, plan);
  store.forget_failures();
  CHECK(in_log());
}

TEST_CASE("what a killed sweep left is read, while others read it, and a sweep goes on meanwhile",
          "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  const fs::path file = scratch / "a.sqlite";
  fill_and_be_killed(file, plan, {{0, 0}, {2, 1}});
  const SweepStore part = SweepStore::read(file), again = SweepStore::read(file);
  CHECK(part.counts().runs == 6);
  CHECK(io::test::names_in(scratch.path()).size() == 1);  // the log is in the store now
  SweepStore store = SweepStore::open(file, plan);
  fill(store, store.missing(0, 10));
  store.finish();
  CHECK(store.complete());
  CHECK(SweepStore::read(file).content_hash() == store.content_hash());
}

TEST_CASE("a copy has all that is committed, of a killed sweep too, and a finished one's bytes", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  fill_and_be_killed(scratch / "a.sqlite", plan, {{0, 0}, {2, 1}});
  CHECK(SweepStore::read(scratch / "a.sqlite").save(scratch / "new" / "part.sqlite"));
  CHECK(SweepStore::read(scratch / "new" / "part.sqlite").counts().runs == 6);
  for (const char* name : {"a.sqlite", "new/part.sqlite"}) {
    SweepStore store = SweepStore::open(scratch / name, plan);
    fill(store, store.missing(0, 10));
    store.finish();
  }
  const std::string bytes = text_of(scratch / "a.sqlite");
  CHECK(text_of(scratch / "new" / "part.sqlite") == bytes);
  const SweepStore whole = SweepStore::read(scratch / "a.sqlite");
  CHECK(whole.save(scratch / "b.sqlite"));
  CHECK(text_of(scratch / "b.sqlite") == bytes);
  io::write_file(scratch / "mine", "mine");
  CHECK_FALSE(whole.save(scratch / "mine"));
  CHECK(text_of(scratch / "mine") == "mine");
  CHECK_THROWS_AS(whole.save(scratch / "mine" / "c.sqlite"), sim::Error);
  {
    const SweepStore owner = SweepStore::open(scratch / "a.sqlite", plan);
    CHECK(owner.save(scratch / "d.sqlite"));
    CHECK(locked_for_others(scratch / "a.sqlite"));
  }
  CHECK(SweepStore::read(scratch / "d.sqlite").content_hash() == whole.content_hash());
}

TEST_CASE("a store has one owner", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  SweepStore store = SweepStore::create(scratch / "a.sqlite", plan);
  fill(store, {{0, 0}});
  const pid_t child = ::fork();  // locks are between processes
  if (child == 0) {
    const std::string said = refusal([&] { SweepStore::open(scratch / "a.sqlite", plan); });
    std::ofstream(scratch / "said") << said;
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  CHECK(text_of(scratch / "said").find("belongs to a sweep that is still running") != std::string::npos);
  CHECK(refusal([&] { SweepStore::open(scratch / "a.sqlite", plan); }).find("still running") !=
        std::string::npos);
  fill(store, {{2, 0}});
  store.commit();
  CHECK(store.counts().runs == 6);
}

TEST_CASE("looking at a store from the process that owns it does not unlock it", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  const fs::path file = scratch / "a.sqlite";
  {
    const SweepStore store = SweepStore::create(file, plan);
    CHECK(locked_for_others(file));
    CHECK(refusal([&] { SweepStore::read(file); }).find("still running") != std::string::npos);
    CHECK(refusal([&] { SweepStore::open(file, plan); }).find("still running") != std::string::npos);
    CHECK(refusal([&] { io::plan_of_store(file); }).find("still running") != std::string::npos);
    CHECK(locked_for_others(file));
  }
  CHECK_FALSE(locked_for_others(file));
  CHECK(SweepStore::read(file).counts().runs == 0);
}

TEST_CASE("a store of another design or scenario is refused, and says what differs", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  SweepStore::create(scratch / "a.sqlite", plan);
  const auto said = [&](const std::string& design) {
    return refusal([&] { SweepStore::open(scratch / "a.sqlite", plan_of(design)); });
  };
  const std::string factors = R"("outputs": ["held_us_in_cn", "held_cn_in_us"], "factors": {
      "leak": [0, 0.1, 0.2, 0.3, 0.5], "places.A.population": [1e9, -5]}})";
  CHECK(said(R"({"design": "grid", "replicates": 2, )" + factors) == "");
  CHECK(said(R"({"design": "grid", "replicates": 3, )" + factors)
            .find("another design:\n  replicates: 2 there, 3 here") != std::string::npos);
  CHECK(said(R"({"design": "grid", "replicates": 2, "set": {"seed": 5}, )" + factors)
            .find("another scenario:\n  seed: 1 there, 5 here") != std::string::npos);
  CHECK(refusal([&] { SweepStore::create(scratch / "a.sqlite", plan); }).find("--resume") !=
        std::string::npos);
}

TEST_CASE("a store of another version is refused", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  SweepStore::create(scratch / "a.sqlite", plan);
  io::Database(scratch / "a.sqlite", io::Database::Mode::write)
      .run("UPDATE meta SET value = '0.0.9' WHERE key = 'version'");
  const std::string said = refusal([&] { SweepStore::open(scratch / "a.sqlite", plan); });
  CHECK(said.find("another GenRatchet:\n  0.0.9") != std::string::npos);
}

TEST_CASE("a store is read unfinished or finished, many times at once, whatever version made it", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  const fs::path file = scratch / "a.sqlite";
  {
    SweepStore store = SweepStore::create(file, plan);
    fill(store, {{0, 0}, {3, 1}});
    store.commit();
    CHECK(refusal([&] { SweepStore::read(file); }).find("still running") != std::string::npos);
  }
  {
    const SweepStore part = SweepStore::read(file), again = SweepStore::read(file);
    CHECK(part.counts().runs == 6);
    CHECK(again.counts().failed == 3);
    CHECK(part.plan().design_json == plan.design_json);
  }
  SweepStore store = SweepStore::open(file, plan);
  fill(store, store.missing(0, 10));
  store.finish();
  io::Database(file, io::Database::Mode::write).run("UPDATE meta SET value = '0.0.9' WHERE key = 'version'");
  const std::string before = text_of(file);
  CHECK(SweepStore::read(file).content_hash() == store.content_hash());
  CHECK(text_of(file) == before);
  CHECK(refusal([&] { SweepStore::read(scratch / "none.sqlite"); }).find("does not exist") !=
        std::string::npos);
}

TEST_CASE("what is no store is left alone, to the byte", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  io::write_file(scratch / "thesis.txt", "years of work");
  io::write_file(scratch / "empty", "");
  io::Database(scratch / "theirs.sqlite", io::Database::Mode::create).run("CREATE TABLE t (x)");
  fs::create_directory(scratch / "folder");
  for (const char* name : {"thesis.txt", "empty", "theirs.sqlite", "folder"}) {
    const bool file = fs::is_regular_file(scratch / name);
    const std::string before = file ? text_of(scratch / name) : "";
    CHECK(refusal([&] {
            SweepStore::open(scratch / name, plan);
          }).find("is not the store of a sweep; it is left alone.") != std::string::npos);
    CHECK(refusal([&] { SweepStore::create(scratch / name, plan); }).find("exists; it is left alone.") !=
          std::string::npos);
    if (file) CHECK(text_of(scratch / name) == before);
  }
  CHECK(io::test::names_in(scratch.path()).size() == 4);
  CHECK(refusal([&] { SweepStore::open(scratch / "gone", plan); }).find("does not exist") !=
        std::string::npos);
}

TEST_CASE("the plan of a store is made of the texts in it", "[store]") {
  const Scratch scratch;
  SweepPlan plan = small_plan();
  plan.title = "A title";
  SweepStore::create(scratch / "a.sqlite", plan);
  const SweepPlan found = io::plan_of_store(scratch / "a.sqlite");
  CHECK(found.title == "A title");
  CHECK(found.design_json == plan.design_json);
  CHECK(found.rows() == 10);
  CHECK_NOTHROW(SweepStore::open(scratch / "a.sqlite", found));
}

TEST_CASE("a sweep goes on where it was stopped, and runs nothing twice", "[store]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  SweepStore whole = SweepStore::create(scratch / "whole.sqlite", plan);
  CHECK(io::run_sweep(whole, {2, {}}));
  int64_t most = 0;
  {
    SweepStore store = SweepStore::create(scratch / "a.sqlite", plan);
    CHECK_FALSE(io::run_sweep(store, {1, [&](int64_t done, int64_t) { return done < 12; }}));
    most = store.counts().runs;
    CHECK((most >= 12 && most < 60));
  }
  SweepStore store = SweepStore::open(scratch / "a.sqlite", plan);
  CHECK(store.counts().runs == most);
  int64_t first = -1;
  CHECK(io::run_sweep(store, {2, [&](int64_t done, int64_t all) {
                                CHECK(all == 60);
                                first = first < 0 ? done : first;
                                return true;
                              }}));
  CHECK(first == most);
  CHECK(store.complete());
  CHECK(store.content_hash() == whole.content_hash());
  CHECK(store.counts().failed == 30);
}

TEST_CASE("a table has a row for each run and a column for each factor, output and date", "[store][export]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  SweepStore store = SweepStore::create(scratch / "a.sqlite", plan);
  fill(store, study::units_of(plan, 0, 10));
  io::export_sweep(store, scratch / "a.csv");
  const std::string text = text_of(scratch / "a.csv");
  CHECK(text.rfind(
            "point,leak,places.A.population,policy,replicate,held_us_in_cn@2009-12,held_us_in_cn@2014-12,"
            "held_cn_in_us@2009-12,held_cn_in_us@2014-12,failure\n"
            "0,0,1000000000,asymmetric,0,0,1,2,3,\n",
            0) == 0);
  CHECK(text.find("\n9,0.5,-5,b-closes-too,1,,,,,\"row 9, \"\"quoted\"\"\"\n") != std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') == 61);
  io::export_design(plan, scratch / "d.csv");
  CHECK(text_of(scratch / "d.csv")
            .rfind("point,leak,places.A.population\n0,0,1000000000\n1,0,-5\n2,0.1,1000000000\n", 0) == 0);
  CHECK_THROWS_WITH(io::export_sweep(store, scratch / "a.txt"), Catch::Contains("ends in .csv or .nc"));
  CHECK(io::test::names_in(scratch.path()).size() == 4);  // and the log of what the store has not committed
}

TEST_CASE("a NetCDF of a part of a sweep tells what failed from what was not run yet", "[store][export]") {
  const Scratch scratch;
  const SweepPlan plan = small_plan();
  SweepStore store = SweepStore::create(scratch / "a.sqlite", plan);
  fill(store, {{0, 0}, {1, 1}});  // the second fails
  io::export_sweep(store, scratch / "a.nc");
  int file = -1, id = -1;
  REQUIRE(nc_open((scratch / "a.nc").c_str(), NC_NOWRITE, &file) == NC_NOERR);
  REQUIRE(nc_inq_varid(file, "failed", &id) == NC_NOERR);
  std::vector<signed char> flags(10 * 3 * 2);  // point, policy, replicate
  nc_get_var_schar(file, id, flags.data());
  nc_close(file);
  CHECK(std::vector<signed char>(flags.begin(), flags.begin() + 14) ==
        std::vector<signed char>{0, 2, 0, 2, 0, 2, 2, 1, 2, 1, 2, 1, 2, 2});
  CHECK(std::count(flags.begin(), flags.end(), 2) == 60 - 6);
}

TEST_CASE("a NetCDF of a sweep has outputs by point, policy, replicate and time", "[store][export]") {
  const Scratch scratch;
  const SweepPlan plan = plan_of(
      R"({"rows": [{"leak": 0.1, "detail": "blocs"}, {"leak": 0.2, "detail": "places"}, {"leak": 0.4, "detail": "blocs"}],
      "replicates": 2, "outputs": ["held_us_in_cn"]})");
  SweepStore store = SweepStore::create(scratch / "a.sqlite", plan);
  fill(store, study::units_of(plan, 0, 3));
  io::export_sweep(store, scratch / "a.nc");
  int file = -1, id = -1;
  REQUIRE(nc_open((scratch / "a.nc").c_str(), NC_NOWRITE, &file) == NC_NOERR);
  const auto at = [&](const char* name, std::vector<std::size_t> where) {
    double value = 0;
    REQUIRE(nc_inq_varid(file, name, &id) == NC_NOERR);
    REQUIRE(nc_get_var1_double(file, id, where.data(), &value) == NC_NOERR);
    return value;
  };
  CHECK(at("held_us_in_cn", {2, 1, 1, 1}) == 2111);
  CHECK(at("held_us_in_cn", {0, 0, 0, 0}) == 0);
  CHECK(std::isnan(at("held_us_in_cn", {1, 0, 0, 0})));
  CHECK(at("failed", {1, 2, 1}) == 1);
  CHECK(at("failed", {2, 2, 1}) == 0);
  CHECK(at("leak", {1}) == 0.2);
  CHECK(at("time", {1}) == 5448);  // 2014-12-01
  REQUIRE(nc_inq_varid(file, "detail", &id) == NC_NOERR);
  char label[6] = {};
  const std::size_t start[] = {1, 0}, count[] = {1, 6};
  REQUIRE(nc_get_vara_text(file, id, start, count, label) == NC_NOERR);
  CHECK(std::string(label, 6) == "places");
  nc_close(file);
}
