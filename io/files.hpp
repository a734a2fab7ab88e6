#pragma once
// Files of scenarios: reading with a limit, and what a reference in one file means.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "models/exchange/world/door.hpp"

namespace io {

inline constexpr std::uintmax_t kMostBytes = 64u << 20;

// The whole of a regular file. Throws exchange::Unreadable if it cannot be read, or is larger than `limit`
// bytes, which is seen before it is read.
std::string read_file(const std::filesystem::path& path, std::uintmax_t limit = kMostBytes);

// Writes and flushes to the disk. Throws sim::Error.
void write_file(const std::filesystem::path& path, const std::string& text);

// The shipped scenarios: GENRATCHET_SCENARIOS, else beside the executable or extension, else the source tree's, else
// ./scenarios. Throws sim::Error if there is none.
std::filesystem::path scenario_folder();

// References of one load: "preset:worlds/reference" or a path relative to the file that names it. A path that
// leaves the folder of `file_name` and the shipped presets, also through a link, is refused.
exchange::Resolver file_resolver(const std::string& file_name);

// A path or "preset:NAME". Throws sim::InputError with every problem of the scenario, also if the file cannot
// be read. Fills Scenario::sha256_input: of the resolved text, so what is included counts.
exchange::Loaded load_scenario_file(const std::string& path_or_preset,
                                    const exchange::Overrides& overrides = {});

// Shipped files that can be extended or included, as they are named: "us-countermeasures", "law/us".
std::vector<std::string> shipped_names();

struct Preset {
  std::string name, title, note;  // "us-countermeasures"
};

// The shipped scenarios that can be run, by name.
std::vector<Preset> presets();

}  // namespace io
