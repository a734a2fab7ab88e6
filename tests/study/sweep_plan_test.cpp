// Designs as files: what they say, what they leave out, and everything that can be wrong at once.

#include <catch2/catch.hpp>

#include "models/exchange/world/problems.hpp"
#include "study/sweep_plan.hpp"
#include "tests/models/exchange/support.hpp"

namespace {

using exchange::test::shipped;
using study::SweepPlan;

const std::string& two_places() {
  static const std::string text = shipped("two-places").resolved_json;
  return text;
}

SweepPlan plan_of(const std::string& design) { return study::sweep_for(two_places(), design, "mine.json"); }

// The problems of a design that is refused, as users see them.
std::string problems_of(const std::string& design) {
  std::string all;
  try {
    plan_of(design);
  } catch (const sim::InputError& error) {
    for (const sim::Problem& problem : error.problems) all += exchange::to_text(problem) + "\n";
  }
  return all;
}

bool says(const std::string& text, const std::string& words) {
  std::string flat;
  for (const char c : text) flat += c == '\n' ? ' ' : c;
  for (std::size_t at; (at = flat.find("  ")) != std::string::npos;) flat.erase(at, 1);
  const bool found = flat.find(words) != std::string::npos;
  if (!found) UNSCOPED_INFO(flat << "\n   does not say: " << words);
  return found;
}

}  // namespace

TEST_CASE("what a design leaves out: outputs, dates, policies, replicates, ranges", "[sweep]") {
  const SweepPlan plan = plan_of(
      R"({"design": "latin-hypercube", "points": 10, "factors": {"leak": {}, "parameters.detection": {}}})");
  CHECK(plan.rows() == 10);
  CHECK(plan.replicates == 8);
  CHECK(plan.policies == std::vector<std::string>{"asymmetric", "both-open", "b-closes-too"});
  CHECK(plan.runs() == 240);
  CHECK(plan.outputs.size() == exchange::kMonthly);
  CHECK(plan.dates == std::vector<sim::Month>{sim::Month::of(2009, 12), sim::Month::of(2014, 12)});
  const study::Factor& leak = plan.design.factors[0];  // fixed in this scenario: the declared prior
  CHECK(leak.path == "parameters.leak");
  CHECK(leak.spread.shape == exchange::declaration_of("leak")->prior.shape);
  CHECK(plan.design.factors[1].path == "parameters.detection");
  CHECK(plan.design.factors[1].name == "parameters.detection");
}

TEST_CASE("the number of replicates is the scenario's, but at most eight; the caller's comes first",
          "[sweep]") {
  const std::string design = R"({"design": "grid", "factors": {"leak": [0.1]}, "set": {"replicates": 3}})";
  CHECK(plan_of(design).replicates == 3);
  CHECK(study::sweep_for(two_places(), design, "mine.json", {5}).replicates == 5);
  CHECK(plan_of(R"({"design": "grid", "factors": {"leak": [0.1]}, "set": {"replicates": 300}})").replicates ==
        8);
}

TEST_CASE("policies are those named and the reference, in the scenario's order", "[sweep]") {
  const SweepPlan plan =
      plan_of(R"({"design": "grid", "factors": {"leak": [0, 0.1]}, "policies": ["b-closes-too"],
                                     "outputs": "held_cn_in_us", "dates": ["2010-06", "2008-01"]})");
  CHECK(plan.policies == std::vector<std::string>{"asymmetric", "b-closes-too"});
  CHECK(plan.outputs == std::vector<study::Monthly>{study::Monthly::held_cn_in_us});
  CHECK(plan.dates == std::vector<sim::Month>{sim::Month::of(2010, 6), sim::Month::of(2008, 1)});
}

TEST_CASE("report dates that lie outside the run are left out, as in a run", "[sweep]") {
  const std::string head = R"({"design": "grid", "factors": {"leak": [0]}, "set": {"end": ")";
  CHECK(plan_of(head + "2012-12\"}}").dates == std::vector<sim::Month>{sim::Month::of(2009, 12)});
  CHECK(plan_of(head + "2008-06\"}}").dates == std::vector<sim::Month>{sim::Month::of(2008, 6)});
}

TEST_CASE("what a design sets is in its scenario", "[sweep]") {
  const SweepPlan plan = plan_of(
      R"({"rows": [{"leak": 0.1}], "set": {"institutions": 50, "parameters.detection": 0.5}, "defaults": false})");
  const auto nothing = [](const std::string&, const std::string&) { return std::nullopt; };
  const auto scenario = exchange::load_scenario(plan.scenario_json, "x", nothing).scenario;
  CHECK(scenario.institutions == 50);
  CHECK(scenario.defaults.detection == 0.5);
  CHECK(scenario.draw_parameters);
}

TEST_CASE("a plan is its two texts: read again they give themselves", "[sweep]") {
  for (
      const char* design :
      {R"({"design": "sobol", "points": 4, "second_order": true, "factors": {"leak": {"low": 0, "high": 0.5}, "switches.brokerage": {"values": [false]}}})",
       R"({"design": "morris", "points": 3, "factors": {"leak": {}, "spend_open": {"low": 1e6, "high": 1e8, "scale": "log"}}, "set": {"seed": 7}})",
       R"({"rows": [{"leak": 0.1, "start": "2005-01"}, {"leak": 0.2, "start": "2006-01"}], "defaults": true})",
       R"({"title": "T", "design": "grid", "factors": {"leak": [0.1, 0.2], "end": ["2014-12", "2015-12"]}})"}) {
    const SweepPlan plan = plan_of(design);
    const SweepPlan again = study::sweep_for(plan.scenario_json, plan.design_json);
    CHECK(again.design_json == plan.design_json);
    CHECK(again.scenario_json == plan.scenario_json);
    CHECK(again.scenario_id == "two-places");
    REQUIRE(again.rows() == plan.rows());
    const study::DesignRows a(plan.design), b(again.design);
    for (int64_t row = 0; row < plan.rows(); ++row) CHECK(a.row(row) == b.row(row));
  }
}

TEST_CASE("every fault of a design is said at once, where it stands", "[sweep]") {
  const std::string said = problems_of(R"({
  "desing": "grid",
  "design": "latin-hypercub",
  "points": 0,
  "seed": -1,
  "second_order": true,
  "factors": {
    "leek": {},
    "parameters.detectoin": {},
    "leak": { "low": 0.5, "high": 0.1 },
    "parameters.leak": { "low": 0, "high": 2 },
    "detection": { "values": [0.1, "x"] },
    "worth": { "low": 0, "high": 1, "scale": "log" },
    "institutions": {},
    "chilling": { "low": 0.1 },
    "brokerage_rate": {}
  },
  "replicates": 0,
  "policies": ["both-opne"],
  "outputs": ["held_us_in_cm"],
  "dates": ["2014-13", "2050-01"]
})");
  CHECK(says(said, "mine.json:2:3: error: unknown key \"desing\". Did you mean \"design\"?"));
  CHECK(
      says(said,
           "mine.json:3:13: error: \"latin-hypercub\" is not known here. Did you mean \"latin-hypercube\"?"));
  CHECK(says(said, "mine.json:4:13: error: 0 is out of range."));
  CHECK(says(said, "mine.json:5:11: error: -1 is out of range."));
  CHECK(says(said, "mine.json:6:3: error: only a sobol design has a second order."));
  CHECK(says(said,
             "mine.json:8:5: error: \"leek\" is neither a parameter nor a key of the scenario. Did you mean "
             "\"leak\"?"));
  CHECK(says(said, "mine.json:9:5: error: \"detectoin\" is not a parameter. Did you mean \"detection\"?"));
  CHECK(says(said, "mine.json:10:22: error: low must be below high."));
  CHECK(says(said, "mine.json:11:44: error: 2 is out of range. Allowed: 0 to 1."));
  CHECK(says(said, "mine.json:11:5: error: \"leak\" and \"parameters.leak\" are the same."));
  CHECK(says(said, "mine.json:12:36: error: expected a number, found a text."));
  CHECK(says(said, "error: on a log scale low must be above 0."));
  CHECK(says(said, "mine.json:14:21: error: what is not a parameter needs listed values."));
  CHECK(says(said, "the factor has no \"high\". Give low and high."));
  CHECK(says(said, "this parameter has no range of its own. Give low and high, or values."));
  CHECK(says(said, "mine.json:18:17: error: 0 is out of range."));
  CHECK(says(said, "\"both-opne\" is not a policy here. Did you mean \"both-open\"?"));
  CHECK(says(said, "\"held_us_in_cm\" is not a monthly output. Did you mean \"held_us_in_cn\"?"));
  CHECK(says(said, "\"2014-13\" is not a month."));
  CHECK(says(said, "2050-01 lies outside the run. It is 2005-01 to 2014-12."));
}

TEST_CASE("other faults of designs", "[sweep]") {
  CHECK(says(problems_of("[]"), "a design is an object"));
  CHECK(says(problems_of(R"({"extends": "preset:two-places"})"), "this is a scenario, not the design of a sweep."));
  CHECK(says(problems_of("{"), "mine.json:1"));
  CHECK(
      says(problems_of(R"({"factors": {}})"), "the design has no \"design\". Kinds: grid, latin-hypercube"));
  CHECK(says(problems_of(R"({"design": "grid", "factors": {}})"), "the design varies nothing."));
  CHECK(says(problems_of(R"({"design": "grid", "factors": {"leak": {}}})"), "a grid needs listed values."));
  CHECK(says(problems_of(R"({"design": "grid", "factors": {"leak": []}})"),
             "values are a list of one or more."));
  CHECK(says(problems_of(R"({"design": "grid", "points": 3, "factors": {"leak": [0]}})"),
             "takes no \"points\""));
  CHECK(
      says(problems_of(R"({"design": "morris", "factors": {"leak": {}}})"), "the design has no \"points\"."));
  CHECK(says(problems_of(R"({"design": "rows"})"), "the design has no \"rows\"."));
  CHECK(says(problems_of(R"({"rows": [{"leak": 0.1}, {"lek": 0.1}]})"), "this row has no \"leak\"."));
  CHECK(says(problems_of(R"({"rows": [{"leak": 0.1}, {"leak": 0.1, "worth": 1}]})"),
             "the first row has no \"worth\"."));
  CHECK(says(problems_of(R"({"rows": [{"leak": 7}]})"), "7 is out of range."));
  CHECK(says(problems_of(R"({"design": "grid", "factors": {"leak": {"low": 0, "high": 1, "values": [1]}}})"),
             "not both"));
  CHECK(says(
      problems_of(R"({"design": "grid", "factors": {"switches.brokrage": [true, false]}})"),
      "no value of this factor makes a scenario: unknown key \"brokrage\". Did you mean \"brokerage\"?"));
  CHECK(says(problems_of(R"({"design": "grid", "factors": {"leak": [0]}, "set": {"parameters.leek": 1}})"),
             "mine.json:1:54: error: \"leek\" is not a parameter. Did you mean \"leak\"?"));
}

TEST_CASE("a design that names no scenario, or one that is faulty, says so beside its own faults",
          "[sweep]") {
  const auto problems = [](const std::string& design, const study::ScenarioLoader& load) {
    try {
      study::read_sweep(design, "mine.json", load);
    } catch (const sim::InputError& error) {
      std::string all;
      for (const sim::Problem& problem : error.problems) all += exchange::to_text(problem) + "\n";
      return all;
    }
    return std::string();
  };
  const study::ScenarioLoader refuses = [](const std::string& named,
                                           const exchange::Overrides&) -> exchange::Loaded {
    throw sim::InputError({{sim::Problem::Severity::error, named, 3, 1, "", "it is faulty.", ""}});
  };
  CHECK(says(problems(R"({"design": "grid", "factors": {"leak": [0]}})", refuses),
             "the design names no scenario."));
  const std::string said =
      problems(R"({"scenario": "x.json", "design": "grid", "factors": {"leak": [9]}})", refuses);
  CHECK(says(said, "x.json:3:1: error: it is faulty."));
  CHECK(says(said, "9 is out of range."));
}

TEST_CASE("sobol points that are no power of two are warned of, not refused", "[sweep]") {
  const std::string head = R"({"design": "sobol", "factors": {"leak": {}}, "points": )";
  const auto warned = [&](const std::string& points) {
    const auto warnings = plan_of(head + points + "}").warnings;
    return std::any_of(warnings.begin(), warnings.end(), [](const auto& w) { return w.path == "points"; });
  };
  CHECK_FALSE(warned("64"));
  CHECK(warned("100"));
}
