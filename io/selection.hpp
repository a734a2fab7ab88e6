#pragma once
// A scenario as a user asks for it: values changed, fewer policies, a smaller world.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/exchange/world/door.hpp"

namespace io {

struct Selection {
  std::string named;                  // a path or "preset:NAME"; of a text, what stands for its file
  std::optional<std::string> text;    // the scenario itself, instead of a file
  exchange::Overrides overrides;      // values changed
  std::vector<std::string> policies;  // only these and the reference; empty: all
  int32_t institutions = 0;           // simulated ones, each standing for more; 0: as the scenario says
};

// A path that exists or "preset:NAME"; a bare name of a preset is made into one. Throws
// exchange::UnknownName, with what may have been meant.
std::string scenario_named(const std::string& named);

// Policies are chosen as if a file extended the scenario and named them; a smaller world is overrides too, so
// that a result knows both. Fills Scenario::sha256_input. Throws sim::InputError with every problem;
// exchange::UnknownName for a policy that is not there, or a world that would be larger.
exchange::Loaded load_selected(const Selection& selection);

}  // namespace io
