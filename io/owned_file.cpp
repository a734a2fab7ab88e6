#include "io/owned_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <mutex>
#include <set>

namespace io {

namespace {

using File = std::tuple<int64_t, uint64_t, uint64_t>;

std::mutex mutex;
std::set<File> owned;

// With the process: a fork inherits the list, but no locks. Its number is 0 if there is no file.
File file_of(const std::filesystem::path& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return {};
  return {::getpid(), static_cast<uint64_t>(found.st_dev), static_cast<uint64_t>(found.st_ino)};
}

}  // namespace

bool OwnedFile::is_owned(const std::filesystem::path& path) {
  const std::lock_guard lock(mutex);
  return owned.count(file_of(path)) > 0;
}

OwnedFile::OwnedFile(const std::filesystem::path& path) : file_(file_of(path)) {
  const std::lock_guard lock(mutex);
  taken_ = file_ != File{} && owned.insert(file_).second;
}

OwnedFile::~OwnedFile() {
  const std::lock_guard lock(mutex);
  if (taken_) owned.erase(file_);
}

}  // namespace io
