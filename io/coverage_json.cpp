#include "io/coverage_json.hpp"

#include <nlohmann/json.hpp>

#include "io/files.hpp"
#include "sim/error.hpp"

namespace io {

using json = nlohmann::ordered_json;

std::string coverage_json(const study::Ensemble& ensemble) {
  json tree = json::object();
  for (int32_t p = 0; p < ensemble.scenario_policies; ++p) {
    json rows = json::array();
    for (const auto& row : study::coverage(ensemble, p))
      rows.push_back({{"provision", row.provision}, {"transfers", row.transfers}, {"standing", row.standing}});
    tree[ensemble.policy_id(p)] = rows;
  }
  return tree.dump(1) + "\n";
}

std::vector<study::CoverageRow> read_coverage(const std::filesystem::path& directory, const std::string& policy) {
  const auto file = directory / "coverage.json";
  try {
    const json tree = json::parse(read_file(file));
    if (!tree.contains(policy)) throw sim::Error(file.string() + " has no policy \"" + policy + "\".");
    std::vector<study::CoverageRow> rows;
    for (const json& row : tree[policy]) rows.push_back({row.at("provision"), row.at("transfers"), row.at("standing")});
    return rows;
  } catch (const json::exception& problem) {
    throw sim::Error(file.string() + ": " + problem.what());
  }
}

}  // namespace io
