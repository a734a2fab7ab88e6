// The same bytes on any number of threads: MODEL "randomness", ARCHITECTURE "the step".

#include <catch2/catch.hpp>

#include "tests/models/exchange/support.hpp"

namespace exchange::test {

namespace {

struct Outcome {
  Record record;
  Tallies books;
};

Outcome outcome(const Scenario& s, int policy, int32_t threads, Month end) {
  Run run(s, policy);
  run.until(end, threads);
  return {run.record, run.books()};
}

void check_threads(const Scenario& s, int policy, Month end) {
  const Outcome one = outcome(s, policy, 1, end);
  for (const int32_t threads : {2, 3, 8}) {
    INFO(threads << " threads");
    const Outcome other = outcome(s, policy, threads, end);
    CHECK(same_record(one.record, other.record));
    CHECK(same_books(one.books, other.books));
  }
}

}  // namespace

TEST_CASE("a crowded world of many shards has the same bits on any number of threads", "[bits]") {
  const Scenario s = crowded_world(9, 150);  // 450 institutions, 8 shards
  check_threads(s, 0, Month::of(2011, 1));
}

TEST_CASE("us-countermeasures, shrunken, has the same bits on any number of threads", "[bits]") {
  check_threads(small_countermeasures(), 0, Month::of(2019, 1));
}

TEST_CASE("a run that changes its number of threads on the way has the same bits", "[bits]") {
  const Scenario s = crowded_world(9, 100);
  Run steady(s), changing(s);
  int32_t threads = 1;
  while (steady.now < Month::of(2009, 1)) {
    steady.step(1);
    changing.step(threads = threads % 4 + 1);
  }
  CHECK(same_record(steady.record, changing.record));
  CHECK(same_books(steady.books(), changing.books()));
}

TEST_CASE("another seed or replicate has other bits", "[bits]") {  // the comparison could see a difference
  const Scenario s = crowded_world(9);
  Run one(s, 0, 0), other(s, 0, 1);
  one.until(Month::of(2008, 1));
  other.until(Month::of(2008, 1));
  CHECK_FALSE(same_record(one.record, other.record));
}

}  // namespace exchange::test
