#pragma once
// What `hindcast` prints: first where the model loses, then a line for each series, then every observation.

#include <string>
#include <vector>

#include "study/scoreboard.hpp"

namespace cli {

// Which naive forecasters the model does not beat, the scores by series, and coverage by role.
std::string scoreboard_text(const study::Scoreboard& board);
// Every observation of a series beside the model; of one that nobody observed, the model's last value.
std::string series_text(const study::HindcastSeries& series);

}  // namespace cli
