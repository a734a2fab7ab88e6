#include "bindings/python/extension/sweep_arrays.hpp"

#include <algorithm>
#include <limits>

namespace python {

namespace {

template <class T>
py::array_t<T> array_of(const std::vector<T>& values) {
  return py::array_t<T>(static_cast<py::ssize_t>(values.size()), values.data());
}

template <class T>
py::array_t<T> table_of(const std::vector<T>& values, std::size_t rows, std::size_t columns) {
  return py::array_t<T>({static_cast<py::ssize_t>(rows), static_cast<py::ssize_t>(columns)}, values.data());
}

template <class T>
std::vector<T> list_of(const py::array_t<T>& array) {
  return {array.data(), array.data() + array.size()};
}

}  // namespace

PackedResults state_of(const SweepResults& results) {
  std::vector<int64_t> rows, replicates;
  std::vector<double> numbers;
  Reasons reasons;
  int64_t place = 0;
  for (const study::UnitResult& result : results.units) {
    rows.push_back(result.unit.row);
    replicates.push_back(result.unit.replicate);
    for (const study::SweepRun& run : result.runs) {
      numbers.insert(numbers.end(), run.values.begin(), run.values.end());
      if (!run.reason.empty()) reasons[place] = run.reason;
      ++place;
    }
  }
  const std::size_t policies = results.units.empty() ? 0 : results.units.front().runs.size();
  return {policies, array_of(rows), array_of(replicates), array_of(numbers), reasons};
}

SweepResults results_of(const PackedResults& state) {
  const auto& [policies, packed_rows, packed_replicates, packed_numbers, reasons] = state;
  const auto rows = list_of(packed_rows), replicates = list_of(packed_replicates);
  const auto numbers = list_of(packed_numbers);
  const std::size_t finished = rows.size() * policies - reasons.size();
  const std::size_t columns = finished > 0 ? numbers.size() / finished : 0;
  SweepResults results;
  auto next = numbers.begin();
  for (std::size_t u = 0; u < rows.size(); ++u) {
    study::UnitResult unit{{rows[u], static_cast<int32_t>(replicates[u])}, {}};
    for (std::size_t p = 0; p < policies; ++p) {
      const auto failed = reasons.find(static_cast<int64_t>(u * policies + p));
      if (failed != reasons.end()) {
        unit.runs.push_back({{}, failed->second});
        continue;
      }
      unit.runs.push_back({{next, next + static_cast<std::ptrdiff_t>(columns)}, ""});
      next += static_cast<std::ptrdiff_t>(columns);
    }
    results.units.push_back(std::move(unit));
  }
  return results;
}

py::array_t<double> numbers_of(const SweepResults& results, std::size_t columns) {
  const std::size_t policies = results.units.empty() ? 0 : results.units.front().runs.size();
  std::vector<double> numbers;
  for (const study::UnitResult& result : results.units)
    for (const study::SweepRun& run : result.runs) {
      const std::size_t before = numbers.size();
      numbers.insert(numbers.end(), run.values.begin(), run.values.end());
      numbers.resize(before + columns, std::numeric_limits<double>::quiet_NaN());
    }
  const auto size = [](std::size_t n) { return static_cast<py::ssize_t>(n); };
  return py::array_t<double>({size(results.units.size()), size(policies), size(columns)}, numbers.data());
}

std::vector<std::string> reasons_of(const SweepResults& results) {
  std::vector<std::string> reasons;
  for (const study::UnitResult& result : results.units)
    for (const study::SweepRun& run : result.runs)
      if (!run.reason.empty()) reasons.push_back(run.reason);
  return reasons;
}

SweepResults failed_units(const std::vector<std::pair<int64_t, int32_t>>& units, std::size_t policies,
                          const std::string& reason) {
  SweepResults results;
  for (const auto& [row, replicate] : units)
    results.units.push_back({{row, replicate}, std::vector<study::SweepRun>(policies, {{}, reason})});
  return results;
}

py::array_t<double> levels_of(const study::SweepPlan& plan, int64_t first, int64_t last) {
  const study::DesignRows rows(plan.design);
  std::vector<double> levels;
  for (int64_t row = first; row < last; ++row)
    for (const double level : rows.row(row)) levels.push_back(level);
  return table_of(levels, static_cast<std::size_t>(std::max<int64_t>(0, last - first)),
                  plan.design.factors.size());
}

py::array_t<double> design_rows(const std::string& kind, const std::vector<std::pair<double, double>>& ranges,
                                int64_t points, uint64_t seed, bool second_order) {
  const auto* known = std::find(study::kDesignNames.begin(), study::kDesignNames.end(), kind);
  study::SweepPlan plan;
  plan.design.kind = static_cast<study::DesignKind>(known - study::kDesignNames.begin());
  plan.design.points = points;
  plan.design.seed = seed;
  plan.design.second_order = second_order;
  if (known == study::kDesignNames.end() || plan.design.kind == study::DesignKind::grid ||
      plan.design.kind == study::DesignKind::rows)
    throw sim::Error("\"" + kind + "\" is no sampled design. Known: latin-hypercube, sobol, morris.");
  for (const auto& [low, high] : ranges) {
    study::Factor factor;
    factor.path = std::to_string(plan.design.factors.size());  // a Latin hypercube tells factors apart by it
    factor.low = low;
    factor.high = high;
    factor.spread = sim::Prior::uniform(low, high);
    plan.design.factors.push_back(factor);
  }
  if (ranges.empty() || points < 1 || plan.rows() > study::kMostRows)
    throw sim::Error("a design has factors, and 1 to " + std::to_string(study::kMostRows) + " rows.");
  if (plan.design.kind == study::DesignKind::sobol && 2 * ranges.size() > study::kSobolDimensions)
    throw sim::Error("a sobol design has at most " + std::to_string(study::kSobolDimensions / 2) +
                     " factors. Screen them first with a morris design.");
  return levels_of(plan, 0, plan.rows());
}

py::array_t<double> design_points(uint64_t seed, int64_t rows, uint32_t parameters) {
  std::vector<double> points;
  for (int64_t row = 0; row < rows; ++row)
    for (uint32_t p = 0; p < parameters; ++p)
      points.push_back(sim::design_point(seed, static_cast<uint64_t>(row), p));
  return table_of(points, static_cast<std::size_t>(std::max<int64_t>(0, rows)), parameters);
}

Block block_of(const io::SweepStore& store, int64_t first, int64_t last) {
  const std::size_t columns = store.plan().outputs.size() * store.plan().dates.size();
  std::vector<int64_t> points;
  std::vector<int32_t> policies, replicates;
  std::vector<double> numbers;
  Reasons reasons;
  {
    const py::gil_scoped_release unlocked;
    store.each(first, last, [&](const io::StoredRun& run) {
      if (!run.reason.empty()) reasons[static_cast<int64_t>(points.size())] = run.reason;
      points.push_back(run.point);
      policies.push_back(run.policy);
      replicates.push_back(run.replicate);
      numbers.insert(numbers.end(), run.values.begin(), run.values.end());
      numbers.resize(points.size() * columns, std::numeric_limits<double>::quiet_NaN());
    });
  }
  return {array_of(points), array_of(policies), array_of(replicates),
          table_of(numbers, points.size(), columns), reasons};
}

}  // namespace python
