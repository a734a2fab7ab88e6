#include "study/ablation.hpp"

#include <algorithm>

#include "sim/error.hpp"
#include "study/challenge.hpp"

namespace study {

namespace {

using exchange::PolicyData;
using exchange::Provision;

constexpr std::size_t kPolicy = 0, kReference = 1, kRules = 2;  // places in the list of variants

struct Rules {
  std::vector<Player> rules;
  std::vector<PolicyData> variants;  // the policy, the reference, then one without each rule
};

// What differs from the reference, each taken back alone.
Rules taken_back(const Scenario& scenario, std::size_t reference, std::size_t policy) {
  const Between between(scenario, reference, policy, Grain::provisions);
  Rules found{between.players(), {between.with(between.all()), between.with(0)}};
  for (std::size_t i = 0; i < found.rules.size(); ++i)
    found.variants.push_back(between.with(between.all() & ~(Players{1} << i)));
  return found;
}

// Every provision of a jurisdiction, each taken out of the policy alone with its amendments.
Rules taken_out(const Scenario& scenario, std::size_t reference, std::size_t policy,
                const std::string& jurisdiction) {
  const PolicyData& whole = scenario.policies[policy];
  Rules found{{}, {whole, scenario.policies[reference]}};
  for (const Provision& p : whole.provisions) {
    const std::string id = base_id(p.id);
    const auto same = [&](const Player& rule) { return rule.id == id; };
    if (p.jurisdiction != jurisdiction || std::any_of(found.rules.begin(), found.rules.end(), same)) continue;
    found.rules.push_back({id, p.title, {id}, 1, 0, 0});
    PolicyData without = whole;
    without.id = "without " + id;
    auto& law = without.provisions;
    law.erase(std::remove_if(law.begin(), law.end(), [&](const Provision& q) { return base_id(q.id) == id; }),
              law.end());
    found.variants.push_back(std::move(without));
  }
  if (found.rules.empty())
    throw sim::Error("\"" + whole.id + "\" has no provision of \"" + jurisdiction +
                     "\": name a jurisdiction as its provisions do.");
  return found;
}

std::size_t compared_if_any(const Scenario& scenario, std::size_t policy, const std::string& named) {
  if (!named.empty()) return policy_of(scenario, named);
  try {
    return compared_with(scenario, policy, named);
  } catch (const sim::Error&) {
    return policy;
  }
}

Rules rules_of(const Scenario& scenario, const std::string& id, const AblationOptions& options) {
  const std::size_t policy = policy_of(scenario, id);
  if (!options.jurisdiction.empty())
    return taken_out(scenario, compared_if_any(scenario, policy, options.reference), policy,
                     options.jurisdiction);
  return taken_back(scenario, compared_with(scenario, policy, options.reference), policy);
}

}  // namespace

Scenario ablation_scenario(const Scenario& scenario, const std::string& policy,
                           const AblationOptions& options) {
  return scenario_of(resized(scenario, options.institutions), rules_of(scenario, policy, options).variants);
}

Ablation ablation(const Scenario& scenario, const std::string& policy, const AblationOptions& options) {
  const Rules rules = rules_of(scenario, policy, options);
  const Scenario world = resized(scenario, options.institutions);
  const Variants variants = run_variants(world, rules.variants, options.run, options.at_once);
  Ablation found;
  found.policy = policy;
  found.reference = rules.variants[kReference].id;
  found.jurisdiction = options.jurisdiction;
  found.date = variants.date;
  found.replicates = variants.replicates;
  found.institutions = world.institutions;
  found.weight = world.weight;
  found.failures = variants.failures;
  found.stopped = variants.stopped;
  if (found.stopped) return found;
  const auto &whole = variants.held[kPolicy], &reference = variants.held[kReference];
  found.held = range_of(whole);
  found.change = range_of(differences(whole, reference));
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const auto& without = variants.held[kRules + i];
    AblationRow row{rules.rules[i], range_of(differences(without, reference)),
                    range_of(differences(without, whole)), false};
    row.never = row.difference.runs > 0 && row.difference.below == 0 && row.difference.above == 0;
    found.rows.push_back(std::move(row));
  }
  return found;
}

}  // namespace study
