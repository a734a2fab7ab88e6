// What is decided before the first month.

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>
#include <set>

#include "tests/models/exchange/support.hpp"

namespace exchange::test {

TEST_CASE("institutions are given, or shared out by spending with none lost", "[world]") {
  Scenario s = still_world();
  add_place(s, "C", 0);
  s.institutions = 101;
  s.places[0].institutions = 20;
  s.places[1].institutions.reset();
  s.places[2].institutions.reset();
  s.places[1].rd_spend = 2;
  s.places[2].rd_spend = 1;
  CHECK(institutions_by_place(s) == std::vector<int32_t>{20, 54, 27});
  s.institutions = 100;  // 80 to share: 53.3 and 26.7
  CHECK(institutions_by_place(s) == std::vector<int32_t>{20, 53, 27});
}

TEST_CASE("an institution is the same whoever else is there", "[world]") {
  const Scenario few = busy_world(1, 5), many = busy_world(1, 50);
  const Run a(few), b(many);
  for (int n = 0; n < 5; ++n) {
    const Profile &x = a.s().population.profiles[static_cast<std::size_t>(5 + n)],
                  &y = b.s().population.profiles[static_cast<std::size_t>(50 + n)];
    CHECK(x.key == y.key);
    CHECK(x.size == y.size);
    CHECK(x.theta == y.theta);
    CHECK(x.entry == y.entry);
  }
}

TEST_CASE("sizes have mean one and a ratio of at most 300", "[world]") {
  Scenario s = still_world();
  for (auto& place : s.places) place.institutions = 20000;
  s.institutions = 40000;
  const Run run(s);
  double sum = 0, low = 1e9, high = 0;
  for (const Profile& p : run.s().population.profiles) {
    sum += p.size;
    low = std::min<double>(low, p.size);
    high = std::max<double>(high, p.size);
  }
  CHECK(sum / 40000 == Approx(1).epsilon(0.05));
  CHECK(high / low <= 300.001);
  CHECK(high / low > 100);
  std::set<uint64_t> keys;
  for (const Profile& p : run.s().population.profiles) keys.insert(p.key);
  CHECK(keys.size() == 40000);
}

TEST_CASE("adopters' ranks are shares of their place's sequencing, each once", "[world]") {
  const Run run(busy_world(3, 40));
  for (const int place : {0, 1}) {
    std::vector<std::pair<float, float>> ranks;  // adopts, size
    float total = 0;
    for (const Profile& p : run.s().population.profiles)
      if (p.place == place) {
        ranks.push_back({p.adopts, p.size});
        total += p.size;
      }
    std::sort(ranks.begin(), ranks.end());
    CHECK(ranks[0].first == 0);
    for (std::size_t i = 1; i < ranks.size(); ++i)
      CHECK(ranks[i].first == Approx(ranks[i - 1].first + ranks[i - 1].second / total).margin(1e-5));
  }
}

TEST_CASE("the two sides are CN and US, or the first two that are followed", "[world]") {
  Scenario s = still_world();
  add_place(s, "CN", 1);
  CHECK(Run(s).s().cn == 2);
  CHECK(Run(s).s().us == 0);
  add_place(s, "US", 1);
  CHECK(Run(s).s().cn == 2);
  CHECK(Run(s).s().us == 3);
  CHECK(Run(still_world()).s().cn == 0);
  CHECK(Run(still_world()).s().us == 1);
}

TEST_CASE("requests of all places add up to all requests", "[world]") {
  Scenario s = still_world();
  add_place(s, "C", 1);
  s.places[1].rd_spend = 3;
  s.defaults.request_share_prc = 0.2;
  s.defaults.requests_per_study_year = 12;  // one a month
  s.defaults.open_copies_prc = 0.5;
  const Run run(s);
  double sum = 0;
  for (const double rate : run.s().request_rate) sum += rate;
  CHECK(sum == Approx(1));
  CHECK(run.s().request_rate[0] == Approx(0.2));
  CHECK(run.s().request_rate[1] == Approx(0.6));
  CHECK(run.s().open_rate[1] == Approx(3 * 0.5 / 12));  // open copying goes with research spend
}

TEST_CASE("every set of archives that can hold a dataset has its access set", "[world]") {
  Scenario s = still_world();
  add_archive(s, "one", "A", {Tier::open, Tier::controlled}, "insdc");
  add_archive(s, "two", "B", {Tier::open}, "insdc");
  add_archive(s, "three", "A", {Tier::open, Tier::controlled});
  const Run run(s);
  const Setting& set = run.s();
  CHECK(set.access_set(Tier::open, 1) == set.access_set(Tier::open, 2));  // INSDC is one family
  CHECK(set.access_set(Tier::open, 1) == set.access_set(Tier::open, 3));
  CHECK(set.access_set(Tier::open, 4) != set.access_set(Tier::open, 5));  // brokered: at home and in INSDC
  CHECK(set.access_sets[static_cast<std::size_t>(set.access_set(Tier::open, 5))].repositories == 7);
  CHECK(set.access_set(Tier::controlled, 1) != set.access_set(Tier::controlled, 4));
  for (const auto& [tier, mask] : std::vector<std::pair<Tier, uint8_t>>{
           {Tier::open, 1}, {Tier::open, 4}, {Tier::open, 5}, {Tier::controlled, 1}, {Tier::controlled, 4}})
    CHECK(set.access_set(tier, mask) > 0);
}

TEST_CASE("the price follows the cost with its elasticity and its lag", "[world]") {
  Scenario s = still_world();
  s.inputs["cost_per_genome"] = {
      {Month::of(2005, 1), 1200}, {Month::of(2010, 1), 12}, {Month::of(2015, 1), 12}};
  s.defaults.eps_open = 0.5;
  s.defaults.eps_controlled = 1;
  s.defaults.cost_lag = 1;
  const Run run(s);
  const Economy& e = run.s().economy;
  CHECK(e.price[0][0] == Approx(1200));
  CHECK(e.price[0][12] == Approx(1200));  // a year late
  CHECK(e.price[1][72] == Approx(12));
  CHECK(e.price[0][72] == Approx(120));  // 1200 x (1 / 100)^0.5
  CHECK(e.price[1][42] == Approx(120));  // half way on a logarithmic scale
}

TEST_CASE("law's dates are looked up by month, and mandates by whom they bind", "[world]") {
  Scenario s = still_world();
  add_archive(s, "archive-b", "B", {Tier::open});
  Provision mandate = provision("b-releases", "B", {effect(Effect::Type::open_by_default)},
                                Month::of(2008, 4), Month::of(2010, 1));
  mandate.announced = Month::of(2007, 10);
  mandate.applies.custodian = {"B"};
  mandate.applies.funding = {Funding::federal};
  mandate.applies.channel = {Channel::deposit};
  mandate.applies.kind = {Kind::human_research};
  Provision closed = provision("b-closes", "B", {effect(Effect::Type::prohibit)}, Month::of(2011, 4), Month::of(2012, 1));
  closed.applies.channel = {Channel::download};
  add_policy(s, "mandated", {mandate, closed});
  const LawSet laws(s);
  CHECK(laws.next_access_change(Month::of(2005, 1)) == Month::of(2011, 4));  // a mandate to deposit is none
  CHECK(laws.next_access_change(Month::of(2011, 4)) == Month::of(2012, 1));  // strictly after
  CHECK(laws.next_access_change(Month::of(2012, 1)) == sim::kNever);
  CHECK(laws.may_be_mandated({1}, Funding::federal, Kind::human_research));
  CHECK_FALSE(laws.may_be_mandated({1}, Funding::federal, Kind::other_omics));
  CHECK_FALSE(laws.may_be_mandated({1}, Funding::federal, Kind::clinical));
  CHECK_FALSE(laws.may_be_mandated({1}, Funding::private_funds, Kind::human_research));
  CHECK_FALSE(laws.may_be_mandated({0}, Funding::federal, Kind::human_research));
  CHECK(laws.next_mandate_change({1}, Funding::federal, Kind::human_research, Month::of(2008, 1)) == Month::of(2008, 4));
  CHECK(laws.next_mandate_change({1}, Funding::federal, Kind::human_research, Month::of(2008, 4)) == Month::of(2010, 1));
  CHECK(LawSet::policy_index(s, "mandated") == 1);
  CHECK_THROWS_AS(LawSet::policy_index(s, "none"), sim::Error);
}

TEST_CASE("switches that silence law leave none, or none of the PRC's", "[world]") {
  Scenario s = busy_world(1);
  s.policies[0].provisions.push_back(provision("cn-rule", "CN", {effect(Effect::Type::notify)}));
  const auto laws = [](const Scenario& with) { return LawSet(with).books[0][0]->provisions().size(); };
  CHECK(laws(s) == 2);
  s.switches.symmetric_openness = true;
  CHECK(laws(s) == 1);
  s.switches.bandwidth_friction_only = true;
  CHECK(laws(s) == 0);
}

}  // namespace exchange::test
