#include "models/exchange/world/problems.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "models/exchange/world/utf8.hpp"

using namespace exchange;

namespace {

sim::Problem problem(std::string message, std::string suggestion, std::string path) {
  return {sim::Problem::Severity::error, "my-policy.json", 5, 16, std::move(path), std::move(message),
          std::move(suggestion)};
}

}  // namespace

TEST_CASE("a problem reads as on the screen", "[problems]") {
  CHECK(to_text(problem("reference \"curent-law\" is not a policy here.",
                        "Did you mean \"current-law\"?  Policies: current-law, no-threshold", "reference")) ==
        "my-policy.json:5:16: error: reference \"curent-law\" is not a policy here.\n"
        "    Did you mean \"current-law\"?  Policies: current-law, no-threshold");
  CHECK(
      to_text(problem("unknown key \"aplies\".", "Did you mean \"applies\"?", "policies.x.amend.y.aplies")) ==
      "my-policy.json:5:16: error: unknown key \"aplies\". Did you mean \"applies\"?\n"
      "    at policies.x.amend.y.aplies");
  sim::Problem warning{sim::Problem::Severity::warning,
                       "my-policy.json",
                       8,
                       5,
                       "policies.no-threshold",
                       "\"no-threshold\" cites no source; the report will print \"author's assumption\".",
                       ""};
  CHECK(to_text(warning) ==
        "my-policy.json:8:5: warning: \"no-threshold\" cites no source; the report will\n"
        "    print \"author's assumption\".");
}

TEST_CASE("what stands in no line is shown by its path", "[problems]") {
  sim::Problem p{sim::Problem::Severity::error, "--set seed=x", 0, 0, "seed", "expected a number.", ""};
  CHECK(to_text(p) == "--set seed=x: error: expected a number.\n    at seed");
}

TEST_CASE("no line is wider than 80 characters", "[problems]") {
  std::string words;
  for (int i = 0; i < 60; ++i) words += std::string(static_cast<std::size_t>(1 + i % 9), 'u') + "ü ";
  std::istringstream text(to_text(problem(words, words, "a.b.c")));
  int lines = 0;
  for (std::string line; std::getline(text, line); ++lines) {
    CHECK(utf8::width(line) <= 80);
    CHECK((lines == 0 || line.substr(0, 4) == "    "));
  }
  CHECK(lines > 8);
}

TEST_CASE("slips of the pen are recognised, other words are not", "[problems]") {
  const std::vector<std::string> words{"current-law", "no-threshold", "applies", "US", "CN", "us-openness"};
  CHECK(nearest("curent-law", words) == "current-law");
  CHECK(nearest("current_law", words) == "current-law");
  CHECK(nearest("appleis", words) == "applies");
  CHECK(nearest("us", words) == "US");
  CHECK(nearest("us-open", words) == "us-openness");
  CHECK_FALSE(nearest("reciprocity", words));
  CHECK_FALSE(nearest("UK", words));  // two letters: no slip to see
  CHECK(listed(words, 2) == "current-law, no-threshold, ...");
}

TEST_CASE("a message cannot command the terminal, nor fill it", "[problems]") {
  CHECK(utf8::printable("a\x1B[31m\n\x7F\xC2\x9B b") == "a\\u001b[31m\\u000a\\u007f\\u009b b");
  CHECK(utf8::printable("S\xE3o São") == "S?o São");
  CHECK(utf8::printable("x " + std::string(101, 'y') + " z") == "x " + std::string(60, 'y') + "... z");
  CHECK(utf8::printable(std::string(100, 'y')) == std::string(100, 'y'));
  const std::string place = "/home/" + std::string(200, 'y') + "/result";
  CHECK(utf8::printable("in " + place + " now") == "in " + place + " now");
  CHECK(utf8::printable("/ " + std::string(101, 'y')) == "/ " + std::string(60, 'y') + "...");
  CHECK(utf8::printable("/" + std::string(5'000, 'y')) == "/" + std::string(59, 'y') + "...");
  CHECK(to_text(problem("\x1B[2J", "", "")) == "my-policy.json:5:16: error: \\u001b[2J");
}

TEST_CASE("of very many problems the first are shown, and how many more there are", "[problems]") {
  Findings findings;
  for (int i = 0; i < 1500; ++i) findings.error_at("a" + std::to_string(i), "wrong.");
  const auto shown = findings.sorted("f.json");
  REQUIRE(shown.size() == 1001);
  CHECK(to_text(shown.back()).find("500 more problems are not shown.") != std::string::npos);
}
