#include "io/sweep.hpp"

#include <algorithm>

#include "io/files.hpp"
#include "io/sqlite.hpp"
#include "models/exchange/world/json_text.hpp"

namespace io {

namespace fs = std::filesystem;

namespace {

// preset:NAME, a path relative to the design's folder, or the bare name of a preset.
std::string scenario_beside(const fs::path& design, const std::string& named) {
  if (named.rfind("preset:", 0) == 0) return named;
  const fs::path path = design.parent_path() / named;
  std::error_code none;
  if (fs::exists(path, none)) return path.string();
  for (const Preset& preset : presets())
    if (preset.name == named) return "preset:" + named;
  return path.string();
}

std::string text_of(const fs::path& file) {
  try {
    return read_file(file, exchange::json::kMostBytes);
  } catch (const exchange::Unreadable& fault) {
    throw sim::InputError(
        {{sim::Problem::Severity::error, file.string(), 0, 0, "", "this file " + fault.why, fault.mend}});
  }
}

}  // namespace

study::SweepPlan read_sweep_file(const fs::path& file, const study::SweepChanges& changes) {
  const auto load = [&](const std::string& named, const exchange::Overrides& overrides) {
    return load_scenario_file(scenario_beside(file, named), overrides);
  };
  return study::read_sweep(text_of(file), file.string(), load, changes);
}

bool run_sweep(SweepStore& store, const study::SweepOptions& options) {
  const study::SweepPlan& plan = store.plan();
  const int64_t rows_at_once = std::max<int64_t>(1, study::kUnitsAtOnce / plan.replicates);
  study::Sweep sweep(plan);
  bool all = true;
  try {
    for (int64_t row = 0; row < plan.rows() && all && !store.complete(); row += rows_at_once) {
      const auto units = store.missing(row, std::min(plan.rows(), row + rows_at_once));
      study::SweepOptions part = options;
      part.progress = [&, before = store.counts().runs](int64_t done, int64_t) {
        return !options.progress || options.progress(before + done, plan.runs());
      };
      all = sweep.run(units, part, [&](study::UnitResult&& result) { store.add(result); });
    }
    store.commit();
  } catch (const SqliteError& error) {
    throw sim::Error(std::string(error.what()) + " What was committed before stays: mend it, then --resume.");
  }
  return all;
}

void export_sweep(const SweepStore& store, const fs::path& file) {
  if (file.extension() == ".csv") return export_csv(store, file);
  if (file.extension() == ".nc") return export_netcdf(store, file);
  throw sim::Error(file.string() + ": an export ends in .csv or .nc.");
}

}  // namespace io
