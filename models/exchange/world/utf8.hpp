#pragma once
// The little of UTF-8 that messages need: where text is faulty, and how wide it is in code points.

#include <cstdint>
#include <string>
#include <string_view>

namespace exchange::utf8 {

constexpr bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Number of code points.
std::size_t width(std::string_view text);
// The bytes of the first code point.
std::string_view first(std::string_view text);
// Offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7); the size if there is none.
std::size_t first_fault(std::string_view text);

// As it can be shown on any terminal: control characters as \u001b, faulty bytes as ?, longer words cut
// (not those with a slash among their first 60 characters: of a place the end is what tells).
std::string printable(std::string_view text, std::size_t longest_word = 100);

}  // namespace exchange::utf8
