#pragma once
// Two results side by side: the same outputs of the same policies at the same date, paired where runs share
// chance.

#include <string>
#include <vector>

#include "io/result_reader.hpp"
#include "study/statistics.hpp"

namespace io {

struct ComparedOutput {
  std::string policy, output, unit;
  study::Range a, b;
  study::Range change;  // b minus a, run by run; no runs if the results share no chance
};

struct Comparison {
  sim::Month date;                      // the last report date that both reach; else their last common month
  int32_t paired = 0;                   // runs with the same seed, number, generator and version
  std::vector<ComparedOutput> outputs;  // policies and outputs that both have
};

// `wanted`: monthly outputs; empty means all. Throws sim::Error if the two have no month in common.
Comparison compare(const ResultReader& a, const ResultReader& b, const std::vector<std::string>& wanted);

}  // namespace io
