#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "study/statistics.hpp"

using study::range_of;

TEST_CASE("Quantiles are those of type 7") {
  // R: quantile(c(1, 2, 4, 8, 16), c(.05, .1, .5, .95))
  const std::vector<double> sample{16, 1, 8, 2, 4};
  CHECK(study::quantile(sample, 0) == 1);
  CHECK(study::quantile(sample, 0.05) == Approx(1.2));
  CHECK(study::quantile(sample, 0.1) == Approx(1.4));
  CHECK(study::quantile(sample, 0.5) == 4);
  CHECK(study::quantile(sample, 0.95) == Approx(14.4));
  CHECK(study::quantile(sample, 1) == 16);
  CHECK(study::quantile({7}, 0.3) == 7);
  CHECK(std::isnan(study::quantile({}, 0.5)));
}

TEST_CASE("A range is the middle 90 % and knows its runs") {
  std::vector<double> values;
  for (int i = 0; i <= 100; ++i) values.push_back(100 - i);
  const auto range = range_of(values);
  CHECK(range.median == 50);
  CHECK(range.low == Approx(5));
  CHECK(range.high == Approx(95));
  CHECK(range.runs == 101);
}

TEST_CASE("What did not finish is not counted") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(range_of({1, nan, 3}).runs == 2);
  CHECK(range_of({1, nan, 3}).median == 2);
  CHECK(range_of({nan}).runs == 0);
  CHECK(std::isnan(range_of({nan}).low));
}

TEST_CASE("The simulation error of an end falls as one over the root of the runs") {
  const auto uniform = [](int n) {
    std::vector<double> values;
    for (int i = 0; i < n; ++i) values.push_back((i + 0.5) / n);
    return values;
  };
  // Of a uniform sample the 5th percentile has standard deviation sqrt(p (1 - p) / n).
  const auto few = range_of(uniform(1000)), many = range_of(uniform(100000));
  CHECK(few.sd_low == Approx(std::sqrt(0.05 * 0.95 / 1000)).epsilon(0.01));
  CHECK(few.sd_high == Approx(few.sd_low).epsilon(0.01));
  CHECK(few.sd_low / many.sd_low == Approx(10).epsilon(0.02));
  CHECK(range_of({3, 3, 3, 3}).sd_low == 0);
  CHECK(range_of(uniform(8)).sd_low > 0);
}

TEST_CASE("Runs disagree where fewer than nine in ten point the same way") {
  CHECK(study::runs_disagree(range_of({-1, 0, 1})));
  CHECK(study::runs_disagree(range_of({-1, 0})));  // a run that shows no change does not agree
  CHECK_FALSE(study::runs_disagree(range_of({-1, -1, -1, -1, -1, -1, -1, -1, -1, 0})));
  CHECK(study::runs_disagree(range_of({-1, -1, -1, -1, -1, -1, -1, -1, 0, 0})));
  CHECK_FALSE(study::runs_disagree(range_of({0, 0, 0})));
  CHECK_FALSE(study::runs_disagree(range_of({1, 2, 3})));
  CHECK_FALSE(study::runs_disagree(range_of({})));
}

TEST_CASE("A ratio to nothing is not a number") {
  const auto found = study::ratios({1, 2}, {0, 4});
  CHECK(std::isnan(found[0]));
  CHECK(found[1] == 0.5);
}

TEST_CASE("rank correlation: order alone counts, ties share their rank, what is missing is left out") {
  const double nan = std::nan("");
  CHECK(study::rank_correlation({1, 2, 3, 4}, {1, 10, 100, 1000}) == 1);
  CHECK(study::rank_correlation({1, 2, 3, 4}, {4, 3, 2, -8}) == -1);
  CHECK(study::rank_correlation({1, nan, 2, 3, 4}, {4, 0, 3, 2, -8}) == -1);
  CHECK(study::rank_correlation({1, 2, 2, 3}, {1, 2, 3, 4}) == Approx(0.9486832980505139));  // SciPy
  CHECK(std::isnan(study::rank_correlation({1, 2, 3}, {5, 5, 5})));
  CHECK(std::isnan(study::rank_correlation({1, 2}, {1, 2})));
}
