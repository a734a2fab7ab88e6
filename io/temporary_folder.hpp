#pragma once
// A folder in which something is built before it gets its name. It is locked while its owner lives, so that
// what a killed owner left can be told from what another is still building.

#include <filesystem>

namespace io {

class TemporaryFolder {
 public:
  // Makes `parent`, and in it the folder; removes there what owners that are gone have left. Throws
  // sim::Error.
  explicit TemporaryFolder(const std::filesystem::path& parent);
  ~TemporaryFolder();  // and all that is in it
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // Gives it its name. What had that name is replaced in one step where the system can, and removed. Throws
  // sim::Error.
  void rename_to(const std::filesystem::path& name);

 private:
  std::filesystem::path path_;
  int lock_ = -1;
};

}  // namespace io
