#include "study/variants.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "study/paired.hpp"

namespace study {

namespace {

using exchange::PolicyData;

// Runs ensembles of a few variants each, all with the same trunk, and keeps what is asked of each run.
class Batches {
 public:
  Batches(const Scenario& scenario, const std::vector<PolicyData>& variants, const RunOptions& options)
      : scenario_(scenario),
        variants_(variants),
        options_(options),
        sink_(options.progress),
        asked_(options.on_record) {
    found_.date = last_report(scenario);
    found_.replicates = options.replicates > 0 ? options.replicates : scenario.replicates;
    found_.held.assign(variants.size(), std::vector<double>(static_cast<std::size_t>(found_.replicates),
                                                            std::numeric_limits<double>::quiet_NaN()));
    options_.premium_worlds = false;
    options_.keep_runs = false;
  }

  // The trunk, and the variants [first, end).
  void run(std::size_t first, std::size_t end) {
    std::vector<PolicyData> policies{variants_.front()};
    policies.insert(policies.end(), variants_.begin() + static_cast<std::ptrdiff_t>(first),
                    variants_.begin() + static_cast<std::ptrdiff_t>(end));
    const auto number = [&](int32_t policy) {
      return policy == 0 ? 0 : first + static_cast<std::size_t>(policy) - 1;
    };
    const auto month = static_cast<std::size_t>(found_.date - scenario_.first);
    options_.on_record = [&](sim::RunId id, const Record& record) {
      if (asked_) asked_({static_cast<int32_t>(number(id.policy)), id.replicate}, record);
      found_.held[number(id.policy)][static_cast<std::size_t>(id.replicate - options_.first_replicate)] =
          record.monthly[static_cast<std::size_t>(Monthly::held_us_in_cn)][month];
    };
    options_.progress = [&](int64_t done, int64_t all) {
      months_ = all;
      const auto left = static_cast<int64_t>(variants_.size() - first),
                 here = static_cast<int64_t>(end - first);
      return !sink_ ||
             sink_(before_ + done, before_ + all * std::max<int64_t>(left, 1) / std::max<int64_t>(here, 1));
    };
    const Ensemble ensemble = run_ensemble(scenario_of(scenario_, policies), options_);
    before_ += months_;
    found_.stopped = ensemble.stopped;
    for (sim::RunFailure failure : ensemble.failures) {
      if (failure.run.policy == 0 && first > 1) continue;  // the trunk's were told by the first
      failure.run.policy = static_cast<int32_t>(number(failure.run.policy));
      failure.reason = variants_[static_cast<std::size_t>(failure.run.policy)].id + ": " + failure.reason;
      found_.failures.push_back(std::move(failure));
    }
  }

  bool stopped() const { return found_.stopped; }
  Variants take() { return std::move(found_); }

 private:
  const Scenario& scenario_;
  const std::vector<PolicyData>& variants_;
  RunOptions options_;
  sim::ProgressSink sink_;
  std::function<void(sim::RunId, const Record&)> asked_;
  int64_t before_ = 0, months_ = 0;
  Variants found_;
};

}  // namespace

Scenario scenario_of(const Scenario& scenario, const std::vector<PolicyData>& variants) {
  Scenario all = scenario;
  all.policies = variants;
  all.reference = variants.front().id;
  return all;
}

Variants run_variants(const Scenario& scenario, const std::vector<PolicyData>& variants,
                      const RunOptions& options, int32_t at_once) {
  Batches batches(scenario, variants, options);
  const auto step = static_cast<std::size_t>(std::max(1, at_once));
  std::size_t first = 1;
  do {
    const std::size_t end = std::min(variants.size(), first + step);
    batches.run(first, end);
    first = end;
  } while (first < variants.size() && !batches.stopped());
  return batches.take();
}

}  // namespace study
