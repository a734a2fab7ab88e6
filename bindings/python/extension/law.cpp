// The law of a policy: provisions in force, differences, and the verdict on one transfer.

#include "bindings/python/extension/bind.hpp"
#include "models/exchange/law/citing.hpp"
#include "models/exchange/law/diff.hpp"
#include "models/exchange/law/explain.hpp"
#include "models/exchange/law/words.hpp"
#include "models/exchange/world/door.hpp"
#include "models/exchange/world/problems.hpp"
#include "models/exchange/world/world.hpp"

namespace python {

namespace {

using exchange::Explanation;
using exchange::Loaded;
using exchange::Provision;
using exchange::RuleBook;

std::size_t index_of(const exchange::Scenario& scenario, const std::string& policy) {
  std::vector<std::string> ids;
  for (const auto& known : scenario.policies) ids.push_back(known.id);
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (ids[i] == (policy.empty() ? scenario.reference : policy)) return i;
  throw exchange::UnknownName("\"" + policy + "\" is not a policy of " + scenario.id + ". " +
                              exchange::did_you_mean(policy, ids));
}

std::shared_ptr<const RuleBook> book_of(const Loaded& loaded, const std::string& policy) {
  const std::size_t index = index_of(loaded.scenario, policy);
  return exchange::LawSet(loaded.scenario).books[index][0];
}

std::vector<Provision> law_in_force(const Loaded& loaded, sim::Month month, const std::string& policy) {
  const auto book = book_of(loaded, policy);
  std::vector<Provision> found;
  for (const std::size_t i : exchange::provisions_in_force(*book, month))
    found.push_back(book->provisions()[i]);
  return found;
}

// The question's words by their names; the explanation, and the provisions that its findings number.
std::pair<Explanation, std::vector<Provision>> explain(const Loaded& loaded, const std::string& policy,
                                                       const std::map<std::string, std::string>& words,
                                                       std::optional<int64_t> persons) {
  exchange::Question question;
  question.persons = persons;
  const std::map<std::string, std::string exchange::Question::*> members{
      {"origin", &exchange::Question::origin},
      {"custodian", &exchange::Question::custodian},
      {"from", &exchange::Question::from},
      {"to", &exchange::Question::to},
      {"kind", &exchange::Question::kind},
      {"tier", &exchange::Question::tier},
      {"channel", &exchange::Question::channel},
      {"sender", &exchange::Question::sender},
      {"recipient", &exchange::Question::recipient},
      {"funding", &exchange::Question::funding},
      {"repository", &exchange::Question::repository},
      {"firm", &exchange::Question::firm},
      {"date", &exchange::Question::date}};
  for (const auto& [word, value] : words) question.*members.at(word) = value;
  const auto book = book_of(loaded, policy);
  const exchange::Asked asked = exchange::proposal_of(question, loaded.scenario);
  return {exchange::explain(*book, asked.month, asked.proposal, asked.assumed), book->provisions()};
}

// Each change with the provision after it, or the one that leaves.
using Changed = std::vector<std::pair<exchange::LawChange, Provision>>;

Changed changed(const std::vector<exchange::LawChange>& changes, const RuleBook& before,
                const RuleBook& after) {
  Changed found;
  for (const auto& change : changes) {
    const bool leaves = change.kind == exchange::LawChange::Kind::leaves;
    found.emplace_back(change,
                       leaves ? before.provisions()[change.before] : after.provisions()[change.after]);
  }
  return found;
}

Changed law_diff(const Loaded& loaded, const std::string& policy, sim::Month from, sim::Month to) {
  const auto book = book_of(loaded, policy);
  return changed(exchange::diff(*book, from, to), *book, *book);
}

Changed law_diff_of_policies(const Loaded& loaded, const std::string& a, const std::string& b) {
  const auto before = book_of(loaded, a), after = book_of(loaded, b);
  return changed(exchange::diff(*before, *after), *before, *after);
}

const char* word(exchange::LawChange::Kind kind) {
  constexpr const char* kWords[] = {"enters", "leaves", "changes"};
  return kWords[static_cast<std::size_t>(kind)];
}

const char* status_of(const Provision& p) {
  return p.status == exchange::Status::in_force ? "in force"
         : p.status == exchange::Status::draft  ? "draft"
                                                : "hypothetical";
}

void bind_provision(py::module_& module) {
  Plain<exchange::Citation>(module, "Citation", "exchange::Citation")
      .field("text", &exchange::Citation::text)
      .field("fact", &exchange::Citation::fact)
      .field("grade", &exchange::Citation::grade);
  Plain<Provision>(module, "Provision", "exchange::Provision")
      .field("id", &Provision::id)
      .field("jurisdiction", &Provision::jurisdiction)
      .derived(
          "citation", [](const Provision& p) { return exchange::citation_of(p); }, "exchange::citation_of")
      .field("title", &Provision::title)
      .field("summary", &Provision::summary)
      .field("note", &Provision::note)
      .derived(
          "since", [](const Provision& p) { return exchange::since(p); }, "exchange::since")
      .field("announced", &Provision::announced)
      .field("effective", &Provision::effective)
      .field("expires", &Provision::expires)
      .derived("status", &status_of, "exchange::Provision::status")
      .derived(
          "timing",
          [](const Provision& p) { return p.timing == exchange::Timing::ex_ante ? "ex ante" : "ex post"; },
          "exchange::Provision::timing")
      .derived(
          "effects", [](const Provision& p) { return exchange::words_of(p.effects); },
          "exchange::Provision::effects")
      .derived(
          "grade", [](const Provision& p) { return exchange::grade_of(p); }, "exchange::grade_of")
      .field("sources", &Provision::sources);
}

void bind_explanation(py::module_& module) {
  using exchange::Change;
  using exchange::Finding;
  Plain<Finding>(module, "Finding", "exchange::Finding")
      .field("provision", &Finding::provision)
      .field("why", &Finding::why);
  Plain<Change>(module, "Change", "exchange::Change")
      .field("what", &Change::what)
      .derived(
          "outcome", [](const Change& c) { return exchange::short_words_of(c.outcome); },
          "exchange::Change::outcome")
      .field("because", &Change::because)
      .field("month", &Change::month);
  Plain<Explanation>(module, "Explanation", "exchange::Explanation")
      .field("month", &Explanation::month)
      .derived(
          "outcome", [](const Explanation& e) { return exchange::short_words_of(e.outcome); },
          "exchange::Explanation::outcome")
      .field("outcome_words", &Explanation::outcome_words)
      .field("decides", &Explanation::decides)
      .field("looked_at", &Explanation::looked_at)
      .field("changes", &Explanation::changes)
      .field("assumed", &Explanation::assumed);
  using exchange::FieldChange;
  using exchange::LawChange;
  Plain<FieldChange>(module, "FieldChange", "exchange::FieldChange")
      .field("field", &FieldChange::field)
      .field("before", &FieldChange::before)
      .field("after", &FieldChange::after);
  Plain<LawChange>(module, "LawChange", "exchange::LawChange")
      .derived(
          "kind", [](const LawChange& c) { return word(c.kind); }, "exchange::LawChange::kind")
      .field("id", &LawChange::id)
      .derived(
          "changes", [](const LawChange& c) { return c.fields; }, "exchange::LawChange::fields");
}

}  // namespace

void bind_law(py::module_& module) {
  bind_provision(module);
  bind_explanation(module);
  module.def("law_in_force", &law_in_force, py::arg("scenario"), py::arg("month"), py::arg("policy"),
             doc("exchange::provisions_in_force"));
  module.def("law_diff", &law_diff, py::arg("scenario"), py::arg("policy"), py::arg("start"), py::arg("end"),
             doc("exchange::diff"));
  module.def("law_diff_of_policies", &law_diff_of_policies, py::arg("scenario"), py::arg("a"), py::arg("b"),
             doc("exchange::diff"));
  module.def("explain", &explain, py::arg("scenario"), py::arg("policy"), py::arg("words"),
             py::arg("persons"), doc("exchange::explain"));
  module.def("differing_fields", &exchange::differing_fields, py::arg("a"), py::arg("b"),
             doc("exchange::differing_fields"));
}

}  // namespace python
