// The choice of an archive: a nested logit, whose shares can be worked out by hand.

#include "models/exchange/agents/archive_choice.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/models/exchange/support.hpp"

namespace exchange::test {

namespace {

constexpr uint32_t kOfA = 0, kOfB = 1;

// Share of 4,000 evenly spread draws that fall on each archive.
std::vector<double> shares(Run& run, uint32_t institution, RepositoryId mandated = 0, Tier tier = Tier::open, int64_t kilobases = 0) {
  publish_odds(run.world, run.state, run.now);
  Desk desk = run.desk();
  Dataset d;
  d.kilobases = kilobases;
  std::vector<double> found(run.s().repositories.size(), 0.0);
  constexpr int kDraws = 4000;
  for (int i = 0; i < kDraws; ++i)
    found[choose_archive(desk, desk.profile(institution), d, tier, mandated, (i + 0.5) / kDraws)] += 1.0 / kDraws;
  return found;
}

// Two archives of INSDC (in B and C) and one of C that stands alone.
Scenario three_archives() {
  Scenario s = still_world();
  add_place(s, "C", 0);
  add_archive(s, "insdc-b", "B", {Tier::open}, "insdc");
  add_archive(s, "insdc-c", "C", {Tier::open}, "insdc");
  add_archive(s, "alone", "C", {Tier::open, Tier::controlled});
  s.defaults.home_preference = 1;
  s.defaults.mandate_pull = 2;
  s.defaults.depositor_pull = 0.5;
  return s;
}

void publish(Run& run, std::vector<int64_t> depositors) { run.state.published.depositors = std::move(depositors); }

}  // namespace

TEST_CASE("near substitutes share one nest", "[archive]") {
  Run run(three_archives());
  publish(run, {0, 0, 0, 0});
  const auto b = shares(run, kOfB);  // at home with the first
  const double e2 = std::exp(2.0), nest = std::sqrt(e2 + 1);  // scale one half: exp(1 / 0.5) and 1
  CHECK(b[1] + b[2] == Approx(nest / (nest + 1)).margin(0.001));
  CHECK(b[1] / b[2] == Approx(e2).epsilon(0.01));
}

TEST_CASE("depositors attract, a mandate attracts more", "[archive]") {
  Run run(three_archives());
  publish(run, {0, 99, 0, 399});
  const auto b = shares(run, kOfB);
  const double first = std::exp(2.0) * 100, nest = std::sqrt(first + 1), alone = 20;  // 400 to the power of a half
  CHECK(b[3] == Approx(alone / (nest + alone)).margin(0.001));
  const auto bound = shares(run, kOfB, 3);
  CHECK(bound[3] == Approx(alone * std::exp(2.0) / (nest + alone * std::exp(2.0))).margin(0.001));
}

TEST_CASE("who takes no such data is not chosen", "[archive]") {
  Scenario s = three_archives();
  s.repositories[0].opened = Month::of(2030, 1);
  Run run(s);
  publish(run, {0, 0, 0, 0});
  CHECK(shares(run, kOfB)[1] == 0);
  const auto controlled = shares(run, kOfB, 0, Tier::controlled);
  CHECK(controlled[3] == Approx(1));
  s.repositories.pop_back();
  Run none(s);
  publish(none, {0, 0, 0});
  CHECK(shares(none, kOfB, 0, Tier::controlled)[0] == Approx(1));  // 0: nobody
}

TEST_CASE("friction bears on uploads from A alone, by size", "[archive]") {
  Scenario s = three_archives();
  s.defaults.upload_friction = 1;
  add_archive(s, "archive-a", "A", {Tier::open});
  Run run(s);
  publish(run, {0, 0, 0, 0, 0});
  run.state.published.adoption = 1;
  const auto small = shares(run, kOfA), large = shares(run, kOfA, 0, Tier::open, 20'000'000'000);
  CHECK(small[4] > 0);
  CHECK(large[4] > small[4]);
  CHECK(large[1] < 0.01);  // six days of upload
  CHECK(shares(run, kOfB, 0, Tier::open, 20'000'000'000) == shares(run, kOfB));
  run.state.published.adoption = 0;  // A's institutions have not turned to A's archives yet
  CHECK(shares(run, kOfA)[4] == 0);
}

}  // namespace exchange::test
