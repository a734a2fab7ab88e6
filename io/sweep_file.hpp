#pragma once
// The file of a sweep's store: what stands in a new one, and whether an old one is the right one.

#include <filesystem>
#include <string>

#include "io/sqlite.hpp"
#include "io/sweep_store.hpp"

namespace io {

// Tables, texts and points, in one transaction.
void begin_store(const Database& database, const study::SweepPlan& plan);

// Throws BadStore unless the file is a store. Looked at without SQLite, so that what is somebody else's stays
// untouched.
void must_be_store(const std::filesystem::path& path);

// Throws BadStore, with what differs, unless the store was made by this program for this plan.
void must_match(const Database& database, const std::filesystem::path& path, const study::SweepPlan& plan);

// What is said of a store that another process, or this one, is writing.
BadStore still_running(const std::filesystem::path& path);

// A value of its table `meta`.
std::string text_in_store(const Database& database, const std::string& key);

}  // namespace io
