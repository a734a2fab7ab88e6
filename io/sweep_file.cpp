#include "io/sweep_file.hpp"

#include <cstring>
#include <fstream>

#include "io/owned_file.hpp"
#include "io/result_directory.hpp"
#include "io/sha256.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/tree_diff.hpp"

namespace io {

namespace fs = std::filesystem;

namespace {

using exchange::json::Node;
using study::SweepPlan;

constexpr int64_t kFormat = 1;
constexpr uint32_t kApplication = 0x47525357;  // "GRSW": what `file` and SQLite call the application's id

// id: the place of the run in the order of point, policy, replicate.
constexpr const char* kTables[] = {
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE point (point INTEGER PRIMARY KEY, factors TEXT NOT NULL)",
    R"(CREATE TABLE run (
  id INTEGER PRIMARY KEY, point INTEGER, policy INTEGER, replicate INTEGER, numbers BLOB, reason TEXT))"};

std::vector<std::pair<std::string, std::string>> meta_of(const SweepPlan& plan) {
  return {{"version", version()},
          {"commit", commit_of_build()},
          {"title", plan.title},
          {"scenario", plan.scenario_json},
          {"scenario_sha256", sha256(plan.scenario_json)},
          {"design", plan.design_json},
          {"design_sha256", sha256(plan.design_json)}};
}

// {"leak": 0.1, "switches.brokerage": true}
std::string factors_text(const SweepPlan& plan, const std::vector<double>& levels) {
  std::string text = "{";
  for (std::size_t f = 0; f < levels.size(); ++f) {
    const study::Factor& factor = plan.design.factors[f];
    text += (f ? ", " : "") + exchange::json::to_text(Node::of(factor.name)) + ": " +
            exchange::json::to_text(factor.value(levels[f]));
  }
  return text + "}";
}

bool is_store(const fs::path& path) {
  char head[72] = {};
  std::ifstream file(path, std::ios::binary);
  if (!file.read(head, sizeof head) || std::memcmp(head, "SQLite format 3", 16) != 0) return false;
  uint32_t application = 0;
  for (int i = 68; i < 72; ++i) application = application << 8 | static_cast<uint8_t>(head[i]);
  return application == kApplication;
}

// "  points: 100 there, 50 here", for a few of the values that differ.
std::string differences(const std::string& there, const std::string& here) {
  sim::Problems none;
  const auto a = exchange::json::parse(there, "store", none), b = exchange::json::parse(here, "here", none);
  if (!a || !b) return "";
  constexpr std::size_t most = 5, widest = 60;
  const auto cut = [](const std::string& text) {
    return text.empty() ? "nothing" : text.size() <= widest ? text : text.substr(0, widest) + "...";
  };
  std::string lines;
  const auto changes = exchange::diff(*a, *b);
  for (std::size_t i = 0; i < changes.size() && i < most; ++i)
    lines += "\n  " + changes[i].path + ": " + cut(changes[i].before) + " there, " + cut(changes[i].after) +
             " here";
  return lines + (changes.size() > most ? "\n  and " + std::to_string(changes.size() - most) + " more" : "");
}

// Takes the log that a killed sweep left into the store: then many can read it, and a sweep go on meanwhile.
// Where that cannot be, the log is read where it is.
void settle(const fs::path& path) {
  try {
    const Database database(path, Database::Mode::write);
    database.run("PRAGMA locking_mode = EXCLUSIVE");
    if (database.text("PRAGMA journal_mode") == "wal") database.run("PRAGMA journal_mode = DELETE");
  } catch (const SqliteError&) {
  }
}

}  // namespace

BadStore still_running(const fs::path& path) {
  return BadStore(path.string() +
                  " belongs to a sweep that is still running. Wait for it, or take another --out.");
}

void begin_store(const Database& database, const SweepPlan& plan) {
  database.run("BEGIN");
  database.run("PRAGMA application_id = " + std::to_string(kApplication));
  database.run("PRAGMA user_version = " + std::to_string(kFormat));
  for (const char* table : kTables) database.run(table);
  Statement meta = database.prepare("INSERT INTO meta VALUES (?, ?)");
  for (const auto& [key, value] : meta_of(plan)) meta.bind(1, key).bind(2, value).run();
  Statement point = database.prepare("INSERT INTO point VALUES (?, ?)");
  const study::DesignRows rows(plan.design);
  for (int64_t row = 0; row < plan.rows(); ++row)
    point.bind(1, row).bind(2, factors_text(plan, rows.row(row))).run();
  database.run("COMMIT");
}

void must_be_store(const fs::path& path) {
  std::error_code none;
  if (!fs::exists(path, none)) throw BadStore(path.string() + " does not exist.");
  if (!fs::is_regular_file(path, none) || !is_store(path))
    throw BadStore(path.string() + " is not the store of a sweep; it is left alone. Take another --out.");
}

std::string text_in_store(const Database& database, const std::string& key) {
  Statement statement = database.prepare("SELECT value FROM meta WHERE key = ?");
  statement.bind(1, key);
  return statement.step() ? statement.text(0) : "";
}

void must_match(const Database& database, const fs::path& path, const SweepPlan& plan) {
  const auto refuse = [&](const std::string& what, const std::string& lines) {
    throw BadStore(path.string() + " was made by another " + what + ":" + lines +
                   "\nGo on with that one, or begin another store: --out FILE.");
  };
  const auto built = [](const std::string& version, const std::string& commit) {
    return version + (commit.empty() ? "" : ", commit " + commit);
  };
  const std::string here = built(version(), commit_of_build());
  const std::string there = built(text_in_store(database, "version"), text_in_store(database, "commit"));
  if (database.whole("PRAGMA user_version") != kFormat || there != here)
    refuse("GenRatchet", "\n  " + there + " there, " + here + " here");
  if (text_in_store(database, "scenario_sha256") != sha256(plan.scenario_json))
    refuse("scenario", differences(text_in_store(database, "scenario"), plan.scenario_json));
  if (text_in_store(database, "design_sha256") != sha256(plan.design_json))
    refuse("design", differences(text_in_store(database, "design"), plan.design_json));
}

SweepPlan plan_of_store(const fs::path& path) {
  if (OwnedFile::is_owned(path)) throw still_running(path);
  must_be_store(path);
  settle(path);
  const Database database(path, Database::Mode::read);
  SweepPlan plan =
      study::sweep_for(text_in_store(database, "scenario"), text_in_store(database, "design"), path.string());
  plan.title = text_in_store(database, "title");
  return plan;
}

}  // namespace io
