// The options that several commands share, each declared once.

#include "bindings/cli/command.hpp"

namespace cli {

std::vector<Option> operator+(std::vector<Option> a, const std::vector<Option>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

namespace options {

Option scenario_or_none() {
  return {"scenario", "SCENARIO", "a scenario file, preset:NAME, or the name of a preset",
          [](Request& r) -> Target { return &r.scenario; }, Offers::scenarios};
}

Option scenario() {
  Option option = scenario_or_none();
  option.required = true;
  return option;
}

std::vector<Option> changing_the_scenario() {
  return {{"--set", "PATH=VALUE", "change a value, such as parameters.leak=0.2 (repeatable)",
           [](Request& r) -> Target { return &r.set; }},
          {"--as-of", "DATE", "law as it was known on a date: YYYY-MM or YYYY-MM-DD",
           [](Request& r) -> Target { return &r.as_of; }}};
}

Option threads() {
  return {"--threads",
          "N",
          "default: all processors; never changes a result",
          [](Request& r) -> Target { return &r.threads; },
          Offers::nothing,
          {},
          1,
          1024};
}

Option progress() {
  return {"--progress",
          "HOW",
          "auto (on a terminal only), bar or none",
          [](Request& r) -> Target { return &r.progress; },
          Offers::words,
          {"auto", "bar", "none"}};
}

std::vector<Option> of_runs() {
  return {{"--seed", "N", "the seed of all chance", [](Request& r) -> Target { return &r.seed; }},
          {"--replicates",
           "N",
           "runs of each policy",
           [](Request& r) -> Target { return &r.replicates; },
           Offers::nothing,
           {},
           1,
           1000000},
          threads(),
          {"--institutions",
           "N",
           "a smaller, quicker world: fewer simulated institutions, each standing for more",
           [](Request& r) -> Target { return &r.institutions; },
           Offers::nothing,
           {},
           1,
           10000000},
          {"--reference", "POLICY", "the policy that others are compared with",
           [](Request& r) -> Target { return &r.reference; }, Offers::policies},
          {"--defaults", "", "every run at the parameters' defaults: no draw",
           [](Request& r) -> Target { return &r.defaults; }},
          {"--prior", "", "draw every parameter from its prior, also where the scenario has a posterior",
           [](Request& r) -> Target { return &r.prior; }},
          progress(),
          {"--dry-run", "", "only say how many runs it is, and what time, memory and disk they would take",
           [](Request& r) -> Target { return &r.dry_run; }}};
}

Option result() {
  return {"result",
          "DIR",
          "the folder of a result",
          [](Request& r) -> Target { return &r.scenario; },
          Offers::results,
          {},
          0,
          0,
          true};
}

Option policy(const std::string& what) {
  return {"--policy", "ID", what, [](Request& r) -> Target { return &r.policies; }, Offers::policies};
}

Option json() {
  return {"--json", "", "JSON instead of text", [](Request& r) -> Target { return &r.json; }};
}

Option table() {
  return {"--table",     "SIZE",           "short or full", [](Request& r) -> Target { return &r.table; },
          Offers::words, {"short", "full"}};
}

}  // namespace options

}  // namespace cli
