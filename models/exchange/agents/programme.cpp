#include "models/exchange/agents/programme.hpp"

#include <algorithm>

#include "models/exchange/agents/release.hpp"
#include "models/exchange/ledger/ledger.hpp"
#include "models/exchange/world/constants.hpp"
#include "sim/samplers.hpp"

namespace exchange {

namespace {

constexpr uint32_t kProgrammeSerial = 0x40000000u;
constexpr int kDeliveriesAYear = whole_constant("programmes.deliveries");
constexpr double kParetoAlpha = constant("programmes.persons_alpha");
constexpr double kFewest = constant("programmes.fewest_persons"), kMost = constant("programmes.most_persons");
constexpr int kDrawnYears = whole_constant("programmes.years");

struct Plan {
  PlaceId place;
  Month first;
  int years = kDrawnYears;
  int64_t persons = 0;
  Depth depth = Depth::none;  // none: the assay of the day
  RepositoryId repository = 0;
};

void enter_plan(const World& w, State& state, const Plan& plan, uint32_t number, sim::Stream& draws) {
  const Setting& s = w.s();
  const uint32_t owner = s.population.draw_in(plan.place, draws);
  if (owner == UINT32_MAX) return;
  const int deliveries = plan.years * kDeliveriesAYear;
  Shard& shard = state.shards[static_cast<std::size_t>(state.layout.shard_of(static_cast<int32_t>(owner)))];
  for (int k = 0; k < deliveries; ++k) {
    Pending pending;
    pending.act = Pending::Act::programme;
    pending.repository = plan.repository;
    Dataset& d = pending.dataset;
    d.owner = owner;
    d.origin = d.custodian = plan.place.value;
    d.funding = Funding::federal;
    d.serial = kProgrammeSerial | number << 8 | static_cast<uint32_t>(k);
    d.persons = static_cast<int32_t>(std::max<int64_t>(1, plan.persons / deliveries));
    d.kd = kind_depth(Kind::human_research, plan.depth == Depth::none ? Depth::array : plan.depth);
    d.flags = static_cast<uint8_t>(kShareable | (plan.depth == Depth::none ? 0x80 : 0));
    const Month due = plan.first + k * 12 / kDeliveriesAYear;
    if (due >= s.first && due < s.end) shard.pending.enter(due, pending);
  }
}

RepositoryId repository_named(const Setting& s, const std::string& id) {
  for (std::size_t r = 0; r < s.scenario.repositories.size(); ++r)
    if (s.scenario.repositories[r].id == id) return static_cast<RepositoryId>(r + 1);
  return 0;
}

Plan listed(const Setting& s, const ProgrammeData& data) {
  Plan plan;
  for (std::size_t q = 0; q < s.scenario.places.size(); ++q)
    if (s.scenario.places[q].id == data.place) plan.place = {static_cast<uint8_t>(q)};
  plan.first = data.first;
  plan.years = std::max(1, data.years);
  plan.persons = static_cast<int64_t>(static_cast<double>(data.persons) / std::max(1e-9, s.scenario.weight));
  plan.depth = data.depth;
  plan.repository = repository_named(s, data.repository);
  return plan;
}

PlaceId place_by_size(const Setting& s, sim::Stream& draws) {
  const auto& sizes = s.population.size_of_place;
  double total = 0;
  for (const double size : sizes) total += size;
  double at = draws.uniform() * total;
  for (std::size_t q = 0; q < sizes.size(); ++q)
    if ((at -= sizes[q]) < 0) return {static_cast<uint8_t>(q)};
  return {static_cast<uint8_t>(sizes.size() - 1)};
}

}  // namespace

void plan_programmes(const World& w, State& state) {
  const Setting& s = w.s();
  uint32_t number = 0;
  for (const ProgrammeData& data : s.scenario.programmes) {
    sim::Stream draws = s.chance.at(sim::key_of(data.id), {}, uint16_t(Purpose::programme));
    enter_plan(w, state, listed(s, data), number++, draws);
  }
  const double rate = s.p.programme_rate / std::max(1e-9, s.scenario.weight);
  for (int year = s.first.year(); year < s.end.year(); ++year) {
    sim::Stream draws = s.chance.at(sim::key_of("programmes"), Month::of(year, 1), uint16_t(Purpose::programme));
    const int64_t started = sim::poisson(draws, rate);
    for (int64_t i = 0; i < started; ++i) {
      Plan plan;
      plan.place = place_by_size(s, draws);
      plan.first = Month::of(year, 1 + static_cast<int>(draws.below(12)));
      plan.persons = static_cast<int64_t>(sim::pareto_truncated(draws, kParetoAlpha, kFewest, kMost));
      enter_plan(w, state, plan, number++, draws);
    }
  }
}

void deliver_programme(Desk& desk, const Pending& pending) {
  const Setting& s = desk.s();
  Pending delivery = pending;
  Dataset& d = delivery.dataset;
  d.born = static_cast<uint16_t>(desk.number());
  Depth depth = depth_of(d.kd);
  if (d.flags & 0x80) {
    const auto& mix = s.economy.assay_mix[static_cast<std::size_t>(desk.number())];
    sim::Stream draws = s.chance.at(sim::mix(desk.profile(d.owner).key, d.serial), desk.month, uint16_t(Purpose::programme));
    const double u = draws.uniform();
    int a = 0;
    while (a < 3 && u >= mix[static_cast<std::size_t>(a)]) ++a;
    depth = static_cast<Depth>(a + 1);
    d.flags = static_cast<uint8_t>(d.flags & ~0x80);
  }
  d.kd = kind_depth(Kind::human_research, depth);
  d.kilobases = static_cast<int64_t>(d.persons * (kBasesPerPerson[index_of(depth)] / 1000));
  if (s.is_cn_side({d.custodian})) d.flags |= kCompellableCn;
  if (s.us >= 0 && PlaceId{d.custodian} == s.us_place) d.flags |= kCompellableUs;
  record_production(s, desk.books, d);
  const bool prc = s.is_cn_side({d.custodian});  // a national cohort of the PRC is kept in its own archive, once there is one
  if (prc && (!s.backup_repository || s.repositories[s.backup_repository].opened > desk.month)) return;
  if (prc && !delivery.repository) delivery.repository = s.backup_repository;
  deposit_controlled(desk, delivery);
}

}  // namespace exchange
