#pragma once
// SQLite, as far as the store of a sweep needs it: a connection and its statements that close themselves, and
// errors that say what the system says.

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/error.hpp"

namespace io {

struct SqliteError : sim::Error {
  SqliteError(int result, const std::string& what) : sim::Error(what), code(result) {}
  int code;  // SQLite's primary result code
};

class Statement {
 public:
  Statement(sqlite3* connection, std::string complaint, std::string_view sql);

  Statement& bind(int place, int64_t value);  // places count from 1
  Statement& bind(int place, std::string_view text);
  Statement& bind(int place, const std::vector<uint8_t>& bytes);
  Statement& bind_nothing(int place);
  bool step();  // whether there is a row
  void run();   // to its end, to be bound again

  int64_t whole(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  std::string text(int column) const;
  bool is_nothing(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
  const void* bytes(int column) const { return sqlite3_column_blob(statement_.get(), column); }
  std::size_t size(int column) const {
    return static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  }

 private:
  void check(int result);

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  sqlite3* connection_;
  std::string complaint_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
 public:
  enum class Mode : uint8_t { create, write, read };
  // `shown`: the name of the file in messages, if it is not its own. Throws SqliteError, as all members do.
  Database(const std::filesystem::path& path, Mode mode, const std::filesystem::path& shown = {});

  Statement prepare(std::string_view sql) const { return {connection_.get(), complaint_, sql}; }
  void run(std::string_view sql) const { prepare(sql).run(); }
  std::string text(std::string_view sql) const;  // of the first column of the first row, or empty
  int64_t whole(std::string_view sql) const;     // the same, or 0
  int64_t changes() const { return sqlite3_changes(connection_.get()); }  // rows, by the last statement
  bool moved() const;  // the name stands for another file now, or for none

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
  };
  std::string complaint_;  // "FILE cannot be written: "
  std::unique_ptr<sqlite3, Close> connection_;
};

}  // namespace io
