#include "io/citation.hpp"

#include <nlohmann/json.hpp>

#include "io/files.hpp"
#include "study/headline.hpp"

namespace io {

namespace {

constexpr const char* kProgram = "GenRatchet";
constexpr const char* kProgramTitle = "GenRatchet: genomic data under asymmetric openness, simulated";
constexpr const char* kProgramAuthors = "GenRatchet authors";  // as in LICENSE and CITATION.cff
constexpr const char* kProgramYear = "2026";

std::string year_of(const Citation& c) { return c.provenance.written.substr(0, 4); }

std::string runs_of(const Citation& c) {
  return std::to_string(c.provenance.policies.size()) + " policies x " +
         std::to_string(c.provenance.replicates) + " runs" +
         (c.provenance.replicates < study::kPublishWith ? " (PRELIMINARY)" : "") + ", seed " +
         std::to_string(c.provenance.seed) + (c.small_world.empty() ? "" : ", " + c.small_world);
}

// Characters that mean something to TeX are written so that they mean themselves.
std::string tex(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (std::string("&%$#_{}").find(c) != std::string::npos)
      safe += std::string("\\") + c;
    else if (c == '\\' || c == '~' || c == '^')
      safe += c == '\\' ? "\\textbackslash{}" : c == '~' ? "\\textasciitilde{}" : "\\textasciicircum{}";
    else
      safe += c;
  }
  return safe;
}

// A JSON string is a YAML string.
std::string yaml(const std::string& text) { return nlohmann::json(text).dump(); }

std::string commit_note(const Provenance& p) { return p.commit.empty() ? "" : "commit " + p.commit; }

}  // namespace

Citation citation_of(const std::filesystem::path& directory) {
  Citation c;
  c.provenance = read_provenance(directory);
  const auto scenario = load_scenario_file((directory / "scenario.json").string()).scenario;
  c.title = scenario.remark.title.empty() ? scenario.id : scenario.remark.title;
  c.author = scenario.author;
  if (scenario.weight != 1)
    c.small_world = "a small world of " + std::to_string(scenario.institutions) + " institutions";
  return c;
}

std::string citation_text(const Citation& c) {
  const Provenance& p = c.provenance;
  const std::string end = c.title.find_last_of("?!.") + 1 == c.title.size() ? " " : ". ";
  return (c.author.empty() ? "" : c.author + ": ") + c.title + end + "Simulation result of the scenario " +
         p.scenario_id + ", " + runs_of(c) + ", " + kProgram + " " + p.version + ", " + year_of(c) +
         ". Scenario SHA-256 " + p.scenario_sha256 + ", result hash " + p.result_hash + ".\n" +
         kProgramAuthors + ": " + kProgramTitle + ". Version " + p.version +
         (p.commit.empty() ? "" : ", " + commit_note(p)) + ", " + kProgramYear + ".";
}

std::string citation_bibtex(const Citation& c) {
  const Provenance& p = c.provenance;
  const auto entry = [](const char* key, const std::string& value) {
    return value.empty() ? std::string() : std::string("  ") + key + " = {" + value + "},\n";
  };
  const auto braced = [](const std::string& name) { return name.empty() ? "" : "{" + tex(name) + "}"; };
  return "@misc{genratchet-" + p.result_hash.substr(0, 8) + ",\n" + entry("author", braced(c.author)) +
         entry("title", "{" + tex(c.title) + "}") + entry("year", year_of(c)) +
         entry("howpublished", "Simulation result of the scenario " + tex(p.scenario_id) + ", " + runs_of(c) +
                                   ", " + kProgram + " " + tex(p.version)) +
         entry("note", "Scenario SHA-256 " + p.scenario_sha256 + ", result hash " + p.result_hash) +
         "}\n\n@software{genratchet,\n" + entry("author", braced(kProgramAuthors)) +
         entry("title", std::string("{") + kProgramTitle + "}") + entry("version", tex(p.version)) +
         entry("year", kProgramYear) + entry("note", tex(commit_note(p))) + "}\n";
}

std::string citation_cff(const Citation& c) {
  const Provenance& p = c.provenance;
  const std::string author =
      c.author.empty() ? "author of the scenario " + p.scenario_id + ", not named" : c.author;
  const auto hash = [](const std::string& value, const char* what) {
    return "  - type: other\n    value: " + yaml("sha256:" + value) + "\n    description: " + yaml(what) +
           "\n";
  };
  return "cff-version: 1.2.0\nmessage: " +
         yaml("If you use this result, please cite it and the program that made it.") +
         "\ntype: dataset\ntitle: " + yaml(c.title) + "\nabstract: " +
         yaml("Simulation result of the scenario " + p.scenario_id + ", " + runs_of(c) + ".") +
         "\nauthors:\n  - name: " + yaml(author) + "\nidentifiers:\n" +
         hash(p.result_hash, "hash of the result's numbers") +
         hash(p.scenario_sha256, "SHA-256 of scenario.json") +
         "references:\n  - type: software\n    title: " + yaml(kProgramTitle) +
         "\n    authors:\n      - name: " + yaml(kProgramAuthors) + "\n    version: " + yaml(p.version) +
         (p.commit.empty() ? "" : "\n    commit: " + yaml(p.commit)) + "\n    year: " + kProgramYear + "\n";
}

}  // namespace io
