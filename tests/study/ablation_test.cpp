// One rule off, where it is known what each rule does.

#include <catch2/catch.hpp>

#include "sim/error.hpp"
#include "study/ablation.hpp"
#include "study/credit.hpp"
#include "tests/models/exchange/support.hpp"

using namespace study;
using exchange::test::shipped;

namespace {

AblationOptions quick(const std::string& jurisdiction = "") {
  AblationOptions options;
  options.run.replicates = 3;
  options.jurisdiction = jurisdiction;
  return options;
}

std::vector<std::string> rules(const Ablation& told) {
  std::vector<std::string> found;
  for (const AblationRow& row : told.rows) found.push_back(row.rule.id);
  return found;
}

}  // namespace

TEST_CASE("the only rule taken off leaves the reference", "[ablation]") {
  const Ablation told = ablation(shipped("two-places"), "b-closes-too", quick());
  REQUIRE(rules(told) == std::vector<std::string>{"b-closes"});
  CHECK(told.reference == "asymmetric");
  CHECK(told.change.median < 0);
  CHECK(told.rows[0].change.median == 0);
  CHECK(told.rows[0].difference.median == -told.change.median);
  CHECK_FALSE(told.rows[0].never);
}

TEST_CASE("a rule that the policy removes is put back", "[ablation]") {
  const Ablation told = ablation(shipped("two-places"), "both-open", quick());
  REQUIRE(rules(told) == std::vector<std::string>{"a-licence", "a-deposit"});
  CHECK(told.rows[0].rule.removed == 1);
  // What A keeps at home does not bear on how much of B's is copied to A.
  for (const AblationRow& row : told.rows) CHECK(row.never);
}

TEST_CASE("one of twins can be spared, and a rule that does nothing", "[ablation]") {
  Scenario s = shipped("two-places");
  auto closes = s.library.at("b-closes"), twin = closes, notes = closes;
  twin.id = "b-twin";
  notes.id = "b-notes";
  notes.effects = {exchange::test::effect(exchange::Effect::Type::notify)};
  exchange::test::add_policy(s, "packed", {closes, notes, twin});
  const Ablation told = ablation(s, "packed", quick());
  REQUIRE(told.rows.size() == 3);
  for (const AblationRow& row : told.rows) {
    CHECK(row.never);
    CHECK(row.change.median == told.change.median);
  }
  CreditOptions same;
  same.run = quick().run;
  const Credit shares = credit(s, "packed", same);
  for (std::size_t i = 0; i < 3; ++i)  // what credit says is lost without a rule is what is lost without it
    CHECK(shares.rows[i].last.median == -told.rows[i].difference.median);
}

TEST_CASE("every rule of a jurisdiction, whatever the reference has", "[ablation]") {
  const Scenario s = shipped("two-places");
  const Ablation of_b = ablation(s, "b-closes-too", quick("B"));
  CHECK(rules(of_b) == std::vector<std::string>{"b-open", "b-releases", "b-closes"});
  CHECK(of_b.reference == "asymmetric");
  CHECK(of_b.rows[2].difference.median == -of_b.change.median);
  const Ablation of_a = ablation(s, "asymmetric", quick("A"));
  CHECK(rules(of_a) == std::vector<std::string>{"a-licence", "a-deposit"});
  CHECK(of_a.reference == "both-open");
  CHECK_THROWS_WITH(ablation(s, "asymmetric", quick("US")), Catch::Contains("no provision of"));
}

TEST_CASE("a policy with nothing to compare it with is compared with itself", "[ablation]") {
  Scenario s = shipped("two-places");
  s.policies.resize(1);
  const Ablation told = ablation(s, "asymmetric", quick("B"));
  CHECK(told.reference == "asymmetric");
  CHECK(told.change.median == 0);
  CHECK(told.rows[0].change.median == told.rows[0].difference.median);
  CHECK_THROWS_AS(ablation(s, "asymmetric", quick()), sim::Error);
}

TEST_CASE("threads, batches and shared history change no number of one rule off", "[ablation][bits]") {
  const Scenario s = exchange::test::small_countermeasures();
  AblationOptions options = quick();
  options.run.replicates = 1;
  const Ablation told = ablation(s, "listings-only", options);
  REQUIRE(told.rows.size() == 7);
  options.at_once = 2;
  options.run.threads = 2;
  options.run.share_history = false;
  const Ablation again = ablation(s, "listings-only", options);
  for (std::size_t i = 0; i < told.rows.size(); ++i)
    CHECK(told.rows[i].difference.median == again.rows[i].difference.median);
  CHECK(ablation_scenario(s, "listings-only", options).policies.size() == 9);
}
