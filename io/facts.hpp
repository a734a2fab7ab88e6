#pragma once
// The evidence: facts with their source and grade, by id (scenarios/evidence/facts.json), and what rests on
// them.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/exchange/world/scenario.hpp"

namespace io {

struct EvidenceFact {
  std::string id, statement, value, unit, date, source, grade, role;  // value as written; empty if it is none
  std::string note;  // what speaks against it, or limits it; empty if nothing does
};

// By id. An empty path means the shipped evidence. Throws sim::Error.
std::map<std::string, EvidenceFact> read_facts(const std::filesystem::path& path = {});

// "primary text or data, read"; empty if there is no such grade.
std::string_view meaning_of_grade(std::string_view grade);
// "enters the model as it stands"; empty if there is no such role.
std::string_view meaning_of_role(std::string_view role);

// Who cites a fact, and in what role: places CN, HK as an input, series gsa.bytes to calibrate.
struct FactUse {
  std::string role, kind;  // "input", "place"
  std::vector<std::string> names;
};

using FactUses = std::map<std::string, std::vector<FactUse>>;

// By fact: what of a scenario, of the model's own numbers, of the observations and of the other facts cites
// it. A fact that is cited for what a hypothetical rule copies or answers is context: nothing is taken from
// it. Throws sim::Error if the evidence cannot be read.
FactUses uses_of_facts(const exchange::Scenario& scenario);

}  // namespace io
