#pragma once
// A base scenario of a few lines and a shelf of files, for the tests of the door.

#include <algorithm>
#include <map>
#include <string>

#include "models/exchange/world/door.hpp"

namespace exchange::door_test {

using Files = std::map<std::string, std::string>;

// Two places, an archive, one federal rule and one hypothetical one.
inline const char* const kBase = R"({
  "title": "Base",
  "start": "2020-01",
  "end": "2030-12",
  "report": ["2030-12"],
  "places": { "US": { "bloc": "US", "population": 330 }, "CN": { "bloc": "CN", "population": 1400 } },
  "groups": { "countries_of_concern": ["CN"] },
  "focal": ["CN", "US"],
  "repositories": { "ncbi": { "place": "US", "tiers": "open", "bytes_per_base": "rho_gsa" } },
  "firms": { "bgi": { "home": "CN", "products": { "prenatal": { "markets": ["US"] } } } },
  "regulators": { "doj": { "jurisdiction": "US", "offices": ["doj"] } },
  "inputs": { "cost_per_genome": { "source": "F-COST-01", "unit": "USD", "values": { "2021-08": 562, "2001-09": 95000000 } } },
  "law": ["us-bulk-data-rule", "us-archives"],
  "reference": "current-law",
  "provisions": {
    "us-bulk-data-rule": {
      "jurisdiction": "US", "announced": "2025-01", "effective": "2025-04-08", "sources": ["28 CFR 202"],
      "applies": { "origin": "US", "to": ["countries_of_concern"], "persons_over": { "count": 100, "months": 12 } },
      "exempt": { "federally-funded": { "funding": ["federal"], "note": "28 CFR 202.504" } },
      "effects": [{ "prohibit": {} }]
    },
    "us-archives": {
      "jurisdiction": "US", "effective": "2021-01", "sources": [{ "text": "Policy", "grade": "A" }],
      "applies": { "repository": ["ncbi"] }, "effects": [{ "admit": {} }]
    },
    "us-closure": {
      "jurisdiction": "US", "announced": "2026-06", "effective": "2027-01", "status": "hypothetical",
      "sources": ["Proposal"], "applies": { "to": ["!US"] }, "effects": [{ "licence": { "office": "doj" } }]
    }
  },
  "measures": { "closure": { "title": "Closure", "provisions": ["us-closure"] } },
  "policies": {
    "current-law": { "title": "As enacted" },
    "closed": { "source": "us", "measures": { "add": ["closure"] } },
    "no-measures": { "source": "us", "measures": { "remove": ["us-bulk-data-rule"] } }
  }
})";

inline Resolver shelf(Files files) {
  files["preset:base"] = kBase;
  return [files](const std::string& reference,
                 const std::string&) -> std::optional<std::pair<std::string, std::string>> {
    const auto found = files.find(reference);
    if (found == files.end()) return std::nullopt;
    return *found;
  };
}

inline Loaded load(const std::string& text, const Files& files = {}, const Overrides& overrides = {}) {
  return load_scenario(text, "mine.json", shelf(files), overrides);
}

// The problems of a text that is refused; empty if it is accepted.
inline sim::Problems problems_of(const std::string& text, const Files& files = {},
                                 const Overrides& overrides = {}) {
  try {
    load(text, files, overrides);
  } catch (const sim::InputError& error) {
    return error.problems;
  }
  return {};
}

// The base with one piece of text replaced.
inline std::string base_with(const std::string& what, const std::string& by) {
  std::string text = kBase;
  return text.replace(text.find(what), what.size(), by);
}

inline bool mentions(const sim::Problems& problems, const std::string& words) {
  return std::any_of(problems.begin(), problems.end(), [&](const sim::Problem& p) {
    return to_text(p).find(words) != std::string::npos || p.message.find(words) != std::string::npos;
  });
}

inline const PolicyData& policy(const Scenario& scenario, const std::string& id) {
  return *std::find_if(scenario.policies.begin(), scenario.policies.end(),
                       [&](const PolicyData& p) { return p.id == id; });
}

inline const Provision* provision(const PolicyData& policy, const std::string& id) {
  const auto found = std::find_if(policy.provisions.begin(), policy.provisions.end(),
                                  [&](const Provision& p) { return p.id == id; });
  return found == policy.provisions.end() ? nullptr : &*found;
}

}  // namespace exchange::door_test
