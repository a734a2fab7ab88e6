#pragma once
// What a sweep is to run, read from a design and checked against its scenario. A plan is two texts and what
// they say: whoever has both texts, on whatever machine, makes the same plan of them and so the same numbers.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "models/exchange/world/door.hpp"
#include "study/design.hpp"
#include "study/ensemble.hpp"

namespace study {

struct SweepPlan {
  std::string title;
  std::string scenario_id;
  std::string scenario_json;  // resolved; what the design `set` is in it
  std::string design_json;    // every default written out; names no scenario and sets nothing
  Design design;
  int32_t replicates = 1;  // of each row; replicate r has the same chance, and the same draw, in every row
  std::vector<std::string> policies;  // in the scenario's order, the reference among them
  std::string reference;
  std::vector<Monthly> outputs;
  std::vector<Month> dates;
  sim::Problems warnings;

  int64_t rows() const { return design.size(); }
  int64_t units() const { return rows() * replicates; }
  int64_t runs() const { return units() * static_cast<int64_t>(policies.size()); }
};

// Replicates where a design does not say: the scenario's, but at most so many.
inline constexpr int32_t kSweepReplicates = 8;

// What the caller changes of a design.
struct SweepChanges {
  int32_t replicates = 0;  // 0: as the design says
};

// Loads the scenario that a design names, with what the design sets. Throws sim::InputError.
using ScenarioLoader =
    std::function<exchange::Loaded(const std::string& named, const exchange::Overrides& overrides)>;

// A design as its author wrote it. Throws sim::InputError with every problem of the design and of the
// scenario.
SweepPlan read_sweep(std::string_view design, const std::string& file_name, const ScenarioLoader& load,
                     const SweepChanges& changes = {});

// A design for a scenario at hand: the resolved text of a scenario, and a design (as in a file, without
// `scenario`; `set` and `defaults` are applied). plan == sweep_for(plan.scenario_json, plan.design_json).
SweepPlan sweep_for(const std::string& scenario_json, std::string_view design,
                    const std::string& file_name = "design", const SweepChanges& changes = {});

}  // namespace study
