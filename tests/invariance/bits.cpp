// Prints one line "name hash" for each result below. The lines must be the same bytes from every compiler, at
// every optimisation, on any number of threads and in the browser: tests/invariance/same_bits.sh compares them.
// Usage: bits [THREADS] [all]      all: the larger worlds of the exhaustive tier too
//
// To add a result: a function that adds its numbers to a Hash, and a line in main.

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string_view>
#include <utility>

#include "models/minimal/model.hpp"
#include "sim/chance.hpp"
#include "sim/math.hpp"
#include "sim/samplers.hpp"
#include "study/ensemble.hpp"
#include "study/sweep.hpp"
#include "tests/models/exchange/support.hpp"

namespace {

struct Effort {
  int32_t threads = 1;
  bool exhaustive = false;
};

// FNV-1a over the bytes of 64-bit words, lowest first: enough to tell two results apart, and in no library.
class Hash {
 public:
  void add(uint64_t word) {
    for (int byte = 0; byte < 8; ++byte) value_ = (value_ ^ (word >> (8 * byte) & 0xFF)) * 0x100000001B3u;
  }
  void add(int64_t number) { add(static_cast<uint64_t>(number)); }
  void add(double number) {
    uint64_t word;
    std::memcpy(&word, &number, sizeof word);
    add(word);
  }
  uint64_t value() const { return value_; }

 private:
  uint64_t value_ = 0xCBF29CE484222325u;
};

// Elementary functions over the range that the models use.
void math(Hash& hash, const Effort& effort) {
  const int32_t points = effort.exhaustive ? 2'000'000 : 50'000;
  for (int32_t i = 1; i <= points; ++i) {
    const double u = i / (points + 1.0), x = 40 * u;
    for (const double y : {sim::exp(x - 20), sim::expm1(x - 20), sim::log(x), sim::log2(x), sim::log1p(u),
                           sim::pow(x, 2 * u - 1), sim::log_gamma(x), sim::normal_quantile(u)}) {
      hash.add(y);
    }
    if (i % 64 == 0) hash.add(sim::beta_quantile(u, 0.5 + u, 3.0));
  }
}

// Draws from every distribution.
void draws(Hash& hash, const Effort& effort) {
  const sim::Chance chance(7, 3);
  const double weights[] = {0.5, 2.0, 0.25, 1.0};
  const int64_t entities = effort.exhaustive ? 500'000 : 20'000;
  for (int64_t i = 0; i < entities; ++i) {
    const uint64_t entity = sim::mix(static_cast<uint64_t>(i), 1);
    sim::Stream stream = chance.at(entity, sim::Month::of(2005, 1) + static_cast<int>(i % 432), 5);
    const double scale = 0.01 * static_cast<double>(i % 5000);
    hash.add(sim::poisson(stream, scale));
    hash.add(sim::binomial(stream, i, 0.3));
    hash.add(int64_t{sim::geometric(stream, scale)});
    hash.add(int64_t{sim::choose(stream, weights)});
    hash.add(sim::gamma(stream, 0.3));
    hash.add(sim::beta(stream, 2, 9));
    hash.add(sim::pareto_truncated(stream, 1.5, 1, 300));
    hash.add(sim::log_normal_with_mean(stream, 1e6, 1.5));
    hash.add(stream.normal());
  }
}

// A world of the minimal model: who held the datum in each month, and what everybody gave.
void minimal_model(Hash& hash, const Effort& effort) {
  minimal::World world;
  world.agents = effort.exhaustive ? 300'000 : 5'000;
  world.founders = 10;
  world.first = sim::Month::of(2005, 1);
  world.end = sim::Month::of(2010, 1);
  world.parameters = {0.15, 2};
  world.chance = sim::Chance(11, 4);
  minimal::State state(world);
  minimal::Model::Record holders;
  sim::run<minimal::Model>(world, state, world.first, world.end, effort.threads, holders);
  for (const int64_t count : holders) hash.add(count);
  for (const minimal::Shard& shard : state.shards)
    for (const minimal::Agent& agent : shard.agents) hash.add(int64_t{agent.gifts});
}

uint64_t hash_of(const exchange::Record& record) {
  Hash hash;
  for (const auto* outputs : {&record.monthly, &record.yearly})
    for (const auto& values : *outputs)
      for (const double value : values) hash.add(value);
  return hash.value();
}

// Every output of every run of a scenario, by policy and replicate.
void exchange_model(Hash& hash, const exchange::Scenario& scenario, int32_t replicates, int32_t threads) {
  std::map<std::pair<int32_t, int32_t>, uint64_t> runs;
  study::RunOptions options;
  options.replicates = replicates;
  options.threads = threads;
  options.on_record = [&](sim::RunId run, const exchange::Record& record) { runs[{run.policy, run.replicate}] = hash_of(record); };
  const study::Ensemble ensemble = study::run_ensemble(scenario, options);
  for (const sim::RunFailure& failure : ensemble.failures) {
    std::fprintf(stderr, "%s\n", failure.reason.c_str());
    std::exit(1);
  }
  for (const auto& [run, value] : runs) hash.add(value);
}

void two_places(Hash& hash, const Effort& effort) {
  exchange_model(hash, exchange::test::shipped("two-places"), effort.exhaustive ? 50 : 4, effort.threads);
}

// The headline scenario with 300 institutions until 2030, parameters drawn.
void countermeasures(Hash& hash, const Effort& effort) {
  exchange_model(hash, exchange::test::small_countermeasures(), effort.exhaustive ? 8 : 1, effort.threads);
}

// The points of each kind of design, over every parameter that has a range; and a sweep over the last.
void sweeps(Hash& hash, const Effort& effort) {
  const std::string two_places = exchange::test::shipped("two-places").resolved_json;
  std::string factors;
  for (const sim::Declaration& declared : exchange::declarations())
    if (declared.prior.shape != sim::Prior::Shape::fixed)
      factors += (factors.empty() ? "\"" : ", \"") + std::string(declared.name) + "\": {}";
  for (const char* kind : {"sobol", "morris", "latin-hypercube"}) {
    const study::SweepPlan plan = study::sweep_for(
        two_places, "{\"design\": \"" + std::string(kind) + "\", \"points\": 4, \"factors\": {" + factors + "}}");
    const study::DesignRows rows(plan.design);
    for (int64_t row = 0; row < plan.rows(); ++row)
      for (const double level : rows.row(row)) hash.add(level);
    if (kind != std::string_view("latin-hypercube")) continue;
    std::map<std::pair<int64_t, int32_t>, std::vector<study::SweepRun>> found;
    study::run_rows(plan, 0, plan.rows(), {effort.threads, {}}, [&](study::UnitResult&& result) {
      found[{result.unit.row, result.unit.replicate}] = std::move(result.runs);
    });
    for (const auto& [unit, runs] : found)
      for (const study::SweepRun& run : runs)
        for (const double value : run.values) hash.add(value);
  }
}

void print(const char* name, void (*result)(Hash&, const Effort&), const Effort& effort) {
  Hash hash;
  result(hash, effort);
  std::printf("%s %016" PRIx64 "\n", name, hash.value());
}

}  // namespace

int main(int argc, char* argv[]) {
  Effort effort;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "all") {
      effort.exhaustive = true;
    } else {
      effort.threads = std::atoi(argv[i]);
    }
  }
  print("math", math, effort);
  print("draws", draws, effort);
  print("minimal", minimal_model, effort);
  print("two-places", two_places, effort);
  print("us-countermeasures", countermeasures, effort);
  print("sweeps", sweeps, effort);
}
