// Reading a file whole, if it is one: no folder, pipe or device, nothing that would fill the memory.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "io/files.hpp"

namespace io {

namespace fs = std::filesystem;
using exchange::Unreadable;

namespace {

[[noreturn]] void refuse(const fs::path& path, int reason) {
  if (reason == ENOENT || reason == ENOTDIR) throw Unreadable(path.string(), "does not exist.", "");
  if (reason == EACCES || reason == EPERM)
    throw Unreadable(path.string(), "may not be read.", "Its owner can allow it: chmod a+r");
  if (reason == ELOOP) throw Unreadable(path.string(), "is a link that leads back to itself.", "");
  throw Unreadable(path.string(), std::string("cannot be read: ") + std::strerror(reason) + ".", "");
}

std::string mebibytes(std::uintmax_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

void check_kind(const fs::path& path, std::uintmax_t limit) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) refuse(path, errno);
  if (S_ISDIR(found.st_mode)) throw Unreadable(path.string(), "is a folder.", "Name a file in it.");
  if (!S_ISREG(found.st_mode))
    throw Unreadable(path.string(), "is no regular file but a pipe or device.", "Save its text in a file.");
  const auto size = static_cast<std::uintmax_t>(found.st_size);
  if (size > limit)
    throw Unreadable(path.string(),
                     "is too large: " + mebibytes(size) + ", the most is " + mebibytes(limit) + ".",
                     "Scenarios are small texts: is it one?");
}

struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

}  // namespace

std::string read_file(const fs::path& path, std::uintmax_t limit) {
  check_kind(path, limit);
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.number < 0) refuse(path, errno);
  std::string text, piece(1 << 16, '\0');
  for (;;) {
    const auto got = ::read(file.number, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse(path, errno);
    if (got == 0) return text;
    text.append(piece, 0, static_cast<std::size_t>(got));
    if (text.size() > limit)
      throw Unreadable(path.string(), "grows while it is read.", "");  // /proc and the like
  }
}

}  // namespace io
