#pragma once
// What a run records: declared once, with units and definitions; every table, file and page reads the declarations.
// ODD section 4 ("observation").

#include <string>
#include <vector>

#include "models/exchange/ledger/access.hpp"
#include "models/exchange/ledger/state.hpp"
#include "sim/series.hpp"

namespace exchange {

// Axes of outputs, besides policy and replicate.
enum class AxisName : uint8_t { time, year, holder, origin, kind, depth, access, side, route, from, to, outcome, bloc, item, repository, place };

// Monthly scalars.
enum class Monthly : uint8_t {
  held_us_in_cn,         // headline depth, ever
  held_us_in_prc,        // the same for CN+HK+MO
  held_us_in_cn_now,
  held_cn_in_us,
  held_us_in_cn_bases,
  held_cn_in_us_bases,
  produced_us,           // headline depth
  produced_cn,
  open_held_us_in_cn,    // of the copies in CN, what anyone can download
  shareable_us, shareable_cn,
  reach_us_by_cn, reach_cn_by_us,  // expected persons within reach, all depths
  held_foreign_in_cn_bases, held_domestic_in_cn_bases,
  sra_open_bases, sra_total_bases, sra_open_bytes, sra_total_bytes,
  ega_bytes, gsa_bytes, gsa_institutions, gsa_human_bytes, cngb_bytes, cngb_institutions,
  nifty_tests, nifty_abroad, nifty_repatriated, insdc_bytes_from_cncb,
  dbgap_requests, dbgap_approvals, hgr_licences, hgr_applications, hgr_international,
  china_share_of_ncbi_users, requests_prc, approvals_prc, approvals_all,
  penalties, incidents, queue, salience_cn, salience_us, rung, penalties_published_cn,
  count
};
inline constexpr int kMonthly = static_cast<int>(Monthly::count);

// Arrays by year (state at the end of December).
enum class Yearly : uint8_t {
  held_persons, held_bases,        // holder, origin, kind
  held_now_persons, residual_persons,
  held_persons_by_depth,           // holder, origin, depth
  produced_persons, produced_bases,  // origin, kind
  reach_persons, reach_bases,      // holder, access, origin, kind
  first_acquired_persons, any_acquired_persons, sole_acquired_persons,  // side, route, origin, kind
  openness,                        // from, to, outcome: persons plus gigabases proposed
  repository_bytes, repository_institutions,  // repository
  science,                         // bloc, item: what open science obtains
  held_persons_by_place, held_bases_by_place,  // holder, place, kind
  produced_persons_by_place,                   // place, kind
  count
};
inline constexpr int kYearly = static_cast<int>(Yearly::count);

enum class ScienceItem : uint8_t { reach_person_months, requests_granted, collaborations, releases_delayed, count };

struct OutputDeclaration {
  std::string name, unit, long_name, definition;
  std::vector<AxisName> axes;  // time or year first
};

const OutputDeclaration& declaration_of(Monthly output);
const OutputDeclaration& declaration_of(Yearly output);

// Whether an output tells every place apart: large, so results hold its mean and quantiles over replicates only.
bool is_by_place(const OutputDeclaration& declared);

// The unit of one item of `science`, whose items have one each.
const char* unit_of(ScienceItem item);

// The labels of an axis in a world.
std::vector<std::string> labels_of(const Setting& setting, AxisName axis);

// Everything one run observed. Values are row-major in the declared axes.
struct Record {
  Record() = default;
  explicit Record(const Setting& setting);

  std::vector<std::vector<double>> monthly;  // [Monthly][month]
  std::vector<std::vector<double>> yearly;   // [Yearly][year, ...]

  double& at(Monthly output, int month) { return monthly[static_cast<std::size_t>(output)][static_cast<std::size_t>(month)]; }
  double at(Monthly output, int month) const { return monthly[static_cast<std::size_t>(output)][static_cast<std::size_t>(month)]; }
  std::vector<double>& operator[](Yearly output) { return yearly[static_cast<std::size_t>(output)]; }
  const std::vector<double>& operator[](Yearly output) const { return yearly[static_cast<std::size_t>(output)]; }

  std::vector<double> reach_by_bloc;  // person-months so far
  std::vector<int64_t> bound, standing;  // as in Tallies, at the end: which provisions bound
};

// Records the month's scalars, and in December (and in the run's last month) the year's arrays.
void observe_books(const World& world, const State& state, Month month, Record& record);

// A_ab = log2((S_ab + 1e-4) / (S_ba + 1e-4)); NaN if either side has fewer than 10,000 shareable persons.
double asymmetry(double reach_ab, double shareable_b, double reach_ba, double shareable_a);

}  // namespace exchange
