#include "models/minimal/model.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <vector>

static_assert(sizeof(minimal::Agent) == 8, "no padding: agents are compared as bytes");

using minimal::World;
using sim::Month;

namespace {

World world_of(int32_t agents, int32_t founders, double generosity, int months, uint64_t replicate,
               double delay = 0) {
  const Month first = Month::of(2020, 1);
  return {agents, founders, first, first + months, {generosity, delay}, sim::Chance(31, replicate)};
}

struct Outcome {
  minimal::Model::Record holders;
  std::vector<minimal::Agent> agents;
};

Outcome run(const World& world, int32_t threads = 1) {
  minimal::State state(world);
  Outcome outcome;
  sim::run<minimal::Model>(world, state, world.first, world.end, threads, outcome.holders);
  for (const auto& shard : state.shards)
    outcome.agents.insert(outcome.agents.end(), shard.agents.begin(), shard.agents.end());
  return outcome;
}

// Root mean square over runs of the largest distance between the share of holders and the logistic map.
double distance_to_mean_field(int32_t agents, int runs) {
  const double generosity = 0.4;
  const int months = 24;
  double squares = 0;
  for (int r = 0; r < runs; ++r) {
    const Outcome outcome = run(world_of(agents, agents / 20, generosity, months, static_cast<uint64_t>(r)));
    double h = 0.05, worst = 0;
    for (int m = 0; m < months; ++m) {
      h += generosity * h * (1 - h);
      worst = std::max(worst, std::abs(outcome.holders[static_cast<std::size_t>(m)] / double(agents) - h));
    }
    squares += worst * worst;
  }
  return std::sqrt(squares / runs);
}

}  // namespace

TEST_CASE("two agents, certain generosity: one month", "[minimal][hand]") {
  const Outcome outcome = run(world_of(2, 1, 1, 3, 0));
  CHECK(outcome.holders == minimal::Model::Record{2, 2, 2});
  CHECK(outcome.agents[0].gifts == 1);
  CHECK(outcome.agents[1].gifts == 0);
}

TEST_CASE("two agents: the wait is what the draws say, and geometric", "[minimal][hand]") {
  const int runs = 4000, months = 5;
  int lacking = 0;
  for (uint64_t r = 0; r < runs; ++r) {
    const World world = world_of(2, 1, 0.3, months, r);
    const Outcome outcome = run(world);
    bool holds = false;
    for (int m = 0; m < months; ++m) {  // by hand: agent 1 can only ask agent 0
      auto stream = world.chance.at(1, world.first + m, 0);
      stream.below(1);
      holds = holds || stream.happens(0.3);
      if (outcome.holders[static_cast<std::size_t>(m)] != 1 + holds) FAIL("run " << r << ", month " << m);
    }
    lacking += !holds;
  }
  const double p = std::pow(0.7, months);
  CHECK(std::abs(lacking - runs * p) < 4 * std::sqrt(runs * p * (1 - p)));
}

TEST_CASE("three agents, certain generosity: two months on average", "[minimal][hand]") {
  const int runs = 4000;
  double months = 0;
  for (uint64_t r = 0; r < runs; ++r) {
    const Outcome outcome = run(world_of(3, 1, 1, 40, r));
    months += 1;  // the month in which the last copy arrives counts
    for (const int64_t holders : outcome.holders) months += holders < 3;
  }
  // From one holder: 1/4 stay, 1/2 to two holders, 1/4 done; from two, done. Mean 2; variance 10/9 - 2/3 =
  // 4/9.
  CHECK(std::abs(months / runs - 2) < 4 * std::sqrt(4.0 / 9 / runs));
}

TEST_CASE("four agents, nobody generous: nothing moves", "[minimal][hand]") {
  CHECK(run(world_of(4, 2, 0, 3, 0)).holders == minimal::Model::Record{2, 2, 2});
}

TEST_CASE("a delay postpones the arrival, and nobody asks twice", "[minimal][hand]") {
  const Outcome outcome = run(world_of(2, 1, 1, 5, 0, 3));
  CHECK(outcome.holders == minimal::Model::Record{1, 1, 1, 2, 2});
  CHECK(outcome.agents[0].gifts == 1);
}

TEST_CASE("every copy was given by someone, once", "[minimal]") {
  const Outcome outcome = run(world_of(5000, 25, 0.5, 30, 1));
  int64_t gifts = 0;
  for (const auto& agent : outcome.agents) gifts += agent.gifts;
  CHECK(gifts == outcome.holders.back() - 25);
  CHECK(outcome.holders.back() > 4000);
  CHECK(std::is_sorted(outcome.holders.begin(), outcome.holders.end()));
}

TEST_CASE("the ensemble meets its mean field, the closer the more agents", "[minimal]") {
  const double few = distance_to_mean_field(400, 40), more = distance_to_mean_field(6400, 40);
  CHECK(more < 0.05);
  CHECK(more < few / 2.5);  // 1/sqrt(N) says a quarter
  CHECK(more > few / 6);
}

TEST_CASE("the same bytes on any number of threads", "[minimal][invariance]") {
  const World world = world_of(20000, 40, 0.3, 36, 2, 1);
  const Outcome serial = run(world, 1);
  for (const int32_t threads : {2, 3, 8}) {
    const Outcome parallel = run(world, threads);
    CHECK(parallel.holders == serial.holders);
    REQUIRE(parallel.agents.size() == serial.agents.size());
    const std::size_t bytes = serial.agents.size() * sizeof(minimal::Agent);
    CHECK(std::memcmp(parallel.agents.data(), serial.agents.data(), bytes) == 0);
  }
}

TEST_CASE("a copied state is a fork: the original goes on undisturbed", "[minimal]") {
  const World world = world_of(1000, 10, 0.3, 24, 3);
  World closed = world;
  closed.parameters.generosity = 0;
  minimal::State trunk(world);
  minimal::Model::Record before, after, stopped;
  const Month fork = world.first + 12;
  sim::run<minimal::Model>(world, trunk, world.first, fork, 1, before);
  minimal::State branch = trunk;
  sim::run<minimal::Model>(closed, branch, fork, world.end, 1, stopped);
  sim::run<minimal::Model>(world, trunk, fork, world.end, 1, after);
  CHECK(stopped == minimal::Model::Record(12, before.back()));
  before.insert(before.end(), after.begin(), after.end());
  CHECK(before == run(world).holders);
}
