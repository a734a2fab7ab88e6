// `schema`, `list`, `doctor`: what is shipped, and what this machine offers.

#include <unistd.h>

#include <fmt/format.h>
#include <netcdf.h>
#include <sqlite3.h>
#include <filesystem>
#include <thread>

#include "bindings/cli/command_line.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/text.hpp"
#include "io/files.hpp"
#include "io/result_directory.hpp"
#include "models/exchange/world/json_text.hpp"
#include "sim/error.hpp"

namespace cli {

namespace {

namespace fs = std::filesystem;
using exchange::json::Node;

struct Line {
  std::string what, found;
  bool good = true;
};

std::string compiler() {
#if defined(__clang__)
  return fmt::format("clang {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#elif defined(__GNUC__)
  return fmt::format("gcc {}.{}.{}", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#else
  return "unknown";
#endif
}

std::string libraries() {
  const std::string netcdf = nc_inq_libvers();
  return fmt::format("NetCDF {}, SQLite {}, fmt {}.{}.{}, {}", netcdf.substr(0, netcdf.find(' ')),
                     sqlite3_libversion(), FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100,
                     reader_version());
}

Line memory() {
  const double bytes =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
  return {"memory", two_digits(bytes / 1e9) + " GB", bytes > 1e9};
}

Line scenarios() {
  try {
    const std::string folder = io::scenario_folder().string();
    const auto count = static_cast<long long>(io::presets().size());
    return {"scenarios", folder + " (" + counted(count, "preset") + ")", count > 0};
  } catch (const std::exception& problem) {
    return {"scenarios", problem.what(), false};
  }
}

// The nearest folder that exists on the way to results/: results are written there.
Line output() {
  fs::path folder = fs::current_path() / "results";
  while (!fs::exists(folder)) folder = folder.parent_path();
  const bool writable = access(folder.c_str(), W_OK) == 0;
  std::error_code failed;
  const fs::space_info space = fs::space(folder, failed);
  const std::string room =
      failed ? "" : ", " + two_digits(static_cast<double>(space.available) / 1e9) + " GB free";
  return {"results", folder.string() + (writable ? " is writable" : " cannot be written") + room, writable};
}

int schema(const Request& request) {
  const std::string text = exchange::schema_json() + "\n";
  if (request.out.empty())
    print(text);
  else
    write_new(request.out, text);
  return kOk;
}

int list_presets(const Request& request) {
  Table table({{"preset", 24}, {"title", 54}});
  Node all = Node::list();
  for (const io::Preset& preset : io::presets()) {
    table.add({preset.name, preset.title});
    Node node = Node::object();
    node.set("name", Node::of(preset.name));
    node.set("title", Node::of(preset.title));
    node.set("note", Node::of(preset.note));
    all.items.push_back(node);
  }
  if (request.json)
    print(exchange::json::to_text(all) + "\n");
  else
    print(table.text() + "Run one: genratchet run preset:NAME\n");
  return kOk;
}

int doctor(const Request& request) {
  const auto threads = static_cast<long long>(std::thread::hardware_concurrency());
  const std::string commit = io::commit_of_build();
  const std::vector<Line> lines{{"GenRatchet", version() + (commit.empty() ? "" : ", commit " + commit)},
                                {"compiler", compiler()},
                                {"threads", std::to_string(threads), threads > 0},
                                memory(),
                                {"libraries", libraries()},
                                scenarios(),
                                output()};
  Node all = Node::object();
  std::string text;
  bool good = true;
  for (const Line& line : lines) {
    text += wrapped(line.found, left(line.good ? "ok" : "AMISS", 7) + left(line.what, 12), 19);
    Node node = Node::object();
    node.set("found", Node::of(line.found));
    node.set("ok", Node::of(line.good));
    all.set(line.what, node);
    good = good && line.good;
  }
  print(request.json ? exchange::json::to_text(all) + "\n" : text);
  return good ? kOk : kInternal;
}

}  // namespace

Command schema_command() {
  return {"schema", "JSON Schema of scenario files", "genratchet schema --out scenario.schema.json", schema,
          {{"--out", "FILE", "a file, instead of stdout", [](Request& r) -> Target { return &r.out; }, Offers::files}}};
}

Command list_command() {
  return {"list", "the scenarios that are shipped", "genratchet list", list_presets, {options::json()}};
}

Command doctor_command() {
  return {"doctor", "what this machine offers, and what is amiss", "genratchet doctor", doctor, {options::json()}};
}

}  // namespace cli
