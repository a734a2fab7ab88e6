#include "models/exchange/world/policies.hpp"

#include <algorithm>
#include <set>

#include "models/exchange/world/decode.hpp"

namespace exchange {

namespace {

using Provisions = std::vector<Provision>;

constexpr const char* kAmended = "@amended";

// "us-bulk-data-rule" of itself and of "us-bulk-data-rule@amended".
std::string base_id(const std::string& id) { return id.substr(0, id.find('@')); }

bool only_expires(const json::Node& change) {
  return std::all_of(change.members.begin(), change.members.end(), [](const json::Member& m) {
    return m.key == "expires" || m.key == "title" || m.key == "note" || m.key == "source" ||
           m.key == "summary";
  });
}

class PolicyResolver {
 public:
  PolicyResolver(ScenarioSource& source, Findings& findings)
      : source_(source), scenario_(source.scenario), findings_(findings) {}

  void resolve_listed() {
    for (const PolicySource& policy : source_.policies) {
      if (!policy.listed) continue;
      PolicyData data;
      data.id = policy.id;
      data.remark = policy.remark;
      data.starts_from = policy.starts_from;
      data.added = policy.add;
      data.removed = policy.remove;
      for (const json::Member& change : policy.amend.members) data.amended.push_back(change.key);
      data.provisions = provisions_of(policy);
      scenario_.policies.push_back(std::move(data));
    }
    auto& all = source_.policies;
    const auto unused = [&](const PolicySource& p) { return !resolved_.count(p.id); };
    for (const PolicySource& policy : all) {
      if (unused(policy)) forget_remarks("policies." + policy.id);
    }
    all.erase(std::remove_if(all.begin(), all.end(), unused), all.end());
  }

 private:
  void forget_remarks(const std::string& path) {
    auto& remarks = scenario_.remarks;
    remarks.erase(path);
    remarks.erase(remarks.lower_bound(path + "."), remarks.lower_bound(path + "/"));  // '/' follows '.'
  }

  const Provisions& provisions_of(const PolicySource& policy) {
    const auto found = resolved_.find(policy.id);
    if (found != resolved_.end()) return found->second;
    open_.push_back(policy.id);
    Provisions provisions = start_of(policy);
    open_.pop_back();
    const std::string path = "policies." + policy.id;
    remove(policy, path, provisions);
    add(policy.add, provisions);
    for (const json::Member& change : policy.amend.members)
      amend(change, path + ".amend." + change.key, provisions);
    return resolved_[policy.id] = std::move(provisions);
  }

  Provisions start_of(const PolicySource& policy) {
    const auto& all = source_.policies;
    const auto start = std::find_if(all.begin(), all.end(),
                                    [&](const PolicySource& p) { return p.id == policy.starts_from; });
    const bool circle = std::find(open_.begin(), open_.end(), policy.starts_from) != open_.end();
    if (!policy.starts_from.empty() && circle) {
      findings_.error_at("policies." + policy.id + ".starts_from",
                         "\"" + policy.id + "\" starts from itself" +
                             (open_.size() > 1 ? ", through " + listed(open_) : "") + ".",
                         "Start from another policy, or leave it out: the scenario's law.");
    } else if (!policy.starts_from.empty() && start != all.end()) {
      return provisions_of(*start);
    }
    Provisions provisions;
    add(scenario_.law, provisions);
    return provisions;
  }

  // Provisions of an id, or of a measure.
  std::vector<std::string> members_of(const std::string& id) const {
    const auto measure = scenario_.measures.find(id);
    if (measure != scenario_.measures.end()) return measure->second.provisions;
    return {id};
  }

  void add(const std::vector<std::string>& ids, Provisions& provisions) const {
    for (const std::string& id : ids) {
      for (const std::string& member : members_of(id)) {
        const auto found = scenario_.library.find(member);
        const bool present = std::any_of(provisions.begin(), provisions.end(),
                                         [&](const Provision& p) { return p.id == member; });
        if (found != scenario_.library.end() && !present && is_known(scenario_, found->second)) {
          provisions.push_back(found->second);
        }
      }
    }
  }

  bool exists(const std::string& id) const {
    return scenario_.measures.count(id) || scenario_.library.count(id);
  }

  void remove(const PolicySource& policy, const std::string& path, Provisions& provisions) {
    for (std::size_t i = 0; i < policy.remove.size(); ++i) {
      const auto gone = members_of(policy.remove[i]);
      const auto is_gone = [&](const Provision& p) {
        return std::find(gone.begin(), gone.end(), base_id(p.id)) != gone.end();
      };
      const auto kept = std::remove_if(provisions.begin(), provisions.end(), is_gone);
      const bool nothing = kept == provisions.end();
      provisions.erase(kept, provisions.end());
      if (nothing && exists(policy.remove[i]) && scenario_.law_as_of == sim::kNever) {
        findings_.warning_at(
            path + ".measures.remove." + std::to_string(i),
            "\"" + policy.remove[i] + "\" is not part of this policy; removing it changes nothing.");
      }
    }
  }

  // The version that a further amendment changes: the latest.
  static Provisions::iterator latest(const std::string& id, Provisions& provisions) {
    auto found = provisions.end();
    for (auto p = provisions.begin(); p != provisions.end(); ++p) {
      if (base_id(p->id) == id) found = p;
    }
    return found;
  }

  void amend(const json::Member& change, const std::string& path, Provisions& provisions) {
    const auto found = latest(change.key, provisions);
    if (found == provisions.end()) return report_missing(change, path);
    Provision amended = *found;
    const std::size_t before = findings_.all().size();
    decode_amendment(change.value, path, amended, findings_);
    if (findings_.all().size() == before) check_dates(amended_dates(change.value, amended), path, findings_);
    if (only_expires(change.value)) {
      *found = std::move(amended);
      return;
    }
    amended = amended_dates(change.value, amended);
    amended.id += kAmended;
    if (!change.value.find("status")) amended.status = Status::hypothetical;
    if (!change.value.find("summary") && !found->summary.empty())
      amended.summary = "Amended by the scenario's author. The original says: " + found->summary;
    if (!change.value.find("sources"))
      amended.sources.insert(amended.sources.begin(),
                             Citation{"an amendment by the scenario's author", "", "assumption"});
    if (!change.value.find("effective") && found->effective != sim::kAlways)
      findings_.warning_at_key(path,
                               "without \"effective\" the amendment replaces \"" + change.key +
                                   "\" from its beginning, " + to_string(found->effective) + ".",
                               "Say from when it differs: \"effective\": \"YYYY-MM\".");
    const bool stays = change.value.find("effective") && found->effective < amended.effective;
    if (!stays) {
      *found = std::move(amended);
      return;
    }
    found->expires = std::min(found->expires, amended.effective);
    provisions.push_back(std::move(amended));
  }

  // Nobody knew of an amendment before it was announced: without a date for that, from its effect on.
  static Provision amended_dates(const json::Node& change, Provision amended) {
    if (change.find("effective") && !change.find("announced")) {
      amended.announced = amended.effective;
      amended.announced_text = amended.effective_text;
    }
    return amended;
  }

  void report_missing(const json::Member& change, const std::string& path) {
    const auto known = scenario_.library.find(change.key);
    if (known != scenario_.library.end()) {
      if (!is_known(scenario_, known->second)) {
        return findings_.warning_at_key(path, "\"" + change.key + "\" is not known on " +
                                                  to_string(scenario_.law_as_of) +
                                                  "; its amendment is left out.");
      }
      return findings_.error(change.at, path, "\"" + change.key + "\" is not part of this policy.",
                             "Add it first: \"measures\": {\"add\": [\"" + change.key + "\"]}");
    }
    std::vector<std::string> ids;
    for (const auto& [id, provision] : scenario_.library) ids.push_back(id);
    const std::string guess = did_you_mean(change.key, ids);
    findings_.error(change.at, path, "\"" + change.key + "\" is not a provision.",
                    guess.empty() ? "All: genratchet show provisions" : guess);
  }

  ScenarioSource& source_;
  Scenario& scenario_;
  Findings& findings_;
  std::map<std::string, Provisions> resolved_;
  std::vector<std::string> open_;
};

}  // namespace

void resolve_policies(ScenarioSource& source, Findings& findings) {
  PolicyResolver(source, findings).resolve_listed();
}

void check_dates(const Provision& p, const std::string& path, Findings& findings) {
  for (const char* date : {".announced", ".effective", ".expires"})
    if (findings.any_error_at(path + date)) return;
  if (p.status == Status::draft && p.effective == sim::kAlways) {
    findings.error_at_key(
        path, "a draft without \"effective\" would be law from the first month on.",
        "Say from which month a scenario is to take it as law: \"effective\": \"YYYY-MM\".");
  }
  const std::string announced = p.announced_text.empty() ? to_string(p.announced) : p.announced_text;
  const std::string effective = p.effective_text.empty() ? to_string(p.effective) : p.effective_text;
  const bool same_month = p.effective == p.announced && announced.size() == effective.size();
  if (p.announced != sim::kAlways && (p.effective < p.announced || (same_month && effective < announced))) {
    findings.error_at(path + ".effective",
                      "effective " + effective + " is before announced " + announced + ".",
                      "Law is announced first: swap them?");
  }
  if (p.expires <= p.effective && p.expires != sim::kNever) {
    findings.error_at(
        path + ".expires",
        "expires " + to_string(p.expires) + ", before it takes effect in " + to_string(p.effective) + ".",
        "Leave it out if it never expires.");
  }
}

}  // namespace exchange
