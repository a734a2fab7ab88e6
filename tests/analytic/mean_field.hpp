#pragma once
// The expectation of monthly outputs in tests/analytic/world.json, by difference equations of the month.
// Written from the ODD, with nothing of the model's code but the scenario's numbers: docs/analytic/README.md
// has the equations, (1) to (12), to which the comments refer.

#include <vector>

#include "models/exchange/ledger/observables.hpp"
#include "models/exchange/world/scenario.hpp"

namespace analytic {

using Path = std::vector<double>;  // by month number

// What all institutions of a place share and no number of them averages out: the year's factor on spend,
// mean 1.
struct Environment {
  Path us, cn;
};
Environment no_noise(const exchange::Scenario& scenario);

// Spend on sequencing of non-human data in a month, in real USD, had the year's factor been 1: what
// Environment multiplies.
Path spend_us(const exchange::Scenario& scenario);
Path spend_cn(const exchange::Scenario& scenario);

struct Curve {
  exchange::Monthly output;
  int equation;  // in docs/analytic/README.md
  Path value;
};

// `real`: institutions that the world stands for, simulated ones times weight.
std::vector<Curve> mean_field(const exchange::Scenario& scenario, double real);
// Of these, the curves that depend on the environment, in a given one.
std::vector<Curve> mean_field_of_archives(const exchange::Scenario& scenario, double real,
                                          const Environment& environment);

}  // namespace analytic
