#include "io/result_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>

#include <nlohmann/json.hpp>

#include "io/coverage_json.hpp"
#include "io/csv.hpp"
#include "io/files.hpp"
#include "io/new_file.hpp"
#include "io/sha256.hpp"
#include "io/summary_json.hpp"
#include "sim/error.hpp"
#include "study/premium.hpp"
#include "study/summary.hpp"

#ifndef GENRATCHET_VERSION
#define GENRATCHET_VERSION "0.1.0"
#endif

namespace io {

namespace fs = std::filesystem;

namespace {

using json = nlohmann::ordered_json;
constexpr const char* kProvenance = "provenance.json";
constexpr int32_t kMostReplicates = 1000000;
constexpr const char* kGenerator = "Philox 4x32-10";

bool is_result(const fs::path& directory) {
  std::error_code none;
  return fs::exists(directory / kProvenance, none);
}

// A file of somebody else's in the folder of a result; empty if all is ours, and may be replaced with it.
std::string stranger_in(const fs::path& directory) {
  std::map<std::string, std::string> ours;
  try {
    ours = read_provenance(directory).files;
  } catch (const sim::Error&) {
    return kProvenance;
  }
  std::error_code none;
  for (const auto& entry : fs::recursive_directory_iterator(directory, none)) {
    const std::string name = entry.path().lexically_relative(directory).generic_string();
    if (!entry.is_directory() && name != kProvenance && !ours.count(name)) return name;
  }
  return "";
}

// Why a result cannot get this name; empty if it can.
std::string fault_of_target(const fs::path& directory) {
  std::error_code problem, none;
  const auto kind = fs::status(directory, problem).type();
  if (kind == fs::file_type::not_found) {
    if (fs::is_symlink(directory, none)) return "is a link that leads nowhere.";
    return problem && problem != std::errc::no_such_file_or_directory && problem != std::errc::not_a_directory
               ? "cannot be used: " + problem.message() + "."
               : "";
  }
  if (problem) return "cannot be used: " + problem.message() + ".";
  if (kind != fs::file_type::directory) return "is a file; a result is a folder.";
  if (is_result(directory)) {
    const std::string stranger = stranger_in(directory);
    return stranger.empty()
               ? ""
               : "holds " + stranger + ", which is no part of an earlier result; it is left alone.";
  }
  if (!fs::is_empty(directory, none)) return "exists and is not a result; it is left alone.";
  struct stat folder {
  }, parent{};
  const bool mounted = ::stat(directory.c_str(), &folder) == 0 &&
                       ::stat(directory.parent_path().c_str(), &parent) == 0 &&
                       folder.st_dev != parent.st_dev;
  return mounted ? "is where a disk is mounted; name a folder in it." : "";
}

void refuse_if_not_ours(const fs::path& directory) {
  const std::string fault = fault_of_target(directory);
  if (!fault.empty()) throw BadTarget(directory.string() + " " + fault);
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  char text[16];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now))};
}

std::map<std::string, std::string> digests_in(const fs::path& folder) {
  std::map<std::string, std::string> digests;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename() != kProvenance)
      digests[entry.path().lexically_relative(folder).generic_string()] = sha256_of_file(entry.path());
  return digests;
}

// A flag that was given several times is a list.
json to_json(const std::vector<std::pair<std::string, std::string>>& flags) {
  json tree = json::object();
  for (const auto& [name, value] : flags) {
    if (!tree.contains(name))
      tree[name] = value;
    else if (tree[name].is_array())
      tree[name].push_back(value);
    else
      tree[name] = json::array({tree[name], value});
  }
  return tree;
}

std::string to_text(const Provenance& p) {
  const json tree = {{"program", "GenRatchet"},
                     {"version", p.version},
                     {"commit", p.commit},
                     {"scenario", p.scenario_id},
                     {"scenario_sha256", p.scenario_sha256},
                     {"seed", p.seed},
                     {"generator", p.generator},
                     {"replicates", p.replicates},
                     {"first_replicate", p.first_replicate},
                     {"premium_worlds", p.premium_worlds},
                     {"policies", p.policies},
                     {"flags", to_json(p.flags)},
                     {"failures", p.failures},
                     {"written", p.written},
                     {"files", p.files},
                     {"result_hash", p.result_hash}};
  return tree.dump(2) + "\n";
}

}  // namespace

std::vector<std::string> failures_of(const study::Ensemble& ensemble) {
  std::vector<std::string> failures;
  for (const auto& f : ensemble.failures)
    failures.push_back(ensemble.policy_id(f.run.policy) + ", replicate " + std::to_string(f.run.replicate) +
                       ": " + f.reason);
  return failures;
}

const char* version() { return GENRATCHET_VERSION; }

void add_shared_arrays(ResultHash& hash, const study::Ensemble& ensemble) {
  std::vector<double> values;
  const auto declared = exchange::declarations();
  for (const auto& drawn : ensemble.drawn)
    for (const auto& parameter : declared) values.push_back(exchange::get(drawn, parameter.name).value_or(0));
  hash.add("parameter_draw", {ensemble.drawn.size(), declared.size()}, values);
  const auto worlds = study::find_premium_worlds(ensemble);
  if (!worlds) return;
  values.clear();
  for (study::Month m = ensemble.scenario->first; m < ensemble.scenario->end; m = m + 1) {
    const auto parts = study::premium_parts(ensemble, *worlds, m);
    for (const auto* part : {&parts.premium, &parts.inflow, &parts.retention, &parts.interaction})
      values.insert(values.end(), part->begin(), part->end());
  }
  hash.add("premium",
           {static_cast<uint64_t>(ensemble.scenario->end - ensemble.scenario->first), 4,
            static_cast<uint64_t>(ensemble.replicates)},
           values);
}

ResultDirectory::ResultDirectory(const exchange::Scenario& scenario, const study::RunOptions& run,
                                 SaveOptions save)
    : save_(std::move(save)),
      scenario_id_(scenario.id),
      hash_(static_cast<int32_t>(scenario.policies.size()),
            run.replicates > 0 ? run.replicates : scenario.replicates, run.first_replicate) {
  if (!save_.directory.empty()) {
    save_.directory = fs::absolute(save_.directory).lexically_normal();
    if (!save_.directory.has_filename()) save_.directory = save_.directory.parent_path();  // "out/"
    if (std::error_code none; fs::is_symlink(save_.directory, none) && fs::exists(save_.directory, none))
      save_.directory = fs::canonical(save_.directory, none);
    refuse_if_not_ours(save_.directory);
    save_.parent = save_.directory.parent_path();
  }
  provenance_.version = version();
  provenance_.commit = commit_of_build();
  provenance_.scenario_id = scenario.id;
  provenance_.scenario_sha256 =
      scenario.sha256_input.empty() ? sha256(scenario.resolved_json) : scenario.sha256_input;
  provenance_.generator = kGenerator;
  provenance_.seed = scenario.seed;
  provenance_.replicates = run.replicates > 0 ? run.replicates : scenario.replicates;
  provenance_.first_replicate = run.first_replicate;
  provenance_.premium_worlds = run.premium_worlds;
  provenance_.flags = save_.flags;
  for (const auto& policy : scenario.policies) provenance_.policies.push_back(policy.id);
  try {
    temporary_ = std::make_unique<TemporaryFolder>(save_.parent);
  } catch (const sim::Error& error) {
    throw BadTarget(error.what());
  }
  write_file(temporary() / "scenario.json", scenario.resolved_json);
  writer_ = std::make_unique<NetcdfWriter>(temporary() / "result.nc", scenario, provenance_.replicates,
                                           run.first_replicate);
}

ResultDirectory::~ResultDirectory() = default;  // closes the file, then removes its folder

std::function<void(sim::RunId, const exchange::Record&)> ResultDirectory::sink() {
  return [this](sim::RunId run, const exchange::Record& record) { take(run, record); };
}

// A run that cannot be written is no fault of the run: the first such problem is kept for complete().
void ResultDirectory::take(sim::RunId run, const exchange::Record& record) {
  if (problem_) return;
  try {
    writer_->add(run, record);
    hash_.add(run, record);
  } catch (...) {
    problem_ = std::current_exception();
    failed_ = true;
  }
}

void ResultDirectory::complete(const study::Ensemble& ensemble) {
  if (problem_) std::rethrow_exception(problem_);
  writer_->finish(ensemble);
  add_shared_arrays(hash_, ensemble);
  provenance_.result_hash = hash_.finish();
  provenance_.failures = failures_of(ensemble);
  write_file(temporary() / "summary.csv", summary_csv(study::summary(ensemble)));
  write_file(temporary() / "summary.json", summary_json(ensemble));
  write_file(temporary() / "coverage.json", coverage_json(ensemble));
  complete_ = true;
}

// Four digits of the hash tell results apart, unless another result has that name.
fs::path ResultDirectory::target() const {
  if (!save_.directory.empty()) return save_.directory;
  const auto named = [&](std::size_t digits) {
    return save_.parent / (scenario_id_ + "-" + provenance_.result_hash.substr(0, digits));
  };
  for (const std::size_t digits : {4u, 8u, 16u}) {
    if (!is_result(named(digits))) return named(digits);
    try {
      if (read_provenance(named(digits)).result_hash == provenance_.result_hash) return named(digits);
    } catch (const sim::Error&) {  // not ours: another name
    }
  }
  return named(provenance_.result_hash.size());
}

fs::path ResultDirectory::commit() {
  if (!complete_) throw sim::Error("A result that is not complete cannot be kept.");
  provenance_.written = today();
  provenance_.files = digests_in(temporary());
  write_file(temporary() / kProvenance, to_text(provenance_));
  for (const auto& entry : fs::recursive_directory_iterator(temporary())) flush(entry.path());
  flush(temporary());
  const fs::path where = target();
  refuse_if_not_ours(where);
  temporary_->rename_to(where);
  temporary_.reset();
  flush(where.parent_path().empty() ? fs::path(".") : where.parent_path());
  return where;
}

Provenance read_provenance(const fs::path& directory) {
  if (!is_result(directory)) throw sim::Error(directory.string() + " is not the directory of a result.");
  try {
    const json tree = json::parse(read_file(directory / kProvenance));
    if (tree.value("program", "") != "GenRatchet")
      throw sim::Error((directory / kProvenance).string() + " is not GenRatchet's.");
    Provenance p;
    p.version = tree.at("version");
    p.commit = tree.at("commit");
    p.scenario_id = tree.at("scenario");
    p.scenario_sha256 = tree.at("scenario_sha256");
    p.generator = tree.at("generator");
    p.result_hash = tree.at("result_hash");
    p.seed = tree.at("seed");
    p.replicates = tree.at("replicates");
    p.first_replicate = tree.at("first_replicate");
    p.premium_worlds = tree.at("premium_worlds");
    p.policies = tree.at("policies").get<std::vector<std::string>>();
    p.written = tree.at("written");
    p.files = tree.at("files").get<std::map<std::string, std::string>>();
    p.failures = tree.at("failures").get<std::vector<std::string>>();
    for (const auto& [name, value] : tree.at("flags").items())
      for (const json& one : value.is_array() ? value : json::array({value}))
        p.flags.emplace_back(name, one.get<std::string>());
    if (p.replicates < 1 || p.replicates > kMostReplicates)
      throw sim::Error((directory / kProvenance).string() + ": replicates " + std::to_string(p.replicates) +
                       " is no number of runs.");
    return p;
  } catch (const json::exception& problem) {
    throw sim::Error((directory / kProvenance).string() + ": " + problem.what());
  }
}

}  // namespace io
