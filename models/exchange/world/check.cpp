#include "models/exchange/world/check.hpp"

#include <algorithm>
#include <set>

namespace exchange {

namespace {

constexpr int kMostMonths = 2400, kMostPolicies = 1000, kMostNestedGroups = 8;

struct Count {
  const char* path;  // of the collection
  const char* what;  // "places"
  std::size_t count;
  int most;
  const char* mend;
};

void no_double(const std::vector<std::string>& names, const std::string& path, Findings& findings) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!names[i].empty() && !seen.insert(names[i]).second)
      findings.error_at(path + "." + std::to_string(i), "\"" + names[i] + "\" stands twice.",
                        "Keep one of them.");
  }
}

void warn_without_source(const std::string& id, const std::string& path, Findings& findings) {
  findings.warning_at_key(path,
                          "\"" + id + "\" cites no source; the report will print \"author's assumption\".");
}

// Whether the file itself says what the policy does, beyond inheriting it.
bool written_in(const std::string& file, const json::Node& policy) {
  for (const json::Member& member : policy.members) {
    const bool acts = member.key == "amend" || member.key == "measures" || member.key == "starts_from";
    if (acts && member.at.file && *member.at.file == file) return true;
  }
  return false;
}

}  // namespace

void check_reference(const Scenario& s, const std::string& main_file, Findings& findings) {
  std::vector<std::string> ids;
  for (const PolicyData& policy : s.policies) ids.push_back(policy.id);
  if (ids.empty() || std::find(ids.begin(), ids.end(), s.reference) != ids.end()) return;
  const std::string message = "reference \"" + s.reference + "\" is not a policy here.";
  if (findings.stands_in("reference", main_file) || !findings.stands_in("policies", main_file)) {
    const std::string guess = did_you_mean(s.reference, ids);
    return findings.error_at("reference", message,
                             guess + (guess.empty() ? "" : "  ") + "Policies: " + listed(ids));
  }
  findings.error_at_key("policies", message,
                        "Add \"" + s.reference + "\": {} here, or name another \"reference\".");
}

// Places may name their number of institutions; together no more than the world has.
void check_institutions(const Scenario& s, Findings& findings) {
  int64_t named = 0;
  for (const PlaceData& place : s.places) named += place.institutions.value_or(0);
  if (named <= s.institutions) return;
  findings.error_at("institutions",
                    "places name " + std::to_string(named) + " institutions of their own, more than the " +
                        std::to_string(s.institutions) + " of this world.",
                    "Set places.CN.institutions and the like too, in the same proportion.");
}

void check_switches(const Scenario& s, Findings& findings) {
  if (s.switches.brokerage && s.defaults.brokerage_rate <= 0)
    findings.warning_at("switches.brokerage", "brokerage is on, but at rate zero nothing is offered.",
                        "Give parameters.brokerage_rate a value, with its source.");
  if (!s.switches.brokerage && s.defaults.brokerage_rate > 0)
    findings.warning_at("parameters.brokerage_rate", "brokerage has a rate, but is switched off.",
                        "Set switches.brokerage to true.");
}

bool check_counts(const ScenarioSource& source, Findings& findings) {
  const Scenario& s = source.scenario;
  const std::size_t before = findings.all().size();
  const char* merge = "Join small ones.";
  for (const Count& c :
       {Count{"places", "places", s.places.size(), kMostPlaces, merge},
        Count{"focal", "focal places", s.focal.size(), kMostFocal, "Follow fewer."},
        Count{"repositories", "repositories", s.repositories.size(), kMostArchives, merge},
        Count{"firms", "firms", s.firms.size(), kMostFirms, merge},
        Count{"regulators", "offices", vocabulary_of(s).offices.size(), kMostOffices, merge},
        Count{"policies", "policies", source.policies.size(), kMostPolicies, "Make two scenarios."}}) {
    if (c.count > static_cast<std::size_t>(c.most))
      findings.error_at_key(c.path,
                            "there are " + std::to_string(c.count) + " " + c.what + ", the most is " +
                                std::to_string(c.most) + ".",
                            c.mend);
  }
  return findings.all().size() == before;
}

namespace {

// Groups within groups, as deep as law can follow; a group never within itself.
class GroupChecker {
 public:
  GroupChecker(const Scenario& s, Findings& findings) : groups_(s.groups), findings_(findings) {}
  void check() {
    for (const auto& [id, members] : groups_) {
      if (depth_of(id) > kMostNestedGroups)
        findings_.error_at_key("groups." + id,
                               "groups are nested more than " + std::to_string(kMostNestedGroups) + " deep.",
                               "Name the places themselves.");
    }
  }

 private:
  int depth_of(const std::string& id) {
    const auto group = groups_.find(id[0] == '!' ? id.substr(1) : id);
    if (group == groups_.end()) return 0;
    const auto known = depth_.emplace(group->first, kOpen);
    if (!known.second) return known.first->second;
    int deepest = 0;
    for (std::size_t i = 0; i < group->second.size(); ++i) {
      const int depth = group->second[i].empty() ? 0 : depth_of(group->second[i]);
      if (depth == kOpen)
        findings_.error_at("groups." + group->first + "." + std::to_string(i),
                           "\"" + group->second[i] + "\" contains itself.", "Take it out of this group.");
      deepest = std::max(deepest, depth);
    }
    return depth_[group->first] = deepest + 1;
  }

  static constexpr int kOpen = -1;
  const std::map<std::string, std::vector<std::string>>& groups_;
  std::map<std::string, int> depth_;
  Findings& findings_;
};

void check_needs(const Scenario& s, Findings& findings) {
  const auto need = [&](const std::string& value, const std::string& path, const char* key,
                        const char* what) {
    if (value.empty() && !findings.any_error_in(path))
      findings.error_at_key(path, "\"" + std::string(key) + "\" is missing.",
                            "Add \"" + std::string(key) + "\": " + what + ".");
  };
  for (const RepositoryData& r : s.repositories) need(r.place, "repositories." + r.id, "place", "a place");
  for (const FirmData& f : s.firms) need(f.home, "firms." + f.id, "home", "a place");
  for (const ProgrammeData& p : s.programmes) {
    need(p.place, "programmes." + p.id, "place", "a place");
    need(p.repository, "programmes." + p.id, "repository", "a repository");
  }
}

// The series that the model reads, by a name of its own or one that a repository gives.
std::vector<std::string> used_inputs(const Scenario& s) {
  std::vector<std::string> used{"cost_per_genome", "sra_bytes_per_base", "mix_array",
                                "mix_low_pass",    "mix_exome",          "mix_whole_genome"};
  for (const RepositoryData& repository : s.repositories) used.push_back(repository.bytes_per_base);
  return used;
}

void check_inputs(const Scenario& s, Findings& findings) {
  if (!s.inputs.count("cost_per_genome") && !findings.any_error_at("inputs"))
    findings.error_at_key("inputs", "the series \"cost_per_genome\" is missing.",
                          "Add inputs.cost_per_genome, or include a world: \"preset:worlds/reference\".");
  const std::vector<std::string> used = used_inputs(s);
  for (const auto& [id, values] : s.inputs) {
    const std::string path = "inputs." + id;
    if (values.empty() && !findings.any_error_in(path))
      findings.error_at_key(path, "the series \"" + id + "\" has no values.",
                            "Add \"values\": {\"YYYY-MM\": a number}.");
    if (std::find(used.begin(), used.end(), id) == used.end())
      findings.warning_at_key(path, "nothing uses the series \"" + id + "\".", findings.guess(id, used));
  }
}

void check_products(const Scenario& s, Findings& findings) {
  const std::vector<std::string> known{"prenatal", "sequencing", "diagnostic"};
  for (const FirmData& firm : s.firms) {
    for (const ProductData& product : firm.products) {
      if (std::find(known.begin(), known.end(), product.name) == known.end())
        findings.error_at_key("firms." + firm.id + ".products." + product.name,
                              "\"" + product.name + "\" is not a product.", "Products: " + listed(known));
    }
  }
}

}  // namespace

void check_world(const Scenario& s, Findings& findings) {
  check_institutions(s, findings);
  check_needs(s, findings);
  check_inputs(s, findings);
  check_products(s, findings);
  no_double(s.focal, "focal", findings);
  GroupChecker(s, findings).check();
  for (const PlaceData& place : s.places) {
    if (s.groups.count(place.id))
      findings.error_at_key("groups." + place.id, "\"" + place.id + "\" is a place already.",
                            "Rename the group.");
  }
}

void check_run(const Scenario& s, Findings& findings) {
  check_switches(s, findings);
  if (s.end <= s.first) {
    findings.error_at("end", "end " + to_string(s.end - 1) + " is before start " + to_string(s.first) + ".",
                      "Write the later month as \"end\".");
  }
  if (s.end - s.first > kMostMonths)
    findings.error_at("end", "the run is longer than 200 years.",
                      "End it by " + to_string(s.first + kMostMonths - 1) + ".");
  if (s.policies.empty() && !findings.any_error_at("policies"))
    findings.error_at("policies", "no policy is listed: there is nothing to run.",
                      "Name one: \"policies\": {\"my-policy\": {}}");
  std::vector<std::string> report;
  for (std::size_t i = 0; i < s.report.size(); ++i)
    report.push_back(findings.any_error_at("report." + std::to_string(i)) ? "" : to_string(s.report[i]));
  no_double(report, "report", findings);
  if (s.report.empty() && !findings.any_error_at("report"))
    findings.error_at("report", "there is no month to report.",
                      "Name one within the run: \"report\": [\"" + to_string(s.end - 1) + "\"]");
}

void check_report(const ScenarioSource& source, const json::Node& tree, const std::string& main_file,
                  Findings& findings) {
  const Scenario& s = source.scenario;
  for (std::size_t i = 0; i < s.report.size(); ++i) {
    const std::string path = "report." + std::to_string(i);
    if ((s.report[i] < s.first || s.report[i] >= s.end) && !findings.any_error_at(path) &&
        !findings.any_error_at("report"))
      findings.warning_at(
          path, "report month " + to_string(s.report[i]) + " lies outside the run and will be left out.");
  }
  for (const auto& [id, provision] : s.library) {
    if (provision.sources.empty()) warn_without_source(id, "provisions." + id, findings);
  }
  for (const PolicySource& policy : source.policies) {
    const json::Located written = json::locate(tree, "policies." + policy.id);
    if (policy.listed && policy.remark.source.empty() && written.complete &&
        written_in(main_file, *written.node))
      warn_without_source(policy.id, "policies." + policy.id, findings);
  }
}

}  // namespace exchange
