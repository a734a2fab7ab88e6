#pragma once
// What every command that runs the model shares: threads, progress, Ctrl-C, failures, ranges as JSON.

#include <string>
#include <vector>

#include "bindings/cli/progress.hpp"
#include "bindings/cli/request.hpp"
#include "models/exchange/world/json_text.hpp"
#include "study/ensemble.hpp"
#include "study/statistics.hpp"

namespace cli {

class Analysis {
 public:
  explicit Analysis(const Request& request) : request_(request), progress_(request) {}

  study::RunOptions options();
  // Says that it was interrupted and how to run again; the exit code.
  int stopped();
  // Says which runs failed, and why; the exit code.
  int finished(const std::vector<sim::RunFailure>& failures);
  Progress& progress() { return progress_; }

 private:
  const Request& request_;
  Interrupt interrupt_;
  Progress progress_;
};

std::string value_of(const study::Range& range);   // "1.2 M (1.0 to 1.4 M)", or "0"
std::string change_of(const study::Range& range);  // "+1.2 M (-0.1 to +1.4 M) ?", or "no change"

exchange::json::Node json_range(const study::Range& range);  // {median, low, high, runs}
exchange::json::Node json_number(double value);              // null if it is none

}  // namespace cli
