#pragma once
// A draw is a function of (seed, replicate, who, month, what for, ordinal); nothing is stored between months.
// Whoever asks, on whatever thread and in whatever order, gets the same number, and a use of chance that is
// added tomorrow (a new purpose) leaves today's draws alone. Policies that share seed and replicate share
// every draw.
//
// Generator: Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
// 2011), which turns a key of 64 bits and a counter of 128 into a block of four words of 32 bits.
//
//   key            mix(seed, replicate)
//   counter 0, 1   entity: low word, high word
//   counter 2      month (low half), purpose (high half)
//   counter 3      ordinal of the block
//
// How many words a call takes: bits, below 1 (below rarely more); uniform, exponential, normal, happens 2.

#include <array>
#include <cassert>
#include <cstdint>
#include <string_view>

#include "sim/math.hpp"
#include "sim/month.hpp"

namespace sim {

// A bijection in which every input bit moves every output bit: SplitMix64's finaliser (Steele et al. 2014).
constexpr uint64_t scramble(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

// One key from two; for either argument fixed, a bijection of the other. Not symmetric.
constexpr uint64_t mix(uint64_t a, uint64_t b) {
  return scramble(scramble(a + 0x9E3779B97F4A7C15u) + 0x9E3779B97F4A7C15u * b);
}

// The key of a name: entities are known by their scenario names, never by an index. FNV-1a, then scrambled.
constexpr uint64_t key_of(std::string_view name) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : name) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001B3u;
  return scramble(hash);
}

using Block = std::array<uint32_t, 4>;

// Ten rounds of Philox: four random words from a counter and a key.
constexpr Block philox(Block c, std::array<uint32_t, 2> key) {
#if defined(__GNUC__)
#pragma GCC unroll 10
#endif
  for (int round = 0; round < 10; ++round) {
    const uint64_t left = uint64_t{0xD2511F53u} * c[0];
    const uint64_t right = uint64_t{0xCD9E8D57u} * c[2];
    c = {static_cast<uint32_t>(right >> 32) ^ c[1] ^ key[0], static_cast<uint32_t>(right),
         static_cast<uint32_t>(left >> 32) ^ c[3] ^ key[1], static_cast<uint32_t>(left)};
    key = {key[0] + 0x9E3779B9u, key[1] + 0xBB67AE85u};
  }
  return c;
}

// 52 bits of two words as a number in the open interval (0, 1): an odd multiple of 2^-53, never 0 or 1.
constexpr double unit_interval(uint32_t first, uint32_t second) {
  const uint64_t bits = (uint64_t{first} << 32 | second) >> 12;
  return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

// One word as a number in (0, 1): an odd multiple of 2^-33. Enough to compare with a probability.
constexpr double unit_interval(uint32_t word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }

// A sequence of draws for one entity, month and purpose. Cheap: no block is computed before it is needed.
class Stream {
 public:
  Stream(uint64_t key, uint64_t entity, uint32_t when_and_why)
      : key_{static_cast<uint32_t>(key), static_cast<uint32_t>(key >> 32)},
        counter_{static_cast<uint32_t>(entity), static_cast<uint32_t>(entity >> 32), when_and_why, 0} {}

  // 32 fair bits.
  uint32_t bits() {
    if (used_ == 4) {
      block_ = philox(counter_, key_);
      ++counter_[3];
      used_ = 0;
    }
    return block_[used_++];
  }

  // In the open interval (0, 1), 52 random bits.
  double uniform() {
    const uint32_t first = bits();
    return unit_interval(first, bits());
  }

  // Mean 1; at most 36.8.
  double exponential() { return -log(uniform()); }

  // Mean 0, standard deviation 1, by inversion: increasing in the uniform; within 8.3.
  double normal() { return normal_quantile(uniform()); }

  // True with probability p; p <= 0: never, p >= 1: always.
  bool happens(double p) { return uniform() < p; }

  // One of 0 .. n - 1, all equally likely (Lemire 2019: the few products that would be one too many are
  // drawn again); n > 0.
  uint32_t below(uint32_t n) {
    assert(n > 0);
    uint64_t product = uint64_t{bits()} * n;
    if (static_cast<uint32_t>(product) < n) {
      const uint32_t spare = (0u - n) % n;
      while (static_cast<uint32_t>(product) < spare) product = uint64_t{bits()} * n;
    }
    return static_cast<uint32_t>(product >> 32);
  }

 private:
  std::array<uint32_t, 2> key_;
  Block counter_;
  Block block_{};
  uint32_t used_ = 4;
};

// All the chance of one replicate.
class Chance {
 public:
  Chance() = default;
  Chance(uint64_t seed, uint64_t replicate) : key_(mix(seed, replicate)) {}

  Stream at(uint64_t entity, Month month, uint16_t purpose) const {
    return {key_, entity, word(month, purpose)};
  }

  // Block `ordinal` of the same sequence: words 4 * ordinal and on of at(entity, month, purpose).
  Block block(uint64_t entity, Month month, uint16_t purpose, uint32_t ordinal) const {
    return philox(
        {static_cast<uint32_t>(entity), static_cast<uint32_t>(entity >> 32), word(month, purpose), ordinal},
        {static_cast<uint32_t>(key_), static_cast<uint32_t>(key_ >> 32)});
  }

  uint64_t key() const { return key_; }

 private:
  static uint32_t word(Month month, uint16_t purpose) {
    assert(month.index >= 0 && month.index <= 0xFFFF);  // until the year 5461
    return static_cast<uint16_t>(month.index) | uint32_t{purpose} << 16;
  }
  uint64_t key_ = 0;
};

}  // namespace sim
