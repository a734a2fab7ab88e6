// What was written is read back; what is broken is said.

#include <catch2/catch.hpp>

#include <atomic>
#include <cmath>
#include <thread>

#include "io/result_reader.hpp"
#include "sim/error.hpp"
#include "tests/io/made_result.hpp"
#include "tests/io/scratch.hpp"

namespace fs = std::filesystem;
using io::ResultReader;
using io::test::Case;
using io::test::Scratch;
using io::test::SmallRun;
using io::test::to;

TEST_CASE("Monthly outputs are read back as they were recorded") {
  Scratch scratch;
  SmallRun run;
  std::vector<std::pair<sim::RunId, exchange::Record>> kept;
  const auto where = run.write(scratch / "out", [&](sim::RunId id, const exchange::Record& record) {
    if (id.policy == 1 && id.replicate == 4) throw sim::Error("made to fail");
    kept.emplace_back(id, record);
  });
  const ResultReader reader(where);
  CHECK(reader.policies() == std::vector<std::string>{"asymmetric", "both-open", "b-closes-too"});
  CHECK(reader.replicates() == std::vector<int32_t>{3, 4, 5});
  CHECK(reader.first() == sim::Month::of(2005, 1));
  CHECK(reader.end() == sim::Month::of(2009, 1));
  CHECK(reader.scenario().report == run.scenario.report);
  CHECK(reader.provenance().failures.size() == 1);
  REQUIRE(kept.size() == 8);
  for (const auto& [id, record] : kept)
    for (int o = 0; o < exchange::kMonthly; ++o) {
      const auto& name = declaration_of(static_cast<exchange::Monthly>(o)).name;
      const auto values = reader.monthly(reader.policies()[static_cast<std::size_t>(id.policy)], name);
      CHECK(values.at(static_cast<std::size_t>(id.replicate - 3)) ==
            record.monthly[static_cast<std::size_t>(o)]);
    }
  const auto failed = reader.monthly("both-open", "sra.open_bases").at(1);
  CHECK(std::all_of(failed.begin(), failed.end(), [](double value) { return std::isnan(value); }));
  CHECK(reader.monthly("asymmetric", "asymmetry").at(0).size() == 48);
}

TEST_CASE("Results are written and read by several threads at once, to the same bytes") {
  Scratch scratch;
  const Case made;
  const auto bytes_in = [](const fs::path& where) { return io::read_file(where / "result.nc"); };
  const std::string alone = bytes_in(made.write(to(scratch / "alone")));
  const auto values = ResultReader(scratch / "alone").monthly("base", "held_us_in_cn");
  std::atomic<int> differ = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 4; ++i) {
        const auto where = made.write(to(scratch / (std::to_string(t) + "-" + std::to_string(i))));
        differ += bytes_in(where) != alone;
        differ += ResultReader(where).monthly("base", "held_us_in_cn") != values;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(differ == 0);
}

TEST_CASE("A policy or output that is not there is named, with what may have been meant") {
  Scratch scratch;
  const ResultReader reader(SmallRun().write(scratch / "out"));
  CHECK_THROWS_WITH(reader.monthly("both-opem", "held_us_in_cn"),
                    Catch::Contains("\"both-opem\"") && Catch::Contains("both-open"));
  CHECK_THROWS_WITH(reader.monthly("both-open", "held_persons"), Catch::Contains("no monthly output"));
}

TEST_CASE(
    "A result that is missing something, cut short or mixed with another is refused, and the file named") {
  Scratch scratch;
  SmallRun run;
  const auto where = run.write(scratch / "out");
  const auto refused = [&](const std::string& why) {
    CHECK_THROWS_AS(ResultReader(where), sim::Error);
    CHECK_THROWS_WITH(ResultReader(where), Catch::Contains(why));
  };
  SECTION("cut short") {
    fs::resize_file(where / "result.nc", fs::file_size(where / "result.nc") / 2);
    refused("result.nc cannot be read");
  }
  SECTION("not NetCDF") {
    io::write_file(where / "result.nc", "nothing of the kind");
    refused("result.nc cannot be read");
  }
  SECTION("no result.nc") {
    fs::remove(where / "result.nc");
    refused("result.nc cannot be read");
  }
  SECTION("no scenario") {
    fs::remove(where / "scenario.json");
    refused("scenario.json");
  }
  SECTION("no provenance") {
    fs::remove(where / "provenance.json");
    refused("is not the directory of a result");
  }
  SECTION("provenance cut short") {
    fs::resize_file(where / "provenance.json", 40);
    refused("provenance.json");
  }
  SECTION("of another run") {
    SmallRun longer;
    longer.scenario =
        io::load_scenario_file("preset:two-places", {{{"end", "2009-12"}, {"report", "[\"2008-12\"]"}}, {}})
            .scenario;
    const auto other = longer.write(scratch / "other");
    fs::copy_file(other / "result.nc", where / "result.nc", fs::copy_options::overwrite_existing);
    refused("is of another run");
  }
}
