// What one scenario file may read of others: files of its own folder and the shipped ones, links followed.

#include <cstring>

#include "io/files.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/problems.hpp"
#include "sim/error.hpp"

namespace io {

namespace fs = std::filesystem;
using exchange::Unreadable;

namespace {

constexpr const char* kPreset = "preset:";

bool is_preset(const std::string& name) { return name.rfind(kPreset, 0) == 0; }

bool lies_in(const fs::path& path, const fs::path& folder) {
  const auto inside = path.lexically_relative(folder);
  return !folder.empty() && !inside.empty() && *inside.begin() != "..";
}

fs::path canonical_or_empty(const fs::path& path) {
  std::error_code none;
  return fs::canonical(path.empty() ? "." : path, none);
}

fs::path plain(const fs::path& path) {
  const fs::path normal = fs::absolute(path.empty() ? "." : path).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();  // "a/"
}

class References {
 public:
  explicit References(const std::string& file_name) {
    try {
      shipped_ = scenario_folder();
    } catch (const sim::Error&) {  // a file that needs none of them can still be read
    }
    named_ = is_preset(file_name) ? shipped_ : fs::path(file_name).parent_path();
    shows_presets_ = is_preset(file_name);
    home_ = canonical_or_empty(named_);
  }

  std::pair<std::string, std::string> find(const std::string& reference, const std::string& from) const {
    if (reference.empty()) throw Unreadable("\"\"", "names nothing.", kWhere);
    if (from.empty() && !is_preset(reference)) return typed(reference);
    const fs::path named = is_preset(reference) ? preset(reference) : folder_of(from) / reference;
    if (fs::path(reference).is_absolute())
      throw Unreadable(reference, "is an absolute path.",
                       "Write it from the folder of the file that names it.");
    if (!allowed(plain(named), plain(named_)))
      throw Unreadable(
          reference, is_preset(reference) ? "is no preset." : "leads out of the scenario's folder.", kWhere);
    const fs::path real = canonical_or_empty(named);
    if (real.empty()) missing(reference, named);
    if (!allowed(real, home_))
      throw Unreadable(reference, "is a link out of the scenario's folder.", "Copy the file here.");
    return {name_of(real), text_of(real, reference)};
  }

 private:
  static constexpr const char* kWhere = "Files lie in the scenario's folder; presets: genratchet list";

  bool allowed(const fs::path& path, const fs::path& home) const {
    return lies_in(path, home) || lies_in(path, shipped_);
  }

  fs::path preset(const std::string& name) const {
    return shipped_ / (name.substr(std::strlen(kPreset)) + ".json");
  }

  static std::pair<std::string, std::string> typed(const std::string& name) {
    if (canonical_or_empty(name).empty())
      missing(name, fs::path(name), "It is looked for from where you are.");
    return {name, text_of(name, name)};
  }

  // The folder from which a file's own references start.
  fs::path folder_of(const std::string& file) const {
    return is_preset(file) ? preset(file).parent_path() : fs::path(file).parent_path();
  }

  // One name for one file, however it was reached: a preset, or else beside the scenario.
  std::string name_of(const fs::path& real) const {
    const bool ours =
        shows_presets_ || !lies_in(home_, shipped_);  // else somebody works on the shipped files
    if (lies_in(real, shipped_) && ours)
      return kPreset + real.lexically_relative(shipped_).replace_extension().string();
    return (named_ / real.lexically_relative(home_)).string();
  }

  static std::string text_of(const fs::path& real, const std::string& reference) {
    try {
      return read_file(real, exchange::json::kMostBytes);
    } catch (const Unreadable& fault) {  // in the words of who wrote the reference
      throw Unreadable(reference, fault.why, fault.mend);
    }
  }

  [[noreturn]] static void missing(const std::string& reference, const fs::path& named,
                                   const std::string& where = kWhere) {
    std::error_code problem;
    if (fs::is_symlink(named, problem))
      throw Unreadable(reference, "is a link that leads nowhere.", "Copy the file here.");
    if (is_preset(reference)) {
      std::vector<std::string> presets;
      for (const std::string& name : shipped_names()) presets.push_back(kPreset + name);
      const std::string guess = exchange::did_you_mean(reference, presets);
      throw Unreadable(reference, "is no preset.", guess.empty() ? "Presets: genratchet list" : guess);
    }
    std::vector<std::string> present;
    for (const auto& entry :
         fs::directory_iterator(named.parent_path().empty() ? "." : named.parent_path(), problem))
      present.push_back((fs::path(reference).parent_path() / entry.path().filename()).string());
    const std::string guess = exchange::did_you_mean(reference, present);
    throw Unreadable(reference, "does not exist.", guess.empty() ? where : guess);
  }

  fs::path shipped_, home_,
      named_;  // home_: the folder of the scenario, links followed; named_: as it was called
  bool shows_presets_ = false;
};

}  // namespace

exchange::Resolver file_resolver(const std::string& file_name) {
  return [references = References(file_name)](const std::string& reference, const std::string& from) {
    return std::optional(references.find(reference, from));
  };
}

}  // namespace io
