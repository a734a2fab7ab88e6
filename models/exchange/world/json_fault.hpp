#pragma once
// Why a text is not JSON, in the words of those who wrote it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace exchange::json {

struct Fault {
  std::string message, suggestion;
  std::size_t offset = 0;  // in bytes, of what no text file should hold
};

// What surrounds the token that does not fit.
struct Around {
  enum class In : uint8_t { nothing, list, object };
  In in = In::nothing;      // the innermost bracket that is open
  int32_t opened_line = 0;  // where it was opened
  bool after_key = false;   // a key was read last
};

// Why `rest`, the text from the first token that does not fit, cannot follow `before`.
Fault explain(std::string_view before, std::string_view rest, const Around& around);

// What makes a file no text at all: too much of it, another encoding. Nothing if it is one.
std::optional<Fault> fault_of_file(std::string_view text);

}  // namespace exchange::json
