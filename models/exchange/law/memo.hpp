#pragma once
// Verdicts already found, by cell. Written on first use from any number of threads without a lock: whoever
// fills a cell fills it with the same verdict, so the order of first use shows nowhere but in the place of an
// entry.

#include <atomic>
#include <cstdint>
#include <memory>

namespace exchange {

// The distinct verdicts of a rule book, which are few. A verdict's number is its slot; it never leaves the
// memos.
class VerdictPool {
 public:
  static constexpr uint32_t kSlots = 1 << 14;
  static constexpr uint32_t kFull = UINT32_MAX;

  VerdictPool() : slots_(new std::atomic<uint64_t>[kSlots]()) {}
  uint32_t number(uint64_t verdict);  // kFull if there is no room near its slot
  uint64_t operator[](uint64_t slot) const { return slots_[slot].load(std::memory_order_relaxed); }

 private:
  std::unique_ptr<std::atomic<uint64_t>[]> slots_;
};

// An entry is one word, (cell + 1) << 16 | number in the pool, so it can be replaced while others read. As
// many slots as cells if they are few, else a fixed number: memory stays below 256 KB for each version.
class VerdictMemo {
 public:
  VerdictMemo() = default;
  ~VerdictMemo() { delete[] slots_.load(); }
  VerdictMemo(const VerdictMemo&) = delete;
  VerdictMemo& operator=(const VerdictMemo&) = delete;
  void open(uint64_t cells, const VerdictPool& pool);  // once, before anything else

  // The verdict's bits; 0 if not known.
  uint64_t find(uint64_t cell) const {
    const std::atomic<uint64_t>* slots = slots_.load(std::memory_order_acquire);
    if (!slots) return 0;
    const uint64_t first = start(cell);
    for (uint64_t probe = 0; probe < kProbes; ++probe) {
      const uint64_t entry = slots[(first + probe) & mask_].load(std::memory_order_acquire);
      if (entry >> 16 == cell + 1) return (*pool_)[entry & 0xFFFF];
      if (entry == 0) return 0;
    }
    return 0;
  }
  void put(uint64_t cell, uint32_t number) const;
  uint64_t entries() const;  // cells known now
  uint64_t slots() const { return mask_ + 1; }

 private:
  static constexpr uint64_t kMostSlots = 1 << 15, kProbes = 8;

  uint64_t start(uint64_t cell) const { return cell * multiplier_ >> shift_; }
  std::atomic<uint64_t>* allocate() const;

  const VerdictPool* pool_ = nullptr;
  uint64_t mask_ = 0, multiplier_ = 1;
  int shift_ = 0;
  mutable std::atomic<std::atomic<uint64_t>*> slots_{nullptr};  // allocated when first needed
};

}  // namespace exchange
