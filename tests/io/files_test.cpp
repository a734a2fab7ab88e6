#include <catch2/catch.hpp>

#include <algorithm>

#include "io/files.hpp"
#include "io/observations.hpp"
#include "sim/error.hpp"
#include "tests/io/scratch.hpp"

namespace fs = std::filesystem;
using io::test::Scratch;

namespace {

const fs::path kShipped = fs::path(GENRATCHET_ROOT) / "scenarios";

// Points the process to the shipped scenarios, whatever folder the test runs in.
struct Shipped {
  Shipped() { ::setenv("GENRATCHET_SCENARIOS", kShipped.c_str(), 1); }
  ~Shipped() { ::unsetenv("GENRATCHET_SCENARIOS"); }
};

}  // namespace

TEST_CASE("A file is read whole, up to a limit") {
  Scratch scratch;
  io::write_file(scratch / "a", std::string("x\0y\n", 4));
  CHECK(io::read_file(scratch / "a") == std::string("x\0y\n", 4));
  CHECK_THROWS_WITH(io::read_file(scratch / "a", 3), Catch::EndsWith(" is too large: 0 MiB, the most is 0 MiB."));
  CHECK_THROWS_WITH(io::read_file(scratch / "b"), Catch::EndsWith("/b does not exist."));
  CHECK_THROWS_WITH(io::read_file(scratch / "a/b"), Catch::EndsWith(" does not exist."));
  CHECK_THROWS_WITH(io::read_file(scratch.path()), Catch::EndsWith(" is a folder."));
  CHECK_THROWS_WITH(io::read_file("/dev/zero"), Catch::EndsWith(" is no regular file but a pipe or device."));
  CHECK_THROWS_AS(io::write_file(scratch / "no/such/folder", ""), sim::Error);
}

TEST_CASE("References stay in the scenario's folder and the presets") {
  Shipped shipped;
  Scratch scratch;
  fs::create_directories(scratch / "mine/parts");
  io::write_file(scratch / "secret.json", "{}");
  io::write_file(scratch / "mine/parts/a.json", "A");
  io::write_file(scratch / "mine/b.json", "B");
  fs::create_symlink(scratch / "secret.json", scratch / "mine/link.json");
  const std::string mine = (scratch / "mine/mine.json").string();
  const auto resolve = io::file_resolver(mine);
  const auto part = resolve("parts/a.json", mine);
  REQUIRE(part);
  CHECK(part->second == "A");
  CHECK(resolve("../b.json", part->first)->second == "B");  // from a part, still inside
  const auto refused = [&](const std::string& reference) {
    try {
      resolve(reference, mine);
    } catch (const exchange::Unreadable& fault) {
      return fault.why + " " + fault.mend;
    }
    return std::string();
  };
  CHECK_THAT(refused("../secret.json"), Catch::StartsWith("leads out of the scenario's folder."));
  CHECK_THAT(refused("../none.json"), Catch::StartsWith("leads out"));  // what lies there is nobody's business
  CHECK_THAT(refused("link.json"), Catch::StartsWith("is a link out of the scenario's folder."));
  CHECK_THAT(refused((scratch / "mine/b.json").string()), Catch::StartsWith("is an absolute path."));
  CHECK(refused("parts/aa.json") == "does not exist. Did you mean \"parts/a.json\"?");
  CHECK_THAT(refused("parts"), Catch::StartsWith("is a folder."));
  CHECK(resolve("preset:worlds/reference", mine)->first == "preset:worlds/reference");
  CHECK_THAT(refused("preset:../CMakeLists"), Catch::StartsWith("is no preset."));
  CHECK(refused("preset:two-palces") == "is no preset. Did you mean \"preset:two-places\"?");
  CHECK(resolve("law/us.json", "preset:us-countermeasures")->first == "preset:law/us");
}

TEST_CASE("One file has one name, however it is reached") {
  Shipped shipped;
  Scratch scratch;
  fs::create_directories(scratch / "mine/parts");
  io::write_file(scratch / "mine/parts/a.json", "A");
  fs::create_directory_symlink(".", scratch / "mine/again");
  fs::create_symlink("parts/a.json", scratch / "mine/other.json");
  const std::string mine = (scratch / "mine/mine.json").string();
  const auto resolve = io::file_resolver(mine);
  const std::string name = (scratch / "mine/parts/a.json").string();
  for (const char* path : {"parts/a.json", "./parts//a.json", "parts/../parts/a.json", "again/again/parts/a.json", "other.json"})
    CHECK(resolve(path, mine)->first == name);
  CHECK(io::file_resolver("preset:two-places")("worlds/two-places.json", "preset:two-places")->first ==
        "preset:worlds/two-places");
}

TEST_CASE("Presets can be listed and loaded") {
  Shipped shipped;
  const auto all = io::presets();
  const auto named = [&](const std::string& name) {
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& p) { return p.name == name && !p.title.empty(); });
  };
  CHECK(named("us-countermeasures"));
  CHECK(named("two-places"));
  CHECK_FALSE(named("reference"));
  const auto loaded = io::load_scenario_file("preset:two-places");
  CHECK(loaded.scenario.id == "two-places");
  CHECK(loaded.scenario.sha256_input.size() == 64);
  CHECK_THROWS_AS(io::load_scenario_file("preset:two-palces"), sim::Error);
  exchange::Overrides more;
  more.set = {{"seed", "5"}};
  CHECK(io::load_scenario_file("preset:two-places", more).scenario.sha256_input !=
        loaded.scenario.sha256_input);
}

TEST_CASE("Observations are read with their role and window") {
  Shipped shipped;
  const auto all = io::read_observations();
  const auto found = std::find_if(
      all.begin(), all.end(), [](const auto& o) { return o.series == "gsa.bytes" && o.role == "hindcast"; });
  REQUIRE(found != all.end());
  CHECK(found->value == 100);
  CHECK(found->date == study::Month::of(2026, 2));
  CHECK(found->unit == "PB");
  const auto rate =
      std::find_if(all.begin(), all.end(), [](const auto& o) { return o.series == "dbgap.approval_rate"; });
  REQUIRE(rate != all.end());
  CHECK(rate->since == study::Month::of(2007, 6));
  Scratch scratch;
  io::write_file(scratch / "bad.json",
                 R"({"x": {"points": [{"date": "2020-13", "value": 1, "role": "hindcast"}]}})");
  CHECK_THROWS_AS(io::read_observations(scratch / "bad.json"), sim::Error);
}
