// What ensembles and sweeps share: each index with its own parameters and chance, failures apart.

#include "study/runs.hpp"

#include <catch2/catch.hpp>

#include <map>

#include "sim/error.hpp"
#include "tests/models/exchange/support.hpp"

namespace {

using exchange::Record;
using exchange::test::same_record;
using exchange::test::shipped;
using Records = std::map<std::pair<int32_t, int32_t>, Record>;  // (policy, index)

struct Made {
  Records records;
  study::BatchEnd end;
};

Made run(const exchange::Scenario& scenario, int32_t count, std::function<study::Draw(int32_t)> draw,
         int32_t threads = 1) {
  Made made;
  const study::Stage stage(scenario);
  study::Batch batch;
  batch.count = count;
  batch.draw = std::move(draw);
  batch.threads = threads;
  batch.take = [&](sim::RunId id, Record&& record) {
    made.records.emplace(std::make_pair(id.policy, id.replicate), std::move(record));
  };
  made.end = study::run_batch(stage, batch);
  return made;
}

}  // namespace

TEST_CASE("an index is its parameters and its chance, whatever its number", "[runs]") {
  const exchange::Scenario s = shipped("two-places");
  exchange::Parameters leaky = s.defaults;
  leaky.leak = 0.4;
  const auto made = run(
      s, 4,
      [&](int32_t i) {
        return study::Draw{i < 2 ? s.defaults : leaky, uint64_t{i == 1 || i == 3}};
      },
      2);
  const auto turned = run(s, 4, [&](int32_t i) {
    return study::Draw{i >= 2 ? s.defaults : leaky, uint64_t{i == 1 || i == 3}};
  });
  REQUIRE(made.records.size() == 12);
  for (int32_t policy = 0; policy < 3; ++policy)
    for (int32_t i = 0; i < 4; ++i)
      CHECK(same_record(made.records.at({policy, i}), turned.records.at({policy, (i + 2) % 4})));
  CHECK_FALSE(same_record(made.records.at({0, 0}), made.records.at({0, 1})));
  CHECK_FALSE(same_record(made.records.at({2, 0}), made.records.at({2, 2})));
}

TEST_CASE("an index that cannot be set up fails alone, with its reason", "[runs]") {
  const exchange::Scenario s = shipped("two-places");
  const auto made = run(
      s, 4,
      [&](int32_t i) {
        if (i == 2) throw sim::Error("no such world");
        return study::Draw{s.defaults, static_cast<uint64_t>(i)};
      },
      2);
  CHECK(made.records.size() == 9);
  REQUIRE(made.end.failures.size() == 1);
  CHECK(made.end.failures[0].run.replicate == 2);
  CHECK(made.end.failures[0].run.policy == 0);  // the reference, whose history the others share
  CHECK(made.end.failures[0].reason == "no such world");
}
