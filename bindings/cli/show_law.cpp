// What `show` says of provisions, measures and policies.

#include "bindings/cli/entry.hpp"
#include "bindings/cli/law_words.hpp"
#include "bindings/cli/text.hpp"
#include "models/exchange/law/words.hpp"

namespace cli {

namespace {

using exchange::Loaded;
using exchange::Provision;
using exchange::Scenario;

std::string filter_words(const exchange::Filter& filter) {
  std::vector<std::string> parts;
  for (std::size_t a = 0; a < exchange::kMaskAxes; ++a) {
    const auto axis = static_cast<exchange::Axis>(a);
    const auto names = exchange::names_on(filter, axis);
    if (!names.empty()) parts.push_back(std::string(exchange::kAxisNames[a]) + " " + joined(names, ", "));
  }
  if (filter.persons_over)
    parts.push_back("over " + std::to_string(filter.persons_over->count) + " persons in " +
                    counted(filter.persons_over->months, "month"));
  return parts.empty() ? "every transfer" : joined(parts, "; ");
}

std::string dates(const Provision& p) {
  const std::string announced = p.announced_text.empty() ? sim::to_string(p.announced) : p.announced_text;
  return (p.announced == sim::kAlways ? "" : "announced " + announced + ", ") + "in force since " + since(p) +
         (p.expires == sim::kNever ? "" : ", until " + sim::to_string(p.expires));
}

const char* status_words(exchange::Status status) {
  if (status == exchange::Status::draft) return "a draft";
  return status == exchange::Status::in_force ? "enacted" : "hypothetical";
}

std::vector<std::string> policies_with(const Scenario& s, const std::string& id) {
  std::vector<std::string> found;
  for (const auto& policy : s.policies) {
    bool has = false, amends = false;
    for (const Provision& p : policy.provisions) {
      has = has || p.id == id;
      amends = amends || p.id == id + "@amended";
    }
    if (has || amends) found.push_back(policy.id + (amends ? " (amended)" : ""));
  }
  return found;
}

Entry provision_entry(const Loaded& loaded, const std::string& id) {
  const Provision& p = loaded.scenario.library.at(id);
  Entry entry{id, "provision", p.title, {}};
  entry.add("Meaning", p.summary);
  entry.add("Law", p.jurisdiction + ": " + citation_of(p));
  entry.add("Status", std::string(status_words(p.status)) + "; " + dates(p));
  entry.add("Applies to", filter_words(p.applies));
  for (const auto& [name, filter] : p.exemptions) {
    const auto note = p.exemption_notes.find(name);
    entry.add("Exempt", name + ": " + filter_words(filter) +
                            (note == p.exemption_notes.end() ? "" : " (" + note->second + ")"));
  }
  entry.add("Effect", exchange::words_of(p.effects) +
                          (p.timing == exchange::Timing::ex_ante ? "; acts in advance" : "; after the fact"));
  entry.add("Penalty", penalty_of(p));
  for (const auto& source : p.sources)
    entry.add("Source", source.text + (source.fact.empty() ? "" : " (" + source.fact + ")") +
                            (source.grade.empty() ? "" : ". Evidence " + source.grade));
  if (p.sources.empty()) entry.add("Source", "none given: author's assumption");
  entry.add("Note", p.note);
  const auto policies = policies_with(loaded.scenario, id);
  entry.add("Policies", policies.empty() ? "none" : joined(policies, ", "));
  entry.add("Set in", where_set(loaded, "provisions." + id));
  return entry;
}

void add_remark(Entry& entry, const exchange::Remark& remark) {
  entry.add("Note", remark.note);
  entry.add("Source", remark.source.empty() ? "none given: author's assumption" : remark.source);
}

Entry measure_entry(const Loaded& loaded, const std::string& id) {
  const exchange::MeasureData& m = loaded.scenario.measures.at(id);
  Entry entry{id, "measure", m.remark.title, {}};
  entry.add("Provisions", joined(m.provisions, ", "));
  entry.add("Note", m.remark.note);
  entry.add("Source", m.remark.source);
  entry.add("Set in", where_set(loaded, "measures." + id));
  return entry;
}

Entry policy_entry(const Loaded& loaded, const exchange::PolicyData& p) {
  Entry entry{p.id, "policy", p.remark.title, {}};
  entry.add("Starts from", p.starts_from.empty() ? "the scenario's law" : p.starts_from);
  entry.add("Adds", joined(p.added, ", "));
  entry.add("Removes", joined(p.removed, ", "));
  entry.add("Amends", joined(p.amended, ", "));
  entry.add("Provisions", std::to_string(p.provisions.size()));
  entry.add("Reference", p.id == loaded.scenario.reference ? "yes: the others are compared with it" : "no");
  add_remark(entry, p.remark);
  entry.add("Set in", where_set(loaded, "policies." + p.id));
  return entry;
}

}  // namespace

std::vector<Shelf> law_shelves(const Loaded& loaded) {
  const Scenario& s = loaded.scenario;
  Shelf provisions{
      "provision", "provisions", {}, [&](const std::string& id) { return provision_entry(loaded, id); }};
  for (const auto& [id, p] : s.library) provisions.ids.push_back(id);
  Shelf measures{"measure", "measures", {}, [&](const std::string& id) { return measure_entry(loaded, id); }};
  for (const auto& [id, m] : s.measures) measures.ids.push_back(id);
  Shelf policies{"policy", "policies", {}, [&](const std::string& id) {
                   for (const auto& p : s.policies)
                     if (p.id == id) return policy_entry(loaded, p);
                   return Entry{};
                 }};
  for (const auto& p : s.policies) policies.ids.push_back(p.id);
  return {provisions, measures, policies};
}

}  // namespace cli
