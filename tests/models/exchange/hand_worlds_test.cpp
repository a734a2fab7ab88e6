// Worlds of two institutions and a few datasets, worked out month by month by hand: every rate is zero or so large
// that chance has nothing left to decide. Month 0 is the run's first.

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/exchange/agents/acquisition.hpp"
#include "models/exchange/agents/stakes.hpp"
#include "models/exchange/ledger/unique.hpp"
#include "sim/samplers.hpp"
#include "tests/models/exchange/support.hpp"

namespace exchange::test {

namespace {

constexpr uint32_t kOfA = 0, kOfB = 1;  // the two institutions
constexpr int kA = 0, kB = 1, kC = 2;   // holders
constexpr double kAtOnce = 1e12;        // a rate at which a copy comes in the month after it becomes possible

Month month(int number) { return Month::of(2005, 1) + number; }

Scenario with_archive_of_b(const std::string& family = "") {
  Scenario s = still_world();
  add_archive(s, "archive-b", "B", {Tier::open, Tier::controlled}, family);
  return s;
}

// What stops the use of B's archive by A.
Provision closure(int from, int until) {
  Provision p = provision("b-closes", "B", {effect(Effect::Type::prohibit)}, month(from), month(until));
  p.applies.from = {"B"};
  p.applies.to = {"A"};
  p.applies.channel = {Channel::download, Channel::request, Channel::mirror};
  return p;
}

// The month after which a holder first has each dataset, by serial.
std::map<uint32_t, int> arrivals(Run run, int holder) {
  std::map<uint32_t, int> months;
  run.until(run.s().end, [&](Run& r) {
    for (const Dataset& d : r.stored())
      if (held(d, holder)) months.emplace(d.serial, r.s().month_number(r.now) - 1);
  });
  return months;
}

int64_t route_taken(const Run& run, int side, Channel channel, const std::string& origin) {
  int64_t n = 0;
  for (int kd = 0; kd < kKindDepths; ++kd) n += run.books().first.at(side, index_of(channel), run.place(origin), kd).datasets;
  return n;
}

}  // namespace

TEST_CASE("a dataset is released when its lag is over", "[hand]") {
  Run run(with_archive_of_b());
  run.plant(kOfB, 10);
  run.step();  // month 0: it lies with its institution
  CHECK(run.stored().empty());
  CHECK(run.held_ever(kB, "B") == 1);
  CHECK(run.books().deposited_kilobases[1] == 0);
  run.step();  // month 1: the lag of at least one month is over
  const Dataset d = run.stored_one();
  CHECK((d.flags & kReleased) != 0);
  CHECK(d.tier == Tier::open);
  CHECK(run.books().deposited_kilobases[1] == d.kilobases);
  CHECK(run.books().stored_kilobytes[1] == d.kilobases / 2);  // half a byte a base
  CHECK(run.books().depositors[1] == 1);
}

TEST_CASE("the lag is the one drawn for the dataset, whatever happens meanwhile", "[hand]") {
  Scenario s = with_archive_of_b();
  s.defaults.release_lag = 12;
  Run run(s);
  for (int i = 0; i < 40; ++i) run.plant(kOfB, 10);
  std::map<uint32_t, int> released;
  run.until(s.end, [&](Run& r) {
    for (const Dataset& d : r.stored()) released.emplace(d.serial, r.s().month_number(r.now) - 1);
  });
  REQUIRE(released.size() > 30);
  for (const Dataset& d : run.stored()) {
    const sim::Block block = run.s().chance.block(dataset_key(run.s(), d), {}, uint16_t(Purpose::release), 0);
    CHECK(released[d.serial] == std::max(1, sim::Geometric(12)(sim::unit_interval(block[2], block[3]))));
  }
}

TEST_CASE("the nodes of INSDC hold open data within the month of release", "[hand]") {
  Scenario s = with_archive_of_b("insdc");
  add_place(s, "C", 0);
  add_archive(s, "archive-c", "C", {Tier::open}, "insdc");
  add_archive(s, "archive-a", "A", {Tier::open}, "insdc");
  Run run(s);
  run.plant(kOfB, 10);
  run.until(month(1));
  CHECK(run.held_ever(kA, "B") == 0);
  run.until(month(2));
  for (const int holder : {kA, kB, kC}) CHECK(run.held_ever(holder, "B") == 1);
  CHECK(route_taken(run, 0, Channel::mirror, "B") == 1);
  CHECK(run.persons_ever(kC, "B") == 10);
}

TEST_CASE("an open dataset is downloaded in the month after its release", "[hand]") {
  Scenario s = with_archive_of_b();
  s.defaults.open_copies_prc = kAtOnce;
  Run run(s);
  run.plant(kOfB, 10);
  run.until(month(2));
  CHECK(run.held_ever(kA, "B") == 0);
  run.until(month(3));
  CHECK(run.held_ever(kA, "B") == 1);
  CHECK(run.held_ever(kB, "B") == 1);
  CHECK(route_taken(run, 0, Channel::download, "B") == 1);
  CHECK(compellable(run.s(), run.stored_one()) == 3);  // either side now has an organisation that its law can compel
  run.until(s.end);
  CHECK(run.held_now(kA, "B") == 1);  // a download has no term
}

TEST_CASE("what is open under a licence is asked for, and comes with a term", "[hand]") {
  Scenario s = with_archive_of_b();
  add_office(s, "b-office", "B");
  Provision p = provision("b-licence", "B", {licence("b-office")});
  p.applies.from = {"B"};
  p.applies.channel = {Channel::download};
  s.policies[0].provisions = {p};
  s.defaults.open_copies_prc = kAtOnce;
  Run run(s);
  run.plant(kOfB, 10);
  run.until(month(3));
  CHECK(route_taken(run, 0, Channel::request, "B") == 1);
  CHECK(route_taken(run, 0, Channel::download, "B") == 0);
  run.until(month(2 + 13));
  CHECK(run.held_now(kA, "B") == 0);  // not renewed
  s.regulators[0].approval = "";      // an office that grants nothing
  Run closed(s);
  closed.plant(kOfB, 10);
  closed.until(s.end);
  CHECK(closed.held_ever(kA, "B") == 0);
}

TEST_CASE("a cost that law raises keeps transfers back, the more the higher", "[hand]") {
  std::vector<int64_t> released;
  for (const double percent : {0.0, 20.0, 100.0}) {
    Scenario s = with_archive_of_b();
    Provision p = provision("a-cost", "A", {effect(Effect::Type::raise_cost)});
    p.effects[0].percent = percent;
    p.applies.from = {"A"};
    p.applies.to = {"B"};
    s.policies[0].provisions = {p};
    Run run(s);
    for (int i = 0; i < 200; ++i) run.plant(kOfA, 10);
    run.until(month(3));
    released.push_back(run.held_ever(kB, "A"));
  }
  CHECK(released[0] == 200);
  CHECK(released[1] == Approx(200 * std::exp(-0.3)).margin(4 * 6.2));
  CHECK(released[2] == Approx(200 * std::exp(-1.5)).margin(4 * 5.9));
}

TEST_CASE("a copy granted on request has a term of twelve months", "[hand]") {
  Scenario s = with_archive_of_b();
  s.defaults.open_share_human = 0;
  s.defaults.requests_per_study_year = kAtOnce;
  const int granted = 2, ends = granted + 12;
  SECTION("it ends, and the copy is destroyed") {
    Run run(s);
    run.plant(kOfB, 10);
    run.until(month(granted));
    CHECK(run.held_ever(kA, "B") == 0);
    run.until(month(ends));
    CHECK(run.held_now(kA, "B") == 1);
    run.until(month(ends + 1));
    CHECK(run.held_now(kA, "B") == 0);
    CHECK(run.held_ever(kA, "B") == 1);
    CHECK(run.residual(kA, "B") == 0);
    CHECK(route_taken(run, 0, Channel::request, "B") == 1);
  }
  SECTION("it ends, and the copy stays all the same") {
    s.defaults.deletion_complied = 0;
    Run run(s);
    run.plant(kOfB, 10);
    run.until(month(ends));
    CHECK(run.residual(kA, "B") == 0);
    run.until(month(ends + 1));
    CHECK(run.residual(kA, "B") == 1);
    CHECK(run.held_now(kA, "B") == 1);
  }
  SECTION("it is renewed as long as law admits it") {
    s.defaults.renewal = 1;
    Run renewed(s);
    renewed.plant(kOfB, 10);
    renewed.until(s.end);
    CHECK(renewed.held_now(kA, "B") == 1);
    s.policies[0].provisions = {closure(ends + 1, 1000)};
    Run closed(s);
    closed.plant(kOfB, 10);
    closed.until(month(ends + 12));
    CHECK(closed.held_now(kA, "B") == 1);
    closed.until(month(ends + 13));
    CHECK(closed.held_now(kA, "B") == 0);
  }
}

TEST_CASE("a place compels from when its own law lets it, not another's", "[hand]") {
  Scenario s = with_archive_of_b();
  s.defaults.open_share_human = 0;
  s.defaults.requests_per_study_year = kAtOnce;
  s.defaults.renewal = s.defaults.deletion_complied = 0;
  const Provision of_a = provision("a-compels", "A", {effect(Effect::Type::compel)}, month(30));
  const Provision of_b = provision("b-compels", "B", {effect(Effect::Type::compel)});
  for (const Provision& p : {of_a, of_b}) s.library[p.id] = p;
  s.policies[0].provisions = {closure(6, 1000), of_a, of_b};
  Run run(s);
  run.plant(kOfB, 10);
  const auto reached = [&](int m) { return run.record.at(Monthly::reach_us_by_cn, m); };
  run.until(month(40));
  CHECK(run.held_now(kA, "B") == 1);
  CHECK(reached(5) == 10);   // by request
  CHECK(reached(6) == 0);    // closed, and A's law cannot compel who holds a copy there
  CHECK(reached(29) == 0);
  CHECK(reached(30) == 10);
}

namespace {

// A's institution has no archive at home; for B's it needs a licence, and the office decides one case a month.
Scenario licensing() {
  Scenario s = with_archive_of_b();
  add_office(s, "a-office", "A");
  Provision p = provision("a-licence", "A", {licence("a-office")});
  p.applies.from = {"A"};
  p.applies.to = {"!A"};
  s.policies[0].provisions = {p};
  s.defaults.hgr_capacity = 1;
  return s;
}

}  // namespace

TEST_CASE("a licence is answered a month later at the earliest, first in, first out within capacity", "[hand]") {
  Run run(licensing());
  for (int i = 0; i < 3; ++i) run.plant(kOfA, 10);
  run.step();
  const uint32_t late = run.plant(kOfA, 10);
  std::vector<uint32_t> order;
  std::vector<int> months;
  run.until(month(12), [&](Run& r) {
    const auto stored = r.stored();
    for (std::size_t i = order.size(); i < stored.size(); ++i) {
      order.push_back(stored[i].serial);
      months.push_back(r.s().month_number(r.now) - 1);
    }
  });
  CHECK(months == std::vector<int>{2, 3, 4, 5});  // they applied in month 1, the late one in month 2
  REQUIRE(order.size() == 4);
  CHECK(order.back() == late);
  std::vector<std::pair<uint32_t, uint32_t>> drawn;
  for (const Dataset& d : run.stored())
    if (d.serial != late) drawn.push_back({run.s().chance.at(dataset_key(run.s(), d), {}, uint16_t(Purpose::office)).bits(), d.serial});
  std::sort(drawn.begin(), drawn.end());
  for (std::size_t i = 0; i < drawn.size(); ++i) CHECK(order[i] == drawn[i].second);  // a drawn priority within the month
  CHECK(run.books().licences == std::vector<int64_t>{4, 4, 0, 0});
  CHECK(run.books().releases_delayed[0] == 1 + 2 + 3 + 3);
  CHECK(run.books().proposed.at(0, 1, static_cast<int>(Settlement::licensed)).datasets == 4);
}

TEST_CASE("nobody applies where the answer would come too late to be worth it", "[hand]") {
  Scenario s = licensing();
  s.defaults.hgr_capacity = 0.01;  // a hundred months a case
  Run run(s);
  run.plant(kOfA, 10);
  run.until(month(24));
  CHECK(run.books().licences[0] == 1);  // an empty queue promises an answer in a month
  run.plant(kOfA, 10);
  run.until(month(36));
  CHECK(run.books().licences[0] == 1);
  CHECK(run.stored().empty());
}

TEST_CASE("a refusal leaves the data where they are", "[hand]") {
  Scenario s = licensing();
  s.defaults.approval_hgr = 0.2;
  Run run(s);
  int planted = 0;
  for (; planted < 30; ++planted) {
    run.plant(kOfA, 10);
    run.step();
  }
  run.until(s.end);
  const auto& licences = run.books().licences;
  CHECK(licences[0] == planted);
  CHECK(licences[1] + licences[2] == planted);
  CHECK(licences[1] == static_cast<int64_t>(run.stored().size()));
  CHECK(run.held_ever(kB, "A") == licences[1]);
  CHECK(licences[1] > 0);
  CHECK(licences[2] > licences[1]);
}

TEST_CASE("a prohibition stops a deposit abroad; an archive at home takes the data in", "[hand]") {
  Scenario s = with_archive_of_b();
  Provision p = provision("a-closes", "A", {effect(Effect::Type::prohibit)});
  p.applies.from = {"A"};
  p.applies.to = {"!A"};
  s.policies[0].provisions = {p};
  SECTION("no archive at home") {
    Run run(s);
    run.plant(kOfA, 10);
    run.until(s.end);
    CHECK(run.stored().empty());
    CHECK(run.held_ever(kB, "A") == 0);
    CHECK(run.books().proposed.at(0, 1, static_cast<int>(Settlement::stopped)).datasets == 1);
  }
  SECTION("an archive at home") {
    add_archive(s, "archive-a", "A", {Tier::open});
    s.defaults.home_preference = 0;
    s.defaults.depositor_pull = 0;
    Run run(s);
    for (int i = 0; i < 20; ++i) run.plant(kOfA, 10);
    run.until(month(3));
    CHECK(run.stored().size() == 20);
    for (const Dataset& d : run.stored()) CHECK(d.repositories == 2);
    CHECK(run.held_ever(kB, "A") == 0);
  }
}

TEST_CASE("a law that expires lets the hazard resume exactly where it stopped", "[hand]") {
  const int from = 20, until = 35;
  Scenario s = with_archive_of_b();
  SECTION("downloads") { s.defaults.open_copies_prc = 2; }
  SECTION("requests, each month of which counts only in part") {
    s.defaults.open_share_human = 0;
    s.defaults.requests_per_study_year = 100;
    s.defaults.request_share_prc = 0.05;
    s.defaults.approval_dac = 0.37;
  }
  add_policy(s, "paused", {closure(from, until)});
  Run open(s, 0), paused(s, 1);
  for (int i = 0; i < 300; ++i) {
    open.plant(kOfB, 10);
    paused.plant(kOfB, 10);
  }
  const auto before = arrivals(open, kA), after = arrivals(paused, kA);
  int early = 0, late = 0;
  for (const auto& [serial, at] : before) {
    const int expected = at <= from ? at : at + (until - from);
    if (expected >= open.s().months()) continue;
    REQUIRE(after.count(serial) == 1);
    CHECK(after.at(serial) == expected);
    ++(at <= from ? early : late);
  }
  CHECK(early > 30);
  CHECK(late > 30);
  for (const auto& [serial, at] : after) CHECK((at <= from || at > until));
}

TEST_CASE("what can leak comes when it would have come, whatever is closed on the way", "[hand]") {
  Scenario s = with_archive_of_b();
  s.defaults.leak = 1;
  SECTION("open data") { s.defaults.open_copies_prc = 2; }
  SECTION("controlled data") {
    s.defaults.open_share_human = 0;
    s.defaults.requests_per_study_year = 100;
    s.defaults.request_share_prc = 0.05;
    s.defaults.approval_dac = 0.37;
  }
  add_policy(s, "paused", {closure(20, 35)});
  Run open(s, 0), paused(s, 1);
  for (int i = 0; i < 300; ++i) {
    open.plant(kOfB, 10);
    paused.plant(kOfB, 10);
  }
  const auto before = arrivals(open, kA);
  CHECK(arrivals(paused, kA) == before);
  const auto during = [&](const auto& at) { return at.second > 20 && at.second <= 35; };
  const auto leaked = std::count_if(before.begin(), before.end(), during);
  CHECK(leaked > 10);
  paused.until(s.end);
  CHECK(route_taken(paused, 0, Channel::diversion, "B") == leaked);  // the month before completed it, not the one it is seen in
}

TEST_CASE("a copy whose term a closure ends does not come back by the same attempt", "[hand]") {
  Scenario s = with_archive_of_b();
  s.defaults.leak = s.defaults.renewal = 1;
  s.defaults.open_share_human = 0;
  s.defaults.requests_per_study_year = kAtOnce;
  s.policies[0].provisions = {closure(5, 1000)};
  Run run(s);
  run.plant(kOfB, 10);  // granted in month 2
  run.until(month(14));
  CHECK(run.held_now(kA, "B") == 1);
  run.until(s.end);
  CHECK(run.held_now(kA, "B") == 0);
  CHECK(route_taken(run, 0, Channel::diversion, "B") == 0);
}

TEST_CASE("a mirror is first in, first out within its bandwidth", "[hand]") {
  Scenario s = with_archive_of_b("insdc");
  add_archive(s, "archive-a", "A", {Tier::open});
  s.repositories[1].mirrors_insdc = true;
  s.repositories[1].opened = {};  // the line idles before there are data, and saves nothing up
  s.defaults.mirrored_share_cn = 1;
  s.defaults.bandwidth_doubling = 1e12;    // constant,
  s.defaults.bandwidth_prc_2018 = 0.0121;  // and a little over 1 TB a month; a genome is 50 GB
  const auto mirrored = [&] {
    Run run(s);
    std::map<uint32_t, int> months;
    while (run.now < month(12)) {
      const int m = run.s().month_number(run.now);
      const int genomes[] = {60, 10, 10, 80};  // released in months 1 to 4: 3, 3.5, 4 and 8 TB in all
      if (m < 4) run.plant(kOfB, genomes[m]);
      run.step();
      for (const Dataset& d : run.stored())
        if (held(d, kA)) months.emplace(d.serial, m);
    }
    return months;
  };
  using Months = std::map<uint32_t, int>;
  // A terabyte in each month that begins with something to copy, from month 2 on; the small wait behind the large.
  CHECK(mirrored() == Months{{0, 4}, {1, 5}, {2, 5}, {3, 9}});
  s.policies[0].provisions = {closure(5, 1000)};
  CHECK(mirrored() == Months{{0, 4}});
}

TEST_CASE("a new mandate draws in the backlog", "[hand]") {
  const int mandated = 24;
  Scenario s = with_archive_of_b();
  s.defaults.controlled_norm = 0;
  s.defaults.backlog_hazard = 1e9;
  Provision p = provision("b-releases", "B", {effect(Effect::Type::open_by_default)}, month(mandated));
  p.applies.custodian = {"B"};
  p.applies.channel = {Channel::deposit};
  s.policies[0].provisions = {p};
  add_policy(s, "none", {});
  s.policies[1].provisions.clear();
  Run with(s, 0), without(s, 1);
  with.plant(kOfB, 10);
  without.plant(kOfB, 10);
  with.until(month(mandated + 1));
  CHECK(with.stored().empty());
  with.until(month(mandated + 2));  // a month of mandate counts, then it is deposited
  CHECK(with.stored().size() == 1);
  without.until(s.end);
  CHECK(without.stored().empty());
}

TEST_CASE("a mandate on clinical data alone draws in the clinical backlog alone", "[hand]") {
  const int mandated = 24;
  Scenario s = with_archive_of_b();
  s.defaults.controlled_norm = 0;
  s.defaults.backlog_hazard = 1e9;
  Provision p = provision("b-releases", "B", {effect(Effect::Type::open_by_default)}, month(mandated));
  p.applies.kind = {Kind::clinical};
  p.applies.channel = {Channel::deposit};
  s.policies[0].provisions = {p};
  Run run(s);
  run.plant(kOfB, 10, Depth::whole_genome, Kind::human_research);
  run.plant(kOfB, 20, Depth::whole_genome, Kind::clinical);
  run.until(month(mandated + 1));
  CHECK(run.stored().empty());
  run.until(month(mandated + 2));
  CHECK(run.stored_one().persons == 20);
  run.until(s.end);
  CHECK(run.stored().size() == 1);
}

TEST_CASE("a mandate that lapses lets the backlog rest and a second one takes it up again", "[hand]") {
  Scenario s = with_archive_of_b();
  s.defaults.controlled_norm = 0;
  s.defaults.backlog_hazard = 2;
  const auto mandate = [&](const std::string& id, int from, int until) {
    Provision p = provision(id, "B", {effect(Effect::Type::open_by_default)}, month(from), month(until));
    p.applies.custodian = {"B"};
    p.applies.channel = {Channel::deposit};
    return p;
  };
  s.policies[0].provisions = {mandate("b-releases", 12, 1000)};
  add_policy(s, "lapses", {});
  s.policies[1].provisions = {mandate("b-first", 12, 18), mandate("b-second", 48, 1000)};
  const auto released = [&](int policy) {
    Run run(s, policy);
    for (int i = 0; i < 100; ++i) run.plant(kOfB, 10);
    return arrivals(run, kB);
  };
  const auto steady = released(0), lapsing = released(1);
  REQUIRE(steady.size() > 90);
  int moved = 0;
  for (const auto& [serial, at] : steady) {
    const int expected = at <= 18 ? at : at + 30;
    if (expected >= 120) continue;
    REQUIRE(lapsing.count(serial) == 1);
    if (at != 18) CHECK(lapsing.at(serial) == expected);  // due in the very month of the lapse: it waits for the second
    moved += at > 18;
  }
  CHECK(moved > 20);
}

namespace {

// A firm of A sells tests in B and stores them in C.
Scenario testing() {
  Scenario s = still_world();
  add_place(s, "C", 0);
  FirmData firm;
  firm.id = "tester";
  firm.home = firm.controller = "A";
  firm.processing_site = firm.storage_site = "C";
  ProductData product;
  product.name = "prenatal";
  product.markets = {"B"};
  firm.products = {product};
  s.firms = {firm};
  s.defaults.uptake_growth = 0;
  return s;
}

}  // namespace

TEST_CASE("a firm's copies are kept for sixty months", "[hand]") {
  Scenario s = testing();
  const auto persons_now = [](const Run& r) { return r.books().held_now.at(kC, 1, static_cast<int>(kind_depth(Kind::prenatal, Depth::low_pass))).persons; };
  std::vector<int64_t> ever;
  Run run(s);
  run.until(s.end, [&](Run& r) {
    ever.push_back(r.persons_ever(kC, "B"));
    const std::size_t n = ever.size();
    CHECK(persons_now(r) == ever.back() - (n > 60 ? ever[n - 61] : 0));
    CHECK(r.persons_ever(kA, "B") == 0);  // nothing is taken home
  });
  CHECK(ever[0] > 0);
  CHECK(ever[119] > ever[59]);
  CHECK(run.state.firms[0].tests_abroad == ever.back());
}

TEST_CASE("the persons taken home are a binomial part of the tests, and leave the rest", "[hand]") {
  Scenario s = testing();
  s.firms[0].repatriates = true;
  s.defaults.repatriated = 0.3;
  Run run(s);
  int64_t at_home = 0, abroad = 0, tests = 0;
  run.until(month(36), [&](Run& r) {
    const int64_t sold = r.state.firms[0].tests_abroad - tests;
    sim::Stream draws = r.s().chance.at(sim::mix(sim::key_of("tester"), sim::key_of("B")), r.now - 1, uint16_t(Purpose::repatriation));
    const int64_t taken = sim::binomial(draws, sold, 0.3);
    CHECK(r.persons_ever(kA, "B") - at_home == taken);
    CHECK(r.persons_ever(kC, "B") - abroad == sold);  // the copy abroad is of all; the child's lies there too
    at_home = r.persons_ever(kA, "B");
    abroad = r.persons_ever(kC, "B");
    tests += sold;
  });
  CHECK(at_home > 0);
  CHECK(run.state.firms[0].repatriated == at_home);
  CHECK(run.books().produced.at(1, static_cast<int>(kind_depth(Kind::prenatal, Depth::low_pass))).persons == tests);
  s.defaults.repatriated = 1;
  Run all(s);
  all.until(month(12));
  CHECK(all.persons_ever(kA, "B") == all.state.firms[0].tests_abroad);
  s.defaults.repatriated = 0;
  Run none(s);
  none.until(month(12));
  CHECK(none.persons_ever(kA, "B") == 0);
}

TEST_CASE("a market that law closes sells nothing, and local processing keeps the data there", "[hand]") {
  Scenario s = testing();
  s.firms[0].repatriates = true;
  s.defaults.repatriated = 1;
  Provision p = provision("b-law", "B", {effect(Effect::Type::prohibit)}, month(12), month(24));
  p.applies.from = {"B"};
  p.applies.channel = {Channel::service};
  Provision local = provision("b-local", "B", {effect(Effect::Type::process_locally)}, month(36));
  local.applies = p.applies;
  s.policies[0].provisions = {p, local};
  Run run(s);
  run.until(month(12));
  const int64_t before = run.state.firms[0].tests_abroad;
  CHECK(before > 0);
  run.until(month(24));
  CHECK(run.state.firms[0].tests_abroad == before);
  run.until(month(36));
  const int64_t after = run.state.firms[0].tests_abroad, at_home = run.persons_ever(kA, "B");
  CHECK(after > before);
  CHECK(at_home == after);
  run.until(month(48));
  CHECK(run.state.firms[0].tests_abroad > after);
  CHECK(run.persons_ever(kA, "B") == at_home);
  CHECK(run.persons_ever(kB, "B") == run.state.firms[0].tests_abroad - after);
}

TEST_CASE("a fine of a measure of the ladder counts once the ladder is climbed", "[hand]") {
  Scenario s = still_world();
  Effect fine = effect(Effect::Type::penalty);
  fine.penalty.min = 1000;
  s.library["full-closure"] = provision("full-closure", "B", {effect(Effect::Type::prohibit), fine});
  s.switches.adaptive_regulators = true;
  const auto fine_on = [&](uint8_t rung) {
    Run run(s);
    run.state.rung_by_month[0] = rung;
    run.state.published.salience.assign(s.places.size(), 0);
    const Desk desk = run.desk();
    Proposal proposal;
    proposal.from = PlaceId{0};
    proposal.to = PlaceId{1};
    return stakes_for(desk, desk.profile(kOfA), proposal, desk.law, desk.law.judge(proposal), {}).fine;
  };
  CHECK(fine_on(0) == 0);
  CHECK(fine_on(4) == 1000);
}

TEST_CASE("without a PRC side all requests granted are those of the US's bloc", "[hand]") {
  Scenario s = still_world();
  s.places[0].id = "US";
  s.places[0].bloc = s.places[1].bloc = "west";
  s.focal = {"US"};
  add_archive(s, "archive", "US", {Tier::controlled});
  s.defaults.open_share_human = 0;
  s.defaults.requests_per_study_year = 120;
  s.defaults.approval_dac = 1;
  Run run(s);
  run.plant(kOfA, 10);
  run.until(s.end);
  const auto& science = run.record[Yearly::science];
  const auto last_row = science.size() - static_cast<std::size_t>(ScienceItem::count);
  CHECK(run.state.approvals_total[1] > 0);
  CHECK(science[last_row + static_cast<std::size_t>(ScienceItem::requests_granted)] == static_cast<double>(run.state.approvals_total[1]));
}

TEST_CASE("a joint project leaves a full copy with the partner where law asks for it", "[hand]") {
  Scenario s = still_world();
  s.places[0].institutions = s.places[1].institutions = 10;
  s.defaults.nu_human = 3;
  s.defaults.joint_share = 1;
  s.defaults.joint_copy = s.defaults.partner_origin = 0;
  Effect copy = effect(Effect::Type::copy_to);
  copy.holder = "partner";
  Provision p = provision("copy", "A", {copy});
  p.applies.to = {"A"};
  p.applies.channel = {Channel::collaboration};
  s.policies[0].provisions = {p};
  Run run(s);
  run.until(month(60));
  CHECK(run.books().collaborations[1] > 20);
  CHECK(run.held_ever(kA, "B") == run.books().collaborations[1]);  // into A always
  CHECK(run.held_ever(kB, "A") == 0);                              // into B never
  CHECK(route_taken(run, 0, Channel::collaboration, "B") == run.books().collaborations[1]);
}

TEST_CASE("firms that learn from the persons held at home sell more abroad", "[hand]") {
  const auto tests_abroad = [](bool learns, double participating) {
    Scenario s = testing();
    s.places[0].population = 400'000'000;
    s.places[0].births_per_1000 = 10;
    s.firms[0].products[0].markets = {"A", "B"};
    s.defaults.participating = participating;
    s.switches.quality_feedback = learns;
    std::vector<int64_t> abroad;
    Run run(s);
    run.until(s.end, [&](Run& r) { abroad.push_back(r.state.firms[0].tests_abroad); });
    return abroad;
  };
  const auto plain = tests_abroad(false, 0.5), learning = tests_abroad(true, 0.5), few = tests_abroad(true, 1e-4);
  CHECK(plain[0] == learning[0]);  // nothing is held yet
  CHECK(learning.back() > 1.02 * static_cast<double>(plain.back()));
  CHECK(static_cast<double>(few.back()) < 1.01 * static_cast<double>(plain.back()));  // the same few persons, time and again
}

TEST_CASE("records of a population cover it as if they fell at random", "[hand]") {
  CHECK(unique_persons(0, 1000) == 0);
  CHECK(unique_persons(1, 1e9) == Approx(1));
  CHECK(unique_persons(1000, 1000) == Approx(1000 * (1 - std::exp(-1.0))));
  CHECK(unique_persons(1e9, 1000) == Approx(1000));
}

}  // namespace exchange::test
