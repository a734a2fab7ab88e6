#include "models/exchange/world/check.hpp"

#include <algorithm>
#include <set>

#include "models/exchange/world/policies.hpp"

namespace exchange {

namespace {

constexpr int kMostMonths = 2400;

void at_most(std::size_t count, int most, const char* path, Findings& findings) {
  if (count <= static_cast<std::size_t>(most)) return;
  findings.error_at_key(path, "there are " + std::to_string(count) + " " + path + ", the most is " +
                                  std::to_string(most) + ".");
}

void no_double(const std::vector<std::string>& names, const std::string& path, Findings& findings) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!seen.insert(names[i]).second)
      findings.error_at(path + "." + std::to_string(i), "\"" + names[i] + "\" stands twice.");
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

// Currencies must have a price; an instrument that is exempted from must exist.
void check_effects(const Provision& provision, const Scenario& s, const std::set<std::string>& instruments,
                   Findings& findings) {
  const auto prices = vocabulary_of(s).usd_per;
  for (std::size_t i = 0; i < provision.effects.size(); ++i) {
    const Effect& effect = provision.effects[i];
    const std::string path = "provisions." + provision.id + ".effects." + std::to_string(i);
    if (effect.type == Effect::Type::penalty && !prices.count(effect.penalty.currency)) {
      findings.error_at(path + ".penalty.currency",
                        "\"" + effect.penalty.currency + "\" has no price in usd_per.");
    }
    const bool unknown = !effect.instrument.empty() && !instruments.count(effect.instrument);
    if (effect.type == Effect::Type::exempt && unknown) {
      findings.warning_at(path + ".exempt.instrument", "no provision belongs to \"" + effect.instrument +
                                                           "\"; the exemption changes nothing.");
    }
  }
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

void check_limits(const Scenario& s, Findings& findings) {
  check_institutions(s, findings);
  check_switches(s, findings);
  at_most(s.places.size(), kMostPlaces, "places", findings);
  at_most(s.focal.size(), kMostFocal, "focal", findings);
  at_most(s.repositories.size(), kMostRepositories, "repositories", findings);
  at_most(s.firms.size(), kMostFirms, "firms", findings);
  if (vocabulary_of(s).offices.size() > static_cast<std::size_t>(kMostOffices))
    findings.error_at_key("regulators", "there are more than " + std::to_string(kMostOffices) + " offices.");
  no_double(s.focal, "focal", findings);
  for (const PlaceData& place : s.places) {
    if (s.groups.count(place.id))
      findings.error_at_key("groups." + place.id, "\"" + place.id + "\" is a place already.",
                            "Rename the group.");
  }
  if (s.end <= s.first) {
    findings.error_at("end", "end " + to_string(s.end - 1) + " is before start " + to_string(s.first) + ".");
  }
  if (s.end - s.first > kMostMonths) findings.error_at("end", "the run is longer than 200 years.");
  if (s.policies.empty()) findings.error_at("policies", "no policy is listed: there is nothing to run.");
}

void check_law(const Scenario& s, Findings& findings) {
  std::set<std::string> instruments;
  for (const auto& [id, provision] : s.library) instruments.insert(provision.instrument);
  for (const auto& [id, provision] : s.library) {
    check_dates(provision, "provisions." + id, findings);
    check_effects(provision, s, instruments, findings);
  }
  for (const RegulatorData& r : s.regulators) {
    if (r.until <= r.from)
      findings.error_at("regulators." + r.id + ".until",
                        "until " + to_string(r.until) + " is not after from.");
  }
}

void check_policies(const Scenario& s, Findings& findings) {
  for (const PolicyData& policy : s.policies) {
    if (policy.provisions.size() > static_cast<std::size_t>(kMostProvisions))
      findings.error_at_key("policies." + policy.id,
                            "this policy has more than " + std::to_string(kMostProvisions) + " provisions.");
  }
}

void check_report(const ScenarioSource& source, const json::Node& tree, const std::string& main_file,
                  Findings& findings) {
  const Scenario& s = source.scenario;
  for (std::size_t i = 0; i < s.report.size(); ++i) {
    if (s.report[i] < s.first || s.report[i] >= s.end)
      findings.warning_at("report." + std::to_string(i), "report month " + to_string(s.report[i]) +
                                                             " lies outside the run and will be left out.");
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
