#pragma once
// Runs a result again and says whether it is what was run: its numbers, and its files.

#include <filesystem>
#include <string>
#include <vector>

#include "study/ensemble.hpp"

namespace io {

struct Verification {
  struct Part {
    std::string name;  // "numbers", or a file of the result
    bool same = false;
    std::string finding;  // in plain words
  };
  std::vector<Part> parts;
  std::vector<std::string> remarks;  // named, no failure: another version or commit than the one that ran it
  bool stopped = false;              // progress asked to; then there is no answer

  bool verified() const;
};

// How many runs, and of what, the result says; `run` says with what threads, progress and on_record. Files
// are compared with the SHA-256 that provenance.json lists and, where they follow from the numbers, with what
// the new run gives. A scenario that is not the one that was run is not run again. Throws sim::Error if this
// is no result.
Verification verify(const std::filesystem::path& directory, study::RunOptions run);

}  // namespace io
