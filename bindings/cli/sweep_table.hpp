#pragma once
// What `sweep` prints when it has ended.

#include <string>
#include <vector>

#include "io/sweep_store.hpp"
#include "models/exchange/world/json_text.hpp"
#include "study/sweep_summary.hpp"

namespace cli {

struct SweepTold {
  study::Monthly output;  // that `ranges` are of
  sim::Month date;
  std::vector<study::SweepRange> ranges;
  std::vector<std::pair<std::string, int64_t>> reasons;  // of failures, and how many runs
  std::string content_hash;
  std::vector<std::string> exports;  // files written
  int64_t ran = 0;                   // runs of this call; the others were in the store
};

SweepTold told_of(const io::SweepStore& store);
std::string sweep_text(const SweepTold& told, const io::SweepStore& store);
exchange::json::Node sweep_json(const SweepTold& told, const io::SweepStore& store);

}  // namespace cli
