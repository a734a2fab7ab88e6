#include "models/exchange/world/economy.hpp"

#include <algorithm>
#include <cmath>

#include "models/exchange/world/population.hpp"
#include "models/exchange/world/purpose.hpp"
#include "models/exchange/world/scenario.hpp"
#include "sim/math.hpp"

namespace exchange {

namespace {

constexpr double kReferenceCost = constant("cost.reference");  // C0, USD per 100 Gb
constexpr double kCostFloor = constant("cost.floor");
constexpr double kYearRho = constant("spend.year_correlation"), kYearSd = constant("spend.year_sd");  // ln z: AR(1) by place and year
constexpr double kMostUptake = constant("tests.most_uptake");  // prenatal tests per birth
constexpr Month kUptakeMidpoint{whole_constant("tests.uptake_midpoint", 12)};
constexpr double kHomeShare = constant("spend.prc_home_share");
const Month kSpendYear = Month::of(2020, 7);  // spend parameters are for 2020

double years_between(Month a, Month b) { return (b - a) / 12.0; }

// C(t): the NHGRI path where it is known, then halving every `cost_halving` years down to a floor.
double cost_per_genome(const std::vector<DatedValue>& path, Month month, double halving) {
  const DatedValue& last = path.back();
  if (month <= last.month) return interpolate(path, month, true);
  return std::max(kCostFloor, last.value * sim::exp(-sim::log(2.0) * years_between(last.month, month) / halving));
}

std::vector<double> price_path(const Scenario& scenario, const Parameters& p, double elasticity, Month first, int months) {
  const auto& path = scenario.inputs.at("cost_per_genome");
  const int lag = static_cast<int>(p.cost_lag * 12 + 0.5);
  std::vector<double> price(static_cast<std::size_t>(months));
  for (int m = 0; m < months; ++m) {
    const double cost = cost_per_genome(path, first + m - lag, p.cost_halving);
    price[static_cast<std::size_t>(m)] = kReferenceCost * sim::pow(cost / kReferenceCost, elasticity);
  }
  return price;
}

// z of each month: exp of an AR(1) over calendar years, with mean of z equal to 1.
std::vector<double> year_noise(const sim::Chance& chance, uint64_t place_key, Spend stream, Month first, int months) {
  std::vector<double> z(static_cast<std::size_t>(months));
  sim::Stream draws = chance.at(sim::mix(place_key, static_cast<uint64_t>(stream)), {}, uint16_t(Purpose::economy));
  double x = kYearSd * draws.normal();
  int year = first.year();
  for (int m = 0; m < months; ++m) {
    for (; year < (first + m).year(); ++year)
      x = kYearRho * x + kYearSd * std::sqrt(1 - kYearRho * kYearRho) * draws.normal();
    z[static_cast<std::size_t>(m)] = sim::exp(x - kYearSd * kYearSd / 2);
  }
  return z;
}

double logistic(double x) { return 1 / (1 + sim::exp(-x)); }

struct SpendRule {  // spend per deposited study if every institution had entered, in 2020; growth a year
  double mean_2020 = 0, growth = 0;
};

// Total spend on deposited data, divided by the studies a year that these institutions deposit in the mean.
SpendRule spend_rule(const Scenario& scenario, const Parameters& p, const Population& population, int place, Spend stream) {
  double size_prc = 0, size_us = 0, size_other = 0;
  for (std::size_t q = 0; q < scenario.places.size(); ++q) {
    const double size = population.size_of_place[q];
    if (scenario.places[q].id == "CN") size_prc += size;
    else size_other += size;
    if (scenario.places[q].id == "US") size_us += size;
  }
  const bool prc = scenario.places[static_cast<std::size_t>(place)].id == "CN";
  const double nu = stream == Spend::human ? p.nu_human : p.nu_other;
  const double released = stream == Spend::human ? p.release_mandated : p.release_norm;
  const auto per_study = [&](double total, double size) {
    return total / std::max(1e-9, nu * size * released) / std::max(scenario.weight, 1e-9);
  };
  if (prc) {
    const double share = stream == Spend::human ? p.human_share_prc : 1 - p.human_share_prc;
    return {per_study(p.spend_prc / kHomeShare * share, size_prc), p.growth_cn};
  }
  const double size = stream == Spend::human && size_us > 0 ? size_us : size_other;
  return {per_study(stream == Spend::human ? p.spend_controlled : p.spend_open, size), p.growth_other};
}

// The total follows its path however many institutions have entered by then.
std::vector<double> spend_path(const SpendRule& rule, const std::vector<double>& z, Month first) {
  std::vector<double> spend(z.size());
  const double log_growth = sim::log(1 + rule.growth);
  for (std::size_t m = 0; m < z.size(); ++m)
    spend[m] = rule.mean_2020 * sim::exp(log_growth * years_between(kSpendYear, first + static_cast<int>(m))) * z[m] /
               entered_share(first + static_cast<int>(m));
  return spend;
}

std::vector<std::array<double, 4>> assay_mix(const Scenario& scenario, Month first, int months) {
  static const char* const kInputs[4] = {"mix_array", "mix_low_pass", "mix_exome", "mix_whole_genome"};
  std::vector<std::array<double, 4>> mix(static_cast<std::size_t>(months));
  for (int m = 0; m < months; ++m) {
    auto& row = mix[static_cast<std::size_t>(m)];
    double total = 0;
    for (int a = 0; a < 4; ++a) {
      const auto found = scenario.inputs.find(kInputs[a]);
      total += found == scenario.inputs.end() ? (a == 3 ? 1.0 : 0.0) : interpolate(found->second, first + m, false);
      row[static_cast<std::size_t>(a)] = total;
    }
    for (double& cumulative : row) cumulative /= total;
  }
  return mix;
}

// Cumulative bytes over the PRC's international line since the run's first month (F-BW-01).
std::vector<double> bandwidth_path(const Parameters& p, Month first, int months) {
  std::vector<double> bytes;
  for (int m = 0; m < months; ++m) {
    const double doublings = (first + m).years_since(2018) / p.bandwidth_doubling;
    bytes.push_back(p.bandwidth_prc_2018 * 1e15 / 12 * sim::exp(sim::log(2.0) * doublings));
  }
  return bytes;
}

}  // namespace

double interpolate(const std::vector<DatedValue>& points, Month month, bool logarithmic) {
  if (points.empty()) return 0;
  const auto after = std::find_if(points.begin(), points.end(), [&](const DatedValue& v) { return month < v.month; });
  if (after == points.begin()) return points.front().value;
  if (after == points.end()) return points.back().value;
  const DatedValue& a = *(after - 1);
  const double w = static_cast<double>(month - a.month) / (after->month - a.month);
  if (!logarithmic) return a.value + w * (after->value - a.value);
  return sim::exp((1 - w) * sim::log(a.value) + w * sim::log(after->value));
}

Economy make_economy(const Scenario& scenario, const Parameters& p, const Population& population,
                     const sim::Chance& chance, Month first, Month end, const std::vector<uint64_t>& place_keys) {
  const int months = end - first;
  Economy e;
  e.price[0] = price_path(scenario, p, p.eps_open, first, months);
  e.price[1] = price_path(scenario, p, p.eps_controlled, first, months);
  e.assay_mix = assay_mix(scenario, first, months);
  e.bandwidth_bytes = bandwidth_path(p, first, months);
  for (int stream = 0; stream < 2; ++stream)
    for (int place = 0; place < static_cast<int>(scenario.places.size()); ++place)
      e.mean_spend[stream].push_back(
          spend_path(spend_rule(scenario, p, population, place, static_cast<Spend>(stream)),
                     year_noise(chance, place_keys[static_cast<std::size_t>(place)], static_cast<Spend>(stream), first, months),
                     first));
  const auto rho = scenario.inputs.find("sra_bytes_per_base");
  for (int m = 0; m < months; ++m) {
    e.sra_bytes_per_base.push_back(rho == scenario.inputs.end() ? constant("archives.bytes_per_base") : interpolate(rho->second, first + m, false));
    e.adoption.push_back(logistic(((first + m).years_since(0) - p.gsa_midpoint) / p.gsa_width));
    e.uptake.push_back(kMostUptake * logistic((first + m - kUptakeMidpoint) / 12.0 * p.uptake_growth));
  }
  return e;
}

}  // namespace exchange
