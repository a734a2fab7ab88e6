#pragma once
// The evidence: facts with their source and grade, by id (scenarios/evidence/facts.json).

#include <filesystem>
#include <map>
#include <string>

namespace io {

struct EvidenceFact {
  std::string id, statement, value, unit, date, source, grade, role;  // value as written; empty if it is none
};

// By id. An empty path means the shipped evidence. Throws sim::Error.
std::map<std::string, EvidenceFact> read_facts(const std::filesystem::path& path = {});

}  // namespace io
