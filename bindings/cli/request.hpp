#pragma once
// What the user asked for, as the command line says it. One struct for all commands: each reads its part.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/exchange/world/question.hpp"

namespace cli {

// Exit codes of INTERFACES: what a script may rely on.
enum Exit : int {
  kOk = 0,
  kInternal = 1,
  kUsage = 2,
  kInvalid = 3,
  kSomeFailed = 4,
  kThreshold = 5,
  kInterrupted = 130
};

struct Request {
  std::string scenario, second;
  std::string id;  // show: what is asked for
  std::vector<std::string> dates;
  std::vector<std::string> words;  // complete: what was typed
  std::vector<std::string> set;       // path=value
  std::vector<std::string> policies;  // run, challenge, tradeoff: only these; explain, law, credit: the first
  std::vector<std::string> parameters;  // challenge: only these
  std::vector<std::string> rivals;      // rivals: only these mechanisms
  std::string as_of, reference, out, measure, date, like, jurisdiction;
  std::string against, forecasts;  // hindcast: files to read and to write
  std::vector<std::string> exports;  // sweep: files to write
  std::string design_only;           // sweep: the file of the design's rows
  std::string years = "0:10", table = "short", progress = "auto", detail;
  std::string format = "all";  // cite: text, bibtex, cff
  std::optional<uint64_t> seed;
  int32_t replicates = 0, threads = 0, institutions = 0, values = 0, orders = 0;
  bool json = false, quiet = false, verbose = false, dry_run = false, defaults = false, prior = false, no_challenge = false,
       provisions = false;
  bool resume = false, retry_failures = false;  // sweep
  exchange::Question question;
  std::vector<std::string> typed;  // the arguments as they came, to say how to run again
};

}  // namespace cli
