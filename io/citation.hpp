#pragma once
// How to cite a result, and the program that made it. Nothing is said that the result does not hold: no DOI,
// no address, no author that its scenario does not name.

#include <filesystem>
#include <string>

#include "io/result_directory.hpp"

namespace io {

struct Citation {
  std::string title, author;  // of the scenario; author may be empty
  std::string small_world;    // "a small world of 1000 institutions"; empty if each stands for itself
  Provenance provenance;
};

// Throws sim::Error if this is not the directory of a result, sim::InputError if its scenario is none.
Citation citation_of(const std::filesystem::path& directory);

std::string citation_text(const Citation& citation);    // one sentence for the result, one for the program
std::string citation_bibtex(const Citation& citation);  // @misc for the result, @software for the program
std::string citation_cff(const Citation& citation);     // Citation File Format 1.2.0

}  // namespace io
