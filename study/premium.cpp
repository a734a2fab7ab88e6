#include "study/premium.hpp"

#include "study/paired.hpp"

namespace study {

namespace {

constexpr std::array<const char*, 4> kAppended{"premium:open-actual", "premium:open-open",
                                               "premium:mirror-actual", "premium:mirror-open"};
constexpr std::array<const char*, 4> kNamed{"us-open-prc-actual", "us-open-prc-open", "us-mirrors-prc-actual",
                                            "us-mirrors-prc-open"};

enum { kOpenActual, kOpenOpen, kMirrorActual, kMirrorOpen };

std::optional<PremiumWorlds> find(const Ensemble& ensemble, const std::array<const char*, 4>& names) {
  PremiumWorlds worlds{};
  for (std::size_t w = 0; w < 4; ++w)
    if ((worlds[w] = ensemble.policy_index(names[w])) < 0) return std::nullopt;
  return worlds;
}

}  // namespace

std::optional<PremiumWorlds> find_premium_worlds(const Ensemble& ensemble) {
  if (const auto appended = find(ensemble, kAppended)) return appended;
  return find(ensemble, kNamed);
}

PremiumParts premium_parts(const Ensemble& ensemble, const PremiumWorlds& worlds, Month month) {
  std::array<std::vector<double>, 4> h, g, n;
  for (std::size_t w = 0; w < 4; ++w) {
    h[w] = by_replicate(ensemble, worlds[w], Monthly::held_us_in_cn, month);
    g[w] = by_replicate(ensemble, worlds[w], Monthly::held_cn_in_us, month);
    n[w] = differences(h[w], g[w]);
  }
  PremiumParts parts;
  parts.premium = differences(n[kOpenActual], n[kOpenOpen]);
  parts.inflow = differences(h[kOpenActual], h[kOpenOpen]);
  parts.retention = differences(g[kOpenOpen], g[kOpenActual]);
  parts.interaction = differences(parts.premium, differences(n[kMirrorActual], n[kMirrorOpen]));
  return parts;
}

Scenario premium_scenario(Scenario scenario) {
  std::vector<exchange::PolicyData> kept;
  for (const auto& policy : scenario.policies)
    if (policy.id == "no-us-measures") kept.push_back(policy);
  if (kept.empty() || premium_worlds(scenario).empty()) return scenario;
  scenario.policies = kept;
  scenario.reference = kept[0].id;
  return scenario;
}

std::vector<PremiumRow> premium(const Ensemble& ensemble) {
  const auto worlds = find_premium_worlds(ensemble);
  if (!worlds) return {};
  std::vector<PremiumRow> rows;
  for (const Month date : ensemble.scenario->report) {
    const PremiumParts parts = premium_parts(ensemble, *worlds, date);
    PremiumRow row;
    row.date = date;
    row.premium = range_of(parts.premium);
    row.inflow = range_of(parts.inflow);
    row.retention = range_of(parts.retention);
    row.interaction = range_of(parts.interaction);
    for (std::size_t w = 0; w < 4; ++w) {
      const auto h = by_replicate(ensemble, (*worlds)[w], Monthly::held_us_in_cn, date);
      const auto g = by_replicate(ensemble, (*worlds)[w], Monthly::held_cn_in_us, date);
      row.held_in_cn[w] = range_of(h);
      row.held_in_us[w] = range_of(g);
      row.net[w] = range_of(differences(h, g));
    }
    row.foreign_bases =
        range_of(by_replicate(ensemble, (*worlds)[kOpenActual], Monthly::held_foreign_in_cn_bases, date));
    row.domestic_bases =
        range_of(by_replicate(ensemble, (*worlds)[kOpenActual], Monthly::held_domestic_in_cn_bases, date));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace study
