#include <catch2/catch.hpp>

#include "sim/error.hpp"
#include "study/delay.hpp"
#include "tests/models/exchange/world/small_world.hpp"

using exchange::door_test::kBase;
using exchange::door_test::load;
using exchange::door_test::provision;
using study::Month;

TEST_CASE("A delayed measure is shifted whole, and the rest of the law stays") {
  const auto scenario = load(kBase).scenario;
  const auto delayed = study::delayed_scenario(scenario, "us-bulk-data-rule", {0, 3, -2});
  REQUIRE(delayed.policies.size() == 4);
  CHECK(delayed.policies[0].id == "current-law");
  for (const auto& policy : delayed.policies) {
    CHECK(policy.provisions.size() == 2);
    CHECK(provision(policy, "us-archives")->effective == Month::of(2021, 1));
  }
  CHECK(provision(delayed.policies[1], "us-bulk-data-rule")->effective == Month::of(2025, 4));
  CHECK(provision(delayed.policies[2], "us-bulk-data-rule")->effective == Month::of(2028, 4));
  CHECK(provision(delayed.policies[2], "us-bulk-data-rule")->announced == Month::of(2028, 1));
  CHECK(provision(delayed.policies[2], "us-bulk-data-rule")->expires == sim::kNever);
  CHECK(provision(delayed.policies[3], "us-bulk-data-rule")->effective == Month::of(2023, 4));
}

TEST_CASE("A measure that the reference lacks is taken from the library") {
  const auto delayed = study::delayed_scenario(load(kBase).scenario, "closure", {1});
  REQUIRE(provision(delayed.policies[1], "us-closure"));
  CHECK(provision(delayed.policies[1], "us-closure")->effective == Month::of(2028, 1));
  CHECK_FALSE(provision(delayed.policies[0], "us-closure"));
  CHECK(provision(delayed.policies[1], "us-bulk-data-rule"));
}

TEST_CASE("A delay of what does not exist is refused") {
  CHECK_THROWS_AS(study::delayed_scenario(load(kBase).scenario, "us-nothing", {1}), sim::Error);
}
