#include "models/exchange/law/memo.hpp"

namespace exchange {

namespace {

constexpr uint64_t kGolden = 0x9E3779B97F4A7C15u;  // 2^64 / golden ratio: spreads neighbours (Knuth 6.4)

}  // namespace

uint32_t VerdictPool::number(uint64_t verdict) {
  const uint64_t start = verdict * kGolden >> 50;
  for (uint64_t probe = 0; probe < 64; ++probe) {
    const uint64_t slot = (start + probe) & (kSlots - 1);
    uint64_t holds = 0;
    if (slots_[slot].compare_exchange_strong(holds, verdict) || holds == verdict)
      return static_cast<uint32_t>(slot);
  }
  return kFull;
}

void VerdictMemo::open(uint64_t cells, const VerdictPool& pool) {
  pool_ = &pool;
  int bits = 0;
  while (uint64_t{1} << bits < cells && uint64_t{1} << bits < kMostSlots) ++bits;
  mask_ = (uint64_t{1} << bits) - 1;
  if (cells <= slots()) return;  // each cell has its own slot
  multiplier_ = kGolden;
  shift_ = 64 - bits;
}

std::atomic<uint64_t>* VerdictMemo::allocate() const {
  auto* fresh = new std::atomic<uint64_t>[slots()]();
  std::atomic<uint64_t>* others = nullptr;
  if (slots_.compare_exchange_strong(others, fresh, std::memory_order_acq_rel)) return fresh;
  delete[] fresh;
  return others;
}

// The first empty slot, else the first of its run: an old entry is forgotten, never wrong.
void VerdictMemo::put(uint64_t cell, uint32_t number) const {
  std::atomic<uint64_t>* slots = slots_.load(std::memory_order_acquire);
  if (!slots) slots = allocate();
  const uint64_t entry = (cell + 1) << 16 | number;
  for (uint64_t probe = 0; probe < kProbes; ++probe) {
    uint64_t holds = 0;
    if (slots[(start(cell) + probe) & mask_].compare_exchange_strong(holds, entry) || holds == entry) return;
  }
  slots[start(cell) & mask_].store(entry, std::memory_order_release);
}

uint64_t VerdictMemo::entries() const {
  const std::atomic<uint64_t>* all = slots_.load(std::memory_order_acquire);
  uint64_t count = 0;
  for (uint64_t slot = 0; all && slot < slots(); ++slot)
    count += all[slot].load(std::memory_order_relaxed) != 0;
  return count;
}

}  // namespace exchange
