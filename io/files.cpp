#include "io/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>

#include <nlohmann/json.hpp>

#include "io/sha256.hpp"
#include "sim/error.hpp"

namespace io {

namespace fs = std::filesystem;

namespace {

constexpr const char* kPreset = "preset:";

bool is_preset(const std::string& name) { return name.rfind(kPreset, 0) == 0; }

bool holds_scenarios(const fs::path& folder) {
  std::error_code none;
  return fs::is_directory(folder / "worlds", none);
}

std::vector<fs::path> candidate_folders() {
  std::vector<fs::path> folders;
  if (const char* named = std::getenv("GENRATCHET_SCENARIOS")) folders.emplace_back(named);
  std::error_code none;
  const fs::path executable = fs::read_symlink("/proc/self/exe", none);
  if (!executable.empty()) {
    folders.push_back(executable.parent_path() / "scenarios");
    folders.push_back(executable.parent_path().parent_path() / "scenarios");
    folders.push_back(executable.parent_path().parent_path() / "share/genratchet/scenarios");
  }
#ifdef GENRATCHET_SCENARIO_DIR
  folders.emplace_back(GENRATCHET_SCENARIO_DIR);
#endif
  folders.emplace_back("scenarios");
  return folders;
}

// Whether a file, links followed, lies in a folder.
bool lies_in(const fs::path& file, const fs::path& folder) {
  const auto path = file.lexically_relative(folder);
  return !path.empty() && *path.begin() != "..";
}

std::optional<fs::path> existing(const fs::path& path) {
  std::error_code problem;
  fs::path real = fs::canonical(path, problem);
  if (problem || !fs::is_regular_file(real, problem)) return std::nullopt;
  return real;
}

std::optional<fs::path> preset_path(const std::string& name, const fs::path& shipped) {
  const auto found = existing(shipped / (name.substr(std::strlen(kPreset)) + ".json"));
  return found && lies_in(*found, fs::canonical(shipped)) ? found : std::nullopt;
}

// The folder from which a file's own references start. Presets are shown by their name.
fs::path folder_of(const std::string& file, const fs::path& shipped) {
  return is_preset(file) ? (shipped / file.substr(std::strlen(kPreset))).parent_path()
                         : fs::path(file).parent_path();
}

bool starts_text(const fs::path& path, std::string& title, std::string& note) {
  const auto json = nlohmann::json::parse(read_file(path), nullptr, false);
  if (!json.is_object() || !json.contains("title") || !json.contains("policies")) return false;
  title = json.value("title", "");
  note = json.value("note", "");
  return true;
}

}  // namespace

std::string read_file(const fs::path& path, std::uintmax_t limit) {
  std::error_code problem;
  if (!fs::is_regular_file(path, problem)) throw sim::Error("There is no file " + path.string() + ".");
  if (fs::file_size(path, problem) > limit || problem)
    throw sim::Error(path.string() + " is larger than " + std::to_string(limit >> 20) + " MiB.");
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw sim::Error(path.string() + " cannot be read.");
  return text;
}

void write_file(const fs::path& path, const std::string& text) {
  const auto fail = [&] { throw sim::Error(path.string() + " cannot be written: " + std::strerror(errno)); };
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) fail();
  std::size_t done = 0;
  bool good = true;
  while (good && done < text.size()) {
    const auto written = ::write(file, text.data() + done, text.size() - done);
    good = written >= 0 || errno == EINTR;
    if (written > 0) done += static_cast<std::size_t>(written);
  }
  good = good && ::fsync(file) == 0;
  const int reason = errno;
  good = ::close(file) == 0 && good;
  if (!good) {
    errno = reason;
    fail();
  }
}

fs::path scenario_folder() {
  for (const fs::path& folder : candidate_folders())
    if (holds_scenarios(folder)) return fs::canonical(folder);
  throw sim::Error("The shipped scenarios were not found. Set GENRATCHET_SCENARIOS to their folder.");
}

exchange::Resolver file_resolver(const std::string& file_name) {
  // Without the shipped scenarios a file that needs none of them can still be read.
  fs::path shipped;
  try {
    shipped = scenario_folder();
  } catch (const sim::Error&) {
  }
  std::error_code none;
  const fs::path home =
      is_preset(file_name) ? shipped : fs::canonical(fs::absolute(file_name).parent_path(), none);
  return [shipped, home](const std::string& reference,
                         const std::string& from) -> std::optional<std::pair<std::string, std::string>> {
    if (is_preset(reference)) {
      const auto path = shipped.empty() ? std::nullopt : preset_path(reference, shipped);
      if (!path) return std::nullopt;
      return std::pair{reference, read_file(*path)};
    }
    const fs::path named = folder_of(from, shipped) / reference;
    const auto path = existing(named);
    if (!path || fs::path(reference).is_absolute()) return std::nullopt;
    const bool allowed =
        (!home.empty() && lies_in(*path, home)) || (!shipped.empty() && lies_in(*path, shipped));
    if (!allowed) return std::nullopt;
    return std::pair{named.lexically_normal().string(), read_file(*path)};
  };
}

exchange::Loaded load_scenario_file(const std::string& name, const exchange::Overrides& overrides) {
  std::string text;
  if (is_preset(name)) {
    const auto path = preset_path(name, scenario_folder());
    if (!path)
      throw sim::Error("There is no preset \"" + name.substr(std::strlen(kPreset)) +
                       "\". All: genratchet list");
    text = read_file(*path);
  } else {
    text = read_file(name);
  }
  exchange::Loaded loaded = exchange::load_scenario(text, name, file_resolver(name), overrides);
  loaded.scenario.sha256_input = sha256(loaded.scenario.resolved_json);
  return loaded;
}

std::vector<Preset> presets() {
  std::vector<Preset> found;
  for (const auto& entry : fs::directory_iterator(scenario_folder())) {
    Preset preset;
    if (entry.path().extension() != ".json" || !starts_text(entry.path(), preset.title, preset.note))
      continue;
    preset.name = entry.path().stem().string();
    found.push_back(std::move(preset));
  }
  std::sort(found.begin(), found.end(), [](const Preset& a, const Preset& b) { return a.name < b.name; });
  return found;
}

}  // namespace io
