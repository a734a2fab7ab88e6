#pragma once
// Policies x replicates. A replicate's policies share its chance draw by draw, so they share their history up to the
// month in which law first differs: each replicate runs one trunk (the reference), and at a policy's fork month the
// state is copied and that policy finished. The result equals the unforked run to the bit.
//
// One axis of parallelism at a time: over replicates if there are at least as many as threads, each then serial; else
// inside the run. Failures are data: a run that throws is reported with its reason and the others go on.

#include <algorithm>
#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "sim/simulation.hpp"

namespace sim {

struct RunId {
  int32_t policy = 0, replicate = 0;
};

struct RunFailure {
  RunId run;
  std::string reason;
};

struct EnsemblePlan {
  int32_t policies = 1, replicates = 1, first_replicate = 0, threads = 1;
  int32_t reference = 0;      // the trunk
  Month first, end;
  std::vector<Month> fork;    // by policy: earliest month in which it can differ from the reference
  bool share_history = true;  // false: every policy from the start (tests compare the two)
};

// Months simulated so far and in all; false stops the ensemble after the current months.
using ProgressSink = std::function<bool(int64_t done, int64_t all)>;

inline int64_t months_to_run(const EnsemblePlan& plan) {
  int64_t months = plan.end - plan.first;
  for (int32_t p = 0; p < plan.policies; ++p)
    if (p != plan.reference)
      months += plan.share_history ? std::max(0, plan.end - std::max(plan.first, plan.fork[static_cast<std::size_t>(p)]))
                                   : plan.end - plan.first;
  return months * plan.replicates;
}

// A Source makes what a replicate needs:
//   source.world(policy, replicate) -> M::World     source.state(world) -> M::State     source.record(world) -> M::Record
// `accept(RunId, M::Record&&)` is called once per finished run, never by two threads at once, in no particular order.
template <Model M, class Source, class Accept>
class Ensemble {
 public:
  Ensemble(const EnsemblePlan& plan, Source& source, Accept& accept, const ProgressSink& progress)
      : plan_(plan), source_(source), accept_(accept), progress_(progress), all_(months_to_run(plan)) {}

  std::vector<RunFailure> run() {
    const bool over_runs = plan_.replicates >= plan_.threads && plan_.threads > 1;
    inner_threads_ = over_runs ? 1 : plan_.threads;
    for_each_index(plan_.replicates, over_runs ? plan_.threads : 1,
                   [&](int32_t i, int32_t) { replicate(plan_.first_replicate + i); });
    std::sort(failures_.begin(), failures_.end(), [](const RunFailure& a, const RunFailure& b) {
      return a.run.replicate != b.run.replicate ? a.run.replicate < b.run.replicate : a.run.policy < b.run.policy;
    });
    return failures_;
  }
  bool stopped() const { return stop_; }

 private:
  using State = typename M::State;
  using Record = typename M::Record;

  void replicate(int32_t r) {
    if (stop_) return;
    guarded({plan_.reference, r}, [&] {
      const auto world = source_.world(plan_.reference, r);
      State state = source_.state(world);
      Record record = source_.record(world);
      Month at = plan_.first;
      for (const int32_t policy : policies_by_fork()) {
        at = advance(world, state, at, std::max(plan_.first, std::min(fork_of(policy), plan_.end)), record);
        if (stop_) return;
        branch(policy, r, state, record, at);
      }
      advance(world, state, at, plan_.end, record);
      finish({plan_.reference, r}, std::move(record));
    });
  }

  void branch(int32_t policy, int32_t r, const State& trunk, const Record& so_far, Month at) {
    guarded({policy, r}, [&] {
      const auto world = source_.world(policy, r);
      State state = trunk;
      Record record = so_far;
      advance(world, state, at, plan_.end, record);
      finish({policy, r}, std::move(record));
    });
  }

  template <class Body>
  void guarded(RunId run, Body&& body) {
    try {
      body();
    } catch (const std::exception& problem) {
      one_at_a_time_.run([&] { failures_.push_back({run, problem.what()}); });
    }
  }

  Month advance(const typename M::World& world, State& state, Month from, Month to, Record& record) {
    return sim::run<M>(world, state, from, to, inner_threads_, record, [&](Month) { return tick(); });
  }

  bool tick() {
    const int64_t done = ++done_;
    if (progress_ && (done % 12 == 0 || done == all_) && !stop_) {
      one_at_a_time_.run([&] {
        if (!progress_(done, all_)) stop_ = true;
      });
    }
    return !stop_;
  }

  void finish(RunId run, Record&& record) {
    if (stop_) return;
    one_at_a_time_.run([&] { accept_(run, std::move(record)); });
  }

  Month fork_of(int32_t policy) const { return plan_.share_history ? plan_.fork[static_cast<std::size_t>(policy)] : plan_.first; }

  std::vector<int32_t> policies_by_fork() const {
    std::vector<int32_t> order;
    for (int32_t p = 0; p < plan_.policies; ++p)
      if (p != plan_.reference) order.push_back(p);
    std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) { return fork_of(a) < fork_of(b); });
    return order;
  }

  const EnsemblePlan& plan_;
  Source& source_;
  Accept& accept_;
  const ProgressSink& progress_;
  int64_t all_ = 0;
  int32_t inner_threads_ = 1;
  std::atomic<int64_t> done_{0};
  std::atomic<bool> stop_{false};
  Exclusive one_at_a_time_;
  std::vector<RunFailure> failures_;
};

}  // namespace sim
