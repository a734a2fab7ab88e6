#pragma once
// SHA-256 (FIPS 180-4).

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace io {

using Digest = std::array<uint8_t, 32>;

class Sha256 {
 public:
  void add(const void* data, std::size_t bytes);
  void add(std::string_view text) { add(text.data(), text.size()); }
  Digest finish();  // the object is spent

 private:
  void block(const uint8_t* bytes);

  std::array<uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<uint8_t, 64> rest_{};
  uint64_t length_ = 0;  // bytes so far
};

std::string hex(const Digest& digest);
std::string sha256(std::string_view text);                      // in hexadecimal, lower case
std::string sha256_of_file(const std::filesystem::path& path);  // throws sim::Error if it cannot be read

}  // namespace io
