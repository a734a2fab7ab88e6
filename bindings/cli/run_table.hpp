#pragma once
// What `run` prints: a sentence, the table of policies, footnotes; and with --table full every other output.

#include <string>

#include "bindings/cli/request.hpp"
#include "study/ensemble.hpp"
#include "study/sides.hpp"

namespace cli {

using study::Sides;
using study::sides_of;

// "the whole genomes of", by the scenario's headline depth.
std::string of_depth(exchange::Depth depth);

// "us-countermeasures 2005-01..2040-12  GenRatchet 0.1.0  law known on 2026-06", and a line on the posterior
// if there is one; ends with a line break.
std::string title_line(const exchange::Scenario& scenario);
// "Parameters: posterior of 12 fitted, the rest from priors.", or that --prior leaves it out; empty where
// there is none, or nothing is drawn.
std::string parameters_line(const exchange::Scenario& scenario);
// "PRELIMINARY: 8 policies x 32 runs; publish with 100. Range = 90 % of runs."
std::string runs_line(int64_t policies, const std::string& what, int64_t replicates);

// How large a world is that stands for a larger one, and what that does; empty if each institution stands for
// itself.
std::string size_line(const exchange::Scenario& scenario,
                      const std::string& in_which = "rare large studies weigh more");

std::string short_table(const study::Ensemble& ensemble);
std::string full_table(const study::Ensemble& ensemble);
// The lines below the table: routes at zero, and the model against history where it can be compared.
std::string remarks(const study::Ensemble& ensemble);

}  // namespace cli
