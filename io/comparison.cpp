#include "io/comparison.hpp"

#include <algorithm>

#include "models/exchange/ledger/observables.hpp"
#include "sim/error.hpp"

namespace io {

namespace {

bool share_chance(const ResultReader& a, const ResultReader& b) {
  const Provenance &x = a.provenance(), &y = b.provenance();
  return x.seed == y.seed && x.generator == y.generator && x.version == y.version;  // another version may draw otherwise
}

std::vector<double> at(const ResultReader& result, const std::string& policy, const std::string& output,
                       sim::Month month) {
  std::vector<double> values;
  for (const auto& run : result.monthly(policy, output))
    values.push_back(run[static_cast<std::size_t>(month - result.first())]);
  return values;
}

// Positions of the replicates that both have.
std::vector<std::pair<std::size_t, std::size_t>> common_runs(const ResultReader& a, const ResultReader& b) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  if (!share_chance(a, b)) return pairs;
  for (std::size_t i = 0; i < a.replicates().size(); ++i) {
    const auto found = std::find(b.replicates().begin(), b.replicates().end(), a.replicates()[i]);
    if (found != b.replicates().end())
      pairs.emplace_back(i, static_cast<std::size_t>(found - b.replicates().begin()));
  }
  return pairs;
}

sim::Month common_date(const ResultReader& a, const ResultReader& b) {
  const sim::Month last = std::min(a.end(), b.end()) - 1, first = std::max(a.first(), b.first());
  if (last < first) throw sim::Error("The two results have no month in common.");
  const auto& report = a.scenario().report;
  for (auto month = report.rbegin(); month != report.rend(); ++month)
    if (first <= *month && *month <= last) return *month;
  return last;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string unit_of(const std::string& output) {
  for (int o = 0; o < exchange::kMonthly; ++o)
    if (const auto& declared = declaration_of(static_cast<exchange::Monthly>(o)); declared.name == output)
      return declared.unit;
  return "";
}

}  // namespace

Comparison compare(const ResultReader& a, const ResultReader& b, const std::vector<std::string>& wanted) {
  Comparison found;
  found.date = common_date(a, b);
  const auto pairs = common_runs(a, b);
  found.paired = static_cast<int32_t>(pairs.size());
  for (const std::string& policy : a.policies())
    for (const std::string& output : a.outputs()) {
      if (!has(b.policies(), policy) || !has(b.outputs(), output) ||
          (!wanted.empty() && !has(wanted, output)))
        continue;
      const auto x = at(a, policy, output, found.date), y = at(b, policy, output, found.date);
      std::vector<double> changes;
      for (const auto& [i, j] : pairs) changes.push_back(y[j] - x[i]);
      found.outputs.push_back({policy, output, unit_of(output), study::range_of(x), study::range_of(y),
                               study::range_of(changes)});
    }
  return found;
}

}  // namespace io
