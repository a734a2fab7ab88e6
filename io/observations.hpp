#pragma once
// Observations of the hindcast: scenarios/evidence/observations.json.

#include <filesystem>
#include <vector>

#include "study/hindcast.hpp"

namespace io {

// Throws sim::Error if the file cannot be read or is not of that form. Empty path: the shipped file.
std::vector<study::Observation> read_observations(const std::filesystem::path& path = {});

}  // namespace io
