// What lies between two policies.

#include <catch2/catch.hpp>

#include "sim/error.hpp"
#include "study/players.hpp"
#include "tests/models/exchange/world/small_world.hpp"

using namespace study;
using exchange::door_test::base_with;
using exchange::door_test::kBase;
using exchange::door_test::load;

namespace {

Scenario with_policy(const std::string& policy, const std::string& measures = "") {
  std::string text = base_with("\"no-measures\"", policy + ", \"no-measures\"");
  const std::string here = "\"measures\": { \"closure\"";
  if (!measures.empty())
    text.replace(text.find(here), here.size(), "\"measures\": { " + measures + ", \"closure\"");
  return load(text).scenario;
}

std::vector<std::string> ids(const Between& between) {
  std::vector<std::string> found;
  for (const Player& player : between.players()) found.push_back(player.id);
  return found;
}

std::vector<std::string> law(const exchange::PolicyData& policy) {
  std::vector<std::string> found;
  for (const auto& p : policy.provisions) found.push_back(p.id);
  return found;
}

Between between(const Scenario& s, const std::string& reference, const std::string& policy,
                Grain grain = Grain::measures) {
  return Between(s, policy_of(s, reference), policy_of(s, policy), grain);
}

const char* const kMixed =
    R"("mixed": { "source": "us", "measures": { "add": ["closure"], "remove": ["us-archives"] },
        "amend": { "us-bulk-data-rule": { "effective": "2027-01", "applies": { "persons_over": { "count": 9, "months": 12 } } } } })";

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("players add, remove or amend; an amended provision and its original move together", "[players]") {
  const Scenario s = with_policy(kMixed);
  const Between b = between(s, "current-law", "mixed");
  REQUIRE(ids(b) == Ids{"us-bulk-data-rule", "us-archives", "closure"});
  CHECK(b.players()[0].amended == 1);
  CHECK(b.players()[1].removed == 1);
  CHECK(b.players()[2].added == 1);
  CHECK(b.players()[2].title == "Closure");
  CHECK(law(b.with(0)) == Ids{"us-bulk-data-rule", "us-archives"});
  CHECK(law(b.with(1)) == Ids{"us-bulk-data-rule", "us-archives", "us-bulk-data-rule@amended"});
  CHECK(law(b.with(4)) == Ids{"us-bulk-data-rule", "us-archives", "us-closure"});
  CHECK(law(b.with(b.all())) == Ids{"us-bulk-data-rule", "us-closure", "us-bulk-data-rule@amended"});
  CHECK(b.with(0).provisions[0].expires == sim::kNever);
  CHECK(b.with(1).provisions[0].expires == Month::of(2027, 1));
  CHECK(b.with(0).id == "current-law");
  CHECK(b.with(5).id == "with us-bulk-data-rule + closure");
  CHECK(b.with(b.all()).id == "mixed");
}

TEST_CASE("the way back has the same players", "[players]") {
  const Scenario s = with_policy(kMixed);
  const Between there = between(s, "current-law", "mixed"), back = between(s, "mixed", "current-law");
  CHECK(there.players().size() == back.players().size());
  CHECK(law(back.with(0)) == law(there.with(there.all())));
  CHECK(law(back.with(back.all())) == law(there.with(0)));
  CHECK(law(there.with(0)) == law(s.policies[policy_of(s, "current-law")]));
  CHECK(law(there.with(there.all())) == law(s.policies[policy_of(s, "mixed")]));
}

TEST_CASE("a measure plays where all of it moves; of nested ones the finest", "[players]") {
  const std::string policy =
      R"("new": { "source": "us", "measures": { "add": ["closure"], "remove": ["us-bulk-data-rule"] } })";
  const char* const measures =
      R"("all": { "title": "All", "provisions": ["us-bulk-data-rule", "us-closure", "us-archives"] },
      "both": { "title": "Both", "provisions": ["us-bulk-data-rule", "us-closure"] })";
  const Scenario s = with_policy(policy, measures);
  // "all" holds us-archives, which does not move; "both" holds what closure, smaller, has already moved.
  CHECK(ids(between(s, "current-law", "new")) == Ids{"us-bulk-data-rule", "closure"});
  CHECK(ids(between(s, "current-law", "new", Grain::provisions)) == Ids{"us-bulk-data-rule", "us-closure"});
  Scenario coarse = s;
  coarse.measures.erase("closure");
  CHECK(ids(between(coarse, "current-law", "new")) == Ids{"both"});
  CHECK(between(coarse, "current-law", "new").players()[0].provisions.size() == 2);
}

TEST_CASE("a measure of which only a part moves does not lend its name", "[players]") {
  Scenario s = with_policy(R"("new": { "source": "us" })");
  s.measures["two"] = {"two", {}, {"us-bulk-data-rule", "us-draft"}};
  s.library["us-draft"] = s.library["us-closure"];
  s.policies[policy_of(s, "new")].provisions = {s.library["us-archives"]};
  CHECK(ids(between(s, "current-law", "new")) == Ids{"us-bulk-data-rule"});
  s.library["us-draft"].status = exchange::Status::in_force;  // announced in 2026-06: not known before
  s.law_as_of = Month::of(2026, 1);
  CHECK(ids(between(s, "current-law", "new")) == Ids{"two"});
}

TEST_CASE("a change of words alone is no difference", "[players]") {
  Scenario s = load(kBase).scenario;
  s.policies[2] = s.policies[0];
  s.policies[2].id = "reworded";
  s.policies[2].provisions[0].title = "Another title";
  CHECK_THROWS_AS(between(s, "current-law", "reworded"), sim::Error);
}

TEST_CASE("a policy is compared with the reference; the reference with what most was removed from",
          "[players]") {
  const Scenario s = with_policy(
      R"("none": { "source": "us", "measures": { "remove": ["us-archives", "us-bulk-data-rule"] } })");
  const auto compared = [&](const std::string& policy, const std::string& named = "") {
    return s.policies[compared_with(s, policy_of(s, policy), named)].id;
  };
  CHECK(compared("closed") == "current-law");
  CHECK(compared("closed", "none") == "none");
  CHECK(compared("current-law") == "none");
  CHECK(compared("current-law", "closed") == "closed");
  CHECK_THROWS_AS(compared("closed", "nobody"), sim::Error);
  Scenario bare = s;
  bare.policies = {s.policies[policy_of(s, "current-law")], s.policies[policy_of(s, "closed")]};
  CHECK_THROWS_WITH(compared_with(bare, 0, ""), Catch::Contains("name the reference"));
}
