// What the decoder accepts, and every fault it finds at once.
#include <catch2/catch.hpp>

#include "tests/models/exchange/world/small_world.hpp"

using namespace exchange;
using namespace exchange::door_test;

TEST_CASE("the base is read into its types", "[decode]") {
  const Scenario s = load(kBase).scenario;
  CHECK(s.id == "mine");
  CHECK(s.first == Month::of(2020, 1));
  CHECK(s.end == Month::of(2031, 1));  // the file's end is included, the model's is not
  REQUIRE(s.places.size() == 2);
  CHECK(s.places[1].id == "CN");
  CHECK(s.places[1].population == 1400);
  CHECK(s.repositories[0].tiers == std::vector<Tier>{Tier::open});
  CHECK(s.repositories[0].controller == "US");  // its place's, where nothing is said
  CHECK(s.firms[0].products[0].name == "prenatal");
  CHECK(s.inputs.at("cost_per_genome").front().month == Month::of(2001, 9));  // ascending
  CHECK(s.input_notes.at("cost_per_genome").unit == "USD");
  CHECK(s.input_notes.at("cost_per_genome").remark.source == "F-COST-01");
  const Provision& rule = s.library.at("us-bulk-data-rule");
  CHECK(rule.effective == Month::of(2025, 4));
  CHECK(rule.effective_text == "2025-04-08");
  CHECK(rule.announced_text.empty());
  CHECK(rule.expires == sim::kNever);
  CHECK(rule.applies.origin == std::vector<std::string>{"US"});
  CHECK(rule.applies.persons_over->count == 100);
  CHECK(rule.exemptions.at("federally-funded").funding == std::vector<Funding>{Funding::federal});
  CHECK(rule.exemption_notes.at("federally-funded") == "28 CFR 202.504");
  CHECK(rule.sources[0].text == "28 CFR 202");
  CHECK(s.library.at("us-closure").effects[0].office == "doj");
}

TEST_CASE("every fault is found in one pass, in the order of the file", "[decode]") {
  const auto problems = problems_of(R"({
  "extends": "preset:base",
  "titel": "x",
  "start": "2020-13",
  "replicates": "many",
  "weight": -3,
  "institutions": 1.5,
  "headline_depth": "exom",
  "switches": { "brokerage": 1 },
  "parameters": { "detection": 3, "detektion": 0.1, "leak": { "prior": { "uniform": [1, 0] } } },
  "places": { "A.B": {} }
})");
  const char* const expected[] = {
      "mine.json:3:3: error: unknown key \"titel\". Did you mean \"title\"?",
      "mine.json:4:12: error: \"2020-13\" is not a month. Write YYYY-MM, 01 to 12.",
      "mine.json:5:17: error: expected a number, found a text. Write it without quotes.",
      "mine.json:6:13: error: -3 is out of range. Allowed: 1e-06 to 1000000.",
      "mine.json:7:19: error: 1.5 is not a whole number. Write 1 or 2.",
      "mine.json:8:21: error: \"exom\" is not known here.\n    Did you mean \"exome\"?  Words: none, array, "
      "low_pass, "
      "exome, whole_genome",
      "mine.json:9:30: error: expected true or false, found a number.\n    Write true or false, without "
      "quotes.",
      "mine.json:10:32: error: 3 is out of range. Allowed: 0 to 1.",
      "mine.json:10:35: error: \"detektion\" is not a parameter.\n    Did you mean \"detection\"?",
      "mine.json:10:85: error: this prior cannot be drawn from: low must be below high.\n    For example "
      "{\"uniform\": [0, 1]}.\n    at parameters.leak.prior",
      "mine.json:11:15: error: \"A.B\" cannot be an id. Use letters, digits, - and _.\n    at places.A.B",
  };
  std::vector<std::string> found;
  for (const auto& problem : problems) found.push_back(to_text(problem));
  REQUIRE(found.size() == std::size(expected));
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == expected[i]);
}

TEST_CASE("faults inside a provision", "[decode]") {
  const auto faults = [](const std::string& fields) {
    return problems_of(R"({"extends": "preset:base", "provisions": {"p": {"title": "x", )" + fields + "}}}");
  };
  CHECK(mentions(faults(R"("effective": "2025-02-30")"), "\"2025-02-30\" is not a date."));
  CHECK(mentions(faults(R"("effective": "2025-2")"), "Write YYYY-MM, 01 to 12."));
  CHECK(mentions(faults(R"("announced": "2026-01", "effective": "2025-01")"),
                 "effective 2025-01 is before announced 2026-01."));
  CHECK(mentions(faults(R"("status": "draft")"), "a draft without \"effective\" would be law"));
  CHECK_FALSE(mentions(faults(R"("status": "draft", "effective": "2027-01")"), "a draft without"));
  CHECK(mentions(faults(R"("effective": "2026-01", "expires": "2026-01")"), "before it takes effect"));
  CHECK(mentions(faults(R"("effects": [{"prohibbit": {}}])"), "Did you mean \"prohibit\"?"));
  CHECK(mentions(faults(R"("effects": [{"prohibit": {}, "notify": {}}])"), "Make it two effects."));
  CHECK(mentions(faults(R"("effects": [{"prohibit": {"office": "doj"}}])"), "unknown key \"office\""));
  CHECK(mentions(faults(R"("effects": [{"licence": {"office": "dojj"}}])"), "Did you mean \"doj\"?"));
  CHECK(mentions(faults(R"("applies": {"to": ["!UX"]})"), "to \"UX\" is not a place or group here."));
  CHECK(mentions(faults(R"("applies": {"repository": "ncbbi"})"), "Did you mean \"ncbi\"?"));
  CHECK(mentions(faults(R"("applies": {"channel": ["mirorr"]})"), "Did you mean \"mirror\"?"));
  CHECK(mentions(faults(R"("applies": {"firm": ["bgi", "mgi"]})"), "firm \"mgi\" is not a firm here."));
  CHECK(mentions(faults(R"("sources": [{"text": "x", "grade": "E"}])"), "\"E\" is not known here."));
  CHECK(
      mentions(faults(R"("effects": [{"penalty": {"min": 1, "currency": "EUR"}}])"), "no price in usd_per"));
  CHECK(faults(R"("effective": "2024-02-29", "expires": "never")").empty());
}

TEST_CASE("names must exist, wherever they stand", "[decode]") {
  CHECK(mentions(problems_of(base_with("\"reference\": \"current-law\"", "\"reference\": \"curent-law\"")),
                 "Did you mean \"current-law\"?  Policies: current-law, closed,"));
  CHECK(mentions(problems_of(base_with("[\"CN\", \"US\"]", "[\"CN\", \"XX\"]")),
                 "focal \"XX\" is not a place here."));
  CHECK(mentions(problems_of(base_with("\"law\": [\"us-bulk", "\"law\": [\"us-bulkk")),
                 "is not a provision or measure here."));
  CHECK(mentions(problems_of(base_with("\"rho_gsa\"", "\"rho_gsb\"")), "Did you mean \"rho_gsa\"?"));
  CHECK(mentions(problems_of(
                     base_with("\"bytes_per_base\": \"rho_gsa\"", "\"bytes_per_base\": \"cost_per_genome\"")),
                 "") == false);  // a series will do
}

TEST_CASE("the world's tables have limits", "[decode]") {
  std::string places, focal;
  for (int i = 0; i < 65; ++i) places += (i ? ",\"P" : "\"P") + std::to_string(i) + "\": {}";
  for (int i = 0; i < 17; ++i) focal += (i ? ",\"P" : "\"P") + std::to_string(i) + "\"";
  const auto problems =
      problems_of("{\"places\": {" + places + "}, \"focal\": [" + focal + "], \"policies\": {\"a\": {}}}");
  CHECK(mentions(problems, "there are 65 places, the most is 64."));
  CHECK(mentions(problems, "there are 17 focal places, the most is 16."));
  CHECK(mentions(problems_of(base_with("\"2030-12\",\n", "\"2019-12\",\n")),
                 "end 2019-12 is before start 2020-01."));
}

TEST_CASE("a value alone fixes a parameter, a prior alone keeps the default", "[decode]") {
  const Scenario s = load(R"({"extends": "preset:base", "parameters": {
    "detection": 0.2, "leak": {"value": 0.3, "source": "me"}, "chilling": {"prior": {"uniform": [0, 0.1]}},
    "worth": {"value": 2, "prior": {"log_uniform": [1, 4]}}}})")
                         .scenario;
  CHECK(s.defaults.detection == 0.2);
  CHECK(s.priors.at("detection").shape == sim::Prior::Shape::fixed);
  CHECK(s.priors.at("leak").shape == sim::Prior::Shape::fixed);
  CHECK(s.remarks.at("parameters.leak").source == "me");
  CHECK(s.defaults.chilling == Parameters{}.chilling);
  CHECK(s.priors.at("chilling").b == 0.1);
  CHECK(s.defaults.worth == 2);
  CHECK(s.priors.at("worth").a == 1);
  CHECK(s.priors.size() == 4);
}
