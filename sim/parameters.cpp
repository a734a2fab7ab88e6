#include "sim/parameters.hpp"

#include <cstdio>

#include "sim/math.hpp"

namespace sim {
namespace {

uint32_t reversed(uint32_t x) {
  uint32_t y = 0;
  for (int bit = 0; bit < 32; ++bit) y |= (x >> bit & 1u) << (31 - bit);
  return y;
}

// Flips each bit or not by a coin that depends on the bits above it (Owen 1995). A bijection that sends
// aligned blocks of 2^k numbers to aligned blocks of 2^k numbers.
uint32_t shuffled_in_blocks(uint32_t x, uint64_t key) {
  uint32_t y = 0;
  for (int bit = 31; bit >= 0; --bit) {
    const uint64_t above = (uint64_t{x} | uint64_t{1} << 32) >> (bit + 1);  // with a leading 1 for the depth
    y |= ((x >> bit ^ static_cast<uint32_t>(mix(key, above))) & 1u) << bit;
  }
  return y;
}

std::string words(const char* pattern, double a, double b) {
  char text[96];
  std::snprintf(text, sizeof text, pattern, a, b);
  return text;
}

}  // namespace

double Prior::quantile(double u, double otherwise) const {
  switch (shape) {
    case Shape::fixed:
      return otherwise;
    case Shape::uniform:
      return a + (b - a) * u;
    case Shape::log_uniform:
      return a * exp(u * log(b / a));
    case Shape::normal:
      return a + b * normal_quantile(u);
    case Shape::log_normal:
      return a * exp(b * normal_quantile(u));
    case Shape::beta:
      return beta_quantile(u, a, b);
  }
  return otherwise;
}

double Prior::along(double t, double otherwise) const {
  const bool has_ends = shape == Shape::uniform || shape == Shape::log_uniform;
  if (has_ends && t <= 0) return a;
  if (has_ends && t >= 1) return b;
  return quantile(has_ends ? t : 0.05 + 0.9 * t, otherwise);
}

std::string Prior::to_string() const {
  switch (shape) {
    case Shape::fixed:
      return "fixed";
    case Shape::uniform:
      return words("uniform %g to %g", a, b);
    case Shape::log_uniform:
      return words("log-uniform %g to %g", a, b);
    case Shape::normal:
      return words("normal, mean %g, sd %g", a, b);
    case Shape::log_normal:
      return words("log-normal, median %g, sd of log %g", a, b);
    case Shape::beta:
      return words("beta %g, %g", a, b);
  }
  return "";
}

double design_point(uint64_t seed, uint64_t replicate, uint32_t ordinal) {
  const uint64_t key = mix(mix(seed, key_of("design")), ordinal);
  const uint32_t place = shuffled_in_blocks(static_cast<uint32_t>(replicate), mix(key, 0));
  const uint32_t stratum = shuffled_in_blocks(reversed(place), mix(key, 1));
  return (stratum + 0.5) * 0x1p-32;
}

}  // namespace sim
