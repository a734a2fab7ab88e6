#pragma once
// Time is a type: a Month is a whole calendar month, counted from year 0, never a bare int.

#include <cstdint>
#include <string>

namespace sim {

struct Month {
  int32_t index = 0;  // 12 * year + (month of year - 1)

  static constexpr Month of(int year, int month_of_year) { return {12 * year + month_of_year - 1}; }
  constexpr int year() const { return index / 12; }
  constexpr int month_of_year() const { return index % 12 + 1; }
  constexpr double years_since(int year) const { return (index - 12 * year) / 12.0; }

  friend constexpr bool operator==(Month a, Month b) { return a.index == b.index; }
  friend constexpr bool operator!=(Month a, Month b) { return a.index != b.index; }
  friend constexpr bool operator<(Month a, Month b) { return a.index < b.index; }
  friend constexpr bool operator<=(Month a, Month b) { return a.index <= b.index; }
  friend constexpr bool operator>(Month a, Month b) { return a.index > b.index; }
  friend constexpr bool operator>=(Month a, Month b) { return a.index >= b.index; }
  friend constexpr Month operator+(Month a, int months) { return {a.index + months}; }
  friend constexpr Month operator-(Month a, int months) { return {a.index - months}; }
  friend constexpr int operator-(Month a, Month b) { return a.index - b.index; }
};

inline constexpr Month kNever{INT32_MAX / 2};   // later than every month of a run
inline constexpr Month kAlways{0};              // earlier than every month of a run

// "2025-04"; "never" for kNever.
std::string to_string(Month month);

}  // namespace sim
