#pragma once
// Results for tests: one made by hand, and one of a small scenario that was run.

#include <algorithm>
#include <filesystem>
#include <vector>

#include "io/files.hpp"
#include "io/result_directory.hpp"
#include "tests/study/synthetic.hpp"

namespace io::test {

namespace fs = std::filesystem;

inline SaveOptions to(const fs::path& directory) {
  SaveOptions save;
  save.directory = directory;
  return save;
}

struct Run {
  sim::RunId id;
  exchange::Record record;
};

// Two policies, three replicates; every value tells its run and place. The run (1, 2) did not finish.
struct Case {
  study::Ensemble ensemble = study::test::synthetic({"base", "strict"}, 3);
  study::RunOptions options;
  std::vector<Run> runs;

  Case() {
    options.replicates = 3;
    for (int32_t p = 0; p < 2; ++p)
      for (int32_t r = 0; r < 3; ++r) {
        auto& kept = study::test::run_of(ensemble, p, r);
        kept.finished = !(p == 1 && r == 2);
        if (!kept.finished) continue;
        exchange::Record record(*ensemble.layout);
        const double number = 1000 * p + 100 * r;
        for (auto& values : record.yearly)
          for (std::size_t i = 0; i < values.size(); ++i) values[i] = number + static_cast<double>(i % 50);
        for (auto& values : record.monthly) std::fill(values.begin(), values.end(), number);
        kept.monthly = record.monthly;
        runs.push_back({{p, r}, record});
      }
  }

  fs::path write(const SaveOptions& save, bool backwards = false) const {
    ResultDirectory result(*ensemble.scenario, options, save);
    const auto take = result.sink();
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Run& run = runs[backwards ? runs.size() - 1 - i : i];
      take(run.id, run.record);
    }
    result.complete(ensemble);
    return result.commit();
  }
};

// The policies of two places over four years, three replicates from the fourth on, run and written.
struct SmallRun {
  exchange::Scenario scenario =
      load_scenario_file("preset:two-places",
                         {{{"end", "2008-12"}, {"report", "[\"2006-06\",\"2008-12\"]"}}, {}})
          .scenario;
  study::RunOptions options;

  SmallRun() {
    options.replicates = 3;
    options.first_replicate = 3;
  }

  // `also` is called for each finished run and may fail it.
  fs::path write(const fs::path& where, std::function<void(sim::RunId, const exchange::Record&)> also = {}) {
    ResultDirectory result(scenario, options, to(where));
    options.on_record = [take = result.sink(), also](sim::RunId run, const exchange::Record& record) {
      if (also) also(run, record);
      take(run, record);
    };
    result.complete(study::run_ensemble(scenario, options));
    return result.commit();
  }
};

}  // namespace io::test
