#include "io/sqlite.hpp"

#include <cerrno>
#include <cstring>

namespace io {

namespace {

// Why the system refused, as far as it is known: SQLite forgets it when it fails to commit.
int reason_of(sqlite3* connection, int primary) {
  if (primary == SQLITE_FULL) return ENOSPC;
  if (primary != SQLITE_IOERR && primary != SQLITE_CANTOPEN) return 0;
  const int remembered = connection ? sqlite3_system_errno(connection) : 0;
  return remembered != 0 ? remembered : errno;
}

// SQLite's own words say "disk I/O error" of a file that may not grow; the system knows better.
[[noreturn]] void fail(sqlite3* connection, const std::string& complaint, int result) {
  const int primary = result & 0xff, reason = reason_of(connection, primary);
  const std::string why = reason != 0  ? std::strerror(reason)
                          : connection ? sqlite3_errmsg(connection)
                                       : sqlite3_errstr(result);
  throw SqliteError(primary, complaint + why + ".");
}

}  // namespace

Statement::Statement(sqlite3* connection, std::string complaint, std::string_view sql)
    : connection_(connection), complaint_(std::move(complaint)) {
  sqlite3_stmt* made = nullptr;
  check(sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &made, nullptr));
  statement_.reset(made);
}

void Statement::check(int result) {
  if (result != SQLITE_OK && result != SQLITE_ROW && result != SQLITE_DONE)
    fail(connection_, complaint_, result);
}

Statement& Statement::bind(int place, int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), place, value));
  return *this;
}

Statement& Statement::bind(int place, std::string_view text) {
  check(
      sqlite3_bind_text64(statement_.get(), place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(int place, const std::vector<uint8_t>& bytes) {
  check(sqlite3_bind_blob64(statement_.get(), place, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_nothing(int place) {
  check(sqlite3_bind_null(statement_.get(), place));
  return *this;
}

bool Statement::step() {
  errno = 0;
  const int result = sqlite3_step(statement_.get());
  check(result);
  return result == SQLITE_ROW;
}

void Statement::run() {
  while (step()) {
  }
  check(sqlite3_reset(statement_.get()));
}

std::string Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return text ? std::string(text, size(column)) : "";
}

Database::Database(const std::filesystem::path& path, Mode mode, const std::filesystem::path& shown)
    : complaint_((shown.empty() ? path : shown).string() +
                 (mode == Mode::read ? " cannot be read: " : " cannot be written: ")) {
  const int flags = mode == Mode::read     ? SQLITE_OPEN_READONLY
                    : mode == Mode::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                           : SQLITE_OPEN_READWRITE;
  sqlite3* made = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &made, flags, nullptr);
  connection_.reset(made);
  if (result != SQLITE_OK) fail(made, complaint_, result);
  sqlite3_extended_result_codes(made, 1);
}

std::string Database::text(std::string_view sql) const {
  Statement statement = prepare(sql);
  return statement.step() ? statement.text(0) : "";
}

int64_t Database::whole(std::string_view sql) const {
  Statement statement = prepare(sql);
  return statement.step() ? statement.whole(0) : 0;
}

bool Database::moved() const {
  int moved = 0;
  sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

}  // namespace io
