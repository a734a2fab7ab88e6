#include "study/delay.hpp"

#include <algorithm>

#include "models/exchange/world/problems.hpp"
#include "models/exchange/world/question.hpp"
#include "sim/error.hpp"
#include "study/paired.hpp"
#include "study/players.hpp"

namespace study {

namespace {

using exchange::PolicyData;
using exchange::Provision;
using Provisions = std::vector<Provision>;

bool is_date(Month month) { return month != sim::kAlways && month != sim::kNever; }
Month shifted(Month month, int32_t years) { return is_date(month) ? month + 12 * years : month; }

Month known_from(const Provision& p) { return is_date(p.announced) ? p.announced : p.effective; }

// Texts of full dates are those of the law as it was enacted: a law that comes later has none.
Provision shifted(Provision p, int32_t years) {
  if (years == 0) return p;
  p.announced = shifted(p.announced, years);
  p.effective = shifted(p.effective, years);
  p.expires = shifted(p.expires, years);
  for (auto& effect : p.effects) effect.until = shifted(effect.until, years);
  p.announced_text.clear();
  p.effective_text.clear();
  p.status = exchange::Status::hypothetical;
  return p;
}

std::vector<std::string> members(const Scenario& scenario, const std::string& measure) {
  if (const auto found = scenario.measures.find(measure); found != scenario.measures.end())
    return found->second.provisions;
  if (scenario.library.count(measure)) return {measure};
  std::vector<std::string> known;
  for (const auto& [id, unused] : scenario.measures) known.push_back(id);
  for (const auto& [id, unused] : scenario.library) known.push_back(id);
  throw exchange::UnknownName("\"" + measure + "\" is neither a measure nor a provision of this scenario. " +
                              exchange::did_you_mean(measure, known));
}

std::size_t reference_of(const Scenario& scenario) {
  const auto found = std::find_if(scenario.policies.begin(), scenario.policies.end(),
                                  [&](const PolicyData& p) { return p.id == scenario.reference; });
  return found == scenario.policies.end() ? 0 : static_cast<std::size_t>(found - scenario.policies.begin());
}

// The measure's provisions: as the reference has them, amended or not, else as the library does.
Provisions provisions_of(const Scenario& scenario, const std::string& measure) {
  Provisions found;
  for (const std::string& id : members(scenario, measure)) {
    const std::size_t before = found.size();
    for (const Provision& p : scenario.policies[reference_of(scenario)].provisions)
      if (base_id(p.id) == id) found.push_back(p);
    const auto shelved = scenario.library.find(id);
    if (found.size() == before && shelved != scenario.library.end()) found.push_back(shelved->second);
  }
  if (std::none_of(found.begin(), found.end(), [](const Provision& p) { return is_date(p.effective); }))
    throw sim::Error("\"" + measure + "\" has no date of effect that could be shifted.");
  return found;
}

template <class Of>
Month earliest(const Provisions& provisions, Of&& of) {
  Month first = sim::kNever;
  for (const Provision& p : provisions)
    if (is_date(of(p))) first = std::min(first, of(p));
  return first;
}

// H_ref(t0) / H_ref(t0 + years), in which t0 is the end of the month before the announcement.
Range prior_held(const Ensemble& e, Month t0, int32_t years) {
  const Month before = t0 - 1, later = before + 12 * years;
  if (before < e.scenario->first || later >= e.scenario->end) return range_of({});
  return range_of(ratios(by_replicate(e, e.reference, Monthly::held_us_in_cn, before),
                         by_replicate(e, e.reference, Monthly::held_us_in_cn, later)));
}

Range vintage_held(const Ensemble& e, Month t0) {
  const Month before = t0 - 1;
  if (before < e.scenario->first || before >= e.scenario->end) return range_of({});
  return range_of(ratios(by_replicate(e, e.reference, Monthly::held_us_in_cn, before),
                         by_replicate(e, e.reference, Monthly::produced_us, before)));
}

}  // namespace

Scenario delayed_scenario(const Scenario& scenario, const std::string& measure,
                          const std::vector<int32_t>& years) {
  const Provisions moved = provisions_of(scenario, measure);
  PolicyData reference = scenario.policies[reference_of(scenario)];
  Provisions rest;
  for (const Provision& p : reference.provisions)
    if (std::none_of(moved.begin(), moved.end(), [&](const Provision& m) { return m.id == p.id; }))
      rest.push_back(p);
  Scenario all = scenario;
  all.reference = reference.id;
  all.policies = {std::move(reference)};
  for (const int32_t y : years) {
    PolicyData policy;
    policy.id = "delay:" + std::to_string(y);
    policy.remark.title = measure + ", " + std::to_string(y) + " years later";
    policy.provisions = rest;
    for (const Provision& p : moved) policy.provisions.push_back(shifted(p, y));
    all.policies.push_back(std::move(policy));
  }
  return all;
}

Delay delay(const Scenario& scenario, const std::string& measure, const std::vector<int32_t>& years,
            const RunOptions& given) {
  const Provisions moved = provisions_of(scenario, measure);
  std::vector<int32_t> run_years = years;
  const auto zero = std::find(years.begin(), years.end(), 0);
  const auto base =
      static_cast<int32_t>(zero - years.begin()) + 1;  // policy without delay; 0 is the reference
  if (zero == years.end()) run_years.push_back(0);
  RunOptions options = given;
  options.premium_worlds = false;
  const Ensemble e = run_ensemble(delayed_scenario(scenario, measure, run_years), options);
  Delay found;
  found.measure = measure;
  found.reference = e.policy_id(e.reference);
  found.announced = earliest(moved, known_from);
  found.effective = earliest(moved, [](const Provision& p) { return p.effective; });
  found.date = last_report(scenario);
  const auto undelayed = by_replicate(e, base, Monthly::held_us_in_cn, found.date);
  for (std::size_t i = 0; i < years.size(); ++i) {
    const auto held = by_replicate(e, static_cast<int32_t>(i) + 1, Monthly::held_us_in_cn, found.date);
    found.points.push_back({years[i], shifted(found.announced, years[i]), range_of(held),
                            range_of(differences(held, undelayed))});
  }
  found.vintage_held = vintage_held(e, found.announced);
  found.prior_held_5 = prior_held(e, found.announced, 5);
  found.prior_held_10 = prior_held(e, found.announced, 10);
  found.failures = e.failures;
  found.stopped = e.stopped;
  return found;
}

}  // namespace study
