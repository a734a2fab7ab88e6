#pragma once
// Classes: values, or pairs of values, that the same rows admit. Used while a table is compiled.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace exchange {

using Words = std::vector<uint64_t>;  // rows as bits

// Values of one or several axes together, by class. Classes are numbered by first appearance.
struct Classes {
  std::vector<uint32_t> of;  // value -> class
  Words admits;              // class * words + word
  uint32_t count = 0;
  size_t words = 0;

  const uint64_t* rows(uint32_t class_number) const { return admits.data() + class_number * words; }
};

// Classes of `values` values; rows[value * words + word] tells what admits each.
Classes classify(const Words& rows, size_t values, size_t words);

// Pairs of classes, merged where their common rows are equal; value = a * b.count + b.
Classes merge_classes(const Classes& a, const Classes& b);

// The same over pairs of values: value = a * b.of.size() + b.
Classes merge_values(const Classes& a, const Classes& b);

}  // namespace exchange
