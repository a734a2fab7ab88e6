#include <catch2/catch.hpp>

#include <set>

#include "models/exchange/world/tree_diff.hpp"
#include "sim/parameters.hpp"
#include "tests/models/exchange/world/small_world.hpp"

using namespace exchange;
using namespace exchange::door_test;

namespace {

const char* const kSample =
    R"({"title": "By hand", "made_by": {"seed": 7}, "design_seed": 77, "parameters": ["leak", "detection"],
        "rows": [[0.10, 0.01], [0.20, 0.02], [0.30, 0.03], [0.40, 0.04], [0.45, 0.05]]})";
const Files kFiles{{"sample.json", kSample}};

std::string with(const std::string& keys) {
  return R"({"extends": "preset:base", "replicates": 3, )" + keys + "}";
}

const std::string kPosterior = R"("posterior": "sample.json")";

Scenario scenario(const std::string& keys, const Overrides& overrides = {}) {
  return load(with(keys), kFiles, overrides).scenario;
}

uint32_t ordinal_of(const std::string& name) {
  uint32_t ordinal = 0;
  for (const auto& declared : declarations()) {
    if (name == declared.name) break;
    ++ordinal;
  }
  return ordinal;
}

double from_prior(const std::string& name, uint64_t seed, uint64_t number) {
  return declaration_of(name)->prior.quantile(sim::design_point(seed, number, ordinal_of(name)), 0);
}

}  // namespace

TEST_CASE("a replicate takes a row, and all else from the prior where that row has it", "[posterior]") {
  const Scenario s = scenario(kPosterior);
  CHECK(s.fitted == std::vector<std::string>{"leak", "detection"});
  for (uint64_t r = 0; r < 5; ++r) {
    const Parameters drawn = parameters_of(s, r);
    CHECK(drawn.leak == s.posterior->rows[r][0]);
    CHECK(drawn.detection == s.posterior->rows[r][1]);
    CHECK(drawn.chilling == from_prior("chilling", 77, r));
    CHECK(drawn.joint_copy == from_prior("joint_copy", 77, r));
  }
  CHECK(parameters_of(s, 5).leak == parameters_of(s, 0).leak);  // round again, the prior's part too
  CHECK(parameters_of(s, 5).chilling == parameters_of(s, 0).chilling);
}

TEST_CASE("another seed begins at another row and keeps rows whole", "[posterior]") {
  const Scenario one = scenario(kPosterior), two = scenario(kPosterior, {{{"seed", "2"}}, {}, {}});
  std::set<double> leaks;
  for (uint64_t r = 0; r < 5; ++r) {
    const Parameters drawn = parameters_of(two, r);
    const std::size_t row = two.posterior->row_of(2, r);
    CHECK(drawn.leak == two.posterior->rows[row][0]);
    CHECK(drawn.detection == two.posterior->rows[row][1]);
    CHECK(drawn.chilling == from_prior("chilling", 77, row));
    leaks.insert(drawn.leak);
  }
  CHECK(leaks.size() == 5);
  CHECK(one.posterior->row_of(1, 0) == 0);
  std::set<std::size_t> begins;
  Posterior large;
  large.rows.resize(1024);
  for (uint64_t seed = 1; seed <= 32; ++seed) begins.insert(large.row_of(seed, 0));
  CHECK(begins.size() == 32);
  for (auto next = begins.begin(), at = next++; next != begins.end(); ++at, ++next) CHECK(*next - *at >= 16);
}

TEST_CASE("permuting the rows permutes the fitted values and nothing else", "[posterior]") {
  const Scenario s = scenario(kPosterior);
  Posterior turned = *s.posterior;
  std::swap(turned.rows[1], turned.rows[3]);
  Scenario t = s;
  t.posterior = std::make_shared<const Posterior>(turned);
  CHECK(parameters_of(t, 1).leak == parameters_of(s, 3).leak);
  CHECK(parameters_of(t, 1).detection == parameters_of(s, 3).detection);
  CHECK(parameters_of(t, 1).chilling == parameters_of(s, 1).chilling);
  CHECK(parameters_of(t, 0).leak == parameters_of(s, 0).leak);
}

TEST_CASE("what the scenario says of a parameter wins over the posterior", "[posterior]") {
  const Scenario fixed = scenario(kPosterior + R"(, "parameters": {"leak": 0.25})");
  CHECK(fixed.fitted == std::vector<std::string>{"detection"});
  CHECK(parameters_of(fixed, 2).leak == 0.25);
  CHECK(parameters_of(fixed, 2).detection == 0.03);
  const Scenario set = scenario(kPosterior, {{{"parameters.detection", "0.5"}}, {}, {}});
  CHECK(parameters_of(set, 2).detection == 0.5);

  const Loaded loaded =
      load(with(kPosterior + R"(, "parameters": {"leak": {"prior": {"uniform": [0.8, 0.9]}}})"), kFiles);
  CHECK(mentions(loaded.warnings, "the fit no longer applies"));
  CHECK(parameters_of(loaded.scenario, 0).leak >= 0.8);

  // The declared prior is a prior too, when somebody writes it.
  const Scenario prior =
      scenario(kPosterior + R"(, "parameters": {"leak": {"prior": {"uniform": [0, 0.5]}}})");
  CHECK(parameters_of(prior, 1).leak == from_prior("leak", 77, 1));
}

TEST_CASE("a posterior can be switched off, and goes by extends", "[posterior]") {
  Files files = kFiles;
  files["mother.json"] = with(kPosterior);
  const auto of = [&](const std::string& text) { return load(text, files).scenario; };
  CHECK(parameters_of(of(R"({"extends": "mother.json"})"), 3).leak == 0.40);
  const Scenario off = of(R"({"extends": "mother.json", "posterior": null})");
  CHECK(off.fitted.empty());
  CHECK(parameters_of(off, 3).leak == from_prior("leak", 1, 3));
  CHECK(off.resolved_json.find("posterior") == std::string::npos);
  const Scenario defaults = of(R"({"extends": "mother.json", "draw_parameters": false})");
  CHECK(parameters_of(defaults, 3).leak == defaults.defaults.leak);
  // Half of one and half of another would be none.
  const Scenario other = of(R"({"extends": "mother.json", "replicates": 1,
      "posterior": {"design_seed": 5, "parameters": ["worth"], "rows": [[2]]}})");
  CHECK(other.fitted == std::vector<std::string>{"worth"});
  CHECK(other.posterior->title.empty());
}

TEST_CASE("the resolved scenario carries the sample and draws the same", "[posterior]") {
  const Scenario s = scenario(kPosterior + R"(, "parameters": {"leak": 0.25})");
  const Loaded again = load(s.resolved_json, {});
  CHECK(again.scenario.resolved_json == s.resolved_json);
  CHECK(again.scenario.fitted == s.fitted);
  for (uint64_t r = 0; r < 5; ++r)
    for (const auto& declared : declarations())
      CHECK(get(parameters_of(again.scenario, r), declared.name) == get(parameters_of(s, r), declared.name));
  // On it a value still wins, and the switch still works.
  const Overrides set{{{"parameters.detection", "0.5"}}, {}, {}}, off{{{"posterior", "null"}}, {}, {}};
  CHECK(parameters_of(load(s.resolved_json, {}, set).scenario, 1).detection == 0.5);
  CHECK(parameters_of(load(s.resolved_json, {}, off).scenario, 1).detection == from_prior("detection", 1, 1));
}

TEST_CASE("the difference of two posteriors is one line", "[posterior]") {
  const auto tree = [](const std::string& text) {
    sim::Problems none;
    return *json::parse(load(with("\"posterior\": " + text), {}).scenario.resolved_json, "", none);
  };
  std::string other = kSample;
  other.replace(other.find("0.45"), 4, "0.44");
  const auto changes = diff(tree(kSample), tree(other));
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].path == "posterior");
  CHECK(changes[0].after == "another: 5 rows of 2 parameters");
  CHECK(diff(tree(kSample), tree(kSample)).empty());
}
