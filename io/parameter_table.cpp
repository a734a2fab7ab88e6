#include "io/parameter_table.hpp"

#include <algorithm>

#include "io/facts.hpp"
#include "models/exchange/world/constants.hpp"
#include "study/posterior.hpp"

namespace io {

namespace {

// The weakest grade of the facts that are named, "F-CA-02, F-CA-03"; "assumption", or "-" if none is graded.
std::string grade_of(const std::string& ids, const std::map<std::string, EvidenceFact>& facts) {
  if (ids == "assumption") return ids;
  std::string weakest;
  for (std::size_t begin = 0; begin < ids.size();) {
    const std::size_t end = std::min(ids.find(", ", begin), ids.size());
    const auto fact = facts.find(ids.substr(begin, end - begin));
    if (fact != facts.end()) weakest = std::max(weakest, fact->second.grade);
    begin = end + 2;
  }
  return weakest.empty() ? "-" : weakest;
}

ParameterRow row_of(const sim::Declaration& declared, const exchange::Scenario& s,
                    const std::map<std::string, EvidenceFact>& facts) {
  const auto own = s.priors.find(declared.name);
  const sim::Prior& prior = own == s.priors.end() ? declared.prior : own->second;
  const bool drawn = prior.shape != sim::Prior::Shape::fixed && s.draw_parameters;
  const auto remark = s.remarks.find(std::string("parameters.") + declared.name);
  ParameterRow row{declared.name,   declared.label,
                   declared.unit,   drawn ? prior.to_string() : "fixed",
                   declared.source, grade_of(declared.source, facts),
                   declared.doc};
  if (remark != s.remarks.end() && !remark->second.source.empty()) {
    row.source = remark->second.source;
    row.grade = "-";
  }
  row.value = *exchange::get(s.defaults, declared.name);
  row.low = drawn ? prior.quantile(0.05, row.value) : row.value;
  row.high = drawn ? prior.quantile(0.95, row.value) : row.value;
  const study::Range posterior = study::posterior_range(s, declared.name);
  row.posterior_median = posterior.median;
  row.posterior_low = posterior.low;
  row.posterior_high = posterior.high;
  row.contested = declared.contested;
  return row;
}

}  // namespace

std::vector<ParameterRow> parameter_table(const exchange::Scenario& scenario) {
  const auto facts = read_facts();
  std::vector<ParameterRow> rows;
  for (const sim::Declaration& declared : exchange::declarations())
    rows.push_back(row_of(declared, scenario, facts));
  return rows;
}

std::vector<ConstantRow> constant_table() {
  const auto facts = read_facts();
  std::vector<ConstantRow> rows;
  for (const exchange::Constant& c : exchange::kConstants)
    rows.push_back({c.name, c.unit, c.source, grade_of(c.source, facts), c.doc, c.value, c.low, c.high});
  return rows;
}

}  // namespace io
