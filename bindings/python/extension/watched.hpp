#pragma once
// Long work without the interpreter's lock: it runs on a thread of its own, while the thread that called
// shows progress and hears Ctrl-C. The work itself never touches Python.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "bindings/python/extension/bind.hpp"
#include "study/ensemble.hpp"

namespace python {

class Watch {
 public:
  sim::ProgressSink sink() {
    return [this](int64_t done, int64_t all) {
      done_ = done;
      all_ = all;
      return !stop_;
    };
  }
  void stop() { stop_ = true; }
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  bool ended_within(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, time, [&] { return ended_; });
  }
  int64_t done() const { return done_; }
  int64_t all() const { return all_; }

 private:
  std::atomic<int64_t> done_{0}, all_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ended_ = false;
};

// `progress`: None, or a function of (done, all). What it raises stops the work, as Ctrl-C does, and is
// raised once the work has come to rest. `work(sink)` gets the sink that it must ask.
template <class Work>
auto watched(const py::object& progress, Work&& work) {
  using Result = decltype(work(sim::ProgressSink{}));
  Watch watch;
  std::optional<Result> result;
  std::exception_ptr problem;
  std::optional<py::error_already_set> raised;
  std::thread worker([&] {
    try {
      result.emplace(work(watch.sink()));
    } catch (...) {
      problem = std::current_exception();
    }
    watch.end();
  });
  for (bool ended = false; !ended;) {
    {
      const py::gil_scoped_release unlocked;
      ended = watch.ended_within(std::chrono::milliseconds(100));
    }
    if (raised) continue;
    try {
      if (!progress.is_none() && watch.all() > 0) progress(watch.done(), watch.all());
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    } catch (py::error_already_set& error) {
      raised.emplace(std::move(error));
      watch.stop();
    }
  }
  {
    const py::gil_scoped_release unlocked;
    worker.join();
  }
  if (raised) throw std::move(*raised);
  if (problem) std::rethrow_exception(problem);
  return std::move(*result);
}

// A function of (scenario, ..., options, progress): `work(options)` gets options that can be stopped.
template <class Work>
auto stoppable(const study::RunOptions& given, const py::object& progress, Work&& work) {
  return watched(progress, [&](const sim::ProgressSink& sink) {
    study::RunOptions options = given;
    options.progress = sink;
    return work(options);
  });
}

}  // namespace python
