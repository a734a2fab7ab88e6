#pragma once
// The asymmetry premium, ODD section 8: what the PRC's regime adds to its net holdings while the US stays
// open, from four worlds on shared chance. H: US persons copied to CN; G: PRC persons copied to the US; N = H
// - G.

#include <array>
#include <optional>
#include <vector>

#include "study/ensemble.hpp"
#include "study/statistics.hpp"

namespace study {

// Policies of the four worlds, in the order of premium_worlds(): US open or mirroring x PRC actual or open.
enum class PremiumWorld : uint8_t { open_actual, open_open, mirror_actual, mirror_open, count };
using PremiumWorlds = std::array<int32_t, 4>;

// AP = N(open, actual) - N(open, open) = inflow + retention, paired by replicate; persons.
struct PremiumParts {
  std::vector<double> premium;
  std::vector<double> inflow;       // H(open, actual) - H(open, open)
  std::vector<double> retention;    // G(open, open) - G(open, actual): PRC persons kept from leaving
  std::vector<double> interaction;  // AP less the same difference under a US that mirrors the PRC
};

struct PremiumRow {
  Month date;
  Range premium, inflow, retention, interaction;
  std::array<Range, 4> held_in_cn, held_in_us, net;  // H, G, N by world
  Range foreign_bases, domestic_bases;  // what the PRC holds, by origin, in the world open-actual; gigabases
};

// Nothing if the ensemble has no such worlds: those that run_ensemble appends, else policies of the same kind
// by name ("us-open-prc-actual" ...).
std::optional<PremiumWorlds> find_premium_worlds(const Ensemble& ensemble);

PremiumParts premium_parts(const Ensemble& ensemble, const PremiumWorlds& worlds, Month month);

// The scenario with nothing but the policy that the four worlds start from, no-us-measures, as its reference;
// unchanged if it lacks what they need.
Scenario premium_scenario(Scenario scenario);

// One row for each report date; empty without the worlds.
std::vector<PremiumRow> premium(const Ensemble& ensemble);

}  // namespace study
