#include "models/exchange/ledger/observables.hpp"

#include <limits>

#include "models/exchange/ledger/reach.hpp"
#include "models/exchange/ledger/yearly.hpp"
#include "models/exchange/world/constants.hpp"
#include "sim/math.hpp"

namespace exchange {

namespace {

constexpr double kLeastPersons = constant("asymmetry.least_persons");  // below it an asymmetry is not defined
constexpr double kFloor = constant("asymmetry.floor");
std::size_t length_of(const Setting& s, const std::vector<AxisName>& axes) {
  std::size_t length = 1;
  for (const AxisName axis : axes) length *= labels_of(s, axis).size();
  return length;
}

int place_index(const Setting& s, int focal) { return focal < 0 ? -1 : s.focal[static_cast<std::size_t>(focal)].value; }

// Sum of a holder's row over kinds and depths of one origin.
Amount over_depth(const AmountTable& table, int holder, int origin, Depth depth) {
  Amount sum;
  for (int kd = 0; kd < kKindDepths; ++kd)
    if (counts_persons(kind_of(KindDepth(kd))) && depth_of(KindDepth(kd)) == depth) sum += table.at(holder, origin, kd);
  return sum;
}

Amount over_human(const AmountTable& table, int holder, int origin) {
  Amount sum;
  for (int kd = 2; kd < kKindDepths; ++kd) sum += table.at(holder, origin, kd);
  return sum;
}

Amount produced_at(const Tallies& books, int origin, Depth depth) {
  Amount sum;
  for (int kd = 0; kd < kKindDepths; ++kd)
    if (counts_persons(kind_of(KindDepth(kd))) && depth_of(KindDepth(kd)) == depth) sum += books.produced.at(origin, kd);
  return sum;
}

double shareable(const Tallies& books, int origin) {
  int64_t sum = 0;
  for (int kd = 2; kd < 10; ++kd) sum += books.shareable.at(origin, kd).persons;
  return static_cast<double>(sum);
}

double reach_of_origin(const World& w, const State& state, Month month, int focal, int origin) {
  const Setting& s = w.s();
  const Tallies& books = state.tallies[0];
  const int bit = focal == s.cn ? 1 : 2;
  const bool can_compel = compels(w, state, month, focal);
  double reach = 0;
  for (int kd = 2; kd < 10; ++kd)
    for (int set = 0; set < static_cast<int>(s.access_sets.size()); ++set)
      for (int held = 0; held < 4; ++held) {
        const Amount& amount = books.exposed.at(origin, kd, set, held);
        if (amount.persons) reach += static_cast<double>(amount.persons) * expected(access_in(state, set, origin, kd, focal), can_compel && (held & bit));
      }
  return reach;
}

double open_copies(const Setting& s, const Tallies& books, int origin, Depth depth) {
  int64_t persons = 0;
  for (int kd = 2; kd < kKindDepths; ++kd) {
    if (depth_of(KindDepth(kd)) != depth) continue;
    for (std::size_t set = 0; set < s.access_sets.size(); ++set)
      if (s.access_sets[set].repositories && s.access_sets[set].tier == Tier::open)
        for (const int held : {1, 3}) persons += books.exposed.at(origin, kd, static_cast<int>(set), held).persons;
  }
  return static_cast<double>(persons);
}

void record_sides(const World& w, const State& state, Month month, int m, Record& record) {
  const Setting& s = w.s();
  if (s.cn < 0 || s.us < 0) return;
  const Tallies& books = state.tallies[0];
  const Depth depth = s.scenario.headline_depth;
  const int cn = place_index(s, s.cn), us = place_index(s, s.us);
  const int prc = s.union_bit >= 0 ? s.union_bit : s.cn;
  const double weight = s.scenario.weight;
  const auto put = [&](Monthly output, double value) { record.at(output, m) = value * weight; };
  const auto persons = [](Amount a) { return static_cast<double>(a.persons); };
  const auto gigabases = [](Amount a) { return static_cast<double>(a.kilobases) * 1e-6; };
  put(Monthly::held_us_in_cn, persons(over_depth(books.held_ever, s.cn, us, depth)));
  put(Monthly::held_us_in_prc, persons(over_depth(books.held_ever, prc, us, depth)));
  put(Monthly::held_us_in_cn_now, persons(over_depth(books.held_now, s.cn, us, depth)));
  put(Monthly::held_cn_in_us, persons(over_depth(books.held_ever, s.us, cn, depth)));
  put(Monthly::held_us_in_cn_bases, gigabases(over_human(books.held_ever, s.cn, us)));
  put(Monthly::held_cn_in_us_bases, gigabases(over_human(books.held_ever, s.us, cn)));
  put(Monthly::produced_us, persons(produced_at(books, us, depth)));
  put(Monthly::produced_cn, persons(produced_at(books, cn, depth)));
  put(Monthly::open_held_us_in_cn, open_copies(s, books, us, depth));
  put(Monthly::shareable_us, shareable(books, us));
  put(Monthly::shareable_cn, shareable(books, cn));
  put(Monthly::reach_us_by_cn, reach_of_origin(w, state, month, s.cn, us));
  put(Monthly::reach_cn_by_us, reach_of_origin(w, state, month, s.us, cn));
  double foreign = 0, domestic = 0;
  for (int origin = 0; origin < s.places; ++origin)
    for (int kd = 0; kd < kKindDepths; ++kd) (origin == cn ? domestic : foreign) += gigabases(books.held_ever.at(s.cn, origin, kd));
  put(Monthly::held_foreign_in_cn_bases, foreign);
  put(Monthly::held_domestic_in_cn_bases, domestic);
}

int repository_index(const Setting& s, const char* id) {
  for (std::size_t r = 0; r < s.scenario.repositories.size(); ++r)
    if (s.scenario.repositories[r].id == id) return static_cast<int>(r + 1);
  return 0;
}

void record_archives(const Setting& s, const State& state, int m, Record& record) {
  const Tallies& books = state.tallies[0];
  const double weight = s.scenario.weight;
  const auto put = [&](Monthly output, double value) { record.at(output, m) = value * weight; };
  const int dbgap = repository_index(s, "dbgap"), ega = repository_index(s, "ega"), gsa = repository_index(s, "cncb"),
            cngb = repository_index(s, "cngb");
  const double open_bases = static_cast<double>(state.insdc_kilobases.back()) * 1e-12;
  const double open_bytes = static_cast<double>(state.insdc_kilobytes.back()) * 1e-12;
  put(Monthly::sra_open_bases, open_bases);
  put(Monthly::sra_open_bytes, open_bytes);
  put(Monthly::sra_total_bases, open_bases + static_cast<double>(books.deposited_kilobases[static_cast<std::size_t>(dbgap)]) * 1e-12);
  put(Monthly::sra_total_bytes, open_bytes + static_cast<double>(books.stored_kilobytes[static_cast<std::size_t>(dbgap)]) * 1e-12);
  const auto bytes = [&](int r) { return static_cast<double>(books.stored_kilobytes[static_cast<std::size_t>(r)]) * 1e-12; };
  const auto institutions = [&](int r) { return static_cast<double>(books.depositors[static_cast<std::size_t>(r)]); };
  put(Monthly::ega_bytes, bytes(ega));
  put(Monthly::gsa_bytes, bytes(gsa));
  put(Monthly::gsa_institutions, institutions(gsa));
  put(Monthly::gsa_human_bytes, static_cast<double>(books.controlled_kilobytes[static_cast<std::size_t>(gsa)]) * 1e-12);
  put(Monthly::cngb_bytes, bytes(cngb));
  put(Monthly::cngb_institutions, institutions(cngb));
  put(Monthly::insdc_bytes_from_cncb, static_cast<double>(books.brokered_kilobytes[0]) * 1e-12);
  put(Monthly::dbgap_requests, static_cast<double>(state.requests_total[static_cast<std::size_t>(dbgap)]));
  put(Monthly::dbgap_approvals, static_cast<double>(state.approvals_total[static_cast<std::size_t>(dbgap)]));
  put(Monthly::requests_prc, static_cast<double>(state.requests_prc));
  put(Monthly::approvals_prc, static_cast<double>(state.approvals_prc));
  int64_t approvals = 0;
  for (const int64_t n : state.approvals_total) approvals += n;
  put(Monthly::approvals_all, static_cast<double>(approvals));
}

double prc_share_of_users(const Setting& s, int m) {
  double prc = 0, all = 0;
  if (s.cn < 0) return 0;
  for (std::size_t q = 0; q < s.population.size_of_place.size(); ++q) {
    all += s.population.size_of_place[q];
    if (static_cast<int>(q) == s.cn_place.value) prc = s.population.size_of_place[q];
  }
  (void)m;
  return all > 0 ? prc / all : 0;
}

void record_practice(const Setting& s, const State& state, int m, Record& record) {
  const Tallies& books = state.tallies[0];
  const double weight = s.scenario.weight;
  const auto put = [&](Monthly output, double value) { record.at(output, m) = value; };
  double tests = 0, abroad = 0, repatriated = 0;
  for (const FirmState& firm : state.firms) {
    tests += static_cast<double>(firm.cumulative_tests);
    abroad += static_cast<double>(firm.tests_abroad);
    repatriated += static_cast<double>(firm.repatriated);
  }
  put(Monthly::nifty_tests, tests * weight);
  put(Monthly::nifty_abroad, abroad * weight);
  put(Monthly::nifty_repatriated, repatriated * weight);
  put(Monthly::hgr_licences, static_cast<double>(books.licences[1] + books.licences[2]) * weight);
  put(Monthly::hgr_applications, static_cast<double>(books.licences[0]) * weight);
  put(Monthly::hgr_international, static_cast<double>(books.licences[3]) * weight);
  put(Monthly::china_share_of_ncbi_users, prc_share_of_users(s, m));
  put(Monthly::penalties, static_cast<double>(state.penalties) * weight);
  put(Monthly::incidents, static_cast<double>(state.incidents) * weight);
  put(Monthly::penalties_published_cn, static_cast<double>(state.incidents_published) * weight);
  double waiting = 0;
  for (const Office& office : state.offices) waiting += static_cast<double>(office.queue.size() - office.served);
  put(Monthly::queue, waiting * weight);
  if (s.cn >= 0) put(Monthly::salience_cn, state.salience[s.cn_place.value]);
  if (s.us >= 0) put(Monthly::salience_us, state.salience[s.us_place.value]);
  put(Monthly::rung, state.rung_by_month[static_cast<std::size_t>(m)]);
}

}  // namespace

Record::Record(const Setting& s) : reach_by_bloc(s.blocs.size(), 0.0) {
  monthly.assign(kMonthly, std::vector<double>(static_cast<std::size_t>(s.months()), 0.0));
  for (int y = 0; y < kYearly; ++y) yearly.emplace_back(length_of(s, declaration_of(static_cast<Yearly>(y)).axes), 0.0);
}

double asymmetry(double reach_ab, double shareable_b, double reach_ba, double shareable_a) {
  if (shareable_a < kLeastPersons || shareable_b < kLeastPersons) return std::numeric_limits<double>::quiet_NaN();
  return sim::log2((reach_ab / shareable_b + kFloor) / (reach_ba / shareable_a + kFloor));
}

void observe_books(const World& w, const State& state, Month month, Record& record) {
  const Setting& s = w.s();
  const int m = s.month_number(month);
  record_sides(w, state, month, m, record);
  record_archives(s, state, m, record);
  record_practice(s, state, m, record);
  record_year(w, state, month, record);
}

}  // namespace exchange
