// Warnings about what a file says and that can have no effect, stands twice, or leaves a gap.
#include <catch2/catch.hpp>

#include "tests/models/exchange/world/small_world.hpp"

using namespace exchange;
using namespace exchange::door_test;

namespace {

sim::Problems warnings_with(const std::string& policies, const std::string& more = "") {
  return load(R"({"extends": "preset:base", "reference": "current-law", )" + more +
              R"("policies": {"current-law": {}, "mine": {"source": "me", )" + policies + "}}}")
      .warnings;
}

std::string own(const std::string& id, const std::string& keys) {
  return R"("provisions": {")" + id + R"(": {"jurisdiction": "US", "sources": ["me"], )" + keys + "}}, ";
}

}  // namespace

TEST_CASE("an amendment that can never bind is told with the reason", "[check]") {
  const auto late = warnings_with(R"("amend": {"us-bulk-data-rule": {"effective": "2035-01"}})");
  CHECK(mentions(late, "\"us-bulk-data-rule\" can never bind: never in force during the run."));
  CHECK(mentions(late, "The run is 2020-01 to 2030-12"));
  const auto nobody = warnings_with(
      R"("amend": {"us-bulk-data-rule": {"effective": "2027-01", "exempt": {"add": {"all": {}}}}})");
  CHECK(mentions(nobody, "its exemption all covers everything it applies to"));
  CHECK(warnings_with(R"("amend": {"us-bulk-data-rule": {"effective": "2027-01"}})").empty());
}

TEST_CASE("a provision of one's own that never binds is told once, however many policies have it",
          "[check]") {
  const std::string gone = own(
      "mine-rule",
      R"("effective": "2010-01", "expires": "2015-01", "applies": {"origin": ["US"]}, "effects": [{"prohibit": {}}])");
  const auto found = warnings_with(
      R"("measures": {"add": ["mine-rule"]}}, "two": {"source": "me", "measures": {"add": ["mine-rule"]})",
      gone);
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "provisions.mine-rule");
}

TEST_CASE("law of the preset that never binds is not the author's affair", "[check]") {
  CHECK(warnings_with(R"("measures": {"add": ["closure"]})").empty());
  const auto vain = load(R"({"extends": "preset:base", "end": "2026-12", "report": ["2026-12"], "policies": {
    "current-law": {}, "mine": {"source": "me", "measures": {"add": ["closure"]}}}})")
                        .warnings;
  CHECK(mentions(vain, "no provision of \"closure\" can bind in this run."));
}

TEST_CASE("the same article in force twice is an overlap; one that does something else is not", "[check]") {
  const std::string base = base_with(
      R"("jurisdiction": "US", "announced": "2025-01")",
      R"("jurisdiction": "US", "instrument": "28 CFR 202", "article": "202.303", "announced": "2025-01")");
  const auto with = [&](const std::string& effects) {
    return load_scenario(R"({"extends": "preset:ruled", "policies": {"current-law": {},
      "mine": {"source": "me", "measures": {"add": ["again"]}}}, "provisions": {"again": {"jurisdiction": "US",
      "instrument": "28 CFR 202", "article": "202.303", "sources": ["me"], "effective": "2027-01",
      "applies": {"origin": ["US"]}, "effects": [)" +
                             effects + "]}}}",
                         "mine.json", shelf({{"preset:ruled", base}}))
        .warnings;
  };
  const auto twice = with(R"({"prohibit": {}})");
  CHECK(mentions(twice, "\"again\" overlaps with \"us-bulk-data-rule\""));
  CHECK(twice[0].suggestion.find("{\"remove\": [\"us-bulk-data-rule\"]}") != std::string::npos);
  CHECK(with(R"({"notify": {"office": "doj"}})").empty());
}

TEST_CASE("months in which neither the original nor its amendment is in force are a gap", "[check]") {
  const std::string base =
      base_with(R"("effective": "2025-04-08")", R"("effective": "2025-04-08", "expires": "2026-01")");
  const auto found = load_scenario(R"({"extends": "preset:ended", "policies": {"current-law": {},
    "mine": {"source": "me", "amend": {"us-bulk-data-rule": {"effective": "2027-01", "expires": "never"}}}}})",
                                   "mine.json", shelf({{"preset:ended", base}}))
                         .warnings;
  CHECK(mentions(found, "between 2026-01 and 2027-01 neither the original nor the amendment is in force."));
}

TEST_CASE("an office with two regulators, or none for a while", "[check]") {
  const auto with = [](const std::string& until, const std::string& from) {
    return warnings_with("\"note\": \"offices\"",
                         R"("regulators": {"doj": {"until": ")" + until +
                             R"("}, "next": {"jurisdiction": "US", "offices": ["doj"], "from": ")" + from +
                             "\"}}, ");
  };
  CHECK(mentions(with("2026-01", "2025-01"), "run the office \"doj\" at the same time"));
  CHECK(mentions(with("2026-01", "2027-01"), "from 2026-01 until 2027-01 nobody runs the office \"doj\""));
  CHECK(with("2026-01", "2026-01").empty());
  CHECK(with("2010-01", "2011-01").empty());  // before the run
}

TEST_CASE("things that begin after the run, or ended before it", "[check]") {
  const auto late =
      warnings_with("\"note\": \"late\"", R"("repositories": {"ncbi": {"opened": "2050-01"}}, )");
  CHECK(mentions(late, "2050-01 lies outside the run, 2020-01 to 2030-12: this has no effect."));
}

TEST_CASE("values without a source are told together", "[check]") {
  const auto found =
      warnings_with("\"note\": \"values\"", R"("parameters": {"leak": 0.2, "detection": {"value": 0.1},
    "worth": {"value": 2, "source": "a survey"}}, )");
  REQUIRE(found.size() == 1);
  CHECK(found[0].message.find("2 parameters set here without a source (leak, detection)") == 0);
  CHECK(warnings_with("\"note\": \"values\"", R"("parameters": {"source": "a survey", "leak": 0.2}, )")
            .empty());
}

TEST_CASE("what is added in vain, and what no policy uses", "[check]") {
  const auto short_run = [](const std::string& policies) {
    return load(R"({"extends": "preset:base", "end": "2024-12", "report": ["2024-12"], "law": ["us-archives"], "policies": {"current-law": {}, )" +
                policies + "}}").warnings;
  };
  CHECK(mentions(short_run(R"("mine": {"source": "me", "measures": {"add": ["us-bulk-data-rule"]}})"),
                 "\"us-bulk-data-rule\" can bind nothing in this run."));
  const std::string lost = own("lost", R"("effective": "2027-01", "applies": {"origin": ["US"]}, "effects": [{"prohibit": {}}])");
  CHECK(mentions(warnings_with("\"note\": \"lost\"", lost), "no policy uses \"lost\"."));
  CHECK(warnings_with(R"("measures": {"add": ["lost"]})", lost).empty());
}
