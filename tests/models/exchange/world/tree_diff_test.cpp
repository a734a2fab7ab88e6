#include <catch2/catch.hpp>

#include "models/exchange/world/tree_diff.hpp"

using namespace exchange;

namespace {

std::vector<TreeChange> changes(const std::string& before, const std::string& after) {
  sim::Problems problems;
  return diff(*json::parse(before, "", problems), *json::parse(after, "", problems));
}

}  // namespace

TEST_CASE("trees are compared key by key, in order, and lists as a whole", "[diff]") {
  const auto found = changes(R"({"a": {"b": 1, "c": [1, 2]}, "gone": true})", R"({"a": {"c": [1, 3], "b": 1, "new": "x"}})");
  REQUIRE(found.size() == 3);
  CHECK(found[0].path == "a.c");
  CHECK(found[0].before == "1, 2");
  CHECK(found[0].after == "1, 3");
  CHECK(found[1].path == "a.new");
  CHECK(found[1].before.empty());
  CHECK(found[2].path == "gone");
  CHECK(found[2].after.empty());
  CHECK(changes("{\"a\": {}}", "{\"a\": {}}").empty());
}

TEST_CASE("words change no number; a parameter is told whole; what stands alone is told by its title", "[diff]") {
  CHECK(changes(R"({"p": {"note": "x"}})", R"({"p": {"note": "y"}})").at(0).only_words);
  CHECK_FALSE(changes(R"({"p": {"value": 1}})", R"({"p": {"value": 2}})").at(0).only_words);
  const auto leak = changes(R"({"parameters": {"leak": {"value": 0.1, "prior": {"uniform": [0, 1]}}}})",
                            R"({"parameters": {"leak": {"value": 0.3, "prior": {"fixed": []}, "source": "me"}}})");
  REQUIRE(leak.size() == 2);
  CHECK(leak[0].path == "parameters.leak");
  CHECK(leak[0].before == "0.1, drawn from uniform: 0, 1");
  CHECK(leak[0].after == "0.3 in every run");
  CHECK(leak[1].only_words);
  CHECK(changes("{}", R"({"p": {"title": "A policy", "add": []}})").at(0).after == "A policy");
}
