#include "models/exchange/world/utf8.hpp"

#include <algorithm>

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

namespace {

constexpr std::size_t kShown = 60;           // of a word that is cut
constexpr std::size_t kLongestPath = 4'096;  // PATH_MAX: a place is of no use when its end is cut

// C0, DEL and C1: what a terminal may obey instead of show.
bool is_control(std::string_view point) {
  const auto lead = static_cast<unsigned char>(point[0]);
  return lead < 0x20 || lead == 0x7F || (lead == 0xC2 && static_cast<unsigned char>(point[1]) < 0xA0);
}

std::string escaped(std::string_view point) {
  constexpr const char* kHex = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(point.back());
  return std::string("\\u00") + kHex[code >> 4] + kHex[code & 15];
}

}  // namespace

std::string printable(std::string_view text, std::size_t longest_word) {
  std::string out;
  std::size_t word = 0;  // characters of it so far
  bool path = false;     // the word has a slash so far
  while (!text.empty()) {
    const std::size_t length = sequence(text);
    const std::string_view point = text.substr(0, length ? length : 1);
    text.remove_prefix(point.size());
    word = point == " " ? 0 : word + 1;
    path = word > 0 && (path || point == "/");
    const std::size_t rest = word == kShown ? width(text.substr(0, text.find(' '))) : 0;
    out += length == 0 ? "?" : is_control(point) ? escaped(point) : std::string(point);
    if (rest == 0 || rest + kShown <= (path ? std::max(longest_word, kLongestPath) : longest_word)) continue;
    out += "...";
    text.remove_prefix(std::min(text.find(' '), text.size()));
  }
  return out;
}

}  // namespace exchange::utf8
