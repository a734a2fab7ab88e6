#include "bindings/cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include "bindings/cli/numbers.hpp"
#include "bindings/cli/text.hpp"

namespace cli {

namespace {

volatile std::sig_atomic_t interrupted = 0;

// Ctrl-C, a batch system or container that ends, a terminal that closes: all the same to a run.
constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

void ask_to_stop(int signal) {
  interrupted = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

Interrupt::Interrupt() {
  interrupted = 0;
  for (const int signal : kSignals)
    if (std::signal(signal, ask_to_stop) == SIG_IGN) std::signal(signal, SIG_IGN);  // nohup, background jobs
}

Interrupt::~Interrupt() {
  for (const int signal : kSignals)
    if (std::signal(signal, SIG_DFL) == SIG_IGN) std::signal(signal, SIG_IGN);
}

bool Interrupt::asked() { return interrupted != 0; }

Progress::Progress(const Request& request, std::string counted)
    : visible_(request.progress == "bar" ||
               (request.progress == "auto" && terminal_err() && !request.quiet)),
      counted_(std::move(counted)) {}

sim::ProgressSink Progress::sink() {
  return [this](int64_t done, int64_t all) { return step(done, all); };
}

bool Progress::step(int64_t done, int64_t all) {
  done_ = std::max(done, done_);
  all_ = all;
  if (visible_ && Clock::now() - shown_ > std::chrono::milliseconds(200)) show();
  return !Interrupt::asked();
}

void Progress::show() {
  shown_ = Clock::now();
  const double seconds = std::chrono::duration<double>(shown_ - start_).count();
  const double share = all_ > 0 ? static_cast<double>(done_) / static_cast<double>(all_) : 0;
  const auto full = static_cast<std::size_t>(20 * share);
  const double fresh = static_cast<double>(done_ - begun_at_), missing = static_cast<double>(all_ - done_);
  const std::string left_over =
      fresh > 0 && seconds > 1 ? ", " + duration(seconds / fresh * missing) + " left" : "";
  const std::string rate = seconds > 0 ? two_digits(fresh / seconds) + " " + counted_ + "/s" : "";
  const std::string line =
      fmt::format("[{}{}] {:3.0f} %  {} of {} {}, {}{}", std::string(full, '='),
                  std::string(20 - full, ' '), 100 * share, with_commas(static_cast<double>(done_)),
                  with_commas(static_cast<double>(all_)), counted_, rate, left_over);
  fmt::print(stderr, "\r{}", left(line, width_));
  std::fflush(stderr);
  width_ = line.size();
}

void Progress::clear() {
  if (width_ > 0) fmt::print(stderr, "\r{}\r", std::string(width_, ' '));
  width_ = 0;
}

void Progress::begin_again() {
  clear();
  begun_at_ = done_ = all_ = 0;
  start_ = Clock::now();
}

std::string duration(double seconds) {
  const auto whole = static_cast<int64_t>(std::max(0.0, seconds) + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace cli
