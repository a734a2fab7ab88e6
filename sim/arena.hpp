#pragma once
// A vector in pieces: growing never moves what lies in it, nor does it in a copy.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sim {

// Says that a value will be wanted soon, for memory is slower than the arithmetic on it.
template <class T>
void expect(const T& value) {
  const char* bytes = reinterpret_cast<const char*>(&value);
  for (std::size_t line = 0; line < sizeof(T); line += 64) __builtin_prefetch(bytes + line);
}

template <class T, int kLog2 = 10>
class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;
  Arena(const Arena& other) : size_(other.size_) {
    for (const auto& piece : other.pieces_) {
      pieces_.emplace_back().reserve(std::size_t{1} << kLog2);  // a copied vector would have no room to grow in place
      pieces_.back().assign(piece.begin(), piece.end());
    }
  }
  Arena& operator=(const Arena& other) { return *this = Arena(other); }

  uint32_t add(const T& value) {
    if (size_ >> kLog2 == pieces_.size()) {
      pieces_.emplace_back();
      pieces_.back().reserve(std::size_t{1} << kLog2);
    }
    pieces_.back().push_back(value);
    return size_++;
  }
  T& operator[](uint32_t i) { return pieces_[i >> kLog2][i & ((1u << kLog2) - 1)]; }
  const T& operator[](uint32_t i) const { return pieces_[i >> kLog2][i & ((1u << kLog2) - 1)]; }
  uint32_t size() const { return size_; }
  std::size_t bytes() const { return pieces_.size() * (sizeof(T) << kLog2); }

  void expect(uint32_t i) const { sim::expect((*this)[i]); }

 private:
  std::vector<std::vector<T>> pieces_;
  uint32_t size_ = 0;
};

}  // namespace sim
