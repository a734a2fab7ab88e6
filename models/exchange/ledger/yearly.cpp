#include "models/exchange/ledger/yearly.hpp"

#include <algorithm>

#include "models/exchange/ledger/reach.hpp"

namespace exchange {

namespace {

constexpr int kReachEvery = 6;  // months between full counts of reach
enum AccessRow { kOpen, kRequest, kCompelled, kExpected, kAccessRows };

int years_of(const Setting& s) { return (s.end - 1).year() - s.first.year() + 1; }

// Writes value += into a year's array at (year, a, b, c...).
struct YearWriter {
  std::vector<double>& values;
  std::size_t base = 0;
  void add(std::size_t offset, double value) { values[base + offset] += value; }
};

YearWriter writer(const Setting& s, Record& record, Yearly output, int year) {
  auto& values = record[output];
  const std::size_t stride = values.size() / static_cast<std::size_t>(years_of(s));
  YearWriter w{values, static_cast<std::size_t>(year) * stride};
  std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(w.base), stride, 0.0);
  return w;
}

void record_holders(const Setting& s, const Tallies& books, int year, Record& record) {
  auto persons = writer(s, record, Yearly::held_persons, year), bases = writer(s, record, Yearly::held_bases, year);
  auto now = writer(s, record, Yearly::held_now_persons, year), residual = writer(s, record, Yearly::residual_persons, year);
  auto depths = writer(s, record, Yearly::held_persons_by_depth, year);
  const double weight = s.scenario.weight;
  for (int h = 0; h < s.holders; ++h)
    for (int origin = 0; origin < s.places; ++origin)
      for (int kd = 0; kd < kKindDepths; ++kd) {
        const std::size_t row = static_cast<std::size_t>(h) * s.regions.size() + s.region_of_place[static_cast<std::size_t>(origin)];
        const std::size_t cell = row * kKinds + static_cast<std::size_t>(index_of(kind_of(KindDepth(kd))));
        const Amount& ever = books.held_ever.at(h, origin, kd);
        persons.add(cell, static_cast<double>(ever.persons) * weight);
        bases.add(cell, static_cast<double>(ever.kilobases) * 1e-6 * weight);
        now.add(cell, static_cast<double>(books.held_now.at(h, origin, kd).persons) * weight);
        residual.add(cell, static_cast<double>(books.residual.at(h, origin, kd).persons) * weight);
        depths.add(row * kDepths + static_cast<std::size_t>(index_of(depth_of(KindDepth(kd)))), static_cast<double>(ever.persons) * weight);
      }
}

void record_places(const Setting& s, const Tallies& books, int year, Record& record) {
  auto persons = writer(s, record, Yearly::held_persons_by_place, year), bases = writer(s, record, Yearly::held_bases_by_place, year);
  auto produced = writer(s, record, Yearly::produced_persons_by_place, year);
  const double weight = s.scenario.weight;
  for (int origin = 0; origin < s.places; ++origin)
    for (int kd = 0; kd < kKindDepths; ++kd) {
      const std::size_t cell = static_cast<std::size_t>(origin * kKinds + index_of(kind_of(KindDepth(kd))));
      produced.add(cell, static_cast<double>(books.produced.at(origin, kd).persons) * weight);
      for (int h = 0; h < s.holders; ++h) {
        const std::size_t row = static_cast<std::size_t>(h * s.places * kKinds);
        const Amount& ever = books.held_ever.at(h, origin, kd);
        persons.add(row + cell, static_cast<double>(ever.persons) * weight);
        bases.add(row + cell, static_cast<double>(ever.kilobases) * 1e-6 * weight);
      }
    }
}

void record_production_and_routes(const Setting& s, const Tallies& books, int year, Record& record) {
  auto persons = writer(s, record, Yearly::produced_persons, year), bases = writer(s, record, Yearly::produced_bases, year);
  auto first = writer(s, record, Yearly::first_acquired_persons, year), any = writer(s, record, Yearly::any_acquired_persons, year);
  auto sole = writer(s, record, Yearly::sole_acquired_persons, year);
  const double weight = s.scenario.weight;
  for (int origin = 0; origin < s.places; ++origin)
    for (int kd = 0; kd < kKindDepths; ++kd) {
      const std::size_t cell = s.region_of_place[static_cast<std::size_t>(origin)] * static_cast<std::size_t>(kKinds) +
                               static_cast<std::size_t>(index_of(kind_of(KindDepth(kd))));
      persons.add(cell, static_cast<double>(books.produced.at(origin, kd).persons) * weight);
      bases.add(cell, static_cast<double>(books.produced.at(origin, kd).kilobases) * 1e-6 * weight);
      for (int side = 0; side < 2; ++side)
        for (int route = 0; route < kRoutes; ++route) {
          const std::size_t at = static_cast<std::size_t>(side * kRoutes + route) * s.regions.size() * kKinds + cell;
          first.add(at, static_cast<double>(books.first.at(side, route, origin, kd).persons) * weight);
          any.add(at, static_cast<double>(books.any.at(side, route, origin, kd).persons) * weight);
          sole.add(at, static_cast<double>(books.sole.at(side, route, origin, kd).persons) * weight);
        }
    }
}

void record_openness_and_repositories(const Setting& s, const Tallies& books, int year, Record& record) {
  auto open = writer(s, record, Yearly::openness, year);
  const double weight = s.scenario.weight;
  for (int from = 0; from < s.places; ++from)
    for (int to = 0; to < s.places; ++to)
      for (int outcome = 0; outcome < kSettlements; ++outcome) {
        const std::size_t cell = (s.region_of_place[static_cast<std::size_t>(from)] * s.regions.size() + s.region_of_place[static_cast<std::size_t>(to)]) * kSettlements +
                                 static_cast<std::size_t>(outcome);
        open.add(cell, static_cast<double>(books.proposed.at(from, to, outcome).datasets) * weight);
      }
  auto bytes = writer(s, record, Yearly::repository_bytes, year), institutions = writer(s, record, Yearly::repository_institutions, year);
  for (std::size_t r = 1; r < s.repositories.size(); ++r) {
    bytes.add(r - 1, static_cast<double>(books.stored_kilobytes[r]) * 1e-12 * weight);
    institutions.add(r - 1, static_cast<double>(books.depositors[r]) * weight);
  }
}

struct ReachWriters {
  YearWriter persons, bases;
};

// One cell of exposure, seen by one focal place.
void add_reach(const Setting& s, ReachWriters& to, int focal, int origin, int kd, const Access& access, bool compelled, const Amount& amount) {
  const double weight = s.scenario.weight;
  const std::size_t kinds = s.regions.size() * kKinds;
  const std::size_t cell = s.region_of_place[static_cast<std::size_t>(origin)] * static_cast<std::size_t>(kKinds) + static_cast<std::size_t>(index_of(kind_of(KindDepth(kd))));
  const auto put = [&](int row, double share) {
    if (share <= 0) return;
    const std::size_t at = (static_cast<std::size_t>(focal) * kAccessRows + static_cast<std::size_t>(row)) * kinds + cell;
    to.persons.add(at, static_cast<double>(amount.persons) * share * weight);
    to.bases.add(at, static_cast<double>(amount.kilobases) * 1e-6 * share * weight);
  };
  put(kOpen, access.open ? 1 : 0);
  put(kRequest, !access.open && access.requestable ? 1 : 0);
  put(kCompelled, compelled ? 1 : 0);
  put(kExpected, expected(access, compelled));
}

// Full count of reach; in December written to the year's arrays, always added to the blocs' person-months.
void record_reach(const World& w, const State& state, Month month, Record& record, int year, bool write) {
  const Setting& s = w.s();
  const Tallies& books = state.tallies[0];
  ReachWriters to{writer(s, record, Yearly::reach_persons, year), writer(s, record, Yearly::reach_bases, year)};
  std::vector<char> can_compel;
  for (int f = 0; f < static_cast<int>(s.focal.size()); ++f) can_compel.push_back((f == s.cn || f == s.us) && compels(w, state, month, f));
  for (int origin = 0; origin < s.places; ++origin)
    for (int kd = 0; kd < kKindDepths; ++kd)
      for (int set = 0; set < static_cast<int>(s.access_sets.size()); ++set)
        for (int held = 0; held < 4; ++held) {
          const Amount& amount = books.exposed.at(origin, kd, set, held);
          if (amount.datasets == 0) continue;
          for (int f = 0; f < static_cast<int>(s.focal.size()); ++f) {
            const bool compelled = can_compel[static_cast<std::size_t>(f)] && (held & (f == s.cn ? 1 : 2));
            const Access& access = access_in(state, set, origin, kd, f);
            if (write) add_reach(s, to, f, origin, kd, access, compelled, amount);
            if (is_research_or_clinical(kd) && s.focal[static_cast<std::size_t>(f)].value != origin)
              record.reach_by_bloc[s.bloc_of_place[s.focal[static_cast<std::size_t>(f)].value]] +=
                  kReachEvery * static_cast<double>(amount.persons) * expected(access, compelled) * s.scenario.weight;
          }
        }
}

void record_science(const Setting& s, const State& state, int year, Record& record) {
  constexpr auto kItems = static_cast<std::size_t>(ScienceItem::count);
  auto to = writer(s, record, Yearly::science, year);
  const Tallies& books = state.tallies[0];
  for (std::size_t b = 0; b < s.blocs.size(); ++b) to.add(b * kItems, record.reach_by_bloc[b]);
  for (std::size_t q = 0; q < s.bloc_of_place.size(); ++q) {
    const std::size_t row = s.bloc_of_place[q] * kItems;
    to.add(row + 2, static_cast<double>(books.collaborations[q]) * s.scenario.weight);
    to.add(row + 3, static_cast<double>(books.releases_delayed[q]) * s.scenario.weight);
  }
  int64_t granted = 0;
  for (const int64_t n : state.approvals_total) granted += n;
  const auto add_granted = [&](PlaceId side, int64_t n) { to.add(s.bloc_of_place[side.value] * kItems + 1, static_cast<double>(n) * s.scenario.weight); };
  if (s.cn >= 0) add_granted(s.cn_place, state.approvals_prc);
  if (s.us >= 0) add_granted(s.us_place, granted - state.approvals_prc);
}

}  // namespace

void record_year(const World& w, const State& state, Month month, Record& record) {
  const Setting& s = w.s();
  const int year = month.year() - s.first.year();
  const bool closes = month.month_of_year() == 12 || month == s.end - 1;
  if (closes || month.month_of_year() % kReachEvery == 0) record_reach(w, state, month, record, year, closes);
  if (!closes) return;
  record_holders(s, state.tallies[0], year, record);
  record_places(s, state.tallies[0], year, record);
  record_production_and_routes(s, state.tallies[0], year, record);
  record_openness_and_repositories(s, state.tallies[0], year, record);
  record_science(s, state, year, record);
  record.bound = state.tallies[0].bound;
  record.standing = state.tallies[0].standing;
}

}  // namespace exchange
