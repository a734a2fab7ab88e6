#pragma once
// Observations that somebody brings along, to hold the model against what nobody fitted it to.

#include <filesystem>
#include <string>
#include <vector>

#include "study/hindcast.hpp"

namespace io {

// Text in the form of scenarios/evidence/observations.json, or CSV with the columns date, series, value and,
// if wanted, unit; `name` stands for the file in messages. All get the role "hindcast". Throws
// sim::InputError with every fault: an unknown series, another unit than the series has, a month outside the
// run, what is no number, a value below 0 or a share above 1, the same twice, and months of a series that the
// model was fitted to.
std::vector<study::Observation> parse_against(const std::string& text, const std::string& name,
                                              const exchange::Scenario& scenario);
// The same of a file. Throws sim::Error if it cannot be read.
std::vector<study::Observation> read_against(const std::filesystem::path& path,
                                             const exchange::Scenario& scenario);

// The shipped observations and these; where both have a month of a series, these.
std::vector<study::Observation> with_against(std::vector<study::Observation> shipped,
                                             const std::vector<study::Observation>& brought);

}  // namespace io
