// `check`: every error and warning of a scenario at once, as compilers print them.

#include "bindings/cli/commands.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"
#include "io/files.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/problems.hpp"
#include "sim/error.hpp"

namespace cli {

namespace {

using exchange::json::Node;

bool is_error(const sim::Problem& problem) { return problem.severity == sim::Problem::Severity::error; }

// RFC 6901: "policies.x" is "/policies/x".
std::string pointer_of(const std::string& path) {
  std::string out = path.empty() ? "" : "/";
  for (const char c : path) out += c == '.' ? "/" : c == '/' ? "~1" : c == '~' ? "~0" : std::string(1, c);
  return out;
}

Node json_of(const sim::Problems& problems) {
  Node list = Node::list();
  for (const sim::Problem& problem : problems) {
    Node node = Node::object();
    node.set("severity", Node::of(is_error(problem) ? "error" : "warning"));
    node.set("file", Node::of(problem.file));
    node.set("line", Node::of(int64_t{problem.line}));
    node.set("column", Node::of(int64_t{problem.column}));
    node.set("path", Node::of(pointer_of(problem.path)));
    node.set("message", Node::of(problem.message));
    node.set("suggestion", Node::of(problem.suggestion));
    list.items.push_back(node);
  }
  Node all = Node::object();
  all.set("problems", list);
  return all;
}

void show(const sim::Problems& problems, const std::string& good, bool json) {
  if (json) return print(exchange::json::to_text(json_of(problems)) + "\n");
  long long errors = 0, warnings = 0;
  std::string out;
  for (const sim::Problem& problem : problems) {
    ++(is_error(problem) ? errors : warnings);
    out += exchange::to_text(problem) + "\n";
  }
  const std::string count = counted(errors, "error") + ", " + counted(warnings, "warning") + ".";
  print(out +
        (problems.empty() ? "" : count + (errors ? " Nothing was run.  Help: genratchet show keys\n" : "\n")) +
        good);
}

int check(const Request& request) {
  try {
    const std::string named = scenario_named(request.scenario);
    const exchange::Loaded loaded = io::load_scenario_file(named, overrides_of(request));
    const exchange::Scenario& s = loaded.scenario;
    const std::string good = wrapped(
        named + " is valid: " + counted(static_cast<long long>(s.policies.size()), "policy", "policies") +
        ", reference " + s.reference + ", " + sim::to_string(s.first) + " to " + sim::to_string(s.end - 1) +
        ", " + counted(s.institutions, "institution") + ", " +
        counted(static_cast<long long>(s.library.size()), "provision") + ".");
    show(loaded.warnings, good, request.json);
    return kOk;
  } catch (const sim::InputError& error) {
    show(error.problems, "", request.json);
    return kInvalid;
  }
}

}  // namespace

Command check_command() {
  return {"check", "every error and warning of a scenario at once", "genratchet check preset:us-countermeasures", check,
          std::vector{options::scenario()} + options::changing_the_scenario() + std::vector{options::json()}};
}

}  // namespace cli
