#include "io/files.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <nlohmann/json.hpp>

#include "io/sha256.hpp"
#include "models/exchange/world/json_text.hpp"
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

// Where this code lies: of the executable, and of the library that it is part of (the Python extension).
std::vector<fs::path> folders_of_this_code() {
  std::error_code none;
  std::vector<fs::path> folders;
  Dl_info object{};
  if (::dladdr(reinterpret_cast<void*>(&holds_scenarios), &object) != 0 && object.dli_fname)
    folders.push_back(fs::canonical(object.dli_fname, none).parent_path());
  folders.push_back(fs::read_symlink("/proc/self/exe", none).parent_path());
  return folders;
}

std::vector<fs::path> candidate_folders() {
  std::vector<fs::path> folders;
  if (const char* named = std::getenv("GENRATCHET_SCENARIOS")) folders.emplace_back(named);
  for (const fs::path& here : folders_of_this_code()) {
    if (here.empty()) continue;
    folders.push_back(here / "scenarios");
    folders.push_back(here.parent_path() / "scenarios");
    folders.push_back(here.parent_path() / "share/genratchet/scenarios");
  }
#ifdef GENRATCHET_SCENARIO_DIR
  folders.emplace_back(GENRATCHET_SCENARIO_DIR);
#endif
  folders.emplace_back("scenarios");
  return folders;
}

bool starts_text(const fs::path& path, std::string& title, std::string& note) {
  const auto json = nlohmann::json::parse(read_file(path), nullptr, false);
  if (!json.is_object() || !json.contains("title") || !json.contains("policies")) return false;
  title = json.value("title", "");
  note = json.value("note", "");
  return true;
}

}  // namespace

std::vector<std::string> shipped_names() {
  std::vector<std::string> names;
  const fs::path shipped = scenario_folder();
  for (const auto& entry : fs::recursive_directory_iterator(shipped)) {
    fs::path name = entry.path().lexically_relative(shipped);
    if (name.extension() == ".json") names.push_back(name.replace_extension().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void write_file(const fs::path& path, const std::string& text) {
  const auto fail = [&] {
    throw sim::Error(path.string() + " cannot be written: " + std::strerror(errno) + ".");
  };
  // Under another name first: a disk that fills up, or a kill, leaves what was there before.
  const bool plain = !fs::exists(path) || fs::is_regular_file(path);
  const fs::path draft = plain ? path.string() + ".part" + std::to_string(::getpid()) : path.string();
  const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
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
  if (good && plain) good = ::rename(draft.c_str(), path.c_str()) == 0;
  if (good) return;
  const int why = reason != 0 ? reason : errno;
  if (plain) ::unlink(draft.c_str());
  errno = why;
  fail();
}

fs::path scenario_folder() {
  for (const fs::path& folder : candidate_folders())
    if (holds_scenarios(folder)) return fs::canonical(folder);
  throw sim::Error("The shipped scenarios were not found. Set GENRATCHET_SCENARIOS to their folder.");
}

namespace {

// The text of the scenario itself; that it cannot be read is a problem like any other.
std::string text_of(const std::string& name, const exchange::Resolver& resolve) {
  sim::Problem problem;
  problem.file = name;
  try {
    if (!is_preset(name)) return read_file(name, exchange::json::kMostBytes);
    if (const auto found = resolve(name, name)) return found->second;
    problem.message = "this preset does not exist.";
    problem.suggestion = "Presets: genratchet list";
  } catch (const exchange::Unreadable& fault) {
    problem.message = "this file " + fault.why;
    problem.suggestion = fault.mend;
  }
  throw sim::InputError({problem});
}

}  // namespace

exchange::Loaded load_scenario_file(const std::string& name, const exchange::Overrides& overrides) {
  const exchange::Resolver resolve = file_resolver(name);
  const std::string text = text_of(name, resolve);
  exchange::Loaded loaded = exchange::load_scenario(text, name, resolve, overrides);
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
