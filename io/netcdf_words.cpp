#include "io/netcdf_words.hpp"

#include <algorithm>
#include <iterator>

namespace io {

std::string udunits_of(const std::string& unit) {
  static constexpr const char* kPure[] = {"1", "share", "log2", "salience", "step", "mixed"};
  if (unit == "gigabases") return "1e9 count";
  if (unit == "Pb") return "1e15 count";
  if (unit == "PB") return "petabyte";
  const bool pure = std::find(std::begin(kPure), std::end(kPure), unit) != std::end(kPure);
  return pure ? "1" : "count";  // persons, requests, institutions: what is counted is no unit
}

std::string netcdf_name(const std::string& output) {
  std::string name = output;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

int days_since_2000(sim::Month month) {
  const auto days_before = [](int year) {
    return 365 * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
  };
  static constexpr int kBefore[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  const int year = month.year(), m = month.month_of_year();
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days_before(year) - days_before(2000) + kBefore[m - 1] + (leap && m > 2 ? 1 : 0);
}

}  // namespace io
