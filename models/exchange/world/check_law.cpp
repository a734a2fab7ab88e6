#include <algorithm>
#include <set>

#include "models/exchange/world/check.hpp"
#include "models/exchange/world/policies.hpp"

namespace exchange {

namespace {

// Checks the effects of one provision; `path` is where they stand.
class EffectChecker {
 public:
  EffectChecker(const Scenario& s, const std::set<std::string>& instruments, Findings& findings)
      : prices_(s.usd_per), instruments_(instruments), findings_(findings) {}

  void check(const std::vector<Effect>& effects, const std::string& path) {
    for (std::size_t i = 0; i < effects.size(); ++i) check(effects[i], path + "." + std::to_string(i));
  }

 private:
  void check(const Effect& e, const std::string& path) {
    using Type = Effect::Type;
    if (e.type == Type::licence) need(e.office, path + ".licence", "office");
    if (e.type == Type::deposit_first) need(e.repository, path + ".deposit_first", "repository");
    if (e.type == Type::copy_to) need(e.holder, path + ".copy_to", "holder");
    if (e.type == Type::penalty) check(e.penalty, path + ".penalty");
    if (e.type == Type::exempt && !e.instrument.empty() && !instruments_.count(e.instrument)) {
      findings_.warning_at(path + ".exempt.instrument",
                           "no provision belongs to \"" + e.instrument + "\"; the exemption changes nothing.",
                           findings_.guess(e.instrument, {instruments_.begin(), instruments_.end()}));
    }
  }

  void need(const std::string& value, const std::string& path, const std::string& key) {
    if (value.empty() && findings_.exists(path) && !findings_.any_error_in(path))
      findings_.error_at_key(path, "\"" + key + "\" is missing.", "Add \"" + key + "\".");
  }

  void check(const Penalty& p, const std::string& path) {
    if (p.currency != "USD" && !prices_.count(p.currency)) {
      std::vector<std::string> known;
      for (const auto& [currency, price] : prices_) known.push_back(currency);
      findings_.error_at(path + ".currency", "\"" + p.currency + "\" has no price in usd_per.",
                         "Add usd_per." + p.currency + ", or use one of: " + listed(known));
    }
    in_order(p.min, p.max, path, "");
    in_order(p.gain_multiple_min, p.gain_multiple_max, path, "gain_multiple_");
  }

  void in_order(double low, double high, const std::string& path, const std::string& prefix) {
    if (high > 0 && low > high)
      findings_.error_at(
          path + "." + prefix + "max",
          prefix + "max " + json::to_text(high) + " is below " + prefix + "min " + json::to_text(low) + ".",
          "Swap them.");
  }

  const std::map<std::string, double>& prices_;
  const std::set<std::string>& instruments_;
  Findings& findings_;
};

std::set<std::string> instruments_of(const Scenario& s) {
  std::set<std::string> instruments;
  for (const auto& [id, provision] : s.library) instruments.insert(provision.instrument);
  return instruments;
}

}  // namespace

void check_law(const Scenario& s, Findings& findings) {
  const auto instruments = instruments_of(s);
  EffectChecker effects(s, instruments, findings);
  for (const auto& [id, provision] : s.library) {
    check_dates(provision, "provisions." + id, findings);
    effects.check(provision.effects, "provisions." + id + ".effects");
  }
  for (const RegulatorData& r : s.regulators) {
    if (r.until <= r.from)
      findings.error_at("regulators." + r.id + ".until",
                        "until " + to_string(r.until) + " is not after from " + to_string(r.from) + ".",
                        "Swap them.");
  }
}

void check_policies(const Scenario& s, Findings& findings) {
  const auto instruments = instruments_of(s);
  EffectChecker effects(s, instruments, findings);
  for (const PolicyData& policy : s.policies) {
    const std::string path = "policies." + policy.id;
    if (policy.provisions.size() > static_cast<std::size_t>(kMostProvisions))
      findings.error_at_key(path,
                            "this policy has " + std::to_string(policy.provisions.size()) +
                                " provisions, the most is " + std::to_string(kMostProvisions) + ".",
                            "Leave out what never binds: genratchet law coverage");
    for (const Provision& provision : policy.provisions) {
      const std::string where =
          path + ".amend." + provision.id.substr(0, provision.id.find('@')) + ".effects";
      if (provision.id.find('@') != std::string::npos && findings.exists(where))
        effects.check(provision.effects, where);
    }
  }
}

}  // namespace exchange
