#pragma once
// Elementary functions with the same bits everywhere: only + - * / sqrt and bit operations, in a fixed order
// (math.cpp; build with -ffp-contract=off). libm's differ between glibc and musl, and between CPUs that have
// FMA.
//
// Largest error found against 113-bit references over the whole range, subnormals included, in units in the
// last place of the result (tests/sim/math_test.cpp holds them below the bound):
//
//                 exp    expm1   log     log2    log1p   pow
//   found         0.782  0.893   0.505   0.508   0.661   0.774
//   bound         0.85   0.95    0.51    0.51    0.70    0.85
//
// log_gamma: 2e-14 relative, or absolute where its size is below 1; normal_quantile: 2e-15 relative.
// NaN, infinities, zeros and negative arguments as in ISO C; errno and floating-point flags are not promised.

#include <cmath>
#include <cstdint>

namespace sim {

// A double as its IEEE 754 bits, and back. (emscripten's library has no std::bit_cast yet.)
constexpr uint64_t bits_of(double x) { return __builtin_bit_cast(uint64_t, x); }
constexpr double from_bits(uint64_t bits) { return __builtin_bit_cast(double, bits); }

double exp(double x);
double expm1(double x);  // exp(x) - 1 without cancellation near 0
double log(double x);    // natural
double log2(double x);   // exact for powers of two
double log1p(double x);  // log(1 + x) without cancellation near 0
double pow(double x, double y);
using std::floor;  // exact, so the same everywhere
using std::sqrt;

double log_gamma(double x);        // log of the gamma function, x > 0
double normal_quantile(double u);  // the value below which a share u of the standard normal lies, 0 < u < 1
double beta_share(double x, double alpha, double beta);     // regularised incomplete beta function I_x
double beta_quantile(double u, double alpha, double beta);  // its inverse in x

}  // namespace sim
