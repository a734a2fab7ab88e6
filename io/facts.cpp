#include "io/facts.hpp"

#include <nlohmann/json.hpp>

#include "io/files.hpp"
#include "sim/error.hpp"

namespace io {

namespace {

using nlohmann::json;

// A number or text as it stands; a list as "1, 2, 3".
std::string text_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::string text;
  for (const json& item : value) text += (text.empty() ? "" : ", ") + text_of(item);
  return text;
}

std::string optional_text(const json& fact, const char* key) {
  return fact.contains(key) ? text_of(fact.at(key)) : "";
}

}  // namespace

std::map<std::string, EvidenceFact> read_facts(const std::filesystem::path& given) {
  const auto path = given.empty() ? scenario_folder() / "evidence" / "facts.json" : given;
  std::map<std::string, EvidenceFact> facts;
  try {
    const json tree = json::parse(read_file(path));
    for (const auto& [id, fact] : tree.items())
      facts[id] = {id,
                   fact.at("statement"),
                   optional_text(fact, "value"),
                   optional_text(fact, "unit"),
                   optional_text(fact, "date"),
                   fact.at("source"),
                   fact.at("grade"),
                   fact.at("role")};
  } catch (const json::exception& problem) {
    throw sim::Error(path.string() + ": " + problem.what());
  }
  return facts;
}

}  // namespace io
