#include "io/verify.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "io/coverage_json.hpp"
#include "io/csv.hpp"
#include "io/files.hpp"
#include "io/result_directory.hpp"
#include "io/result_reader.hpp"
#include "io/sha256.hpp"
#include "io/summary_json.hpp"
#include "sim/error.hpp"
#include "study/paired.hpp"
#include "study/summary.hpp"

namespace io {

namespace fs = std::filesystem;

namespace {

using Part = Verification::Part;

std::string or_unknown(const std::string& text) { return text.empty() ? "unknown" : text; }

std::vector<std::string> differences_of_program(const Provenance& stored) {
  std::vector<std::string> remarks;
  const auto compare = [&](const char* what, const std::string& then, const std::string& now) {
    if (then != now)
      remarks.push_back(std::string(what) + " differs: it was run by " + or_unknown(then) + ", this is " +
                        or_unknown(now) + ".");
  };
  compare("The version", stored.version, version());
  compare("The commit", stored.commit, commit_of_build());
  return remarks;
}

std::vector<Part> compare_files(const fs::path& directory, const Provenance& stored) {
  std::vector<Part> parts;
  for (const char* name : {"result.nc", "summary.csv", "summary.json", "coverage.json", "scenario.json"})
    if (!stored.files.count(name)) parts.push_back({name, false, "is not listed in provenance.json"});
  for (const auto& [name, digest] : stored.files) {
    if (!fs::is_regular_file(directory / name))
      parts.push_back({name, false, "is missing"});
    else if (sha256_of_file(directory / name) != digest)
      parts.push_back({name, false, "was changed after it was written"});
    else
      parts.push_back({name, true, "as it was written"});
  }
  return parts;
}

// The scenario of a result, if it is the one that was run.
std::optional<exchange::Scenario> same_scenario(const fs::path& directory, const Provenance& stored,
                                                std::vector<Part>& parts) {
  const auto refuse = [&](const std::string& why) {
    parts.push_back({"scenario", false, why});
    return std::nullopt;
  };
  try {
    auto scenario = load_scenario_file((directory / "scenario.json").string()).scenario;
    if (sha256_of_file(directory / "scenario.json") != stored.scenario_sha256)
      return refuse("scenario.json is not the one whose SHA-256 provenance.json names");
    if (scenario.sha256_input != stored.scenario_sha256)
      return refuse("this version reads scenario.json as another scenario than the one that was run");
    if (scenario.seed != stored.seed) return refuse("provenance.json names another seed than scenario.json");
    parts.push_back({"scenario", true, "SHA-256 " + stored.scenario_sha256.substr(0, 12)});
    return scenario;
  } catch (const sim::InputError& error) {
    return refuse("scenario.json is no valid scenario: " + error.problems.front().message);
  } catch (const sim::Error& problem) {
    return refuse(problem.what());
  }
}

struct Again {
  study::Ensemble ensemble;
  std::string hash;
};

Again run_again(const exchange::Scenario& scenario, const Provenance& stored, study::RunOptions run) {
  run.replicates = stored.replicates;
  run.first_replicate = stored.first_replicate;
  run.premium_worlds = stored.premium_worlds;
  ResultHash hash(static_cast<int32_t>(scenario.policies.size()), run.replicates, run.first_replicate);
  run.on_record = [&hash, also = run.on_record](sim::RunId id, const exchange::Record& record) {
    if (also) also(id, record);
    hash.add(id, record);
  };
  Again again{study::run_ensemble(scenario, run), {}};
  add_shared_arrays(hash, again.ensemble);
  again.hash = hash.finish();
  return again;
}

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// Where a monthly output in result.nc is not what the new run gave; empty if nowhere.
std::string first_difference(const ResultReader& stored, const study::Ensemble& again) {
  for (int32_t p = 0; p < again.scenario_policies; ++p)
    for (int o = 0; o < exchange::kMonthly; ++o) {
      const auto output = static_cast<study::Monthly>(o);
      const auto values = stored.monthly(again.policy_id(p), declaration_of(output).name);
      for (study::Month m = stored.first(); m < stored.end(); m = m + 1) {
        const auto now = by_replicate(again, p, output, m);
        for (std::size_t r = 0; r < values.size(); ++r)
          if (!same_number(values[r][static_cast<std::size_t>(m - stored.first())], now.at(r)))
            return declaration_of(output).name + " of policy " + again.policy_id(p) + ", replicate " +
                   std::to_string(stored.replicates()[r]) + ", first in " + to_string(m);
      }
    }
  return {};
}

Part compare_numbers(const fs::path& directory, const Provenance& stored, const Again& again) {
  std::string where;
  try {
    where = first_difference(ResultReader(directory), again.ensemble);
  } catch (const sim::Error& problem) {
    return {"numbers", false, problem.what()};
  }
  const bool same_hash = again.hash == stored.result_hash;
  if (same_hash && where.empty()) return {"numbers", true, "result hash " + again.hash.substr(0, 12)};
  if (same_hash)
    return {"numbers", false, "run again they have the result's hash, but result.nc differs: " + where};
  if (where.empty()) where = "a yearly array, the premium or the parameters drawn; no monthly output";
  return {"numbers", false, "run again they have another hash. Different: " + where};
}

// The first of `some` that is not among `others`; empty if there is none.
std::string first_not_among(const std::vector<std::string>& others, const std::vector<std::string>& some) {
  const auto found = std::find_if(some.begin(), some.end(), [&](const std::string& one) {
    return std::find(others.begin(), others.end(), one) == others.end();
  });
  return found == some.end() ? "" : *found;
}

Part compare_failures(const Provenance& stored, const study::Ensemble& again) {
  const auto now = failures_of(again);
  if (now == stored.failures) return {"failures", true, std::to_string(now.size()) + " runs, as before"};
  const std::string then = first_not_among(now, stored.failures);
  return {"failures", false,
          std::to_string(stored.failures.size()) + " failed then, " + std::to_string(now.size()) +
              " now. Different: " + (then.empty() ? first_not_among(stored.failures, now) : then)};
}

// A file that was left as it was written is compared with what the new run would write.
void compare_text(const fs::path& directory, const std::string& name, const std::string& now,
                  std::vector<Part>& parts) {
  const auto part = std::find_if(parts.begin(), parts.end(), [&](const Part& p) { return p.name == name; });
  if (part == parts.end() || !part->same || read_file(directory / name) == now) return;
  part->same = false;
  part->finding = "does not follow from the numbers as they are run again";
}

}  // namespace

bool Verification::verified() const {
  return !stopped && !parts.empty() &&
         std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.same; });
}

Verification verify(const fs::path& directory, study::RunOptions run) {
  const Provenance stored = read_provenance(directory);
  Verification v;
  v.remarks = differences_of_program(stored);
  v.parts = compare_files(directory, stored);
  const auto scenario = same_scenario(directory, stored, v.parts);
  if (!scenario) {
    v.parts.push_back({"numbers", false, "not run again: the scenario is not the one that was run"});
    return v;
  }
  const Again again = run_again(*scenario, stored, std::move(run));
  v.stopped = again.ensemble.stopped;
  if (v.stopped) return v;
  v.parts.push_back(compare_numbers(directory, stored, again));
  v.parts.push_back(compare_failures(stored, again.ensemble));
  compare_text(directory, "summary.csv", summary_csv(study::summary(again.ensemble)), v.parts);
  compare_text(directory, "summary.json", summary_json(again.ensemble), v.parts);
  compare_text(directory, "coverage.json", coverage_json(again.ensemble), v.parts);
  return v;
}

}  // namespace io
