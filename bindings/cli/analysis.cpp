#include "bindings/cli/analysis.hpp"

#include <cmath>

#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/text.hpp"

namespace cli {

using exchange::json::Node;

study::RunOptions Analysis::options() {
  study::RunOptions options;
  options.replicates = request_.replicates;
  options.threads = threads_of(request_);
  options.progress = progress_.sink();
  return options;
}

int Analysis::stopped() {
  progress_.clear();
  const std::string where = progress_.all() > 0
                                ? " after " + with_commas(static_cast<double>(progress_.done())) + " of " +
                                      with_commas(static_cast<double>(progress_.all())) + " months"
                                : "";
  say("Interrupted" + where + ". Nothing was written.");
  say("Again: " + again(request_));
  return kInterrupted;
}

int Analysis::finished(const std::vector<sim::RunFailure>& failures) {
  progress_.clear();
  constexpr std::size_t kShown = 10;
  for (std::size_t i = 0; i < failures.size() && i < kShown; ++i) {
    std::string line =
        wrapped("policy " + std::to_string(failures[i].run.policy) + ", run " +
                    std::to_string(failures[i].run.replicate) + " failed: " + failures[i].reason,
                "", 0);
    say(line.substr(0, line.size() - 1));
  }
  if (failures.size() > kShown)
    say("and " + counted(static_cast<long long>(failures.size() - kShown), "more run") + ".");
  return failures.empty() ? kOk : kSomeFailed;
}

std::string value_of(const study::Range& r) {
  return r.low == 0 && r.high == 0 ? "0" : scaled(r.median) + " (" + range(r.low, r.high) + ")";
}

std::string change_of(const study::Range& r) {
  if (r.low == 0 && r.high == 0) return "no change";
  return signed_scaled(r.median) + " (" + signed_range(r.low, r.high) + ")" +
         (study::runs_disagree(r) ? " ?" : "");
}

Node json_number(double value) { return std::isfinite(value) ? Node::of(value) : Node{}; }

Node json_range(const study::Range& range) {
  Node node = Node::object();
  node.set("median", json_number(range.median));
  node.set("low", json_number(range.low));
  node.set("high", json_number(range.high));
  node.set("runs", Node::of(int64_t{range.runs}));
  node.set("sd_low", json_number(range.sd_low));
  node.set("sd_high", json_number(range.sd_high));
  return node;
}

}  // namespace cli
