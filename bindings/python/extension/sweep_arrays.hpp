#pragma once
// What passes between sweeps in C++ and numpy: levels of rows, results of units, blocks of stored runs.

#include <pybind11/numpy.h>

#include <map>
#include <tuple>

#include "bindings/python/extension/bind.hpp"
#include "io/sweep_store.hpp"
#include "study/sweep.hpp"

namespace python {

using Reasons = std::map<int64_t, std::string>;  // by place of the run

// What came of some units, on its way from a worker to the store. Python only carries it.
struct SweepResults {
  std::vector<study::UnitResult> units;
};

// Policies, rows, replicates, numbers of the runs that finished, reasons of those that did not.
using PackedResults =
    std::tuple<std::size_t, py::array_t<int64_t>, py::array_t<int64_t>, py::array_t<double>, Reasons>;
// Points, policies, replicates, numbers by run and column (NaN where a run failed), reasons.
using Block = std::tuple<py::array_t<int64_t>, py::array_t<int32_t>, py::array_t<int32_t>,
                         py::array_t<double>, Reasons>;

// As pickles have it.
PackedResults state_of(const SweepResults& results);
SweepResults results_of(const PackedResults& state);

// By unit, policy and column; NaN where a run failed.
py::array_t<double> numbers_of(const SweepResults& results, std::size_t columns);
std::vector<std::string> reasons_of(const SweepResults& results);  // of the runs that failed

// Units that came to nothing, under every policy.
SweepResults failed_units(const std::vector<std::pair<int64_t, int32_t>>& units, std::size_t policies,
                          const std::string& reason);

// The levels of the rows [first, last), by row and factor.
py::array_t<double> levels_of(const study::SweepPlan& plan, int64_t first, int64_t last);

// The rows of a sampled design over ranges that belong to no scenario. Throws sim::Error for what is no
// design.
py::array_t<double> design_rows(const std::string& kind, const std::vector<std::pair<double, double>>& ranges,
                                int64_t points, uint64_t seed, bool second_order);

// Where the first parameters of the model's table lie in their priors, by replicate and parameter.
py::array_t<double> design_points(uint64_t seed, int64_t rows, uint32_t parameters);

// The stored runs of the rows [first, last).
Block block_of(const io::SweepStore& store, int64_t first, int64_t last);

}  // namespace python
