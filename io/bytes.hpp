#pragma once
// Numbers as bytes, the same on every machine: little-endian IEEE 754 doubles.

#include <cstdint>
#include <cstring>
#include <vector>

namespace io {

inline std::vector<uint8_t> bytes_of(const std::vector<double>& values) {
  std::vector<uint8_t> bytes(8 * values.size());
  for (std::size_t v = 0; v < values.size(); ++v) {
    uint64_t word;
    std::memcpy(&word, &values[v], sizeof word);
    for (std::size_t i = 0; i < 8; ++i) bytes[8 * v + i] = static_cast<uint8_t>(word >> (8 * i));
  }
  return bytes;
}

inline std::vector<double> values_of(const void* data, std::size_t size) {
  const auto* bytes = static_cast<const uint8_t*>(data);
  std::vector<double> values(size / 8);
  for (std::size_t v = 0; v < values.size(); ++v) {
    uint64_t word = 0;
    for (std::size_t i = 0; i < 8; ++i) word |= uint64_t{bytes[8 * v + i]} << (8 * i);
    std::memcpy(&values[v], &word, sizeof word);
  }
  return values;
}

}  // namespace io
