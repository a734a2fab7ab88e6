// `compare`: two scenarios, or two results: the inputs that differ, then the numbers, paired where runs share
// chance.

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/text.hpp"
#include "io/comparison.hpp"
#include "models/exchange/world/tree_diff.hpp"

namespace cli {

namespace {

using exchange::Scenario;
using exchange::TreeChange;
using exchange::json::Node;

// A scenario, or a result with its scenario.
struct Side {
  std::string name;
  std::unique_ptr<io::ResultReader> result;
  Scenario scenario;
};

Side side_of(const std::string& name, const Request& request) {
  Side side;
  side.name = name;
  if (std::filesystem::is_directory(name)) {
    if (!request.set.empty() || !request.as_of.empty())
      throw UsageError(name + " is a result: --set and --as-of change scenarios only.");
    side.result = std::make_unique<io::ResultReader>(result_named(name));
    side.scenario = side.result->scenario();
  } else {
    Request one = request;
    one.scenario = name;
    side.scenario = load(one);
  }
  return side;
}

Node resolved(const Scenario& scenario) {
  sim::Problems none;
  return exchange::json::parse(scenario.resolved_json, "", none).value_or(Node::object());
}

const std::vector<std::string> kMain{"held_us_in_cn", "held_cn_in_us", "reach_us_by_cn", "reach_cn_by_us"};

std::string what_changed(const TreeChange& change, bool full) {
  constexpr std::size_t kShort = 200;
  const auto shortened = [&](const std::string& text) {
    return full || width_of(text) <= kShort ? text : lines_of(text, kShort).front() + " ...";
  };
  if (change.before.empty()) return "only in B: " + shortened(change.after);
  if (change.after.empty()) return "only in A: " + shortened(change.before);
  return shortened(change.before) + " -> " + shortened(change.after);
}

// What B changes or adds comes first; what it leaves out, last.
std::string inputs_text(std::vector<TreeChange> inputs, bool full) {
  if (inputs.empty()) return "The inputs are the same.\n";
  std::stable_partition(inputs.begin(), inputs.end(),
                        [](const TreeChange& change) { return !change.after.empty(); });
  std::string out;
  long long words = 0;
  for (const TreeChange& change : inputs) {
    if (change.only_words && !full)
      ++words;
    else
      out += wrapped(change.path, "  ") + wrapped(what_changed(change, full), "    ", 6);
  }
  return "Inputs that differ, A -> B:\n" + (out.empty() ? "  none that changes a number\n" : out) +
         (words ? wrapped("and " + counted(words, "title, note or source", "titles, notes or sources") +
                              ": --table full",
                          "  ")
                : "");
}

std::string numbers_text(const io::Comparison& told) {
  if (told.outputs.empty()) return "\nThe results have no policy in common: no numbers to compare.\n";
  std::string out = "\n" + wrapped("Numbers in " + sim::to_string(told.date) + ". " +
                                   (told.paired ? "A and B are medians. B - A is paired over " +
                                                      counted(told.paired, "run") + " that share chance."
                                                : "The results share no run (seed, number and version): "
                                                  "nothing is paired; compare the ranges with care."));
  for (std::size_t i = 0; i < told.outputs.size();) {
    const std::string& policy = told.outputs[i].policy;
    Table table(told.paired
                    ? std::vector<Column>{{policy, 24}, {"A", 8, true}, {"B", 8, true}, {"B - A (range)", 32}}
                    : std::vector<Column>{{policy, 22}, {"A (range)", 27}, {"B (range)", 27}});
    for (; i < told.outputs.size() && told.outputs[i].policy == policy; ++i) {
      const io::ComparedOutput& o = told.outputs[i];
      const std::string what = o.output + (o.unit == "persons" ? "" : ", " + o.unit);
      if (told.paired)
        table.add({what, scaled(o.a.median), scaled(o.b.median), change_of(o.change)});
      else
        table.add({what, value_of(o.a), value_of(o.b)});
    }
    out += "\n" + table.text();
  }
  return out;
}

Node json_of(const std::vector<TreeChange>& changes, const std::optional<io::Comparison>& told) {
  Node all = Node::object(), inputs = Node::list(), numbers = Node::list();
  for (const TreeChange& change : changes) {
    Node node = Node::object();
    node.set("path", Node::of(change.path));
    node.set("a", Node::of(change.before));
    node.set("b", Node::of(change.after));
    node.set("only_words", Node::of(change.only_words));
    inputs.items.push_back(node);
  }
  all.set("inputs", inputs);
  if (!told) return all;
  for (const io::ComparedOutput& line : told->outputs) {
    Node node = Node::object();
    node.set("policy", Node::of(line.policy));
    node.set("output", Node::of(line.output));
    node.set("unit", Node::of(line.unit));
    node.set("a", json_range(line.a));
    node.set("b", json_range(line.b));
    node.set("change", told->paired ? json_range(line.change) : Node{});
    numbers.items.push_back(node);
  }
  all.set("date", Node::of(sim::to_string(told->date)));
  all.set("paired_runs", Node::of(int64_t{told->paired}));
  all.set("numbers", numbers);
  return all;
}

int compare(const Request& request) {
  const Side a = side_of(request.scenario, request), b = side_of(request.second, request);
  const bool full = request.table == "full";
  const auto inputs = exchange::diff(resolved(a.scenario), resolved(b.scenario));
  std::optional<io::Comparison> numbers;
  if (a.result && b.result)
    numbers = io::compare(*a.result, *b.result, full ? std::vector<std::string>{} : kMain);
  if (request.json) {
    print(exchange::json::to_text(json_of(inputs, numbers)) + "\n");
    return kOk;
  }
  print(wrapped(a.name, "A  ") + wrapped(b.name, "B  ") + "\n" + inputs_text(inputs, full) +
        (numbers ? numbers_text(*numbers)
                 : wrapped("Numbers are compared between two results: genratchet run makes one.")));
  return kOk;
}

}  // namespace

Command compare_command() {
  return {"compare", "two scenarios or two results: inputs that differ, then numbers",
          "genratchet compare preset:us-countermeasures preset:quality-feedback", compare,
          std::vector<Option>{{"a",
                               "A",
                               "a scenario, or the folder of a result",
                               [](Request& r) -> Target { return &r.scenario; },
                               Offers::results,
                               {},
                               0,
                               0,
                               true},
                              {"b",
                               "B",
                               "another",
                               [](Request& r) -> Target { return &r.second; },
                               Offers::results,
                               {},
                               0,
                               0,
                               true},
                              options::json(),
                              options::table()} +
              options::changing_the_scenario()};
}

}  // namespace cli
