// A result verifies if it is what was run, and what is not is said in plain words.

#include <netcdf.h>
#include <catch2/catch.hpp>

#include <map>

#include <nlohmann/json.hpp>

#include "io/sha256.hpp"
#include "io/verify.hpp"
#include "sim/error.hpp"
#include "tests/io/made_result.hpp"
#include "tests/io/scratch.hpp"

namespace fs = std::filesystem;
using io::test::Scratch;
using io::test::SmallRun;

namespace {

// What differs, by part.
std::map<std::string, std::string> differing(const io::Verification& v) {
  std::map<std::string, std::string> found;
  for (const auto& part : v.parts)
    if (!part.same) found[part.name] = part.finding;
  CHECK(v.verified() == (found.empty() && !v.stopped));
  return found;
}

std::map<std::string, std::string> differing(const fs::path& where) {
  return differing(io::verify(where, {}));
}

void change_provenance(const fs::path& where, const std::function<void(nlohmann::ordered_json&)>& change) {
  auto tree = nlohmann::ordered_json::parse(io::read_file(where / "provenance.json"));
  change(tree);
  io::write_file(where / "provenance.json", tree.dump(2));
}

// As somebody would who hides a change: the list of files says what is there.
void list_again(const fs::path& where, const std::string& name) {
  change_provenance(where, [&](auto& tree) { tree["files"][name] = io::sha256_of_file(where / name); });
}

void add_one(const fs::path& file, const char* variable) {
  int id = -1, which = -1;
  REQUIRE(nc_open(file.c_str(), NC_WRITE, &id) == NC_NOERR);
  REQUIRE(nc_inq_varid(id, variable, &which) == NC_NOERR);
  const std::size_t at[] = {2, 1, 47};
  double value = 0;
  REQUIRE(nc_get_var1_double(id, which, at, &value) == NC_NOERR);
  value += 1;
  REQUIRE(nc_put_var1_double(id, which, at, &value) == NC_NOERR);
  REQUIRE(nc_close(id) == NC_NOERR);
}

std::map<std::string, std::string> only(const std::string& part, const std::string& finding) {
  return {{part, finding}};
}

}  // namespace

TEST_CASE("A result verifies, where it was written and moved, on any number of threads") {
  Scratch scratch;
  const auto where = SmallRun().write(scratch / "out");
  CHECK(differing(where).empty());
  fs::create_directory(scratch / "elsewhere");
  fs::rename(where, scratch / "elsewhere/moved");
  study::RunOptions two;
  two.threads = 2;
  const auto moved = io::verify(scratch / "elsewhere/moved", two);
  CHECK(differing(moved).empty());
  CHECK(moved.remarks.empty());
}

TEST_CASE("A file that was changed after it was written is noticed") {
  Scratch scratch;
  const auto where = SmallRun().write(scratch / "out");
  const std::string csv = io::read_file(where / "summary.csv");
  io::write_file(where / "summary.csv", csv + "x");
  CHECK(differing(where) == only("summary.csv", "was changed after it was written"));
  list_again(where, "summary.csv");
  CHECK(differing(where) == only("summary.csv", "does not follow from the numbers as they are run again"));
  fs::remove(where / "summary.csv");
  CHECK(differing(where) == only("summary.csv", "is missing"));
  change_provenance(where, [](auto& tree) { tree["files"].erase("summary.csv"); });
  CHECK(differing(where) == only("summary.csv", "is not listed in provenance.json"));
}

TEST_CASE("A number that was changed in result.nc is noticed, and named if the change is hidden") {
  Scratch scratch;
  const auto where = SmallRun().write(scratch / "out");
  add_one(where / "result.nc", "produced_us");
  CHECK(differing(where).at("result.nc") == "was changed after it was written");
  list_again(where, "result.nc");
  const auto found = differing(where);
  REQUIRE(found.size() == 1);
  CHECK_THAT(found.at("numbers"),
             Catch::Contains("produced_us of policy b-closes-too, replicate 4, first in 2008-12"));
}

TEST_CASE("Another hash, seed, version or commit is told apart") {
  Scratch scratch;
  const auto where = SmallRun().write(scratch / "out");
  change_provenance(where, [](auto& tree) {
    tree["version"] = "0.0.1";
    tree["commit"] = "f00";
  });
  const auto named = io::verify(where, {});
  CHECK(named.verified());
  REQUIRE(named.remarks.size() == 2);
  CHECK_THAT(named.remarks[0], Catch::Contains("version differs: it was run by 0.0.1"));
  change_provenance(where, [](auto& tree) { tree["result_hash"] = std::string(64, '0'); });
  CHECK_THAT(differing(where).at("numbers"),
             Catch::Contains("another hash") && Catch::Contains("no monthly output"));
  change_provenance(where, [](auto& tree) { tree["seed"] = 77; });
  CHECK_THAT(differing(where).at("scenario"), Catch::Contains("another seed"));
}

TEST_CASE("A scenario that is not the one that was run is not run again") {
  Scratch scratch;
  const auto where = SmallRun().write(scratch / "out");
  const std::string text = io::read_file(where / "scenario.json");
  SECTION("changed") {
    io::write_file(where / "scenario.json", text + "\n");
    CHECK_THAT(differing(where).at("scenario"), Catch::Contains("SHA-256"));
  }
  SECTION("no longer a scenario") {
    io::write_file(where / "scenario.json", "{}");
    CHECK_THAT(differing(where).at("scenario"), Catch::Contains("no valid scenario"));
  }
  SECTION("missing") {
    fs::remove(where / "scenario.json");
    CHECK_THAT(differing(where).at("scenario"), Catch::Contains("no valid scenario: ") && Catch::Contains("does not exist"));
  }
  CHECK_THAT(differing(where).at("numbers"), Catch::Contains("not run again"));
}

TEST_CASE("Runs that failed must fail again, in the same way") {
  Scratch scratch;
  const auto fail = [](const std::string& why) {
    return [why](sim::RunId id, const exchange::Record&) {
      if (id.policy == 1 && id.replicate == 4) throw sim::Error(why);
    };
  };
  const auto where = SmallRun().write(scratch / "out", fail("no memory"));
  study::RunOptions again;
  again.on_record = fail("no memory");
  CHECK(differing(io::verify(where, again)).empty());
  again.on_record = fail("another reason");
  CHECK_THAT(differing(io::verify(where, again)).at("failures"), Catch::Contains("no memory"));
  const auto found = differing(where);
  CHECK_THAT(found.at("failures"), Catch::Contains("1 failed then, 0 now"));
  CHECK_THAT(found.at("numbers"), Catch::Contains("replicate 4"));
}

TEST_CASE("Verifying can be stopped, and what is no result is refused") {
  Scratch scratch;
  const auto where = SmallRun().write(scratch / "out");
  study::RunOptions stopping;
  stopping.progress = [](int64_t, int64_t) { return false; };
  const auto v = io::verify(where, stopping);
  CHECK(v.stopped);
  CHECK_FALSE(v.verified());
  CHECK_THROWS_AS(io::verify(scratch.path(), {}), sim::Error);
}
