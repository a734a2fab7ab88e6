// `explain`: what law says of one transfer: what decides, what was looked at, what was assumed, what would
// change it.

#include "models/exchange/law/explain.hpp"

#include <algorithm>
#include <set>

#include "bindings/cli/commands.hpp"
#include "bindings/cli/law_words.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/question.hpp"
#include "bindings/cli/text.hpp"

namespace cli {

namespace {

using exchange::Explanation;
using exchange::Finding;
using exchange::Outcome;
using exchange::Provision;
using exchange::RuleBook;
using exchange::json::Node;

constexpr std::size_t kMargin = 12, kShown = 6;

std::string spaced(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string channel_words(exchange::Channel channel) {
  switch (channel) {
    case exchange::Channel::service:
      return "testing service";
    case exchange::Channel::request:
      return "request for access";
    case exchange::Channel::trial:
      return "clinical trial";
    default:
      return spaced(exchange::kChannelNames[static_cast<std::size_t>(channel)]);
  }
}

class Screen {
 public:
  Screen(const exchange::Scenario& scenario, const RuleBook& book, const Explanation& told,
         const std::string& policy, bool full)
      : scenario_(scenario), book_(book), told_(told), policy_(policy), full_(full) {}

  std::string text() const {
    std::string out = head();
    for (const Finding& finding : told_.decides) out += decides(finding);
    if (told_.decides.empty())
      out += wrapped("nothing: no provision in force stops it or asks for a licence.", "DECIDES   ");
    out += duties() + in_practice() + looked_at() + changes();
    return out + "The model's reading of published texts, not legal advice.\n";
  }

 private:
  const Provision& provision(const Finding& finding) const { return book_.provisions()[finding.provision]; }
  const std::string& place(exchange::PlaceId id) const { return scenario_.places[id.value].id; }

  std::string head() const {
    const auto count = static_cast<long long>(told_.decides.size());
    const std::string words = told_.outcome_words + (count ? ", by " + counted(count, "provision") : "");
    const std::string policy = "policy " + policy_ + ", " + sim::to_string(told_.month);
    std::string out = bold(words);
    const bool fits = words.size() + policy.size() + 2 <= kWidth - 3;
    out += fits ? right(policy, kWidth - 3 - words.size()) + "\n" : "\n" + policy + "\n";
    const exchange::Proposal& p = told_.proposal;
    out += wrapped(with_commas(static_cast<double>(p.persons)) + " " + place(p.origin) +
                   (p.persons == 1 ? " person, " : " persons, ") +
                   spaced(exchange::kKindNames[static_cast<std::size_t>(p.kind)]) + ", " +
                   channel_words(p.channel) + ", " + place(p.from) + " to " + place(p.to));
    if (!told_.assumed.empty())
      out += wrapped("You did not say, assumed: " + joined(told_.assumed, "; "), "", 0);
    return out + "\n";
  }

  std::string decides(const Finding& finding) const {
    const Provision& p = provision(finding);
    const std::string what = p.id + "   " + citation_of(p) + ", since " + since(p) +
                             (p.status == exchange::Status::in_force ? "" : ", not enacted");
    const std::string grade = "evidence " + grade_of(p);
    std::string out = "DECIDES   " + what;
    if (out.size() + 2 + grade.size() <= kWidth)
      out += right(grade, kWidth - out.size()) + "\n";
    else
      out = wrapped(what + "   " + grade, "DECIDES   ");
    out += wrapped(p.title + ". " + p.summary, "  ");
    const std::string penalty = penalty_of(p);
    if (!penalty.empty()) out += wrapped("Penalty: " + penalty, "  ");
    if (full_) {
      out += wrapped("Does: " + finding.why + ".", "  ");
      for (const auto& source : p.sources)
        out +=
            wrapped("Source: " + source.text + (source.grade.empty() ? "" : " [" + source.grade + "]"), "  ");
      if (!p.note.empty()) out += wrapped("Note: " + p.note, "  ");
    }
    return out;
  }

  std::string duties() const {
    const exchange::Verdict& v = told_.verdict;
    std::vector<std::string> also;
    if (v.notify) also.push_back("the authority is to be notified");
    if (v.deposit_first)
      also.push_back("a deposit comes first, at " + scenario_.repositories[v.deposit_first - 1u].name);
    if (v.copy_to) also.push_back("a copy stays in " + place({static_cast<uint8_t>(v.copy_to - 1)}));
    if (v.copy_to_partner) also.push_back("a full copy stays with the receiving side");
    if (v.compelled) also.push_back("the recipient's state can compel the recipient");
    if (v.cost_percent) also.push_back("it costs " + std::to_string(v.cost_percent) + " % more");
    if (v.process_locally) also.push_back("it must be processed where it was taken");
    if (v.delete_after) also.push_back("copies are to be deleted after " + counted(v.delete_after, "month"));
    if (v.grandfathered) also.push_back("contracts made before the bar still stand");
    return also.empty() ? "" : wrapped("Besides: " + joined(also, "; ") + ".", "  ");
  }

  std::string in_practice() const {
    std::vector<std::string> lines;
    const auto add = [&](const std::string& lead, const std::string& name) {
      const std::string line = practice(lead, name, scenario_);
      if (!line.empty()) lines.push_back(line);
    };
    if (told_.outcome == Outcome::prohibited || told_.outcome == Outcome::punishable ||
        told_.outcome == Outcome::licence)
      add("a breach is detected with probability", "detection");
    const bool by_cn = !told_.decides.empty() && provision(told_.decides[0]).jurisdiction == "CN";
    if (told_.outcome == Outcome::review)
      add("requests granted:", by_cn ? "approval_foreign_gsa" : "approval_dac");
    for (std::size_t o = 0; o < book_.vocabulary().offices.size(); ++o)
      if (told_.verdict.offices >> o & 1) add_office(book_.vocabulary().offices[o], add);
    std::string out;
    for (const std::string& line : lines) out += wrapped("In practice: " + line, "  ");
    return out;
  }

  template <class Add>
  void add_office(const std::string& office, const Add& add) const {
    for (const auto& regulator : scenario_.regulators)
      if (std::count(regulator.offices.begin(), regulator.offices.end(), office) &&
          regulator.from <= told_.month && told_.month < regulator.until)
        add(regulator.name + " approves", regulator.approval);
  }

  std::string looked_at() const {
    std::string out;
    std::size_t shown = 0, column = 0;
    for (std::size_t i = 0; i < told_.looked_at.size() && (full_ || i < kShown); ++i)
      column = std::max(column, provision(told_.looked_at[i]).id.size());
    for (const Finding& finding : told_.looked_at) {
      if (!full_ && shown == kShown) {
        out += wrapped(std::to_string(told_.looked_at.size() - shown) + " more: --table full",
                       std::string(10, ' '));
        break;
      }
      const std::string start =
          left(shown ? "" : "LOOKED AT", 10) + left(provision(finding).id, column) + "  ";
      out += wrapped(finding.why, start);
      ++shown;
    }
    return out;
  }

  // Two to a line where both are short.
  std::string changes() const {
    std::vector<std::string> items;
    for (const exchange::Change& change : told_.changes) {
      if (!full_ && items.size() == 2 * kShown) break;
      items.push_back(change.what + " -> " + exchange::short_words_of(change.outcome) +
                      (change.because.empty() ? "" : " (" + change.because + ")"));
    }
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::string head = left(out.empty() ? "CHANGES IT" : "", kMargin);
      const bool two =
          i + 1 < items.size() && items[i].size() <= 33 && items[i + 1].size() <= kWidth - kMargin - 35;
      out += two ? head + left(items[i], 35) + items[i + 1] + "\n" : wrapped(items[i], head, kMargin + 2);
      i += two;
    }
    if (items.size() < told_.changes.size())
      out += wrapped(std::to_string(told_.changes.size() - items.size()) + " more: --table full",
                     std::string(kMargin, ' '));
    return out;
  }

  const exchange::Scenario& scenario_;
  const RuleBook& book_;
  const Explanation& told_;
  const std::string& policy_;
  bool full_;
};

Node findings(const RuleBook& book, const std::vector<Finding>& found) {
  Node list = Node::list();
  for (const Finding& finding : found) {
    Node node = json_of(book.provisions()[finding.provision]);
    node.set("why", Node::of(finding.why));
    list.items.push_back(node);
  }
  return list;
}

Node as_json(const exchange::Scenario& scenario, const RuleBook& book, const Explanation& told,
             const std::string& policy) {
  Node all = Node::object(), assumed = Node::list(), changes = Node::list();
  all.set("outcome", Node::of(exchange::short_words_of(told.outcome)));
  all.set("words", Node::of(told.outcome_words));
  all.set("scenario", Node::of(scenario.id));
  all.set("policy", Node::of(policy));
  all.set("date", Node::of(sim::to_string(told.month)));
  for (const std::string& what : told.assumed) assumed.items.push_back(Node::of(what));
  all.set("assumed", assumed);
  all.set("decides", findings(book, told.decides));
  all.set("looked_at", findings(book, told.looked_at));
  for (const exchange::Change& change : told.changes) {
    Node node = Node::object();
    node.set("what", Node::of(change.what));
    node.set("outcome", Node::of(exchange::short_words_of(change.outcome)));
    node.set("because", Node::of(change.because));
    changes.items.push_back(node);
  }
  all.set("changes", changes);
  return all;
}

int explain(const Request& request) {
  const exchange::Scenario scenario = load(request);
  const std::size_t policy = policy_of(scenario, request);
  const auto law = law_of(scenario, policy);
  const RuleBook& book = *law;
  const exchange::Asked asked = exchange::proposal_of(request.question, scenario);
  const Explanation told = exchange::explain(book, asked.month, asked.proposal, asked.assumed);
  const std::string& id = scenario.policies[policy].id;
  if (request.json)
    print(exchange::json::to_text(as_json(scenario, book, told, id)) + "\n");
  else
    print(Screen(scenario, book, told, id, request.table == "full").text());
  return kOk;
}

}  // namespace

Command explain_command() {
  const std::vector<Option> own{options::policy("the policy whose law is meant; default: the reference"),
                                options::json(), options::table()};
  return {
      "explain", "what the law says of one transfer, and why",
      "genratchet explain --origin US --kind prenatal --channel service \\\n"
      "      --from US --to CN --date 2026-03 --persons 500",
      explain,
      std::vector{options::scenario_or_none()} + question_options() + options::changing_the_scenario() + own};
}

}  // namespace cli
