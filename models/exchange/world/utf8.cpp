#include "models/exchange/world/utf8.hpp"

namespace exchange::utf8 {

std::size_t width(std::string_view text) {
  std::size_t points = 0;
  for (const char c : text) points += continues(c) ? 0 : 1;
  return points;
}

std::string_view first(std::string_view text) {
  std::size_t end = text.empty() ? 0 : 1;
  while (end < text.size() && continues(text[end])) ++end;
  return text.substr(0, end);
}

namespace {

// Length of the well-formed sequence at the start of `text`, 0 if there is none.
std::size_t sequence(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool surrogate = lead == 0xED && byte(1) > 0x9F;
  const bool too_high = lead == 0xF4 && byte(1) > 0x8F;
  return overlong || surrogate || too_high ? 0 : length;
}

}  // namespace

std::size_t first_fault(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = sequence(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return at;
}

}  // namespace exchange::utf8
