// Who cites which fact.

#include <algorithm>

#include "io/facts.hpp"
#include "io/observations.hpp"
#include "models/exchange/world/constants.hpp"

namespace io {

namespace {

using exchange::Scenario;

// A section of a scenario, and what one of its entries is called.
constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
    {"places", "place"},         {"groups", "group"},         {"repositories", "repository"},
    {"firms", "firm"},           {"regulators", "regulator"}, {"programmes", "programme"},
    {"inputs", "input"},         {"usd_per", "currency"},     {"parameters", "parameter"},
    {"provisions", "provision"}, {"measures", "measure"},     {"policies", "policy"},
};

bool is_part_of_id(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

// Collects uses; a citation is any word that is the id of a fact: "C7: F-BGI-01, F-BGI-04".
class Uses {
 public:
  explicit Uses(const std::map<std::string, EvidenceFact>& facts) : facts_(facts) {}

  void add(std::string_view text, const std::string& role, const std::string& kind, const std::string& name) {
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = begin;
      while (end < text.size() && is_part_of_id(text[end])) ++end;
      const std::string word(text.substr(begin, end - begin));
      if (facts_.count(word)) add_use(found[word], role, kind, name);
      begin = end + 1;
    }
  }

  FactUses found;

 private:
  static void add_use(std::vector<FactUse>& uses, const std::string& role, const std::string& kind,
                      const std::string& name) {
    auto use = std::find_if(uses.begin(), uses.end(),
                            [&](const FactUse& u) { return u.role == role && u.kind == kind; });
    if (use == uses.end()) use = uses.insert(uses.end(), FactUse{role, kind, {}});
    if (std::find(use->names.begin(), use->names.end(), name) == use->names.end()) use->names.push_back(name);
  }

  const std::map<std::string, EvidenceFact>& facts_;
};

// "firms.bgi.products.prenatal": the firm bgi.products.prenatal. What cites policies and measures motivates
// them.
void add_remark(Uses& uses, const std::string& path, const std::string& source) {
  const std::size_t dot = std::min(path.find('.'), path.size());
  const std::string section = path.substr(0, dot);
  const bool whole = dot == path.size();
  const std::string name = whole ? section : path.substr(dot + 1);
  std::string kind = path.empty() ? "scenario" : "section", role = "input";
  for (const auto& [many, one] : kKinds)
    if (section == many && !whole) kind = one;
  if (kind == "parameter") role = "prior";
  if (kind == "measure" || kind == "policy" || kind == "scenario") role = "context";
  uses.add(source, role, kind, name);
}

void add_scenario(Uses& uses, const Scenario& s) {
  for (const sim::Declaration& declared : exchange::declarations()) {
    const auto remark = s.remarks.find(std::string("parameters.") + declared.name);
    if (remark == s.remarks.end() || remark->second.source.empty())
      uses.add(declared.source, "prior", "parameter", declared.name);
  }
  for (const auto& [path, remark] : s.remarks) add_remark(uses, path, remark.source);
  for (const auto& programme : s.programmes) uses.add(programme.source, "input", "programme", programme.id);
  for (const auto& [id, provision] : s.library)
    for (const exchange::Citation& citation : provision.sources)
      uses.add(citation.fact, citation.grade == "assumption" ? "context" : "input", "provision", id);
}

}  // namespace

FactUses uses_of_facts(const Scenario& scenario) {
  const auto facts = read_facts();
  Uses uses(facts);
  add_scenario(uses, scenario);
  for (const exchange::Constant& constant : exchange::kConstants)
    uses.add(constant.source, "input", "constant", constant.name);
  for (const study::Observation& observed : read_observations())
    uses.add(observed.fact, observed.role, "series", observed.series);
  for (const auto& [id, fact] : facts) uses.add(fact.source, fact.role, "fact", id);
  return std::move(uses.found);
}

}  // namespace io
