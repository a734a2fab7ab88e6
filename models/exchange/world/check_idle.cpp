// Warnings about what a scenario's own file says and that can have no effect, stands twice, leaves a gap, or
// cites nothing.

#include <algorithm>
#include <set>

#include "models/exchange/law/coverage.hpp"
#include "models/exchange/world/check.hpp"

namespace exchange {

namespace {

constexpr const char* kAmended = "@amended";

bool is_amended(const Provision& p) { return p.id.find(kAmended) != std::string::npos; }
std::string base_id(const Provision& p) { return p.id.substr(0, p.id.find('@')); }

// Where the file says what this provision is.
std::string path_of(const PolicyData& policy, const Provision& p) {
  return is_amended(p) ? "policies." + policy.id + ".amend." + base_id(p) : "provisions." + p.id;
}

bool overlap(Month from, Month until, Month other_from, Month other_until) {
  return std::max(from, other_from) < std::min(until, other_until);
}

// A text may be split into provisions that do different things; two that do the same are one too many.
bool do_the_same(const Provision& a, const Provision& b) {
  return std::any_of(a.effects.begin(), a.effects.end(), [&](const Effect& x) {
    return std::any_of(b.effects.begin(), b.effects.end(), [&](const Effect& y) { return x.type == y.type; });
  });
}

// Looks at the law of one policy.
class PolicyChecker {
 public:
  PolicyChecker(const Scenario& s, const PolicyData& policy, const std::string& file,
                std::set<std::string>& told, Findings& findings)
      : s_(s), policy_(policy), file_(file), told_(told), findings_(findings) {}

  void check() {
    for (std::size_t i = 0; i < policy_.provisions.size(); ++i) {
      const Provision& p = policy_.provisions[i];
      if (!is_own(p)) continue;
      never_binds(i);
      stands_twice(p);
      leaves_gap(p);
    }
    for (std::size_t i = 0; i < policy_.added.size(); ++i) added_in_vain(i);
  }

 private:
  bool is_own(const Provision& p) const { return findings_.stands_in(path_of(policy_, p), file_); }
  // A provision that several policies share is told once.
  bool first_time(const std::string& what) { return told_.insert(what).second; }

  // Why it can never bind; empty if it can. Rules are resolved one by one: a book of all would be compiled in
  // vain.
  std::string idle(std::size_t i) const {
    sim::Problems none;
    const Provision& p = policy_.provisions[i];
    const Rules rules = resolve({p}, vocabulary_, none);
    return rules.rule.empty() ? "" : never_can_bind(p, rules.rule[0], vocabulary_, s_.first, s_.end);
  }

  void never_binds(std::size_t i) {
    const std::string path = path_of(policy_, policy_.provisions[i]), why = idle(i);
    if (why.empty() || !first_time(path + " idle")) return;
    findings_.warning_at_key(path, "\"" + base_id(policy_.provisions[i]) + "\" can never bind: " + why + ".",
                             "The run is " + to_string(s_.first) + " to " + to_string(s_.end - 1) +
                                 "; who and what it applies to: genratchet show applies");
  }

  void stands_twice(const Provision& p) {
    for (const Provision& other : policy_.provisions) {
      const bool same_text = other.jurisdiction == p.jurisdiction && other.instrument == p.instrument &&
                             other.article == p.article;
      if (base_id(other) == base_id(p) || p.article.empty() || !same_text || !do_the_same(p, other)) continue;
      if (!overlap(p.effective, p.expires, other.effective, other.expires)) continue;
      if (!first_time(path_of(policy_, p) + " twice " + other.id)) continue;
      findings_.warning_at_key(path_of(policy_, p),
                               "\"" + base_id(p) + "\" overlaps with \"" + base_id(other) +
                                   "\": the same article (" + p.instrument + ", " + p.article +
                                   "), in force at the same time; both are judged.",
                               "To replace it, amend it or remove the other: \"measures\": {\"remove\": [\"" +
                                   base_id(other) + "\"]}");
    }
  }

  void leaves_gap(const Provision& p) {
    if (!is_amended(p)) return;
    for (const Provision& original : policy_.provisions) {
      if (original.id != base_id(p) || original.expires >= p.effective) continue;
      findings_.warning_at(path_of(policy_, p) + ".effective",
                           "between " + to_string(original.expires) + " and " + to_string(p.effective) +
                               " neither the original nor the amendment is in force.",
                           "The original expires in " + to_string(original.expires) + ".");
    }
  }

  // What the file adds by name: a measure of which nothing can bind, or a provision of the preset's that
  // cannot.
  void added_in_vain(std::size_t number) {
    const std::string& id = policy_.added[number];
    const std::string path = "policies." + policy_.id + ".measures.add." + std::to_string(number);
    const auto measure = s_.measures.find(id);
    const bool is_measure = measure != s_.measures.end();
    if (!findings_.stands_in(path, file_) || (!is_measure && findings_.stands_in("provisions." + id, file_)))
      return;
    const std::vector<std::string> ids = is_measure ? measure->second.provisions : std::vector{id};
    bool any = false, known = false;
    for (std::size_t i = 0; i < policy_.provisions.size(); ++i) {
      if (!std::count(ids.begin(), ids.end(), base_id(policy_.provisions[i]))) continue;
      known = true;
      any = any || idle(i).empty();
    }
    if (known && !any)
      findings_.warning_at(path,
                           is_measure ? "no provision of \"" + id + "\" can bind in this run."
                                      : "\"" + id + "\" can bind nothing in this run.",
                           "Why: genratchet law coverage, with this file");
  }

  const Scenario& s_;
  const LawVocabulary vocabulary_ = vocabulary_of(s_);
  const PolicyData& policy_;
  const std::string& file_;
  std::set<std::string>& told_;
  Findings& findings_;
};

// An office that two regulators run at a time, or none does for a while.
void check_offices(const Scenario& s, const std::string& file, Findings& findings) {
  for (std::size_t i = 0; i < s.regulators.size(); ++i)
    for (std::size_t j = 0; j < s.regulators.size(); ++j) {
      const RegulatorData &a = s.regulators[i], &b = s.regulators[j];
      const std::string path = "regulators." + b.id;
      if (i == j || !findings.stands_in(path, file)) continue;
      for (const std::string& office : a.offices) {
        if (!std::count(b.offices.begin(), b.offices.end(), office)) continue;
        if (i < j && overlap(a.from, a.until, b.from, b.until))
          findings.warning_at_key(
              path,
              "\"" + a.id + "\" and \"" + b.id + "\" run the office \"" + office + "\" at the same time.",
              "Set \"from\" of one to \"until\" of the other.");
        const bool follows =
            a.until < b.from &&
            std::none_of(s.regulators.begin(), s.regulators.end(), [&](const RegulatorData& c) {
              return std::count(c.offices.begin(), c.offices.end(), office) &&
                     overlap(a.until, b.from, c.from, c.until);
            });
        if (follows && overlap(a.until, b.from, s.first, s.end))
          findings.warning_at_key(path,
                                  "from " + to_string(a.until) + " until " + to_string(b.from) +
                                      " nobody runs the office \"" + office +
                                      "\": what it must license waits or is stopped.",
                                  "Set \"from\" to " + to_string(a.until) + ".");
      }
    }
}

// A provision that the file defines and no policy has.
void check_unused(const Scenario& s, const std::string& file, Findings& findings) {
  for (const auto& [id, provision] : s.library) {
    const std::string path = "provisions." + id, key = path + ".jurisdiction";
    const bool used =
        std::any_of(s.policies.begin(), s.policies.end(), [&, &name = id](const PolicyData& policy) {
          return std::any_of(policy.provisions.begin(), policy.provisions.end(),
                             [&](const Provision& p) { return base_id(p) == name; });
        });
    if (!used && findings.stands_in(path, file) && findings.stands_in(key, file))
      findings.warning_at_key(path, "no policy uses \"" + id + "\".",
                              "Add it to one: \"measures\": {\"add\": [\"" + id + "\"]}");
  }
}

void check_outside(const Scenario& s, const std::string& file, Findings& findings) {
  const auto warn = [&](const std::string& path, Month date) {
    if (findings.stands_in(path, file))
      findings.warning_at(path, to_string(date) + " lies outside the run, " + to_string(s.first) + " to " +
                                    to_string(s.end - 1) + ": this has no effect.");
  };
  for (const ProgrammeData& p : s.programmes)
    if (p.first >= s.end || p.first + 12 * p.years <= s.first) warn("programmes." + p.id + ".first", p.first);
  for (const FirmData& firm : s.firms)
    for (const ProductData& product : firm.products)
      if (product.launched >= s.end)
        warn("firms." + firm.id + ".products." + product.name + ".launched", product.launched);
  for (const RegulatorData& r : s.regulators)
    if (r.from >= s.end) warn("regulators." + r.id + ".from", r.from);
  for (const RepositoryData& r : s.repositories)
    if (r.opened >= s.end) warn("repositories." + r.id + ".opened", r.opened);
}

// Values that the file itself sets and for which it names no source: told together, at the first.
void warn_of_unsourced(const Scenario& s, const json::Node& tree, const std::string& file,
                       const char* section, const char* what, Findings& findings) {
  const json::Node* entries = tree.find(section);
  const auto remark = s.remarks.find(section);
  if (!entries || (remark != s.remarks.end() && !remark->second.source.empty())) return;
  std::vector<std::string> names;
  for (const json::Member& entry : entries->members) {
    const json::Node* source = entry.value.find("source");
    const bool cited = source && source->is_text() && !source->text.empty();
    if (cited || entry.value.is_text() || !entry.at.file || *entry.at.file != file) continue;
    names.push_back(entry.key);
  }
  if (names.empty()) return;
  const std::string count =
      names.size() == 1 ? std::string("1 ") + what : std::to_string(names.size()) + " " + what + "s";
  findings.warning_at_key(std::string(section) + "." + names.front(),
                          count + " set here without a source (" + listed(names, 4) +
                              "); the report will print \"author's assumption\".",
                          "Write {\"value\": ..., \"source\": \"...\"}, or one \"source\" for all.");
}

}  // namespace

void check_idle(const Scenario& s, const json::Node& tree, const std::string& main_file, Findings& findings) {
  std::set<std::string> told;
  for (const PolicyData& policy : s.policies) PolicyChecker(s, policy, main_file, told, findings).check();
  check_unused(s, main_file, findings);
  check_offices(s, main_file, findings);
  check_outside(s, main_file, findings);
  warn_of_unsourced(s, tree, main_file, "parameters", "parameter", findings);
  warn_of_unsourced(s, tree, main_file, "inputs", "input", findings);
  warn_of_unsourced(s, tree, main_file, "programmes", "programme", findings);
}

}  // namespace exchange
