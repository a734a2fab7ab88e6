#include "sim/chance.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

using sim::Block;
using sim::Chance;
using sim::Month;

// Known-answer vectors published with Random123 (Salmon et al. 2011), Philox 4x32-10.
TEST_CASE("philox gives the published words", "[chance]") {
  CHECK(sim::philox({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(sim::philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}) ==
        Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(sim::philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
  static_assert(sim::philox({0, 0, 0, 0}, {0, 0})[0] == 0x6627e8d5, "also when compiled");
}

TEST_CASE("the counter is entity, month, purpose, ordinal", "[chance]") {
  const Chance chance(3, 4);
  const uint64_t key = sim::mix(3, 4);
  const Block by_hand = sim::philox({0x9abcdef0, 0x12345678, 24300u | 7u << 16, 2},
                                    {static_cast<uint32_t>(key), static_cast<uint32_t>(key >> 32)});
  CHECK(chance.block(0x123456789abcdef0, Month{24300}, 7, 2) == by_hand);
}

TEST_CASE("a stream reads its blocks in order", "[chance]") {
  const Chance chance(1, 2);
  auto stream = chance.at(99, Month::of(2020, 5), 3);
  for (uint32_t ordinal = 0; ordinal < 3; ++ordinal)
    for (const uint32_t word : chance.block(99, Month::of(2020, 5), 3, ordinal)) CHECK(stream.bits() == word);
}

TEST_CASE("every part of the address changes the draw", "[chance]") {
  const Month may = Month::of(2020, 5);
  std::set<uint32_t> first{Chance(1, 1).at(1, may, 1).bits(),         Chance(2, 1).at(1, may, 1).bits(),
                           Chance(1, 2).at(1, may, 1).bits(),         Chance(1, 1).at(2, may, 1).bits(),
                           Chance(1, 1).at(1, may + 1, 1).bits(),     Chance(1, 1).at(1, may, 2).bits(),
                           Chance(1, 1).at(1ull << 32, may, 1).bits()};
  CHECK(first.size() == 7);
  CHECK(Chance(1, 2).key() != Chance(2, 1).key());
}

TEST_CASE("uniform never reaches 0 or 1", "[chance]") {
  CHECK(sim::unit_interval(0, 0) == 0x1p-53);
  CHECK(sim::unit_interval(~0u, ~0u) == 1 - 0x1p-53);
  CHECK(sim::unit_interval(1u << 31, 0) == 0.5 + 0x1p-53);
}

TEST_CASE("happens is certain at the ends", "[chance]") {
  auto stream = Chance(5, 5).at(1, Month{1}, 1);
  for (int i = 0; i < 1000; ++i) {
    CHECK_FALSE(stream.happens(0));
    CHECK(stream.happens(1));
  }
}

TEST_CASE("below is unbiased", "[chance]") {
  auto stream = Chance(6, 1).at(1, Month{1}, 1);
  const uint32_t n =
      3u << 30;  // multiply-shift without rejection would give every third number twice as often
  int64_t count[3] = {};
  const int draws = 30000;
  for (int i = 0; i < draws; ++i) ++count[stream.below(n) % 3];
  double chi_square = 0;
  for (const int64_t c : count) chi_square += (c - draws / 3.0) * (c - draws / 3.0) / (draws / 3.0);
  CHECK(chi_square < 13.8);  // 2 degrees of freedom, 0.001
  for (int i = 0; i < 100; ++i) CHECK(stream.below(1) == 0);
}

TEST_CASE("uniform, exponential and normal have their moments", "[chance]") {
  const int n = 200000;
  auto stream = Chance(7, 1).at(1, Month{1}, 1);
  double u = 0, u2 = 0, e = 0, e2 = 0, z = 0, z2 = 0, z4 = 0;
  for (int i = 0; i < n; ++i) {
    const double a = stream.uniform(), b = stream.exponential(), c = stream.normal();
    u += a, u2 += a * a, e += b, e2 += b * b, z += c, z2 += c * c, z4 += c * c * c * c;
  }
  const double se = 4 / std::sqrt(n);  // four standard errors at unit variance
  CHECK(std::abs(u / n - 0.5) < se * std::sqrt(1 / 12.0));
  CHECK(std::abs(u2 / n - 1 / 3.0) < se * std::sqrt(4 / 45.0));
  CHECK(std::abs(e / n - 1) < se);
  CHECK(std::abs(e2 / n - 2) < se * std::sqrt(20));
  CHECK(std::abs(z / n) < se);
  CHECK(std::abs(z2 / n - 1) < se * std::sqrt(2));
  CHECK(std::abs(z4 / n - 3) < se * std::sqrt(96));
}

TEST_CASE("neighbouring entities, months and purposes are uncorrelated", "[chance]") {
  const Chance chance(8, 1);
  const int n = 40000;
  double by_entity = 0, by_month = 0, by_purpose = 0;
  for (int i = 0; i < n; ++i) {
    const auto centred = [&](uint64_t e, int m, uint16_t p) {
      return chance.at(e, Month{m}, p).uniform() - 0.5;
    };
    const double here = centred(i, 24000, 1);
    by_entity += here * centred(i + 1, 24000, 1);
    by_month += here * centred(i, 24001, 1);
    by_purpose += here * centred(i, 24000, 2);
  }
  const double bound = 4 * std::sqrt(n) / 12;
  CHECK(std::abs(by_entity) < bound);
  CHECK(std::abs(by_month) < bound);
  CHECK(std::abs(by_purpose) < bound);
}

TEST_CASE("keys of names are fixed for ever and differ", "[chance]") {
  CHECK(sim::key_of("") == sim::scramble(0xCBF29CE484222325u));
  CHECK(sim::key_of("a") == sim::scramble(0xAF63DC4C8601EC8Cu));  // FNV-1a's published value for "a"
  CHECK(sim::key_of("NCBI") != sim::key_of("NCBi"));
  static_assert(sim::key_of("BGI") != sim::key_of("MGI"), "usable in constants");
}

TEST_CASE("every input bit of mix moves about half of the output", "[chance]") {
  for (int bit = 0; bit < 64; ++bit) {
    int left = 0, right = 0;
    for (uint64_t i = 0; i < 64; ++i) {
      left += __builtin_popcountll(sim::mix(i, 5) ^ sim::mix(i ^ (uint64_t{1} << bit), 5));
      right += __builtin_popcountll(sim::mix(5, i) ^ sim::mix(5, i ^ (uint64_t{1} << bit)));
    }
    CHECK(std::abs(left - 2048) < 200);
    CHECK(std::abs(right - 2048) < 200);
  }
}
