#pragma once
// Numbers as screens show them: two significant digits, scaled, with signs where they are changes.

#include <string>

namespace cli {

// "0", "1.2", "12", "120", "1,200": at most two significant digits; "n/a" if it is none.
std::string two_digits(double value);
// "950", "1.2 k", "12 M", "3.4 bn"
std::string scaled(double value);
std::string signed_scaled(double value);  // "+1.2 M", "-12 k", "0"
// "1.2 to 3.4 M", "-120 k to +1.2 M": the unit once if both share it.
std::string range(double low, double high);
std::string signed_range(double low, double high);
// A share as "4.8 %"; "<0.1 %" for what is nearly nothing.
std::string percent(double share);
std::string signed_percent(double share);
std::string with_commas(double whole);  // "368,136"

}  // namespace cli
