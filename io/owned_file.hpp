#pragma once
// Files on which this process holds locks. When a process closes a file, POSIX drops all its locks on it,
// however often it is open still: so nobody may as much as look at a file that its own process owns.

#include <cstdint>
#include <filesystem>
#include <tuple>

namespace io {

class OwnedFile {
 public:
  static bool is_owned(const std::filesystem::path& path);  // by this process

  explicit OwnedFile(const std::filesystem::path& path);  // until it is destroyed
  ~OwnedFile();
  OwnedFile(const OwnedFile&) = delete;
  OwnedFile& operator=(const OwnedFile&) = delete;

  bool taken() const { return taken_; }  // false if there is none, or this process owned it before

 private:
  std::tuple<int64_t, uint64_t, uint64_t> file_;  // process, device, number
  bool taken_ = false;
};

}  // namespace io
