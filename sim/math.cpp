// Notation. A Pair is the unevaluated sum hi + lo of two doubles, |lo| <= ulp(hi)/2: about 106 bits. Products
// are made exact by Dekker's splitting (1971), sums by Knuth's and Dekker's two-sums; no FMA is needed.
//
// log: x = 2^k m with m in [11/16, 11/8). A table by the leading bits of m gives inv near 1/m, a multiple of
// 1/512, and -log(inv) as a Pair. r = m inv - 1 is exact as a Pair, |r| < 2^-7, and
//   log x = k log 2 - log(inv) + (r - r^2/2 + r^3 P(r))
// with the large terms summed as Pairs. Around 1 inv is 1, so that nothing cancels.
//
// exp: x = k log 2 + r with |r| <= log(2)/2, and
//   exp x = 2^k (1 + r + r^2 P(r))
// with Taylor's series for P and 1 + r as a Pair.
//
// pow: exp(y log x), the logarithm to 2^-66 and its product with y as Pairs.
//
// The table is computed by the compiler from the series of artanh: there are no constants to mistype.

#include "sim/math.hpp"

#include <array>
#include <cfloat>
#include <cstdint>
#include <limits>

static_assert(std::numeric_limits<double>::is_iec559 && FLT_EVAL_METHOD == 0,
              "doubles must round as doubles");
#if defined(__FAST_MATH__)
#error "sim/math.cpp needs strict floating point: no -ffast-math"
#endif

namespace sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Pair {
  double hi, lo;
};

constexpr double magnitude(double x) { return from_bits(bits_of(x) & ~(uint64_t{1} << 63)); }
// 2^k for k in -1022 .. 1023.
constexpr double power_of_two(int k) { return from_bits(static_cast<uint64_t>(k + 1023) << 52); }

// The leading 26 bits of x: the product of two such is exact, and x - leading(x) has at most 27 bits.
constexpr double leading(double x) { return from_bits(bits_of(x) & ~((uint64_t{1} << 27) - 1)); }

// a + b exactly; `ordered` needs |a| >= |b| or a = 0.
constexpr Pair ordered_sum(double a, double b) {
  const double sum = a + b;
  return {sum, (a - sum) + b};
}
constexpr Pair exact_sum(double a, double b) {
  const double sum = a + b;
  const double of_b = sum - a;
  return {sum, (a - (sum - of_b)) + (b - of_b)};
}
// a b to 2^-105 (exact but for the last bit of the product of the two tails).
constexpr Pair exact_product(double a, double b) {
  const double ah = leading(a), al = a - ah, bh = leading(b), bl = b - bh;
  const double product = a * b;
  return {product, ((ah * bh - product) + ah * bl + al * bh) + al * bl};
}

constexpr Pair sum(Pair a, Pair b) {
  const Pair s = exact_sum(a.hi, b.hi);
  return ordered_sum(s.hi, s.lo + (a.lo + b.lo));
}
constexpr Pair product(Pair a, Pair b) {
  const Pair p = exact_product(a.hi, b.hi);
  return ordered_sum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}
constexpr Pair quotient(Pair a, Pair b) {
  const double q = a.hi / b.hi;
  const Pair back = product({q, 0}, b);
  return ordered_sum(q, (((a.hi - back.hi) - back.lo) + a.lo) / b.hi);
}

// log(n / d) = 2 artanh((n - d) / (n + d)), for 1/2 <= n / d <= 2: 34 terms reach 2^-106.
constexpr Pair log_of_ratio(double n, double d) {
  const Pair s = quotient({n - d, 0}, {n + d, 0});
  const Pair square = product(s, s);
  Pair series{0, 0};
  for (int i = 67; i > 0; i -= 2)
    series = sum(quotient({2, 0}, {static_cast<double>(i), 0}), product(square, series));
  return product(s, series);
}

// The same number with hi a multiple of 2^-42: multiples of hi up to 2^11, and their sums, are exact.
constexpr Pair coarse(Pair a) {
  const double hi = (a.hi + 0x1.8p10) - 0x1.8p10;
  return {hi, (a.hi - hi) + a.lo};
}

constexpr Pair kLog2 = coarse(log_of_ratio(2, 1));
constexpr Pair kPerLog2 = quotient({1, 0}, log_of_ratio(2, 1));
static_assert(kLog2.hi + kLog2.lo == 0x1.62e42fefa39efp-1 && kPerLog2.hi == 0x1.71547652b82fep+0);

struct LogCell {
  double inv;  // near 1/m for the m of this cell
  Pair log;    // -log(inv)
};
constexpr uint64_t kFirstMantissa = 0x3FE6000000000000u;  // 11/16

constexpr std::array<LogCell, 128> log_table() {
  std::array<LogCell, 128> table{};
  for (uint64_t cell = 0; cell < 128; ++cell) {
    const double low = from_bits(kFirstMantissa + (cell << 45));
    const double high = from_bits(kFirstMantissa + ((cell + 1) << 45));
    const double n = low == 1 || high == 1 ? 512 : static_cast<int>(1024 / (low + high) + 0.5);
    table[cell] = {n / 512, coarse(log_of_ratio(512, n))};
  }
  return table;
}
constexpr std::array<LogCell, 128> kLogTable = log_table();

struct LogReduced {
  double k;   // binary exponent
  Pair base;  // -log(inv)
  Pair r;     // m inv - 1
};

// For finite x > 0.
inline LogReduced log_reduced(double x) {
  uint64_t bits = bits_of(x);
  int subnormal = 0;
  if (bits < uint64_t{1} << 52) bits = bits_of(x * 0x1p54), subnormal = 54;
  const uint64_t offset = bits - kFirstMantissa;
  const LogCell& cell = kLogTable[(offset >> 45) & 127];
  const double k = static_cast<double>((static_cast<int64_t>(offset) >> 52) - subnormal);
  const double m = from_bits(bits - (offset & (uint64_t{0xFFF} << 52)));
  const double mh = leading(m);
  // Both terms are exact. Where the first is the smaller, both are below 2^-26 and the sum is good to 2^-79.
  return {k, cell.log, ordered_sum(mh * cell.inv - 1, (m - mh) * cell.inv)};
}

// (log(1 + r) - r + r^2/2) / r^3
inline double log_tail(double r, double r2) {
  return (1.0 / 3 - r * 0.25) +
         r2 * ((1.0 / 5 - r * (1.0 / 6)) + r2 * ((1.0 / 7 - r * 0.125) + r2 * (1.0 / 9 - r * 0.1)));
}

// k log 2 - log(inv) + log(1 + r) to 2^-60: the square is small enough to be rounded.
inline Pair log_of(double k, Pair base, Pair r) {
  const double r2 = r.hi * r.hi;
  const Pair first = ordered_sum(k * kLog2.hi + base.hi, r.hi);
  return {first.hi, first.lo + ((k * kLog2.lo + base.lo) + r.lo + r2 * (r.hi * log_tail(r.hi, r2) - 0.5))};
}

// The same to 2^-66, for pow.
inline Pair precise_log(double x) {
  const auto [k, base, r] = log_reduced(x);
  const double rh = leading(r.hi), r2 = r.hi * r.hi, half_square = 0.5 * rh * rh;  // the last one exact
  const Pair first = ordered_sum(k * kLog2.hi + base.hi, r.hi);
  const Pair second = ordered_sum(first.hi, -half_square);
  const double rest = first.lo + second.lo - 0.5 * (r.hi - rh) * (r.hi + rh) +
                      (r2 * r.hi * log_tail(r.hi, r2) + (r.lo - r.hi * r.lo)) + (k * kLog2.lo + base.lo);
  return ordered_sum(second.hi, rest);
}

// y 2^k rounded once, for 1/4 < y < 4 and any k that exp can meet.
inline double scaled(double y, int k) {
  if (k >= -1020 && k <= 1022) return y * power_of_two(k);
  return k < 0 ? y * power_of_two(-1020) * power_of_two(k + 1020)
               : y * power_of_two(1022) * power_of_two(k - 1022);
}

struct ExpParts {
  int k;
  double r, r_lo;  // x = k log 2 + r + r_lo
  double tail;     // (exp r - 1 - r) / r^2
};

// For |hi| < 800.
inline ExpParts exp_parts(Pair x) {
  constexpr double kShift = 0x1.8p52;  // adding it rounds to a whole number
  const double shifted = x.hi * kPerLog2.hi + kShift;
  const double k = shifted - kShift;
  const auto [r, r_lo] = ordered_sum(x.hi - k * kLog2.hi, x.lo - k * kLog2.lo);  // the former is exact
  const double r2 = r * r, r4 = r2 * r2;
  const double low = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
  const double middle = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
  const double high =
      (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800));
  return {static_cast<int>(k), r, r_lo, low + r4 * (middle + r4 * high)};
}

inline double exp_of(Pair x) {
  if (x.hi > 709.79) return kInfinity;
  if (x.hi < -745.14) return 0;
  const ExpParts e = exp_parts(x);
  const Pair whole = ordered_sum(1, e.r);
  const double rest = e.r * e.r * e.tail + (e.r_lo + e.r * e.r_lo);
  return scaled(whole.hi + (whole.lo + rest), e.k);
}

inline bool is_whole(double y) { return magnitude(y) >= 0x1p52 || floor(y) == y; }
inline bool is_odd(double y) { return magnitude(y) < 0x1p53 && is_whole(y) && floor(0.5 * y) != 0.5 * y; }

// |x|^y where x is 0 or infinite, or y is infinite; neither is NaN.
double pow_at_the_edge(double x, double y) {
  const double size = magnitude(x);
  if (size == 1) return 1;
  return (size > 1) == (y > 0) ? kInfinity : 0;
}

}  // namespace

double exp(double x) {
  if (x != x) return x;
  return exp_of({x, 0});
}

double expm1(double x) {
  if (x != x || x == 0) return x;
  if (x > 40) return exp(x);
  if (x < -40) return -1;
  const ExpParts e = exp_parts({x, 0});
  const double rh = leading(e.r);  // the subtraction would show a rounded square: r + r^2/2 as a Pair
  const Pair two_terms = ordered_sum(e.r, 0.5 * rh * rh);
  const double rest =
      two_terms.lo + 0.5 * (e.r - rh) * (e.r + rh) + e.r * e.r * (e.tail - 0.5) + (e.r_lo + e.r * e.r_lo);
  if (e.k == 0) return two_terms.hi + rest;
  const double scale = power_of_two(e.k);
  const Pair whole = ordered_sum(1, two_terms.hi);
  const Pair less_one = exact_sum(scale * whole.hi, -1);
  return less_one.hi + (less_one.lo + scale * (whole.lo + rest));
}

double log(double x) {
  if (!(x > 0) || x == kInfinity) return x == 0 ? -kInfinity : x < 0 ? kNaN : x;
  const auto [k, base, r] = log_reduced(x);
  const Pair l = log_of(k, base, r);
  return l.hi + l.lo;
}

double log2(double x) {
  if (!(x > 0) || x == kInfinity) return x == 0 ? -kInfinity : x < 0 ? kNaN : x;
  const auto [k, base, r] = log_reduced(x);
  const Pair fraction = product(log_of(0, base, r), kPerLog2);
  const Pair whole = ordered_sum(k, fraction.hi);
  return whole.hi + (whole.lo + fraction.lo);
}

double log1p(double x) {
  if (!(x > -1) || x == kInfinity) return x == -1 ? -kInfinity : x < -1 ? kNaN : x;
  if (magnitude(x) < 0x1p-54) return x;
  const Pair u = exact_sum(1, x);
  const auto [k, base, r] = log_reduced(u.hi);
  const Pair l = log_of(k, base, r);
  return l.hi + (l.lo + u.lo / u.hi);
}

double pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (x != x || y != y) return kNaN;
  const bool negative = bits_of(x) >> 63 != 0;
  if (negative && x != 0 && x != -kInfinity && !is_whole(y)) return kNaN;
  const double sign = negative && is_odd(y) ? -1 : 1;
  const double size = magnitude(x);
  if (size == 0 || size == kInfinity || magnitude(y) == kInfinity) return sign * pow_at_the_edge(x, y);
  const Pair l = precise_log(size);
  const double about = y * l.hi;
  if (!(magnitude(about) < 800)) return sign * (about > 0 ? kInfinity : 0);
  const Pair exact = exact_product(y, l.hi);
  return sign * exp_of(ordered_sum(exact.hi, exact.lo + y * l.lo));
}

}  // namespace sim
