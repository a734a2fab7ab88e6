#include "io/temporary_folder.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <system_error>

#include "sim/error.hpp"

namespace io {

namespace fs = std::filesystem;

namespace {

constexpr const char *kPrefix = ".genratchet-", *kDrawn = "XXXXXX";  // as mkdtemp asks
constexpr int kAttempts = 100;

int open_folder(const fs::path& path) {
  return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

// Where no locks are to be had (some network disks) the folder is made without one, and never taken for left
// over.
bool locked_by_another(int folder) { return ::flock(folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; }

bool is_still(const fs::path& path, int folder) {
  struct stat named {
  }, opened{};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(folder, &opened) == 0 &&
         named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
}

void remove_left_over(const fs::path& parent) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(parent, none)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind(kPrefix, 0) != 0 || name.size() != std::strlen(kPrefix) + std::strlen(kDrawn)) continue;
    const int folder = open_folder(entry.path());
    if (folder >= 0 && ::flock(folder, LOCK_EX | LOCK_NB) == 0) fs::remove_all(entry.path(), none);
    if (folder >= 0) ::close(folder);
  }
}

// Exchanges two names, so that each always stands for something whole; false where the system cannot.
bool exchange_names(const fs::path& a, const fs::path& b) {
#ifdef RENAME_EXCHANGE
  return ::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
#else
  (void)a, (void)b;
  return false;
#endif
}

}  // namespace

TemporaryFolder::TemporaryFolder(const fs::path& parent) {
  std::error_code problem;
  fs::create_directories(parent, problem);
  if (problem)
    throw sim::Error("no folder can be made in " + parent.string() + ": " + problem.message() + ".");
  remove_left_over(parent);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::string name = (parent / kPrefix).string() + kDrawn;
    if (!::mkdtemp(name.data()))
      throw sim::Error("no folder can be made in " + parent.string() + ": " + std::strerror(errno) + ".");
    lock_ = open_folder(name);
    // Another run may have taken it for left over before it was locked: then the next.
    if (lock_ >= 0 && !locked_by_another(lock_) && is_still(name, lock_)) {
      path_ = name;
      ::chmod(path_.c_str(), 0755);
      return;
    }
    if (lock_ >= 0) ::close(lock_);
  }
  throw sim::Error("no folder can be kept in " + parent.string() + ".");
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code none;
  if (!path_.empty()) fs::remove_all(path_, none);
  if (lock_ >= 0) ::close(lock_);
}

void TemporaryFolder::rename_to(const fs::path& name) {
  if (exchange_names(path_, name)) return;  // path_ is now what had the name, and goes with this
  std::error_code problem, none;
  std::optional<TemporaryFolder> old;
  if (fs::exists(name, none))
    fs::rename(name, old.emplace(path_.parent_path()).path(), problem);  // onto an empty folder
  if (!problem) fs::rename(path_, name, problem);
  if (problem && old && !fs::exists(name, none)) fs::rename(old->path(), name, none);
  if (problem) throw sim::Error(name.string() + " cannot be written: " + problem.message() + ".");
  path_.clear();
}

}  // namespace io
