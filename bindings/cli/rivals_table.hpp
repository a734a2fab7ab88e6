#pragma once
// What `rivals` prints: conclusions that a rival mechanism turns first, then what observations can tell.

#include <string>

#include "study/rivals.hpp"

namespace cli {

std::string rivals_text(const study::Rivals& told, const exchange::Scenario& scenario, bool full);

// "collaboration-decline"; "no quality-feedback" where the scenario has it and the rival does without.
std::string rival_words(const study::Rival& rival);

}  // namespace cli
