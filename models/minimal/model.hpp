#pragma once
// The smallest complete model: agents copy one datum from one another. Each month an agent that lacks it asks
// one other agent at random; if that one was a holder last month, it agrees with probability `generosity`,
// and the copy arrives `delay` months later. Whoever gave is told, and counts its gifts. Copy this folder to
// write another model.

#include <cstdint>
#include <vector>

#include "sim/calendar.hpp"
#include "sim/chance.hpp"
#include "sim/parameters.hpp"
#include "sim/shard.hpp"
#include "sim/simulation.hpp"

namespace minimal {

struct Parameters {
  double generosity = 0.3;
  double delay = 0;

  template <class Visitor>
  static void declare(Visitor&& visit) {
    visit(&Parameters::generosity,
          sim::Declaration{"generosity", "probability", sim::Prior::beta(3, 7), 0, 1, "assumption",
                           "Chance that a holder who is asked agrees."});
    visit(&Parameters::delay,
          sim::Declaration{"delay", "months", sim::Prior::fixed(), 0, 24, "assumption",
                           "Whole months between an agreement and the arrival of the copy."});
  }
};

// Decided before the first month, and never changed.
struct World {
  int32_t agents = 2;    // at least 2
  int32_t founders = 1;  // agents 0 .. founders - 1 hold the datum at the start
  sim::Month first, end;
  Parameters parameters;
  sim::Chance chance;
};

enum class Status : int32_t { lacks, waits, holds };  // waits: a copy is under way

struct Agent {
  Status status = Status::lacks;
  int32_t gifts = 0;  // copies it has given
};

// A block of agents and all they own: only the shard itself writes here.
struct Shard {
  std::vector<Agent> agents;
  sim::Calendar<int32_t> arrivals;  // the agent (its number within the shard) whose copy arrives
  sim::Outbox<int32_t> thanks;      // the agent who gave, by shard
};

// All that changes. A value: copying it forks the run.
struct State {
  explicit State(const World& world);

  sim::ShardLayout layout;
  std::vector<Shard> shards;
  std::vector<uint8_t> held;  // published: who held the datum at the end of last month
};

struct Model {
  using World = minimal::World;
  using State = minimal::State;
  using Record = std::vector<int64_t>;  // holders at the end of each month

  static int32_t shard_count(const State& state) { return state.layout.count(); }
  static void use_workers(State&, int32_t) {}  // a model with scratch space for each worker makes it here
  static void publish(const World&, State& state, sim::Month);
  static void act(const World& world, State& state, sim::Month month, int32_t shard, int32_t worker);
  static void settle(const World&, State& state, sim::Month month, int32_t shard, int32_t worker);
  static void resolve(const World&, State&, sim::Month) {}  // nothing is scarce, so nobody queues
  static void observe(const World&, State& state, sim::Month, Record& record);
};

}  // namespace minimal
