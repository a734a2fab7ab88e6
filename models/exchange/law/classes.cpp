#include "models/exchange/law/classes.hpp"

#include <algorithm>

namespace exchange {

namespace {

// Numbers sets of rows by first appearance. Open addressing over the sets themselves.
class Numbering {
 public:
  Numbering(Classes& classes, size_t expected) : classes_(classes) {
    size_t slots = 16;
    while (slots < 2 * expected) slots *= 2;
    slots_.assign(slots, kEmpty);
  }

  uint32_t number(const uint64_t* rows) {
    const size_t words = classes_.words;
    size_t slot = hash(rows) & (slots_.size() - 1);
    while (slots_[slot] != kEmpty) {
      if (std::equal(rows, rows + words, classes_.rows(slots_[slot]))) return slots_[slot];
      slot = (slot + 1) & (slots_.size() - 1);
    }
    classes_.admits.insert(classes_.admits.end(), rows, rows + words);
    return slots_[slot] = classes_.count++;
  }

 private:
  static constexpr uint32_t kEmpty = UINT32_MAX;

  size_t hash(const uint64_t* rows) const {
    uint64_t mixed = 0;
    for (size_t w = 0; w < classes_.words; ++w) mixed = (mixed ^ rows[w] ^ mixed >> 29) * 0x9E3779B97F4A7C15u;
    return static_cast<size_t>(mixed >> 32 ^ mixed);
  }

  Classes& classes_;
  std::vector<uint32_t> slots_;
};

}  // namespace

Classes classify(const Words& rows, size_t values, size_t words) {
  Classes classes;
  classes.words = words;
  Numbering numbering(classes, values);
  for (size_t value = 0; value < values; ++value)
    classes.of.push_back(numbering.number(rows.data() + value * words));
  return classes;
}

Classes merge_classes(const Classes& a, const Classes& b) {
  Classes merged;
  merged.words = a.words;
  Numbering numbering(merged, size_t{a.count} * b.count);
  Words common(a.words);
  merged.of.reserve(size_t{a.count} * b.count);
  for (uint32_t i = 0; i < a.count; ++i)
    for (uint32_t j = 0; j < b.count; ++j) {
      for (size_t w = 0; w < a.words; ++w) common[w] = a.rows(i)[w] & b.rows(j)[w];
      merged.of.push_back(numbering.number(common.data()));
    }
  return merged;
}

Classes merge_values(const Classes& a, const Classes& b) {
  Classes merged = merge_classes(a, b);
  std::vector<uint32_t> of;
  of.reserve(a.of.size() * b.of.size());
  for (const uint32_t i : a.of)
    for (const uint32_t j : b.of) of.push_back(merged.of[size_t{i} * b.count + j]);
  merged.of = std::move(of);
  return merged;
}

}  // namespace exchange
