#pragma once
// A file that appears under its name whole or not at all: it is written as a draft beside its place.

#include <filesystem>

#include "io/temporary_folder.hpp"

namespace io {

class NewFile {
 public:
  explicit NewFile(std::filesystem::path target);  // throws sim::Error if nothing can be made there
  std::filesystem::path draft() const;             // to be written by the caller
  // Flushes the draft to the disk and gives it its name, instead of what had it. Throws sim::Error.
  void replace();
  // The same, but false, and nothing done, if something has the name already.
  bool create();

 private:
  std::filesystem::path target_;
  TemporaryFolder folder_;
};

// Throws sim::Error if what was written to a file or folder cannot be brought to the disk.
void flush(const std::filesystem::path& path);

}  // namespace io
