#include "tests/analytic/mean_field.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace analytic {

namespace {

using exchange::Month;
using exchange::Monthly;
using exchange::Parameters;
using exchange::Scenario;

constexpr double kPopularity = 0.3;     // shape of the gamma
constexpr int kTerm = 12;               // months of a grant
constexpr double kPriceOf100Gb = 1200;  // constant in this world
constexpr double kGigabasesExome = 8, kGigabasesGenome = 100, kGigabasesTest = 0.5;
const Month kClosure = Month::of(2014, 1);

double logistic(double x) { return 1 / (1 + std::exp(-x)); }
double in_years(Month month) { return month.year() + (month - Month::of(month.year(), 1)) / 12.0; }
double entered(const Scenario& s, int m) {
  return logistic((in_years(s.first) + m / 12.0 - 2013) / 4);
}  // by the month's start

// Share of all institutions that a place has.
double share_of(const Scenario& s, const char* id) {
  double all = 0, own = 0;
  for (const auto& place : s.places) {
    all += place.rd_spend;
    if (place.id == id) own = place.rd_spend;
  }
  return own / all;
}

Path spend(const Scenario& s, double total_2020, double growth) {
  Path path;
  for (int m = 0; m < s.end - s.first; ++m)
    path.push_back(total_2020 / 12 * std::pow(1 + growth, in_years(s.first + m) - 2020.5) *
                   entered(s, m + 1) / entered(s, m));
  return path;
}

Path times(Path a, double factor) {
  for (double& x : a) x *= factor;
  return a;
}
Path times(Path a, const Path& b) {
  for (std::size_t m = 0; m < a.size(); ++m) a[m] *= b[m];
  return a;
}
Path plus(Path a, const Path& b) {
  for (std::size_t m = 0; m < a.size(); ++m) a[m] += b[m];
  return a;
}
Path so_far(Path a) {
  for (std::size_t m = 1; m < a.size(); ++m) a[m] += a[m - 1];
  return a;
}
Path a_month_later(Path a) {
  a.insert(a.begin(), 0.0);
  a.pop_back();
  return a;
}

// Sum over the months up to m of what came in month t, times its part that counts in month m.
Path folded(const Path& inflow, const std::function<double(int t, int m)>& part) {
  Path sum(inflow.size(), 0.0);
  for (int m = 0; m < static_cast<int>(inflow.size()); ++m)
    for (int t = 0; t <= m; ++t)
      sum[static_cast<std::size_t>(m)] += inflow[static_cast<std::size_t>(t)] * part(t, m);
  return sum;
}

// (2) Months from study to release: geometric, at least one.
double released_after(const Parameters& p, int months) {
  const double q = p.release_lag / (p.release_lag + 1);
  return months < 1 ? 0 : months == 1 ? 1 - q * q : std::pow(q, months) * (1 - q);
}
double released_within(const Parameters& p, int months) {
  const double q = p.release_lag / (p.release_lag + 1);
  return months < 1 ? 0 : 1 - std::pow(q, months + 1);
}
Path released(const Parameters& p, const Path& finished) {
  return folded(finished, [&](int t, int m) { return released_after(p, m - t); });
}

// (4) Copied within so many months at this hazard a year, popularity mixed out.
double copied(double rate, double months) {
  return 1 - std::pow(1 + rate * months / 12 / kPopularity, -kPopularity);
}

// (5) What the PRC has of what was released in the US in month t: directly until the closure, from then on by
// leaks.
struct Inflow {
  int closure;
  double rate, leak;
  double direct(int t, int m) const { return copied(rate, std::max(0, std::min(m, closure) - t)); }
  double ever(int t, int m) const { return direct(t, m) + leak * (copied(rate, m - t) - direct(t, m)); }
};

// (6) Part of the copies granted `age` months ago that is present: terms renewed while the archive is open,
// then ended.
double present(const Parameters& p, int closure, int granted, int m) {
  const int terms = (m - granted) / kTerm;
  const int open = std::max(0, (closure - 1 - granted) / kTerm);  // terms that end before the closure
  const double renewed = terms > open ? 0 : std::pow(p.renewal, terms);
  return renewed + (1 - renewed) * (1 - p.deletion_complied);
}

struct World {
  const Scenario& s;
  const Parameters& p;
  double real;
  int months, closure;
  double genome;  // share of human studies that are whole genomes

  World(const Scenario& scenario, double institutions)
      : s(scenario),
        p(scenario.defaults),
        real(institutions),
        months(scenario.end - scenario.first),
        closure(kClosure - scenario.first),
        genome(scenario.inputs.at("mix_whole_genome").front().value) {}

  // (1) Human studies, of one person each, that begin in each month.
  Path studies(const char* place) const {
    Path b;
    for (int m = 0; m < months; ++m)
      b.push_back(real * share_of(s, place) * p.nu_human / 12 * entered(s, m + 1));
    return b;
  }
  // (3) Odds that an institution of the PRC deposits at home: open data against a nest of two, controlled
  // against one.
  double home_open() const {
    return std::exp(p.home_preference) / (std::exp(p.home_preference) + std::sqrt(2.0));
  }
  double home_controlled() const { return logistic(p.home_preference); }
  // Gigabases of non-human data deposited in each month: all spend buys data that are deposited.
  Path other(const Path& usd, const Path& noise) const {
    return released(p, times(times(usd, noise), 100 / kPriceOf100Gb));
  }
  double gigabases_a_person() const { return genome * kGigabasesGenome + (1 - genome) * kGigabasesExome; }
};

// What is deposited in each month, by where it lies; persons.
struct Deposits {
  Path us_open, us_controlled, cn_open_home, cn_open_abroad, applied, licensed, cn_controlled_home;
  explicit Deposits(const World& w) {
    const Parameters& p = w.p;
    const Path us = times(released(p, w.studies("US")), p.controlled_norm),
               cn = times(released(p, w.studies("CN")), p.controlled_norm);
    us_open = times(us, p.open_share_human);
    us_controlled = times(us, 1 - p.open_share_human);
    const Path open = times(cn, p.open_share_human), controlled = times(cn, 1 - p.open_share_human);
    cn_open_home = times(open, w.home_open());
    cn_open_abroad = times(open, 1 - w.home_open());
    applied = times(controlled, 1 - w.home_controlled());
    const Path answered = a_month_later(applied);  // (7)
    licensed = times(answered, p.approval_hgr);
    cn_controlled_home = plus(times(controlled, w.home_controlled()), times(answered, 1 - p.approval_hgr));
  }
};

void held_by_the_prc(const World& w, const Deposits& d, std::vector<Curve>& curves) {
  const Parameters& p = w.p;
  const double asked = p.requests_per_study_year * p.request_share_prc;
  const Inflow open{w.closure, p.open_copies_prc, p.leak};
  const Inflow granted{w.closure, asked * p.approval_dac, p.leak};
  const auto ever = [](const Inflow& inflow) { return [inflow](int t, int m) { return inflow.ever(t, m); }; };
  const auto now = [&](int t, int m) {  // granted in each month since, and present; leaks have no term
    double sum = granted.ever(t, m) - granted.direct(t, m);
    for (int u = t + 1; u <= std::min(m, w.closure); ++u)
      sum += (granted.direct(t, u) - granted.direct(t, u - 1)) * present(p, w.closure, u, m);
    return sum;
  };
  const Path open_copies = folded(d.us_open, ever(open)), copies = folded(d.us_controlled, ever(granted)),
             present_copies = folded(d.us_controlled, now);
  curves.push_back({Monthly::held_us_in_cn, 5, times(plus(open_copies, copies), w.genome)});
  curves.push_back({Monthly::open_held_us_in_cn, 5, times(open_copies, w.genome)});
  curves.push_back({Monthly::held_us_in_cn_now, 6, times(plus(open_copies, present_copies), w.genome)});
  // (8) Within reach: open or granted until the closure; whatever is held.
  Path reach = plus(open_copies, present_copies);
  const Path all_open = so_far(d.us_open), all_controlled = so_far(d.us_controlled);
  for (std::size_t m = 0; m < static_cast<std::size_t>(w.closure); ++m)
    reach[m] = all_open[m] + present_copies[m] + p.approval_dac * (all_controlled[m] - present_copies[m]);
  curves.push_back({Monthly::reach_us_by_cn, 8, reach});
}

void held_by_the_us(const World& w, const Deposits& d, std::vector<Curve>& curves) {
  const Parameters& p = w.p;
  const double spend_ratio = share_of(w.s, "US") / share_of(w.s, "CN");
  const Path at_once = plus(plus(d.cn_open_abroad, times(d.cn_open_home, p.brokered_share)), d.licensed);
  const Path downloaded = folded(times(d.cn_open_home, 1 - p.brokered_share), [&](int t, int m) {
    return copied(p.open_copies_prc * spend_ratio, m - t);
  });
  const double asked = p.requests_per_study_year * (1 - p.request_share_prc);
  const Path granted = folded(d.cn_controlled_home,
                              [&](int t, int m) { return copied(asked * p.approval_foreign_gsa, m - t); });
  curves.push_back(
      {Monthly::held_cn_in_us, 4, times(plus(so_far(at_once), plus(downloaded, granted)), w.genome)});
}

// (9) Requests, counted whether or not a copy comes of them.
void requests(const World& w, const Deposits& d, std::vector<Curve>& curves) {
  const Parameters& p = w.p;
  const Path dbgap = times(so_far(plus(d.us_controlled, d.licensed)), p.requests_per_study_year / 12);
  const Path cncb = times(so_far(d.cn_controlled_home), p.requests_per_study_year / 12);
  Path open(static_cast<std::size_t>(w.months), 1.0);
  std::fill(open.begin() + w.closure, open.end(), 0.0);
  const double q = p.request_share_prc;
  const Path granted_prc =
      plus(times(times(dbgap, open), q * p.approval_dac), times(cncb, q * p.approval_dac));
  const Path granted_us =
      plus(times(dbgap, (1 - q) * p.approval_dac), times(cncb, (1 - q) * p.approval_foreign_gsa));
  curves.push_back({Monthly::dbgap_requests, 9, so_far(dbgap)});
  curves.push_back({Monthly::requests_prc, 9, so_far(times(plus(dbgap, cncb), q))});
  curves.push_back({Monthly::approvals_prc, 9, so_far(granted_prc)});
  curves.push_back({Monthly::approvals_all, 9, so_far(plus(granted_prc, granted_us))});
}

// (10) Bases and bytes.
void archives(const World& w, const Deposits& d, const Environment& e, std::vector<Curve>& curves) {
  const Parameters& p = w.p;
  const double person = w.gigabases_a_person(), rho = w.s.inputs.at("sra_bytes_per_base").front().value;
  const Path us = w.other(spend_us(w.s), e.us), cn = w.other(spend_cn(w.s), e.cn);
  const Path home = plus(times(cn, w.home_open()), times(d.cn_open_home, person));
  const Path abroad = plus(times(cn, 1 - w.home_open()), times(d.cn_open_abroad, person));
  const Path brokered = times(home, p.brokered_share);
  const Path insdc = plus(plus(us, times(d.us_open, person)), plus(abroad, brokered));
  const Path dbgap = times(plus(d.us_controlled, d.licensed), person);
  curves.push_back({Monthly::sra_open_bases, 10, times(so_far(insdc), 1e-6)});
  curves.push_back({Monthly::sra_total_bases, 10, times(so_far(plus(insdc, dbgap)), 1e-6)});
  curves.push_back({Monthly::gsa_bytes, 10,
                    times(so_far(plus(home, times(d.cn_controlled_home, person))), 1e-6 * p.rho_gsa)});
  curves.push_back({Monthly::insdc_bytes_from_cncb, 10, times(so_far(brokered), 1e-6 * rho)});
}

// (11) An institution has deposited unless its Poisson process of deposits has had none: mean over entry,
// size, norm.
void depositors(const World& w, std::vector<Curve>& curves) {
  const Parameters& p = w.p;
  const double f = p.open_share_human;
  const double human =
      p.nu_human / 12 * p.controlled_norm * (f * w.home_open() + (1 - f) * w.home_controlled());
  const double refused =
      p.nu_human / 12 * p.controlled_norm * (1 - f) * (1 - w.home_controlled()) * (1 - p.approval_hgr);
  const double other = p.nu_other / 12 * w.home_open();
  constexpr int kSizes = 400, kNorms = 40;
  const double least = std::pow(300.0, -1.5), mean = 1.5 / 0.5 * (1 - std::pow(300.0, -0.5)) / (1 - least);
  Path share(static_cast<std::size_t>(w.months), 0.0);
  for (int age = 0; age < w.months; ++age) {  // months since entry, the first one included in the studies
    double waited = 0, waited_longer = 0;     // studies' months whose data have been deposited by now
    for (int k = 0; k <= age; ++k)
      waited += released_within(p, k), waited_longer += released_within(p, k - 1);
    double none = 0;
    for (int i = 0; i < kSizes; ++i)
      for (int j = 0; j < kNorms; ++j) {
        const double size = std::pow(1 - (i + 0.5) / kSizes * (1 - least), -1 / 1.5) / mean;
        const double norm = std::min(1.0, 2 * p.release_norm * (j + 0.5) / kNorms);
        none +=
            std::exp(-size * ((human + other * norm) * waited + refused * waited_longer)) / kSizes / kNorms;
      }
    for (int m = age; m < w.months; ++m) {
      const int entry = m - age;
      const double now = entry == 0 ? entered(w.s, 1) : entered(w.s, entry + 1) - entered(w.s, entry);
      share[static_cast<std::size_t>(m)] += now * (1 - none);
    }
  }
  curves.push_back({Monthly::gsa_institutions, 11, times(share, w.real * share_of(w.s, "CN"))});
}

// (12) Prenatal tests: births times uptake times market share; abroad a fixed part of all.
void tests(const World& w, std::vector<Curve>& curves) {
  const Parameters& p = w.p;
  const Month launched = w.s.firms.at(0).products.at(0).launched;
  Path home;
  for (int m = 0; m < w.months; ++m) {
    const double births = w.s.places[0].population * w.s.places[0].births_per_1000 / 1000 / 12;
    const double uptake = 0.5 * logistic((w.s.first + m - Month::of(2018, 7)) / 12.0 * p.uptake_growth);
    home.push_back(w.s.first + m < launched ? 0 : births * uptake * p.tests_prc_share);
  }
  const Path abroad = so_far(times(home, p.foreign_share_tests / (1 - p.foreign_share_tests)));
  curves.push_back({Monthly::nifty_tests, 12, plus(so_far(home), abroad)});
  curves.push_back({Monthly::nifty_abroad, 12, abroad});
  curves.push_back({Monthly::nifty_repatriated, 12, times(abroad, p.repatriated)});
}

}  // namespace

Path spend_us(const Scenario& s) { return spend(s, s.defaults.spend_open, s.defaults.growth_other); }
Path spend_cn(const Scenario& s) {
  return spend(s, s.defaults.spend_prc * 1.5 * (1 - s.defaults.human_share_prc), s.defaults.growth_cn);
}

Environment no_noise(const Scenario& s) {
  const Path ones(static_cast<std::size_t>(s.end - s.first), 1.0);
  return {ones, ones};
}

std::vector<Curve> mean_field_of_archives(const Scenario& s, double real, const Environment& environment) {
  const World w(s, real);
  std::vector<Curve> curves;
  archives(w, Deposits(w), environment, curves);
  return curves;
}

std::vector<Curve> mean_field(const Scenario& s, double real) {
  const World w(s, real);
  const Deposits d(w);
  std::vector<Curve> curves;
  curves.push_back({Monthly::produced_us, 1, times(so_far(w.studies("US")), w.genome)});
  curves.push_back({Monthly::shareable_cn, 1, so_far(w.studies("CN"))});
  held_by_the_prc(w, d, curves);
  held_by_the_us(w, d, curves);
  requests(w, d, curves);
  archives(w, d, no_noise(s), curves);
  depositors(w, curves);
  curves.push_back({Monthly::hgr_applications, 7, so_far(d.applied)});
  tests(w, curves);
  return curves;
}

}  // namespace analytic
