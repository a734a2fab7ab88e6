#pragma once
// How far a run is, on one line of stderr, and Ctrl-C, which stops a run cleanly after the current month.

#include <chrono>
#include <cstdint>
#include <string>

#include "bindings/cli/request.hpp"
#include "sim/ensemble.hpp"

namespace cli {

// While it lives, SIGINT, SIGTERM and SIGHUP only ask to stop; a second one ends the program at once. All end
// in exit code 130: a script has one code for "interrupted, nothing written".
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  static bool asked();
};

class Progress {
 public:
  explicit Progress(const Request& request, std::string counted = "months");
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  sim::ProgressSink sink();  // valid while this lives
  void clear();              // wipes the line
  void begin_at(int64_t done) { begun_at_ = done; }  // so many were done before: they say nothing of the rate
  void begin_again();        // the next months belong to another piece of work
  int64_t done() const { return done_; }
  int64_t all() const { return all_; }

 private:
  bool step(int64_t done, int64_t all);
  void show();

  using Clock = std::chrono::steady_clock;
  bool visible_;
  std::string counted_;
  Clock::time_point start_ = Clock::now(), shown_{};
  int64_t begun_at_ = 0, done_ = 0, all_ = 0;
  std::size_t width_ = 0;  // of the line that stands there
};

// "45 s", "3 min 10 s", "1 h 05 min"
std::string duration(double seconds);

}  // namespace cli
