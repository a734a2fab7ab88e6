// Designs: points that are known, and the structure that the analyses of each kind rely on.

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "study/design.hpp"

namespace {

using exchange::json::Node;
using study::Design;
using study::DesignKind;
using study::DesignRows;
using study::Factor;

Factor unit_factor(const std::string& name) {
  Factor factor;
  factor.name = name;
  factor.path = "parameters." + name;
  factor.parameter = true;
  factor.spread = sim::Prior::uniform(0, 1);
  factor.low = 0;
  factor.high = 1;
  return factor;
}

Factor listed_factor(const std::string& name, const std::vector<double>& values) {
  Factor factor = unit_factor(name);
  for (const double value : values) factor.values.push_back(Node::of(value));
  return factor;
}

Design design_of(DesignKind kind, std::size_t factors, int64_t points, uint64_t seed = 1) {
  Design design;
  design.kind = kind;
  design.points = points;
  design.seed = seed;
  for (std::size_t f = 0; f < factors; ++f) design.factors.push_back(unit_factor("f" + std::to_string(f)));
  return design;
}

std::vector<std::vector<double>> rows_of(const Design& design) {
  const DesignRows rows(design);
  std::vector<std::vector<double>> all;
  for (int64_t i = 0; i < design.size(); ++i) all.push_back(rows.row(i));
  return all;
}

}  // namespace

// scipy.stats.qmc.Sobol(128, scramble=False, bits=32).random(1024), times 2^32; SciPy 1.15.
TEST_CASE("Sobol' points are SciPy's", "[design]") {
  const study::Sobol sobol(study::kSobolDimensions);
  const int32_t dimensions[] = {0, 1, 2, 3, 7, 31, 63, 100, 127};
  const std::map<uint32_t, std::array<uint32_t, 9>> scipy{
      {0, {0, 0, 0, 0, 0, 0, 0, 0, 0}},
      {1,
       {0x80000000, 0x80000000, 0x80000000, 0x80000000, 0x80000000, 0x80000000, 0x80000000, 0x80000000,
        0x80000000}},
      {2,
       {0xc0000000, 0x40000000, 0x40000000, 0x40000000, 0xc0000000, 0x40000000, 0xc0000000, 0x40000000,
        0x40000000}},
      {3,
       {0x40000000, 0xc0000000, 0xc0000000, 0xc0000000, 0x40000000, 0xc0000000, 0x40000000, 0xc0000000,
        0xc0000000}},
      {5,
       {0xe0000000, 0xe0000000, 0x20000000, 0x60000000, 0x60000000, 0xa0000000, 0xa0000000, 0x20000000,
        0x20000000}},
      {100,
       {0x6a000000, 0x42000000, 0xc6000000, 0xba000000, 0x7a000000, 0x6a000000, 0xa6000000, 0xa000000,
        0x76000000}},
      {777,
       {0xb1400000, 0xefc00000, 0x29c00000, 0x46400000, 0xc3400000, 0xe6400000, 0x6d400000, 0xd7c00000,
        0x1e400000}},
      {1023,
       {0x400000, 0xc0c00000, 0x9cc00000, 0x25400000, 0x9e400000, 0x9d400000, 0xa400000, 0x3cc00000,
        0xb3400000}}};
  for (const auto& [index, expected] : scipy)
    for (std::size_t d = 0; d < expected.size(); ++d) {
      INFO("point " << index << ", dimension " << dimensions[d]);
      CHECK(sobol.bits(index, dimensions[d]) == expected[d]);
    }
}

TEST_CASE("each dimension of 2^k Sobol' points has one in each of 2^k parts", "[design]") {
  const study::Sobol sobol(study::kSobolDimensions);
  for (int32_t d = 0; d < study::kSobolDimensions; ++d) {
    std::set<uint32_t> parts;
    for (uint32_t i = 0; i < 256; ++i) parts.insert(sobol.bits(i, d) >> 24);
    CHECK(parts.size() == 256);
  }
}

TEST_CASE("a grid has every combination once, the last factor fastest", "[design]") {
  Design design;
  design.kind = DesignKind::grid;
  design.factors = {listed_factor("a", {0.1, 0.2}), listed_factor("b", {5, 6, 7})};
  REQUIRE(design.size() == 6);
  CHECK(rows_of(design) == std::vector<std::vector<double>>{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}});
  CHECK(design.factors[1].number(2) == 7);
  design.factors.assign(40, listed_factor("a", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  CHECK(design.size() > study::kMostRows);  // and no overflow
}

TEST_CASE("a Latin hypercube has one row in each part of each factor's range, and can grow", "[design]") {
  const auto rows = rows_of(design_of(DesignKind::latin_hypercube, 7, 64));
  for (std::size_t f = 0; f < 7; ++f) {
    std::set<int> parts;
    for (const auto& row : rows) parts.insert(static_cast<int>(row[f] * 64));
    CHECK(parts.size() == 64);
  }
  const auto more = rows_of(design_of(DesignKind::latin_hypercube, 7, 100));
  CHECK(std::equal(rows.begin(), rows.end(), more.begin()));
  CHECK(rows != rows_of(design_of(DesignKind::latin_hypercube, 7, 64, 2)));
  Design fewer = design_of(DesignKind::latin_hypercube, 7, 64);
  fewer.factors.erase(fewer.factors.begin());  // a factor's column does not depend on the others
  CHECK(rows_of(fewer)[5][0] == rows[5][1]);
}

TEST_CASE("sobol designs are Saltelli's: A, then A with one factor of B each, then B", "[design]") {
  constexpr std::size_t k = 5;
  for (const bool second_order : {false, true}) {
    Design design = design_of(DesignKind::sobol, k, 8);
    design.second_order = second_order;
    const std::size_t stride = second_order ? 2 * k + 2 : k + 2;
    REQUIRE(design.size() == static_cast<int64_t>(8 * stride));
    const auto rows = rows_of(design);
    for (std::size_t sample = 0; sample < 8; ++sample) {
      const auto* a = &rows[sample * stride];
      const auto& b = a[stride - 1];
      for (std::size_t f = 0; f < k; ++f) {
        CHECK(a[0][f] != b[f]);
        auto mixed = a[0];
        mixed[f] = b[f];
        CHECK(a[1 + f] == mixed);
        if (!second_order) continue;
        mixed = b;
        mixed[f] = a[0][f];
        CHECK(a[1 + k + f] == mixed);
      }
    }
  }
}

TEST_CASE("the shift of a sobol design keeps points inside and spread", "[design]") {
  for (const uint64_t seed : {1u, 2u, 3u}) {
    const auto rows = rows_of(design_of(DesignKind::sobol, 3, 64, seed));
    for (std::size_t f = 0; f < 3; ++f) {
      std::set<int> parts;
      for (std::size_t sample = 0; sample < 64; ++sample) {
        const double u = rows[sample * 5][f];
        CHECK((u > 0 && u < 1));
        parts.insert(static_cast<int>(u * 64));
      }
      CHECK(parts.size() == 64);
    }
  }
  CHECK(rows_of(design_of(DesignKind::sobol, 3, 4, 1)) != rows_of(design_of(DesignKind::sobol, 3, 4, 2)));
}

TEST_CASE("each step of a Morris trajectory moves one factor, each factor once, by two thirds", "[design]") {
  constexpr std::size_t k = 6, trajectories = 50;
  const auto rows = rows_of(design_of(DesignKind::morris, k, trajectories));
  REQUIRE(rows.size() == trajectories * (k + 1));
  std::set<std::vector<std::size_t>> orders;
  std::set<double> levels;
  int up = 0;
  for (std::size_t t = 0; t < trajectories; ++t) {
    std::vector<std::size_t> order;
    for (std::size_t step = 0; step < k; ++step) {
      const auto &from = rows[t * (k + 1) + step], &to = rows[t * (k + 1) + step + 1];
      for (std::size_t f = 0; f < k; ++f) {
        levels.insert(from[f]);
        if (from[f] == to[f]) continue;
        order.push_back(f);
        up += to[f] > from[f];
        CHECK(std::abs(to[f] - from[f]) == Approx(2.0 / 3));
      }
      REQUIRE(order.size() == step + 1);
    }
    orders.insert(order);
    CHECK(std::set<std::size_t>(order.begin(), order.end()).size() == k);
  }
  CHECK(levels == std::set<double>{0, 1 / 3.0, 2 / 3.0, 1});
  CHECK(orders.size() > 40);
  CHECK((up > 100 && up < 200));  // of 300
}

TEST_CASE("values of a factor: drawn, on a log scale, listed, clipped", "[design]") {
  Factor factor = unit_factor("x");
  factor.spread = sim::Prior::log_uniform(0.01, 100);
  factor.high = 50;
  CHECK(factor.at(0.5) == Approx(1));
  CHECK(factor.along(0) == 0.01);
  CHECK(factor.along(1) == 50);
  factor.spread = sim::Prior::normal(0, 1);  // ends of what has none: 5 % and 95 %
  factor.low = -10;
  CHECK(factor.along(0) == Approx(-1.6449).epsilon(1e-4));
  CHECK(factor.text(0.25) == "0.25");

  factor.values = {Node::of(true), Node::of(false), Node::of("2027-01"), Node::of(0.5)};
  CHECK(factor.at(1e-9) == 0);
  CHECK(factor.at(0.26) == 1);
  CHECK(factor.along(1) == 3);
  CHECK(factor.text(0) == "true");
  CHECK(factor.text(2) == "2027-01");
  CHECK(factor.number(0) == 1);
  CHECK(factor.number(3) == 0.5);
  CHECK(std::isnan(factor.number(2)));
  CHECK_FALSE(factor.numeric());
}

TEST_CASE("a listed factor of two values moves in every Morris step of it", "[design]") {
  Design design = design_of(DesignKind::morris, 2, 20);
  design.factors[1] = listed_factor("b", {3, 4});
  const auto rows = rows_of(design);
  for (std::size_t t = 0; t < 20; ++t) CHECK(rows[3 * t][1] != rows[3 * t + 2][1]);
}
