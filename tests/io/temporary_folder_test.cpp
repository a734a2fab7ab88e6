#include "io/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include "io/files.hpp"
#include "sim/error.hpp"
#include "tests/io/scratch.hpp"

namespace fs = std::filesystem;
using io::TemporaryFolder;
using io::test::names_in;
using io::test::Scratch;

TEST_CASE("A temporary folder goes with its owner, unless it got a name") {
  Scratch scratch;
  { TemporaryFolder made(scratch / "new/parent"); }
  CHECK(names_in(scratch / "new/parent").empty());
  {
    TemporaryFolder made(scratch.path());
    io::write_file(made.path() / "a", "1");
    made.rename_to(scratch / "out");
  }
  CHECK(names_in(scratch / "out") == std::vector<std::string>{"a"});
  {
    TemporaryFolder made(scratch.path());
    io::write_file(made.path() / "b", "2");
    made.rename_to(scratch / "out");  // what had the name is gone
  }
  CHECK(names_in(scratch / "out") == std::vector<std::string>{"b"});
  CHECK(names_in(scratch.path()).size() == 2);
}

TEST_CASE("What owners that are gone have left is removed, what others build is not") {
  Scratch scratch;
  fs::create_directories(scratch /
                         ".genratchet-aB3xYz/deep");  // as a killed run leaves it: nobody holds its lock
  io::write_file(scratch / ".genratchet-aB3xYz/deep/result.nc", "half");
  fs::create_directory(scratch / ".genratchet-notes");  // not one of ours
  io::write_file(scratch / ".genratchet-abcdef", "a file");
  TemporaryFolder first(scratch.path());
  CHECK_FALSE(fs::exists(scratch / ".genratchet-aB3xYz"));
  io::write_file(first.path() / "a", "1");
  TemporaryFolder second(scratch.path());
  CHECK(fs::exists(first.path() / "a"));
  CHECK(fs::exists(scratch / ".genratchet-notes"));
  CHECK(fs::exists(scratch / ".genratchet-abcdef"));
}

TEST_CASE("A temporary folder needs a place") {
  Scratch scratch;
  io::write_file(scratch / "file", "");
  CHECK_THROWS_AS(TemporaryFolder(scratch / "file"), sim::Error);
  CHECK_THROWS_AS(TemporaryFolder("/proc/genratchet"), sim::Error);
}
