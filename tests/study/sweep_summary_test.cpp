// A sweep in a few lines: what it says of ranges and factors, and that it says nothing of chance.

#include "study/sweep_summary.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "tests/models/exchange/support.hpp"

namespace {

using exchange::test::shipped;
using study::SweepPlan;
using study::SweepRange;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

SweepPlan plan_of(const std::string& design) {
  static const std::string text = shipped("two-places").resolved_json;
  return study::sweep_for(text, design, "mine.json");
}

SweepPlan hypercube(int points) {
  return plan_of(R"({"design": "latin-hypercube", "replicates": 1, "factors": {
      "leak": {"low": 0, "high": 0.5}, "nu_human": {}, "switches.symmetric_openness": [false, true]}, "points": )" +
                 std::to_string(points) + "}");
}

// The first policy's range if every run of a point has this number.
template <class Number>
SweepRange range_of(const SweepPlan& plan, Number&& number) {
  study::SweepSummary summary(plan);
  const study::DesignRows rows(plan.design);
  for (int64_t row = 0; row < plan.rows(); ++row)
    for (int32_t replicate = 0; replicate < plan.replicates; ++replicate)
      summary.add(row, 0, number(row, rows.row(row)));
  return summary.finish().at(0);
}

double leak_of(int64_t, const std::vector<double>& levels) { return levels[0]; }

}  // namespace

TEST_CASE("a factor is told that the number goes with; chance is not", "[sweep]") {
  for (const int points : {20, 64, 500}) {
    const SweepRange range = range_of(hypercube(points), leak_of);
    REQUIRE_FALSE(range.factors.empty());
    CHECK(range.factors[0] == std::pair<std::string, double>{"leak", 1});
    for (const auto& [name, correlation] : range.factors)
      CHECK(std::abs(correlation) >= 2 / std::sqrt(points - 1.0));
  }
  CHECK(range_of(hypercube(500), leak_of).factors.size() == 1);
}

TEST_CASE("of a few points nothing is told: factors agree there by chance", "[sweep]") {
  CHECK(range_of(hypercube(3), leak_of).factors.empty());
  const SweepRange range = range_of(hypercube(19), leak_of);
  CHECK(range.factors.empty());
  CHECK(range.distinct == 19);
  CHECK(range.points == 19);
}

TEST_CASE("a point that is listed twice counts once", "[sweep]") {
  std::string rows;
  for (int i = 0; i < 30; ++i)
    rows += std::string(i ? ", " : "") + R"({"detail": ")" + (i % 2 ? "blocs" : "places") + R"(", "leak": )" +
            (i % 3 ? "0.1}" : "0.2}");
  const SweepPlan plan = plan_of(R"({"replicates": 2, "rows": [)" + rows + "]}");
  const SweepRange range = range_of(plan, [](int64_t, const auto& levels) { return levels[1]; });
  CHECK(range.points == 30);
  CHECK(range.distinct == 4);
  CHECK(range.factors.empty());
}

TEST_CASE("a range is over points of which some run finished", "[sweep]") {
  const SweepRange range = range_of(hypercube(25), [](int64_t row, const auto&) {
    return row < 20 ? 100.0 + static_cast<double>(row) : kNan;
  });
  CHECK(range.points == 20);
  CHECK(range.low == 100);
  CHECK(range.median == Approx(109.5));
  CHECK(range.high == 119);
  const SweepRange none = range_of(hypercube(25), [](int64_t, const auto&) { return kNan; });
  CHECK(none.points == 0);
  CHECK(std::isnan(none.median));
  CHECK(none.factors.empty());
}
