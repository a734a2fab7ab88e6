#pragma once
// coverage.json of a result: which provisions bound, by policy.

#include <filesystem>
#include <string>
#include <vector>

#include "study/coverage.hpp"

namespace io {

std::string coverage_json(const study::Ensemble& ensemble);

// Of one policy of a result. Throws sim::Error if the directory is no result, or has no such policy.
std::vector<study::CoverageRow> read_coverage(const std::filesystem::path& directory, const std::string& policy);

}  // namespace io
