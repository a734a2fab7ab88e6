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

using Words = std::pair<std::string_view, std::string_view>;

constexpr Words kGrades[] = {
    {"A", "primary text or data, read"},
    {"B", "reputable secondary source, read"},
    {"C", "weak secondary source"},
    {"D", "background knowledge; no source was read"},
    {"DER", "arithmetic of this project from facts with a grade"},
    {"S", "stated by the source article only; what it cites was not seen"},
};
constexpr Words kRoles[] = {
    {"input", "enters the model as it stands"},
    {"prior", "informs the default or the range of a parameter"},
    {"calibrate", "parameters are centred on it or fitted to it"},
    {"hindcast", "compared with what the model says; never fitted to"},
    {"context", "read, and kept for the reader; nothing is taken from it"},
};

template <std::size_t N>
std::string_view meaning(const Words (&words)[N], std::string_view word) {
  for (const auto& [name, text] : words)
    if (name == word) return text;
  return {};
}

}  // namespace

std::string_view meaning_of_grade(std::string_view grade) { return meaning(kGrades, grade); }
std::string_view meaning_of_role(std::string_view role) { return meaning(kRoles, role); }

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
                   fact.at("role"),
                   optional_text(fact, "note")};
  } catch (const json::exception& problem) {
    throw sim::Error(path.string() + ": " + problem.what());
  }
  return facts;
}

}  // namespace io
