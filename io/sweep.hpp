#pragma once
// A sweep from its files to its files: the design, the store, the exports.

#include <filesystem>

#include "io/sweep_store.hpp"
#include "study/sweep.hpp"

namespace io {

// The design of a file; its `scenario` is preset:NAME or a path relative to the file. Throws sim::InputError.
study::SweepPlan read_sweep_file(const std::filesystem::path& file, const study::SweepChanges& changes = {});

// Runs what the store lacks, in blocks, and commits as it goes; progress counts what was there before too.
// False if it was stopped: what was finished is committed.
bool run_sweep(SweepStore& store, const study::SweepOptions& options);

// One row for each run: point, factors, policy, replicate, one column OUTPUT@YYYY-MM for each output and
// date, failure (its reason, or nothing). In blocks: memory does not grow with the sweep. Replaces a file in
// one step.
void export_csv(const SweepStore& store, const std::filesystem::path& file);
// NetCDF-4, CF-1.8: every output by (point, policy, replicate, time), factors as coordinates of point;
// missing where a run failed.
void export_netcdf(const SweepStore& store, const std::filesystem::path& file);
// By the name's end: .csv or .nc. Throws sim::Error if it is neither.
void export_sweep(const SweepStore& store, const std::filesystem::path& file);

// The rows of a design: point and one column for each factor.
void export_design(const study::SweepPlan& plan, const std::filesystem::path& file);

}  // namespace io
