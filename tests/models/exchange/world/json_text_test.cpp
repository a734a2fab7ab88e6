#include "models/exchange/world/json_text.hpp"

#include <catch2/catch.hpp>

namespace json = exchange::json;

namespace {

sim::Problem only_problem(const std::string& text) {
  sim::Problems problems;
  CHECK_FALSE(json::parse(text, "f.json", problems));
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].file == "f.json");
  return problems[0];
}

json::Node tree_of(const std::string& text) {
  sim::Problems problems;
  auto tree = json::parse(text, "f.json", problems);
  REQUIRE(problems.empty());
  return *tree;
}

void check_at(const json::Spot& at, int line, int column) {
  CHECK(at.line == line);
  CHECK(at.column == column);
}

}  // namespace

TEST_CASE("every key and value knows its line and column", "[json]") {
  const auto tree = tree_of("{\n  \"a\": 12,\n  \"list\": [1,2 , {\"x\": true}],\n\t\"t\"\n:\"text\"}");
  check_at(tree.member("a")->at, 2, 3);
  check_at(tree.find("a")->at, 2, 8);
  const json::Node& list = *tree.find("list");
  check_at(list.at, 3, 11);
  check_at(list.items[0].at, 3, 12);
  check_at(list.items[1].at, 3, 14);
  check_at(list.items[2].at, 3, 18);
  check_at(list.items[2].find("x")->at, 3, 24);
  check_at(tree.member("t")->at, 4, 2);
  check_at(tree.find("t")->at, 5, 2);
}

TEST_CASE("columns count characters, not bytes", "[json]") {
  const auto tree = tree_of("{\"Türkiye 中国\": \"é\", \"b\": 1}");
  check_at(tree.members[0].value.at, 1, 16);
  check_at(tree.find("b")->at, 1, 26);
  check_at(tree_of("\xEF\xBB\xBF{\"a\": 1}").find("a")->at, 1,
           8);  // a byte order mark is a character of its own
}

TEST_CASE("a key that stands twice is found with both places, and leaves a tree to look for more in",
          "[json]") {
  sim::Problems problems;
  const auto tree = json::parse("{\n \"a\": 1,\n \"b\": {\"a\": 2},\n \"a\": 3\n}", "f.json", problems);
  REQUIRE(tree);
  CHECK(tree->members.size() == 3);
  REQUIRE(problems.size() == 1);
  const sim::Problem& problem = problems[0];
  CHECK(problem.line == 4);
  CHECK(problem.column == 2);
  CHECK(problem.message == "the key \"a\" stands twice in this object, first in line 2.");
}

TEST_CASE("what is not JSON is explained where it stands", "[json]") {
  struct Case {
    const char* text;
    int line, column;
    const char* says;
  };
  const Case cases[] = {
      {"{\"a\": 1,\n}", 2, 1, "comma"},
      {"[1, 2,]", 1, 7, "comma"},
      {"{\"a\": NaN}", 1, 7, "NaN"},
      {"[-Infinity]", 1, 2, "-Infinity"},
      {"[Infinity]", 1, 2, "Infinity"},
      {"{\"a\": 1", 1, 8, "the object that begins in line 1 is still open"},
      {"[1", 1, 3, "the list that begins in line 1 is still open"},
      {"", 1, 1, "the file is empty"},
      {"{'a': 1}", 1, 2, "single quotes"},
      {"{\u201ca\u201d: 1}", 1, 2, "curly"},
      {"// hm\n{}", 1, 1, "comments"},
      {"{\"a\": True}", 1, 7, "true"},
      {"{\"a\": 1 \"b\": 2}", 1, 9, "missing"},
      {"[1e999]", 1, 2, "too large"},
      {"{\"a\": 1}\n x", 2, 2, "ends before this"},
      {"{\"a\" 1}", 1, 6, "a colon is missing"},
      {"{\"a\": , \"b\": 1}", 1, 9, "a value is missing"},
      {"[1,, 2]", 1, 6, "a value is missing"},
      {"[\"a\": 1]", 1, 7, "a list holds no keys"},
      {"[0.5, 05]", 1, 8, "cannot begin with 0"},
      {"[0, -01]", 1, 7, "cannot begin with 0"},
      {"[.5]", 1, 2, "cannot begin with a point"},
      {"[1]]", 1, 4, "has no opening one"},
      {"{\"a\": [1}", 1, 9, "cannot close the list"},
      {"{a: 1}", 1, 2, "\"a\" stands without quotes"},
      {"{\"a\": \"x}", 1, 7, "not closed"},
      {"[\"\\x\"]", 1, 2, "unknown escape \\x"},
      {"[\"\\u12\"]", 1, 2, "four hexadecimal digits"},
      {"[\"\\ud800\"]", 1, 2, "half of a pair"},
      {"[\"a\nb\"]", 1, 2, "not closed"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const auto problem = only_problem(c.text);
    CHECK(problem.line == c.line);
    CHECK(problem.column == c.column);
    CHECK_THAT(problem.message + problem.suggestion, Catch::Contains(c.says));
  }
}

TEST_CASE("bytes that are not UTF-8 are found", "[json]") {
  for (const char* bad : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82"}) {
    const auto problem = only_problem("{\n\"ü" + std::string(bad) + "\": 1}");
    CHECK(problem.line == 2);
    CHECK(problem.column == 3);
    CHECK_THAT(problem.message, Catch::Contains("UTF-8"));
  }
}

TEST_CASE("depth and size are bounded", "[json]") {
  sim::Problems problems;
  const std::string deep = std::string(64, '[') + std::string(64, ']');
  CHECK(json::parse(deep, "f", problems));
  CHECK_THAT(only_problem("[" + deep + "]").message, Catch::Contains("64"));
  CHECK_THAT(only_problem(std::string(100000, '[')).message, Catch::Contains("64"));
  CHECK_THAT(only_problem(std::string(json::kMostBytes + 1, ' ')).message, Catch::Contains("16 MiB"));
  std::string many = "[1", keys = "{\"k\": 1";
  for (std::size_t i = 0; i < json::kMostValues; ++i) many += ",1";
  for (std::size_t i = 0; i < json::kMostKeys; ++i) keys += ",\"" + std::to_string(i) + "\":1";
  CHECK_THAT(only_problem(many + "]").message, Catch::Contains("200,000 values"));
  CHECK_THAT(only_problem(keys + "}").message, Catch::Contains("10,000 keys"));
}

TEST_CASE("what is no text of ours is named", "[json]") {
  using namespace std::string_literals;
  CHECK_THAT(only_problem("\xFF\xFE{\0}\0"s).message, Catch::Contains("UTF-16"));
  CHECK_THAT(only_problem("{\0}\0"s).message, Catch::Contains("UTF-16"));
  const auto zero = only_problem("{\n}\0{"s);
  CHECK(zero.line == 2);
  CHECK(zero.column == 2);
  CHECK_THAT(zero.message, Catch::Contains("zero byte"));
}

TEST_CASE("numbers come back as they were", "[json]") {
  const std::string text = "[0, -7, 18446744073709551615, 0.1, 2.5e-09, 1e+300]";
  const auto tree = tree_of(text);
  CHECK(tree.items[2].magnitude == 18446744073709551615u);
  CHECK(tree.items[1].negative);
  CHECK(json::to_text(tree) == text + "\n");
  CHECK(json::to_text(0.1) == "0.1");
  CHECK(json::to_text(806.0) == "806");
}

TEST_CASE("dotted paths find what they can", "[json]") {
  const auto tree = tree_of("{\"a\": {\"b\": [1, {\"c\": 2}]}}");
  CHECK(json::locate(tree, "a.b.1.c").complete);
  CHECK(json::locate(tree, "a.b.1.c").node->number == 2);
  CHECK_FALSE(json::locate(tree, "a.b.2").complete);
  CHECK(json::locate(tree, "a.x.y").node == tree.find("a"));
  CHECK_FALSE(json::locate(tree, "a.b.99999999999999999999").complete);
}
