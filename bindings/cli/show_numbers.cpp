// What `show` says of parameters, constants, outputs and facts.

#include <fmt/format.h>
#include <memory>

#include "bindings/cli/entry.hpp"
#include "bindings/cli/text.hpp"
#include "io/facts.hpp"
#include "io/netcdf_words.hpp"
#include "io/parameter_table.hpp"
#include "models/exchange/ledger/observables.hpp"
#include "study/hindcast.hpp"
#include "study/posterior.hpp"

namespace cli {

namespace {

using exchange::Loaded;
using exchange::OutputDeclaration;
using Facts = std::map<std::string, io::EvidenceFact>;

// "F-CA-02, F-CA-03": each with its grade and what it says; what is no fact stays as it is.
void add_sources(Entry& entry, const std::string& ids, const Facts& facts) {
  if (ids == "assumption") return entry.add("Source", "ASSUMPTION: no evidence was found");
  std::size_t begin = 0;
  while (begin < ids.size()) {
    const std::size_t end = std::min(ids.find(", ", begin), ids.size());
    const std::string id = ids.substr(begin, end - begin);
    const auto fact = facts.find(id);
    entry.add("Source", fact == facts.end()
                            ? id
                            : id + " (evidence " + fact->second.grade + "): " + fact->second.statement);
    begin = end + 2;
  }
}

// Four digits are enough for a value that was calculated.
std::string to_text(double value) { return fmt::format("{:.4g}", value); }

std::string unit_of(const char* unit) { return *unit ? unit : "none"; }

Entry parameter_entry(const Loaded& loaded, const std::string& name, const Facts& facts) {
  const sim::Declaration declared = *exchange::declaration_of(name);
  const auto& s = loaded.scenario;
  Entry entry{name, "parameter", *declared.label ? declared.label : declared.doc, {}};
  entry.add("Meaning", declared.doc);
  entry.add("Unit", unit_of(declared.unit));
  const double value = *exchange::get(s.defaults, name);
  entry.add("Value", to_text(value));
  const auto own = s.priors.find(name);
  const sim::Prior& prior = own == s.priors.end() ? declared.prior : own->second;
  const bool fixed = prior.shape == sim::Prior::Shape::fixed;
  entry.add("Range", fixed ? "fixed: every run has this value"
                           : prior.to_string() + (s.draw_parameters ? "" : "; not drawn in this scenario") +
                                 "; 90 % between " + to_text(prior.quantile(0.05, value)) + " and " +
                                 to_text(prior.quantile(0.95, value)));
  if (const study::Range posterior = study::posterior_range(s, name); posterior.runs > 0)
    entry.add("Fitted", "posterior median " + to_text(posterior.median) + "; 90 % between " +
                            to_text(posterior.low) + " and " + to_text(posterior.high) +
                            ". Runs draw from it; the range above is the prior's");
  else if (s.posterior && !s.posterior->sorted(name).empty() && s.draw_parameters)
    entry.add("Fitted", "yes, but the scenario's own value or prior stands in the posterior's place");
  entry.add("Refused", "below " + to_text(declared.low) + " and above " + to_text(declared.high));
  const auto remark = s.remarks.find("parameters." + name);
  if (remark != s.remarks.end() && !remark->second.source.empty())
    entry.add("Source", remark->second.source);
  else
    add_sources(entry, declared.source, facts);
  if (declared.contested) entry.add("Contested", "yes: genratchet challenge moves it over its range");
  const std::string where = where_set(loaded, "parameters." + name);
  entry.add("Set in", where.empty() ? "the model's own default (parameters." + name + " changes it)" : where);
  return entry;
}

std::string axes_of(const OutputDeclaration& declared) {
  std::vector<std::string> names{"policy", "replicate"};
  for (const auto axis : declared.axes)
    for (const io::AxisWords& words : io::kAxes)
      if (words.axis == axis) names.push_back(words.name);
  return joined(names, ", ");
}

Entry output_entry(const OutputDeclaration& declared) {
  Entry entry{declared.name, "output", declared.long_name, {}};
  entry.add("Meaning", declared.definition);
  entry.add("Unit", declared.unit);
  entry.add("By", axes_of(declared));
  for (const auto& [series, unit] : study::hindcast_series())
    if (series == declared.name) entry.add("Hindcast", "compared with observations, in " + unit);
  return entry;
}

// What a result holds beside what a run records.
struct Derived {
  const char *name, *title, *meaning, *unit, *by;
};
constexpr Derived kDerived[] = {
    {"asymmetry", "Asymmetry of reach",
     "log2 of (share of US persons that the PRC can obtain + 1e-4) / (the mirror image + 1e-4)", "log2",
     "policy, replicate, month"},
    {"premium", "Asymmetry premium",
     "N(US open, PRC actual) - N(US open, PRC open), N = US persons copied to CN less PRC persons copied to "
     "the US",
     "persons", "replicate, part, month"},
    {"open_science_cost", "What open science loses against the reference",
     "reference minus policy, run by run; releases_delayed: policy minus reference", "by item",
     "policy, replicate, year, bloc, item"},
    {"parameter_draw", "Parameters of each replicate", "what each run drew, shared by all policies",
     "by parameter", "replicate, parameter"},
};

std::vector<OutputDeclaration> outputs() {
  std::vector<OutputDeclaration> all;
  for (int o = 0; o < exchange::kMonthly; ++o)
    all.push_back(declaration_of(static_cast<exchange::Monthly>(o)));
  for (int o = 0; o < exchange::kYearly; ++o) all.push_back(declaration_of(static_cast<exchange::Yearly>(o)));
  return all;
}

Entry output_named(const std::string& id) {
  for (const auto& declared : outputs())
    if (declared.name == id) return output_entry(declared);
  for (const Derived& derived : kDerived)
    if (derived.name == id)
      return {id,
              "output",
              derived.title,
              {{"Meaning", derived.meaning}, {"Unit", derived.unit}, {"By", derived.by}}};
  return {};
}

Entry constant_entry(const io::ConstantRow& constant, const Facts& facts) {
  Entry entry{constant.name, "constant", constant.doc, {}};
  entry.add("Unit", constant.unit);
  entry.add("Value", to_text(constant.value));
  entry.add("Range", constant.low == constant.high ? "none: its source leaves no doubt"
                                                   : to_text(constant.low) + " to " + to_text(constant.high) +
                                                         "; every run has this value");
  add_sources(entry, constant.source, facts);
  entry.add("Set in", "the model (models/exchange/world/constants.hpp); no scenario changes it");
  return entry;
}

Shelf constant_shelf(const std::shared_ptr<const Facts>& facts) {
  std::map<std::string, io::ConstantRow> by_name;
  Shelf shelf{"constant", "constants", {}, nullptr};
  for (io::ConstantRow& row : io::constant_table()) {
    shelf.ids.push_back(row.name);
    by_name.emplace(row.name, std::move(row));
  }
  shelf.entry = [by_name, facts](const std::string& id) { return constant_entry(by_name.at(id), *facts); };
  return shelf;
}

std::string with_meaning(const std::string& word, std::string_view meaning) {
  return meaning.empty() ? word : word + ": " + std::string(meaning);
}

// "places CN, HK (input)"
std::string to_text(const io::FactUse& use) {
  std::string kind = use.kind;
  if (use.names.size() > 1 && kind != "series")
    kind = kind.back() == 'y' ? kind.substr(0, kind.size() - 1) + "ies" : kind + "s";
  return kind + " " + joined(use.names, ", ") + " (" + use.role + ")";
}

Entry fact_entry(const io::EvidenceFact& fact, const std::vector<io::FactUse>& uses) {
  Entry entry{fact.id, "fact", fact.statement, {}};
  entry.add("Value", fact.value + (fact.unit.empty() || fact.value.empty() ? "" : " " + fact.unit));
  entry.add("Date", fact.date);
  entry.add("Source", fact.source);
  entry.add("Grade", with_meaning(fact.grade, io::meaning_of_grade(fact.grade)));
  entry.add("Role", with_meaning(fact.role, io::meaning_of_role(fact.role)));
  entry.add("Note", fact.note);
  for (const io::FactUse& use : uses) entry.add("Used by", to_text(use));
  if (uses.empty()) entry.add("Used by", "nothing");
  return entry;
}

Shelf fact_shelf(const Loaded& loaded, const std::shared_ptr<const Facts>& facts) {
  auto uses = io::uses_of_facts(loaded.scenario);
  Shelf shelf{"fact", "facts", {}, nullptr};
  for (const auto& [id, fact] : *facts) shelf.ids.push_back(id);
  shelf.entry = [uses = std::move(uses), facts](const std::string& id) {
    const auto found = uses.find(id);
    return fact_entry(facts->at(id), found == uses.end() ? std::vector<io::FactUse>{} : found->second);
  };
  return shelf;
}

}  // namespace

std::vector<Shelf> number_shelves(const Loaded& loaded) {
  const auto facts = std::make_shared<const Facts>(io::read_facts());
  Shelf parameters{"parameter", "parameters", {}, [&loaded, facts](const std::string& id) {
                     return parameter_entry(loaded, id, *facts);
                   }};
  for (const auto& declared : exchange::declarations()) parameters.ids.push_back(declared.name);
  Shelf outs{"output", "outputs", {}, output_named};
  for (const auto& declared : outputs()) outs.ids.push_back(declared.name);
  for (const Derived& derived : kDerived) outs.ids.push_back(derived.name);
  return {parameters, constant_shelf(facts), outs, fact_shelf(loaded, facts)};
}

}  // namespace cli
