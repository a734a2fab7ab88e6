#include "sim/month.hpp"

#include <cstdio>

namespace sim {

std::string to_string(Month month) {
  if (month == kNever) return "never";
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d", month.year(), month.month_of_year());
  return text;
}

}  // namespace sim
