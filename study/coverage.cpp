#include "study/coverage.hpp"

#include <set>

namespace study {

namespace {

double count_in(const std::vector<int64_t>& counts, std::size_t number) {
  return number < counts.size() ? static_cast<double>(counts[number]) : 0;
}

}  // namespace

std::vector<CoverageRow> coverage(const Ensemble& ensemble, int32_t policy) {
  const auto p = static_cast<std::size_t>(policy);
  std::vector<CoverageRow> rows;
  std::set<uint16_t> seen;
  for (const uint16_t number : ensemble.laws->provision_numbers[p][0]) {
    if (!seen.insert(number).second) continue;
    CoverageRow row{ensemble.laws->provision_ids[number]};
    double finished = 0;
    for (const KeptRun& run : ensemble.runs[p]) {
      if (!run.finished) continue;
      ++finished;
      row.transfers += count_in(run.bound, number);
      row.standing += count_in(run.standing, number);
    }
    if (finished > 0) row.transfers /= finished, row.standing /= finished;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace study
