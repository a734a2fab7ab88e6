// starts_from, measures, amendments.
#include <catch2/catch.hpp>

#include "tests/models/exchange/world/small_world.hpp"

using namespace exchange;
using namespace exchange::door_test;

namespace {

Scenario with_policies(const std::string& policies) {
  return load(R"({"extends": "preset:base", "reference": "current-law", "policies": {"current-law": {}, )" +
              policies + "}}")
      .scenario;
}

sim::Problems faults_of(const std::string& policies) {
  return problems_of(R"({"extends": "preset:base", "policies": {"current-law": {}, )" + policies + "}}");
}

}  // namespace

TEST_CASE("the sketch of a researcher's own scenario", "[policies]") {
  const Scenario s = load(R"({
  "title": "What if the US bulk-data rule had no threshold?",
  "author": "A. Researcher",
  "extends": "preset:base",
  "reference": "current-law",
  "policies": {
    "current-law": {},
    "no-threshold": {
      "title": "Bulk-data rule from the first person, grantees included",
      "note": "Our proposal; no bill has been introduced.",
      "starts_from": "current-law",
      "amend": {
        "us-bulk-data-rule": {
          "announced": "2026-09",
          "effective": "2027-01",
          "applies": { "persons_over": { "count": 0, "months": 12 } },
          "exempt": { "remove": ["federally-funded"] }
        }
      }
    }
  }
})")
                         .scenario;
  const PolicyData& mine = policy(s, "no-threshold");
  const Provision* original = provision(mine, "us-bulk-data-rule");
  const Provision* amended = provision(mine, "us-bulk-data-rule@amended");
  REQUIRE(original);
  REQUIRE(amended);
  CHECK(original->expires == Month::of(2027, 1));  // in force until the amendment is
  CHECK(original->applies.persons_over->count == 100);
  CHECK(amended->announced == Month::of(2026, 9));
  CHECK(amended->effective == Month::of(2027, 1));
  CHECK(amended->expires == sim::kNever);
  CHECK(amended->applies.persons_over->count == 0);
  CHECK(amended->applies.origin == original->applies.origin);  // axes not given stay
  CHECK(amended->exemptions.empty());
  CHECK(amended->exemption_notes.empty());
  CHECK(amended->status == Status::hypothetical);
  CHECK(mine.amended == std::vector<std::string>{"us-bulk-data-rule"});
  CHECK(provision(policy(s, "current-law"), "us-bulk-data-rule")->expires == sim::kNever);
}

TEST_CASE("measures and provisions come and go by id", "[policies]") {
  const Scenario s =
      with_policies(R"("a": {"source": "s", "measures": {"add": "closure", "remove": ["us-archives"]}},
    "b": {"source": "s", "starts_from": "a", "measures": {"remove": ["closure"], "add": ["us-archives"]}})");
  const auto ids = [&](const char* id) {
    std::vector<std::string> found;
    for (const Provision& p : policy(s, id).provisions) found.push_back(p.id);
    return found;
  };
  CHECK(ids("a") == std::vector<std::string>{"us-bulk-data-rule", "us-closure"});
  CHECK(ids("b") == std::vector<std::string>{"us-bulk-data-rule", "us-archives"});
  CHECK(policy(s, "b").starts_from == "a");
  CHECK(policy(s, "a").added == std::vector<std::string>{"closure"});
}

TEST_CASE("an amendment that takes effect earlier replaces the original", "[policies]") {
  const Scenario s = with_policies(
      R"("early": {"source": "s", "amend": {"us-bulk-data-rule": {"announced": "2021-01", "effective": "2021-04"}}})");
  const PolicyData& early = policy(s, "early");
  CHECK_FALSE(provision(early, "us-bulk-data-rule"));
  CHECK(provision(early, "us-bulk-data-rule@amended")->effective == Month::of(2021, 4));
}

TEST_CASE("without a date of effect an amendment holds from the start", "[policies]") {
  const Scenario s = with_policies(R"("wide": {"source": "s", "amend": {"us-bulk-data-rule": {
    "applies": {"to": "!US"}, "exempt": {"add": {"courts": {"recipient": "government", "note": "n"}}}}}})");
  const Provision* wide = provision(policy(s, "wide"), "us-bulk-data-rule@amended");
  REQUIRE(wide);
  CHECK(policy(s, "wide").provisions.size() == 2);
  CHECK(wide->effective == Month::of(2025, 4));
  CHECK(wide->announced == Month::of(2025, 1));
  CHECK(wide->applies.to == std::vector<std::string>{"!US"});
  CHECK(wide->exemptions.size() == 2);
  CHECK(wide->exemption_notes.at("courts") == "n");
}

TEST_CASE("without a date of announcement nobody knew before", "[policies]") {
  const Scenario s =
      with_policies(R"("late": {"source": "s", "amend": {"us-bulk-data-rule": {"effective": "2028-01"}}})");
  CHECK(provision(policy(s, "late"), "us-bulk-data-rule@amended")->announced == Month::of(2028, 1));
}

TEST_CASE("an amendment is its author's, unless it names a source; without a date it says what it replaces", "[policies]") {
  const Scenario s = with_policies(R"(
    "mine": {"source": "s", "amend": {"us-bulk-data-rule": {"effective": "2028-01"}}},
    "cited": {"source": "s", "amend": {"us-bulk-data-rule": {"effective": "2028-01", "sources": [{"text": "a bill", "grade": "B"}]}}})");
  const Provision *mine = provision(policy(s, "mine"), "us-bulk-data-rule@amended"),
                  *cited = provision(policy(s, "cited"), "us-bulk-data-rule@amended");
  REQUIRE((mine && cited));
  CHECK(mine->sources.front().grade == "assumption");
  CHECK(mine->sources.size() > 1);  // what it amends stays cited
  CHECK(cited->sources.front().text == "a bill");
  const auto backdated = load(R"({"extends": "preset:base", "reference": "current-law", "policies": {"current-law": {},
    "backdated": {"source": "s", "amend": {"us-bulk-data-rule": {"applies": {"persons_over": {"count": 0}}}}}}})");
  CHECK(mentions(backdated.warnings, "without \"effective\" the amendment replaces"));
}

TEST_CASE("an end alone leaves the provision what it was", "[policies]") {
  const Scenario s =
      with_policies(R"("sunset": {"source": "s", "amend": {"us-bulk-data-rule": {"expires": "2027-01"}}})");
  const Provision* ending = provision(policy(s, "sunset"), "us-bulk-data-rule");
  REQUIRE(ending);
  CHECK(ending->expires == Month::of(2027, 1));
  CHECK(ending->status == Status::in_force);
}

TEST_CASE("an amendment of an amendment changes the latest text; removal removes both", "[policies]") {
  const Scenario s = with_policies(R"(
    "first": {"source": "s", "amend": {"us-bulk-data-rule": {"effective": "2027-01", "applies": {"persons_over": {"count": 10}}}}},
    "second": {"source": "s", "starts_from": "first", "amend": {"us-bulk-data-rule": {"effective": "2029-01", "exempt": {"remove": "federally-funded"}}}},
    "none": {"source": "s", "starts_from": "second", "measures": {"remove": "us-bulk-data-rule"}})");
  const PolicyData& second = policy(s, "second");
  CHECK(provision(second, "us-bulk-data-rule")->expires == Month::of(2027, 1));
  CHECK(provision(second, "us-bulk-data-rule@amended")->expires == Month::of(2029, 1));
  const Provision* latest = provision(second, "us-bulk-data-rule@amended@amended");
  REQUIRE(latest);
  CHECK(latest->applies.persons_over->count == 10);
  CHECK(latest->exemptions.empty());
  CHECK(policy(s, "none").provisions.size() == 1);
}

TEST_CASE("faults of policies are found where they are written", "[policies]") {
  CHECK(mentions(faults_of(R"("a": {"starts_from": "curent-law"})"), "Did you mean \"current-law\"?"));
  CHECK(mentions(faults_of(R"("a": {"starts_from": "b"}, "b": {"starts_from": "a"})"), "starts from itself"));
  CHECK(mentions(faults_of(R"("a": {"amend": {"us-closure": {"effective": "2027-01"}}})"),
                 "\"us-closure\" is not part of this policy."));
  CHECK(mentions(faults_of(R"("a": {"amend": {"us-bulk-rule": {}}})"), "is not a provision."));
  CHECK(mentions(faults_of(R"("a": {"amend": {"us-archives": {"exempt": {"remove": "federal"}}}})"),
                 "there is no exemption \"federal\" to remove."));
  CHECK(mentions(
      faults_of(R"("a": {"amend": {"us-archives": {"announced": "2029-01", "effective": "2028-01"}}})"),
      "effective 2028-01 is before announced 2029-01."));
  CHECK(mentions(faults_of(R"("a": {"amend": {"us-archives": {"applies": {"to": "XX"}}}})"),
                 "at policies.a.amend.us-archives.applies.to"));
  CHECK(mentions(faults_of(R"("a": {"measures": {"add": ["closur"]}})"), "Did you mean \"closure\"?"));
}
