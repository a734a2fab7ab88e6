// extends, include, --set, --as-of, warnings, and the resolved scenario.
#include <catch2/catch.hpp>

#include "tests/models/exchange/world/small_world.hpp"

using namespace exchange;
using namespace exchange::door_test;

TEST_CASE("an extending file wins, key by key", "[door]") {
  const Scenario s =
      load(R"({"extends": "preset:base", "title": "Mine", "end": "2025-12", "report": ["2025-06"],
    "places": {"CN": {"population": 7}, "JP": {}}})")
          .scenario;
  CHECK(s.remark.title == "Mine");
  CHECK(s.end == Month::of(2026, 1));
  REQUIRE(s.places.size() == 3);
  CHECK(s.places[1].population == 7);
  CHECK(s.places[1].bloc == "CN");  // inherited
  CHECK(s.places[2].id == "JP");
  CHECK(s.policies.size() == 3);  // not named: all inherited
}

TEST_CASE("named policies replace the list; an empty one is inherited", "[door]") {
  const Scenario s = load(R"({"extends": "preset:base", "policies": {
    "mine": {"starts_from": "no-measures", "source": "me"}, "current-law": {}}})")
                         .scenario;
  REQUIRE(s.policies.size() == 2);
  CHECK(s.policies[0].id == "mine");
  CHECK(s.policies[0].provisions.size() == 1);  // started from a policy that is not listed any more
  CHECK(s.policies[1].remark.title == "As enacted");
  CHECK(s.policies[1].provisions.size() == 2);
}

TEST_CASE("a reference that is no longer listed is missed where the policies are", "[door]") {
  const auto problems = problems_of("{\"extends\": \"preset:base\",\n \"policies\": {\"closed\": {}}}");
  REQUIRE(problems.size() == 1);
  CHECK(to_text(problems[0]) ==
        "mine.json:2:2: error: reference \"current-law\" is not a policy here.\n"
        "    Add \"current-law\": {} here, or name another \"reference\".");
}

TEST_CASE("included files stand side by side", "[door]") {
  const Files files{{"a.json", R"({"title": "A", "law": ["p"], "places": {"A": {}},
                                   "inputs": {"cost_per_genome": {"values": {"2020-01": 1000}}},
                                   "provisions": {"p": {"sources": ["x"]}}})"},
                    {"b.json", R"({"law": "q", "places": {"B": {}}})"},
                    {"c.json", R"({"law": ["q"], "provisions": {"q": {"sources": ["x"]}}})"},
                    {"twice.json", "{\n\"places\": {\"A\": {}}}"},
                    {"nested.json", R"({"include": "a.json"})"}};
  const Scenario s =
      load(R"({"include": ["a.json", "nested.json", "c.json"], "policies": {"x": {}}})", files).scenario;
  CHECK(s.remark.title.empty());  // a part's title is not the whole's
  CHECK(s.law == std::vector<std::string>{"p", "q"});
  CHECK(s.policies[0].provisions.size() == 2);
  const auto problems = problems_of(R"({"include": ["a.json", "twice.json"], "policies": {"x": {}}})", files);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].file == "twice.json");
  CHECK(problems[0].line == 2);
  CHECK_THAT(problems[0].message, Catch::Contains("defined twice, first in a.json:1"));
  // The including file itself may change what it includes.
  CHECK(load(R"({"include": "a.json", "places": {"A": {"population": 5}}, "policies": {"x": {}}})", files)
            .scenario.places[0]
            .population == 5);
}

TEST_CASE("circles and missing files are errors at the reference", "[door]") {
  const Files files{{"a.json", R"({"extends": "b.json"})"}, {"b.json", "{\n \"extends\": \"a.json\"}"}};
  const auto circle = problems_of(R"({"extends": "a.json"})", files);
  REQUIRE_FALSE(circle.empty());
  CHECK(circle[0].file == "b.json");
  CHECK(circle[0].line == 2);
  CHECK_THAT(circle[0].message, Catch::Contains("leads back to itself"));
  CHECK(
      mentions(problems_of(R"({"include": ["mine.json"]})", {{"mine.json", "{}"}}), "leads back to itself"));
  CHECK(mentions(problems_of(R"({"extends": "preset:nothing"})"), "\"preset:nothing\" does not exist."));
  CHECK(mentions(problems_of(R"({"extends": "base"})", {{"preset:base", "{}"}}), "Did you mean \"preset:base\"?"));
  CHECK(mentions(problems_of(R"({"include": ["bad.json"]})", {{"bad.json", "{\"a\": }"}}),
                 "bad.json:1:7: error"));
}

TEST_CASE("what is missing is not missed twice, what else is wrong is said", "[door]") {
  const auto problems =
      problems_of(R"({"extends": "preset:nothing", "sed": 1, "end": "2027-13", "focal": ["US"]})");
  REQUIRE(problems.size() == 3);  // and not that there is no place US
  CHECK(mentions(problems, "unknown key \"sed\""));
  CHECK(mentions(problems, "\"2027-13\" is not a month"));
  const auto unreadable =
      problems_of(R"({"extends": "preset:base", "places": 3, "policies": 3, "reference": "x"})");
  CHECK(mentions(unreadable, "expected an object, found a number."));
  CHECK_FALSE(mentions(unreadable, "is not a place here"));
  CHECK_FALSE(mentions(unreadable, "no policy is listed"));
}

TEST_CASE("the reason why a file cannot be read is handed on", "[door]") {
  const Resolver resolve = [](const std::string& reference,
                              const std::string&) -> std::optional<std::pair<std::string, std::string>> {
    throw Unreadable(reference, "is a folder.", "Name a file in it.");
  };
  try {
    load_scenario(R"({"include": ["parts"]})", "mine.json", resolve);
    FAIL("accepted");
  } catch (const sim::InputError& error) {
    REQUIRE(error.problems.size() == 1);
    CHECK(to_text(error.problems[0]) == "mine.json:1:14: error: \"parts\" is a folder. Name a file in it.");
  }
}

TEST_CASE("two included files cannot give one value each", "[door]") {
  const Files files{{"a.json", R"({"seed": 1})"}, {"b.json", "{\n\"seed\": 2}"}};
  CHECK(mentions(problems_of(R"({"extends": "preset:base", "include": ["a.json", "b.json"]})", files),
                 "b.json:2:1: error: \"seed\" is defined twice, first in a.json:1."));
  CHECK(load(R"({"extends": "preset:base", "include": ["a.json"], "seed": 3})", files).scenario.seed == 3);
}

TEST_CASE("an override changes one value, JSON or bare text", "[door]") {
  Overrides overrides;
  overrides.set = {{"seed", "18446744073709551615"},
                   {"places.US.population", "5"},
                   {"reference", "closed"},
                   {"policies.closed.title", "Shut"},
                   {"law.1", "us-closure"},
                   {"parameters.detection", "0.5"},
                   {"policies.current-law.amend.us-bulk-data-rule.effective", "2026-01"}};
  const Scenario s = load(kBase, {}, overrides).scenario;
  CHECK(s.seed == 18446744073709551615u);
  CHECK(s.places[0].population == 5);
  CHECK(s.reference == "closed");
  CHECK(policy(s, "closed").remark.title == "Shut");
  CHECK(s.law[1] == "us-closure");
  CHECK(s.defaults.detection == 0.5);
  CHECK(provision(policy(s, "current-law"), "us-bulk-data-rule@amended")->effective == Month::of(2026, 1));
}

TEST_CASE("a faulty override is shown as it was typed", "[door]") {
  const auto said = [](const std::string& path, const std::string& value) {
    Overrides overrides;
    overrides.set = {{path, value}};
    const auto problems = problems_of(kBase, {}, overrides);
    return problems.empty() ? "" : to_text(problems[0]);
  };
  CHECK(said("sed", "1") == "--set sed=1: error: unknown key \"sed\". Did you mean \"seed\"?\n    at sed");
  CHECK(said("law.7", "x") ==
        "--set law.7=x: error: there is no item \"7\" in this list. Items: 0 to 1\n    at law.7");
  CHECK_THAT(said("places..population", "1"), Catch::Contains("the path has an empty step."));
  CHECK_THAT(said("a" + std::string(200, '.') + "b", "1"), Catch::Contains("empty step"));
  CHECK_THAT(said("switches", "{\"brokerage\": tru}"), Catch::Contains("the value is no JSON: "));
  CHECK_THAT(said("title", "S\xE3o"), Catch::Contains("the value is not UTF-8."));
  CHECK_THAT(said("extends", "preset:x"), Catch::Contains("\"extends\" cannot be set."));
  std::string deep = "a";
  for (int i = 0; i < 70; ++i) deep += ".a";
  CHECK_THAT(said(deep, "1"), Catch::Contains("more than 64 steps"));
  CHECK_THAT(said("end", "2027-13"),
             Catch::StartsWith("--set end=2027-13: error: \"2027-13\" is not a month."));
}

TEST_CASE("law announced after --as-of is not known; hypothetical law is", "[door]") {
  Overrides overrides;
  overrides.law_as_of = "2024-06-30";
  const Scenario s = load(kBase, {}, overrides).scenario;
  CHECK(s.law_as_of == Month::of(2024, 6));
  CHECK(policy(s, "current-law").provisions.size() == 1);
  CHECK(provision(policy(s, "closed"), "us-closure"));
  CHECK(s.library.size() == 3);
  overrides.law_as_of = "2025-01";  // the month of the announcement
  CHECK(policy(load(kBase, {}, overrides).scenario, "current-law").provisions.size() == 2);
}

TEST_CASE("warnings do not stop a scenario", "[door]") {
  const auto warnings = load(R"({"extends": "preset:base", "report": ["2030-12", "2050-01"],
    "provisions": {"extra": {"title": "x"}, "noted": {"source": "a letter"}},
    "policies": {"current-law": {}, "mine": {"measures": {"add": "extra", "remove": "us-closure"}}}})")
                            .warnings;
  CHECK(mentions(warnings, "2050-01 lies outside the run"));
  CHECK(mentions(warnings, "\"extra\" cites no source; the report will print \"author's assumption\"."));
  CHECK(mentions(warnings, "\"mine\" cites no source"));
  CHECK(mentions(warnings, "removing it changes nothing"));
  CHECK(mentions(warnings, "no policy uses \"noted\"."));
  CHECK(warnings.size() == 5);  // nothing about what is only inherited, or cites a source in one line
}

TEST_CASE("remarks of any object are kept by path", "[door]") {
  const Scenario s =
      load(R"({"extends": "preset:base", "author": "A", "note": "N", "switches": {"note": "off"},
    "groups": {"source": "atlas"}, "places": {"US": {"source": "census"}}})")
          .scenario;
  CHECK(s.author == "A");
  CHECK(s.remark.note == "N");
  CHECK(s.remarks.at("switches").note == "off");
  CHECK(s.remarks.at("groups").source == "atlas");
  CHECK(s.remarks.at("places.US").source == "census");
  CHECK(s.groups.size() == 1);
}

TEST_CASE("the resolved scenario reads back as the same scenario", "[door]") {
  const Scenario once =
      load(R"({"extends": "preset:base", "seed": 18446744073709551615, "law_as_of": "2027-01",
    "places": {"US": {"source": "census", "population": 0.1}}, "parameters": {"leak": {"value": 0.3, "note": "n"}},
    "switches": {"brokerage": true}, "policies": {"current-law": {}, "mine": {"starts_from": "closed", "source": "me",
    "amend": {"us-closure": {"effective": "2028-01", "applies": {"kind": "clinical"}}}}}})")
          .scenario;
  const Scenario twice = load(once.resolved_json).scenario;
  CHECK(twice.resolved_json == once.resolved_json);
  CHECK(twice.seed == once.seed);
  CHECK(twice.places[0].population == 0.1);
  CHECK(twice.remarks.size() == once.remarks.size());
  CHECK(twice.priors.size() == 1);
  CHECK(twice.defaults.leak == 0.3);
  REQUIRE(twice.policies.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    REQUIRE(twice.policies[i].provisions.size() == once.policies[i].provisions.size());
    for (std::size_t j = 0; j < once.policies[i].provisions.size(); ++j) {
      CHECK(twice.policies[i].provisions[j].id == once.policies[i].provisions[j].id);
      CHECK(twice.policies[i].provisions[j].effective == once.policies[i].provisions[j].effective);
      CHECK(twice.policies[i].provisions[j].expires == once.policies[i].provisions[j].expires);
    }
  }
  CHECK_THAT(once.resolved_json, Catch::Contains("\"retention_months\": 60"));  // defaults are written out
  CHECK_THAT(once.resolved_json, !Catch::Contains("extends"));
}

TEST_CASE("the vocabulary of law keeps the world's order", "[door]") {
  const auto words = vocabulary_of(load(kBase).scenario);
  CHECK(words.places == std::vector<std::string>{"US", "CN"});
  CHECK(words.repositories == std::vector<std::string>{"ncbi"});
  CHECK(words.firms == std::vector<std::string>{"bgi"});
  CHECK(words.offices == std::vector<std::string>{"doj"});
  CHECK(words.usd_per.at("USD") == 1);
}

TEST_CASE("files are known by their name", "[door]") {
  CHECK(id_of_file("preset:us-countermeasures") == "us-countermeasures");
  CHECK(id_of_file("/a/b.c/my-policy.json") == "my-policy");
  CHECK(id_of_file("x") == "x");
}

TEST_CASE("no text makes the door fail otherwise than by InputError", "[door]") {
  for (const char* text :
       {"", "null", "[]", "3", "\"x\"", "{}", "{\"policies\": 3}", "{\"policies\": {\"a\": 1}}",
        "{\"policies\": {\"a\": {\"amend\": {\"b\": 2}}}}", "{\"extends\": {}}", "{\"include\": [1]}",
        "{\"places\": [1]}", "{\"inputs\": {\"a\": {\"values\": 2}}}", "{\"provisions\": {\"a\": []}}"}) {
    INFO(text);
    CHECK_FALSE(problems_of(text).empty());
  }
}
