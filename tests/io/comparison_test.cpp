// Two results side by side: paired where they share chance, and only there.

#include <catch2/catch.hpp>

#include "io/comparison.hpp"
#include "io/facts.hpp"
#include "sim/error.hpp"
#include "tests/io/made_result.hpp"
#include "tests/io/scratch.hpp"

using io::ResultReader;
using io::test::Scratch;
using io::test::SmallRun;

namespace {

const std::vector<std::string> kHeld{"held_us_in_cn"};

}  // namespace

TEST_CASE("Runs with the same seed and number are paired; the same result differs from itself by nothing") {
  Scratch scratch;
  SmallRun first, second;
  second.scenario.defaults.open_copies_prc = 0;  // nothing is copied
  second.options.first_replicate = first.options.first_replicate + 1;
  const ResultReader a(first.write(scratch / "a")), b(second.write(scratch / "b"));
  const auto same = io::compare(a, a, kHeld);
  CHECK(same.paired == 3);
  for (const auto& output : same.outputs) CHECK((output.change.low == 0 && output.change.high == 0));
  const auto other = io::compare(a, b, kHeld);
  CHECK(other.paired == 2);  // the second begins one replicate later
  REQUIRE_FALSE(other.outputs.empty());
  for (const auto& output : other.outputs) {
    CHECK(output.change.runs == 2);
    CHECK(output.change.high <= 0);
    CHECK(output.unit == "persons");
  }
}

TEST_CASE("Another seed shares no chance: ranges stand side by side") {
  Scratch scratch;
  SmallRun first, second;
  second.scenario.seed = 99;
  const ResultReader a(first.write(scratch / "a")), b(second.write(scratch / "b"));
  const auto told = io::compare(a, b, {});
  CHECK(told.paired == 0);
  CHECK(told.outputs.size() == a.policies().size() * a.outputs().size());
  for (const auto& output : told.outputs) CHECK(output.change.runs == 0);
}

TEST_CASE("Every fact has a source and a grade; a faulty file is named") {
  const auto facts = io::read_facts();
  CHECK(facts.size() > 100);
  for (const auto& [id, fact] : facts) {
    INFO(id);
    CHECK_FALSE(fact.source.empty());
    CHECK_FALSE(fact.grade.empty());
  }
  Scratch scratch;
  io::write_file(scratch / "facts.json", R"({"X1": {"statement": "no source"}})");
  CHECK_THROWS_AS(io::read_facts(scratch / "facts.json"), sim::Error);
}
