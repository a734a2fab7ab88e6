// `law list`, `law diff`: the rule book of a policy, by date.

#include <algorithm>

#include "bindings/cli/commands.hpp"
#include "bindings/cli/law_words.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"
#include "models/exchange/law/diff.hpp"
#include "models/exchange/law/words.hpp"

namespace cli {

namespace {

using exchange::LawChange;
using exchange::Provision;
using exchange::RuleBook;
using exchange::Scenario;
using exchange::json::Node;

void print_json(const Node& node) { print(exchange::json::to_text(node) + "\n"); }

std::string list_text(const RuleBook& book, const std::vector<std::size_t>& found) {
  Table table({{"since", 10}, {"provision", 35}, {"title", 31}});
  std::string jurisdiction;
  for (const std::size_t i : found) {
    const Provision& p = book.provisions()[i];
    if (p.jurisdiction != jurisdiction) table.add({jurisdiction = p.jurisdiction});
    table.add({since(p), p.id, p.title});
  }
  return table.text();
}

// Each with its citation, what it does and its summary.
std::string full_text(const RuleBook& book, const std::vector<std::size_t>& found) {
  std::string out;
  for (const std::size_t i : found) {
    const Provision& p = book.provisions()[i];
    out += "\n" +
           wrapped(bold(p.id) + "  " + p.jurisdiction + ", since " + since(p) + ", evidence " + grade_of(p)) +
           wrapped(p.title + " (" + citation_of(p) + ")", "  ") + wrapped(p.summary, "  ");
    const std::string effects = exchange::words_of(p.effects);
    if (!effects.empty()) out += wrapped("Effect: " + effects + ".", "  ");
  }
  return out;
}

const char* verb(LawChange::Kind kind) {
  if (kind == LawChange::Kind::enters) return "+";
  return kind == LawChange::Kind::leaves ? "-" : "~";
}

std::string change_text(const LawChange& change, const RuleBook& before, const RuleBook& after) {
  const bool leaves = change.kind == LawChange::Kind::leaves;
  const Provision& p = leaves ? before.provisions()[change.before] : after.provisions()[change.after];
  std::string out =
      wrapped(p.id + "  " +
                  (leaves ? "until " + sim::to_string(p.expires == sim::kNever ? p.effective : p.expires)
                          : "since " + since(p)),
              std::string(verb(change.kind)) + " ");
  if (leaves && p.expires == sim::kNever) out = wrapped(p.id, "- ");
  out += wrapped(p.title + " (" + citation_of(p) + ")", "    ");
  for (const auto& field : change.fields) {
    const std::string was = field.before.empty() ? "nothing" : field.before,
                      is = field.after.empty() ? "nothing" : field.after;
    out += wrapped(field.field + ": " + was + " -> " + is, "    ", 6);
  }
  return out;
}

Node change_json(const LawChange& change, const RuleBook& before, const RuleBook& after) {
  const bool leaves = change.kind == LawChange::Kind::leaves;
  Node node = json_of(leaves ? before.provisions()[change.before] : after.provisions()[change.after]);
  node.set("change", Node::of(leaves                                   ? "leaves"
                              : change.kind == LawChange::Kind::enters ? "enters"
                                                                       : "changes"));
  Node fields = Node::list();
  for (const auto& field : change.fields) {
    Node one = Node::object();
    one.set("field", Node::of(field.field));
    one.set("before", Node::of(field.before));
    one.set("after", Node::of(field.after));
    fields.items.push_back(one);
  }
  node.set("fields", fields);
  return node;
}

void show_diff(const std::vector<LawChange>& changes, const RuleBook& before, const RuleBook& after,
               const std::string& head, bool json) {
  if (json) {
    Node list = Node::list();
    for (const LawChange& change : changes) list.items.push_back(change_json(change, before, after));
    return print_json(list);
  }
  std::string out = wrapped(head);
  for (const LawChange& change : changes) out += change_text(change, before, after);
  out += changes.empty() ? "Nothing differs.\n" : "+ enters   - leaves   ~ changes\n";
  print(out);
}

int law_list(const Request& request) {
  const Scenario scenario = load(request);
  const std::size_t policy = policy_of(scenario, request);
  const auto law = law_of(scenario, policy);
  const RuleBook& book = *law;
  const sim::Month month = request.date.empty() ? scenario.report.front() : exchange::asked_month(request.date);
  const auto found = exchange::provisions_in_force(book, month);
  if (request.json) {
    Node list = Node::list();
    for (const std::size_t i : found) list.items.push_back(json_of(book.provisions()[i]));
    print_json(list);
    return kOk;
  }
  print(wrapped(counted(static_cast<long long>(found.size()), "provision") + " in force in " +
                sim::to_string(month) + ", " + scenario.id + ", policy " + scenario.policies[policy].id));
  print(request.table == "full" ? full_text(book, found) : list_text(book, found));
  return kOk;
}

int law_diff(const Request& request) {
  const Scenario scenario = load(request);
  const std::size_t policy = policy_of(scenario, request);
  const auto law = law_of(scenario, policy);
  const RuleBook& book = *law;
  const std::string& id = scenario.policies[policy].id;
  if (request.policies.size() == 2 && request.dates.empty()) {
    const std::size_t other = policy_of(scenario, request, 1);
    const auto second = law_of(scenario, other);
    show_diff(exchange::diff(book, *second), book, *second,
              scenario.id + ": from " + id + " to " + scenario.policies[other].id, request.json);
    return kOk;
  }
  if (request.dates.size() != 2)
    throw UsageError(
        "law diff takes two dates, or --policy twice.\nExample: genratchet law diff 2019-01 2026-06");
  const sim::Month from = exchange::asked_month(request.dates[0]), to = exchange::asked_month(request.dates[1]);
  show_diff(exchange::diff(book, from, to), book, book,
            scenario.id + ", policy " + id + ": from " + sim::to_string(from) + " to " + sim::to_string(to),
            request.json);
  return kOk;
}

constexpr const char* kWhich = "the policy whose law is meant; default: the reference";

}  // namespace

Command law_list_command() {
  const std::vector<Option> own{
      {"--date", "YYYY-MM", "default: the first date the scenario reports", [](Request& r) -> Target { return &r.date; }},
      options::policy(kWhich), options::json(), options::table()};
  return {"law list", "provisions in force in a month", "genratchet law list --date 2026-06 --policy current-law", law_list,
          std::vector{options::scenario_or_none()} + options::changing_the_scenario() + own};
}

Command law_diff_command() {
  Option scenario = options::scenario_or_none();
  scenario.name = "--scenario";
  const std::vector<Option> own{
      {"dates", "DATE DATE", "two dates, YYYY-MM; none if two policies are compared",
       [](Request& r) -> Target { return &r.dates; }},
      scenario, options::policy(std::string(kWhich) + "; twice to compare two policies"), options::json()};
  return {"law diff", "what changed between two dates, or between two policies", "genratchet law diff 2019-01 2026-06", law_diff,
          own + options::changing_the_scenario()};
}

}  // namespace cli
