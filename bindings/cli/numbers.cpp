#include "bindings/cli/numbers.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <utility>

namespace cli {

namespace {

struct Scaled {
  std::string digits, unit;
};

// The nearest number with two significant digits.
double rounded(double value) { return std::strtod(fmt::format("{:.1e}", value).c_str(), nullptr); }

std::string digits_of(double rounded) {
  const double size = std::fabs(rounded);
  if (size == 0) return "0";
  if (size >= 10) return fmt::format("{:.0f}", rounded);
  if (size >= 1) return fmt::format("{:.1f}", rounded);
  if (size >= 0.1) return fmt::format("{:.2f}", rounded);
  if (size >= 0.01) return fmt::format("{:.3f}", rounded);
  if (size >= 0.001) return fmt::format("{:.4f}", rounded);
  return fmt::format("{:.1e}", rounded);
}

Scaled scale(double value) {
  const double near = rounded(value), size = std::fabs(near);
  if (size >= 1e9) return {digits_of(near / 1e9), " bn"};
  if (size >= 1e6) return {digits_of(near / 1e6), " M"};
  if (size >= 1e3) return {digits_of(near / 1e3), " k"};
  return {digits_of(near), ""};
}

std::string sign_of(double value) { return rounded(value) > 0 ? "+" : ""; }

}  // namespace

std::string two_digits(double value) {
  if (!std::isfinite(value)) return "n/a";
  const double near = rounded(value);
  return std::fabs(near) >= 1000 ? with_commas(near) : digits_of(near);
}

std::string scaled(double value) {
  if (!std::isfinite(value)) return "n/a";
  const Scaled s = scale(value);
  return s.digits + s.unit;
}

std::string signed_scaled(double value) {
  return std::isfinite(value) ? sign_of(value) + scaled(value) : "n/a";
}

std::string range(double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high)) return "n/a";
  return (low == 0 ? "0" : scaled(low)) + " to " + scaled(high);
}

std::string signed_range(double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high)) return "n/a";
  return sign_of(low) + (rounded(low) == 0 ? "0" : scaled(low)) + " to " + sign_of(high) + scaled(high);
}

std::string percent(double share) {
  if (!std::isfinite(share)) return "n/a";
  const double value = 100 * share;
  if (value != 0 && std::fabs(value) < 0.095) return value > 0 ? "<0.1 %" : ">-0.1 %";
  return digits_of(rounded(value)) + " %";
}

std::string signed_percent(double share) {
  if (!std::isfinite(share)) return "n/a";
  return (100 * share >= 0.095 ? "+" : "") + percent(share);
}

std::string with_commas(double whole) {
  std::string digits = fmt::format("{:.0f}", std::fabs(whole));
  for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return (whole < 0 ? "-" : "") + digits;
}

}  // namespace cli
