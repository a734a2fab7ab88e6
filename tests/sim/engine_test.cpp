// The small parts: months, problems, calendars, shards, outboxes, parallel loops, series.

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "sim/calendar.hpp"
#include "sim/error.hpp"
#include "sim/month.hpp"
#include "sim/parallel.hpp"
#include "sim/series.hpp"
#include "sim/shard.hpp"

using sim::Month;

TEST_CASE("months count and print", "[engine]") {
  const Month month = Month::of(2024, 12);
  CHECK(sim::to_string(month) == "2024-12");
  CHECK(sim::to_string(month + 1) == "2025-01");
  CHECK(sim::to_string(sim::kNever) == "never");
  CHECK((month + 14).year() == 2026);
  CHECK((month + 14).month_of_year() == 2);
  CHECK(Month::of(2026, 2) - month == 14);
  CHECK(Month::of(2020, 7).years_since(2018) == 2.5);
  CHECK(sim::kAlways < month);
  CHECK(month < sim::kNever);
}

TEST_CASE("an input error lists every problem", "[engine]") {
  sim::Problem first;
  first.file = "world.json", first.line = 3, first.column = 7, first.path = "policies.x";
  first.message = "No such measure.", first.suggestion = "did you mean y?";
  sim::Problem second;
  second.severity = sim::Problem::Severity::warning, second.message = "Nothing to do.";
  const sim::InputError error({first, second});
  CHECK(error.what() == std::string("world.json:3:7: policies.x: No such measure. (did you mean y?)\n"
                                    "warning: Nothing to do."));
  CHECK(error.problems.size() == 2);
}

TEST_CASE("an arena never moves what lies in it, nor does a copy, which stands alone", "[engine]") {
  sim::Arena<int, 2> arena;
  arena.add(7);
  const int* first = &arena[0];
  for (int i = 1; i < 98; ++i) CHECK(arena.add(i) == static_cast<uint32_t>(i));
  CHECK(first == &arena[0]);
  sim::Arena<int, 2> copy;
  copy = arena;
  const int* last = &copy[97];
  for (int i = 98; i < 200; ++i) copy.add(i);
  CHECK(last == &copy[97]);
  copy[0] = 8;
  CHECK(arena[0] == 7);
  CHECK(arena.size() == 98);
  CHECK(copy[199] == 199);
}

namespace {

std::vector<int> taken(sim::Calendar<int>& calendar, Month month) {
  std::vector<int> events;
  for (const int event : calendar.take(month)) events.push_back(event);
  return events;
}

}  // namespace

TEST_CASE("a calendar returns events in their month and in their order", "[engine]") {
  const Month start = Month::of(2020, 1);
  sim::Calendar<int> calendar(start, start + 12);
  calendar.enter(start + 3, 1);
  calendar.enter(start + 3, 2);
  calendar.enter(start - 5, 3);   // overdue: due at once
  calendar.enter(start + 12, 4);  // after the end: nobody will see it
  CHECK(taken(calendar, start) == std::vector<int>{3});
  CHECK(calendar.has(start + 3));
  CHECK(taken(calendar, start + 3) == std::vector<int>{1, 2});
  CHECK(calendar.take(start + 3).empty());
  CHECK_FALSE(calendar.has(start + 11));
  CHECK(calendar.end() == start + 12);
}

TEST_CASE("a calendar's past serves its future: memory stays, order and copies hold", "[engine]") {
  const Month start = Month::of(2020, 1);
  const int many = 1000;
  sim::Calendar<int> calendar(start, start + 100);
  for (int i = 0; i < many; ++i) calendar.enter(start + i % 2, i / 2);
  const std::size_t bytes = calendar.bytes();
  for (int month = 0; month < 98; ++month) {  // what falls due is entered again, two months later
    int seen = 0;
    for (const int event : calendar.take(start + month)) {
      CHECK(event == seen++);
      calendar.enter(start + month + 2, event);
    }
    CHECK(seen == many / 2);
  }
  CHECK(calendar.bytes() <= 2 * bytes);
  sim::Calendar<int> copy = calendar;
  CHECK(taken(copy, start + 98).size() == many / 2);
  CHECK(calendar.has(start + 98));  // a copy is another calendar
}

TEST_CASE("what is entered for the month being taken is due at the next call", "[engine]") {
  const Month start = Month::of(2020, 1);
  sim::Calendar<int> calendar(start, start + 1);
  for (int i = 0; i < 500; ++i) calendar.enter(start, i);
  int rounds = 0;
  for (; calendar.has(start); ++rounds)
    for (const int event : calendar.take(start))
      if (event % 2 == 0 && event > 0) calendar.enter(start, event / 2);
  CHECK(rounds == 9);  // 256 takes the longest to become odd
}

TEST_CASE("shards cut the agents into consecutive blocks without gaps", "[engine]") {
  for (const int32_t agents : {1, 63, 64, 65, 8192, 8193, 20000, 1000000}) {
    const auto layout = sim::ShardLayout::of(agents);
    INFO(agents << " agents");
    CHECK(layout.count() <= sim::ShardLayout::kMostShards);
    CHECK(layout.first(0) == 0);
    CHECK(layout.last(layout.count() - 1) == agents);
    for (int32_t s = 0; s + 1 < layout.count(); ++s) CHECK(layout.last(s) == layout.first(s + 1));
    for (const int32_t id : {0, agents / 2, agents - 1})
      CHECK(layout.first(layout.shard_of(id)) + layout.local(id) == id);
  }
}

TEST_CASE("an outbox keeps each destination apart", "[engine]") {
  sim::Outbox<int> outbox;
  outbox.open(3);
  outbox.send(2, 7), outbox.send(0, 8), outbox.send(2, 9);
  CHECK(outbox.to(0) == std::vector<int>{8});
  CHECK(outbox.to(1).empty());
  CHECK(outbox.to(2) == std::vector<int>{7, 9});
}

TEST_CASE("a parallel loop visits each index once and passes errors on", "[engine]") {
  for (const int32_t threads : {1, 2, 5}) {
    std::vector<std::atomic<int>> visits(1000);
    std::atomic<bool> inside{true};
    sim::for_each_index(1000, threads, [&](int32_t i, int32_t worker) {
      ++visits[static_cast<std::size_t>(i)];
      if (worker < 0 || worker >= threads) inside = false;
    });
    CHECK(inside);
    CHECK(std::all_of(visits.begin(), visits.end(), [](const auto& v) { return v == 1; }));
    const auto fail_at_seven = [](int32_t i, int32_t) {
      if (i == 7) throw sim::Error("no");
    };
    CHECK_THROWS_AS(sim::for_each_index(10, threads, fail_at_seven), sim::Error);
  }
}

TEST_CASE("a series is row-major, checked and sliced", "[engine]") {
  const std::vector<sim::Axis> axes{{"month", {"m0", "m1"}}, {"holder", {"CN", "US", "EU"}}};
  sim::Series held("held", "persons", "Persons held", "", axes, {1, 2, 3, 4, 5, 6});
  CHECK(held.at({1, 2}) == 6);
  CHECK(held.slice("month", "m1").values == std::vector<double>{4, 5, 6});
  const sim::Series us = held.slice("holder", "US");
  CHECK(us.values == std::vector<double>{2, 5});
  CHECK(us.axes.size() == 1);
  CHECK(us.at({1}) == 5);
  CHECK(us.slice("month", "m0").at({}) == 2);
  held.at({0, 0}) = 9;
  CHECK(held.values[0] == 9);
  CHECK(sim::Series("empty", "1", "", "", axes).values == std::vector<double>(6, 0.0));
  CHECK_THROWS_AS(held.at({2, 0}), sim::Error);
  CHECK_THROWS_AS(held.at({0}), sim::Error);
  CHECK_THROWS_AS(held.slice("holder", "XX"), sim::Error);
  CHECK_THROWS_AS(held.slice("place", "CN"), sim::Error);
  CHECK_THROWS_AS(sim::Series("held", "persons", "", "", axes, {1, 2}), sim::Error);
}
