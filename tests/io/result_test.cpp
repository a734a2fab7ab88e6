// A result on disk: what the file holds, that the hash is of the numbers alone, and that nothing is half
// written.

#include <netcdf.h>
#include <catch2/catch.hpp>

#include <cmath>

#include "io/files.hpp"
#include "io/result_directory.hpp"
#include "io/sha256.hpp"
#include "sim/error.hpp"
#include "tests/io/made_result.hpp"
#include "tests/io/scratch.hpp"

namespace fs = std::filesystem;
using io::ResultDirectory;
using io::test::Case;
using io::test::Scratch;
using io::test::to;
using study::Monthly;
using study::Yearly;

namespace {

class Nc {
 public:
  explicit Nc(const fs::path& path) { REQUIRE(nc_open(path.c_str(), NC_NOWRITE, &file_) == NC_NOERR); }
  ~Nc() { nc_close(file_); }
  double at(const char* name, const std::vector<std::size_t>& where) const {
    double value = 0;
    REQUIRE(nc_get_var1_double(file_, id(name), where.data(), &value) == NC_NOERR);
    return value;
  }
  std::string label(const char* name, std::size_t i) const {
    int axes[2] = {};
    std::size_t bytes = 0;
    REQUIRE(nc_inq_vardimid(file_, id(name), axes) == NC_NOERR);
    REQUIRE(nc_inq_dimlen(file_, axes[1], &bytes) == NC_NOERR);
    std::string text(bytes, '\0');
    const std::size_t start[] = {i, 0}, count[] = {1, bytes};
    REQUIRE(nc_get_vara_text(file_, id(name), start, count, text.data()) == NC_NOERR);
    return text.c_str();
  }
  std::string attribute(const char* name, const char* key) const {
    std::size_t length = 0;
    REQUIRE(nc_inq_attlen(file_, id(name), key, &length) == NC_NOERR);
    std::string text(length, ' ');
    REQUIRE(nc_get_att_text(file_, id(name), key, text.data()) == NC_NOERR);
    return text;
  }
  int dimensions(const char* name) const {
    int count = 0;
    REQUIRE(nc_inq_varndims(file_, id(name), &count) == NC_NOERR);
    return count;
  }

 private:
  int id(const char* name) const {
    int variable = -1;
    INFO(name);
    REQUIRE(nc_inq_varid(file_, name, &variable) == NC_NOERR);
    return variable;
  }
  int file_ = -1;
};

}  // namespace

TEST_CASE("result.nc holds what the runs observed, each in its place") {
  Scratch scratch;
  const Case made;
  const Nc file(made.write(to(scratch / "out")) / "result.nc");
  const auto& shape = made.runs[1].record[Yearly::held_persons];
  const std::size_t blocs = made.ensemble.layout->blocs.size(), kinds = exchange::kKinds;
  // year 2, holder 1, origin 0, kind 3 of policy 0, replicate 1
  CHECK(file.at("held_persons", {0, 1, 2, 1, 0, 3}) == shape[((2 * 2 + 1) * blocs + 0) * kinds + 3]);
  CHECK(file.at("held_us_in_cn", {1, 1, 131}) == 1100);
  CHECK(std::isnan(file.at("held_us_in_cn", {1, 2, 0})));
  CHECK(std::isnan(file.at("held_persons", {1, 2, 0, 0, 0, 0})));
  CHECK(file.at("open_science_cost", {1, 1, 0, 0, 0}) == -1000);  // reference minus policy
  CHECK(file.at("open_science_cost", {1, 1, 0, 0, 3}) == 1000);   // delays: policy minus reference
  CHECK(file.label("policy", 1) == "strict");
  CHECK(file.label("holder", 0) == "CN");
  CHECK(file.label("access", 3) == "expected");
  CHECK(file.attribute("held_persons", "units") == "count");  // UDUNITS knows no persons
  CHECK(file.attribute("held_persons", "unit_name") == "persons");
  CHECK(file.attribute("time", "units") == "days since 2000-01-01");
  CHECK(file.at("time", {0}) == 7305);     // 2020-01-01
  CHECK(file.at("time", {131}) == 11292);  // 2030-12-01
  CHECK(file.at("year", {10}) == 2030);
  CHECK(file.dimensions("first_acquired_persons") == 7);
  // year 2, side 1 (the US, holder 1), route 3, origin 0, kind 4
  const auto& first = made.runs[1].record[Yearly::first_acquired_persons];
  const std::size_t routes = exchange::kChannels + 1, us = static_cast<std::size_t>(made.ensemble.layout->us);
  CHECK(file.label("holder", us) == "US");
  CHECK(file.at("first_acquired_persons", {0, 1, 2, us, 3, 0, 4}) ==
        first[(((2 * 2 + 1) * routes + 3) * blocs + 0) * kinds + 4]);
  CHECK(file.at("parameter_draw", {2, 0}) == made.ensemble.drawn[2].nu_other);
  CHECK(file.label("parameter", 0) == "nu_other");
}

TEST_CASE("The hash is of the numbers: order of arrival and place on disk do not matter, one bit does") {
  Scratch scratch;
  Case made;
  const auto hash_in = [](const fs::path& where) { return io::read_provenance(where).result_hash; };
  const std::string hash = hash_in(made.write(to(scratch / "a")));
  CHECK(hash.size() == 64);
  CHECK(hash_in(made.write(to(scratch / "b"), true)) == hash);
  double& value = made.runs[2].record[Yearly::openness][7];
  value = std::nextafter(value, 1e9);
  CHECK(hash_in(made.write(to(scratch / "c"))) != hash);
}

TEST_CASE("A result says what made it") {
  Scratch scratch;
  const Case made;
  io::SaveOptions save = to(scratch / "out");
  save.flags = {{"--seed", "1"}};
  const auto where = made.write(save);
  const auto provenance = io::read_provenance(where);
  CHECK(provenance.generator == "Philox 4x32-10");
  CHECK(provenance.replicates == 3);
  CHECK(provenance.policies == std::vector<std::string>{"base", "strict"});
  CHECK(provenance.scenario_sha256 == io::sha256(made.ensemble.scenario->resolved_json));
  CHECK(provenance.flags == save.flags);
  CHECK(io::read_file(where / "scenario.json") == made.ensemble.scenario->resolved_json);
  CHECK(fs::file_size(where / "summary.csv") > 0);
  CHECK(fs::file_size(where / "summary.json") > 0);
}

TEST_CASE("Without a name the result is called after its scenario and hash") {
  Scratch scratch;
  io::SaveOptions save;
  save.parent = scratch / "results";
  const auto where = Case().write(save);
  CHECK(where.filename() == "mine-" + io::read_provenance(where).result_hash.substr(0, 4));
  CHECK(io::test::names_in(scratch / "results").size() == 1);
}

TEST_CASE("What is not committed leaves nothing behind") {
  Scratch scratch;
  const Case made;
  {
    ResultDirectory result(*made.ensemble.scenario, made.options, to(scratch / "out"));
    result.sink()(made.runs[0].id, made.runs[0].record);
    CHECK_THROWS_AS(result.commit(), sim::Error);
  }
  CHECK(io::test::names_in(scratch.path()).empty());
}

TEST_CASE("A run that cannot be written ends the result, not the run") {
  Scratch scratch;
  const Case made;
  {
    ResultDirectory result(*made.ensemble.scenario, made.options, to(scratch / "out"));
    CHECK_NOTHROW(result.sink()({0, 3}, made.runs[0].record));  // there is no fourth replicate
    CHECK_THROWS_AS(result.complete(made.ensemble), sim::Error);
  }
  CHECK(io::test::names_in(scratch.path()).empty());
}

TEST_CASE("An earlier result is replaced, anything else is left alone") {
  Scratch scratch;
  const Case made;
  const auto where = made.write(to(scratch / "out"));
  io::write_file(where / "summary.csv", "old");
  made.write(to(scratch / "out"));
  CHECK(io::read_file(where / "summary.csv") != "old");
  io::write_file(where / "note.txt", "mine");
  CHECK_THROWS_AS(made.write(to(scratch / "out")), io::BadTarget);
  CHECK(io::read_file(where / "note.txt") == "mine");
  CHECK(io::test::names_in(scratch.path()) == std::vector<std::string>{"out"});
  fs::create_directory(scratch / "papers");
  io::write_file(scratch / "papers/thesis.txt", "mine");
  CHECK_THROWS_AS(made.write(to(scratch / "papers")), io::BadTarget);
  CHECK(io::read_file(scratch / "papers/thesis.txt") == "mine");
  io::write_file(scratch / "file", "");
  CHECK_THROWS_AS(made.write(to(scratch / "file/out")), io::BadTarget);  // no folder can be there
  CHECK_THROWS_AS(made.write(to(scratch / "file")), io::BadTarget);
}
