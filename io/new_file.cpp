#include "io/new_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include "sim/error.hpp"

namespace io {

namespace fs = std::filesystem;

namespace {

fs::path folder_of(const fs::path& target) {
  return target.parent_path().empty() ? fs::path(".") : target.parent_path();
}

[[noreturn]] void fail(const fs::path& target, const std::string& reason) {
  throw sim::Error(target.string() + " cannot be written: " + reason + ".");
}

}  // namespace

void flush(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool good = file >= 0 && ::fsync(file) == 0;
  const int reason = errno;
  if (file >= 0) ::close(file);
  if (!good) throw sim::Error(path.string() + " cannot be flushed to the disk: " + std::strerror(reason));
}

NewFile::NewFile(fs::path target) : target_(std::move(target)), folder_(folder_of(target_)) {}

fs::path NewFile::draft() const { return folder_.path() / "draft"; }

void NewFile::replace() {
  flush(draft());
  std::error_code problem;
  fs::rename(draft(), target_, problem);
  if (problem) fail(target_, problem.message());
  flush(folder_of(target_));
}

// A link, because a rename would replace what has the name; where there are no links, a look must do.
bool NewFile::create() {
  flush(draft());
  if (::link(draft().c_str(), target_.c_str()) == 0) {
    flush(folder_of(target_));
    return true;
  }
  if (errno == EEXIST) return false;
  std::error_code none;
  if (fs::exists(fs::symlink_status(target_, none))) return false;
  replace();
  return true;
}

}  // namespace io
