#pragma once
// What ends a job is an exception; what is wrong with an input is a Problem, collected with all the others.

#include <stdexcept>
#include <string>
#include <vector>

namespace sim {

// One fault of an input, in the words a user needs: where, why, and the likely mend.
struct Problem {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  std::string file;        // as the user named it
  int line = 0;            // 1-based; 0 where no text has the place
  int column = 0;          // 1-based, counted in characters (code points)
  std::string path;        // dotted, e.g. policies.x.amend.y.effective
  std::string message;     // one sentence
  std::string suggestion;  // the likely mend, or empty
};

using Problems = std::vector<Problem>;

// Ends a job: internal faults, interrupted runs, unreadable files.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// An input that cannot be used; carries every problem found, not only the first.
struct InputError : Error {
  explicit InputError(Problems found);
  Problems problems;
};

}  // namespace sim
