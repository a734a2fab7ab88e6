#include "study/hindcast.hpp"

#include <algorithm>
#include <limits>

#include "sim/error.hpp"

namespace study {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// How a series is read from a run's monthly outputs.
enum class Reading : uint8_t {
  value,        // a
  difference,   // a - b
  share,        // a / b, both cumulative
  monthly_rate  // growth of a over the last 12 months, a month
};

struct Operator {
  const char* name;
  const char* unit;
  Reading reading;
  const char*
      launch;  // repository or product with which the series began; "": neither; null: it grows from no zero
  Monthly a, b = Monthly::count;
};

using M = Monthly;

constexpr Operator kOperators[] = {
    {"sra.total_bases", "Pb", Reading::value, "ncbi", M::sra_total_bases},
    {"sra.open_bases", "Pb", Reading::value, "ncbi", M::sra_open_bases},
    {"sra.controlled_bases", "Pb", Reading::difference, "dbgap", M::sra_total_bases, M::sra_open_bases},
    {"sra.total_bytes", "PB", Reading::value, "ncbi", M::sra_total_bytes},
    {"sra.open_bytes", "PB", Reading::value, "ncbi", M::sra_open_bytes},
    {"ega.bytes", "PB", Reading::value, "ega", M::ega_bytes},
    {"gsa.bytes", "PB", Reading::value, "cncb", M::gsa_bytes},
    {"gsa.institutions", "institutions", Reading::value, "cncb", M::gsa_institutions},
    {"gsa_human.bytes", "PB", Reading::value, "cncb", M::gsa_human_bytes},
    {"cngb.bytes", "PB", Reading::value, "cngb", M::cngb_bytes},
    {"cngb.institutions", "institutions", Reading::value, "cngb", M::cngb_institutions},
    {"nifty.tests", "tests", Reading::value, "prenatal", M::nifty_tests},
    {"insdc.bytes_from_cncb", "PB", Reading::value, "cncb", M::insdc_bytes_from_cncb},
    {"dbgap.approval_rate", "share", Reading::share, nullptr, M::dbgap_approvals, M::dbgap_requests},
    {"hgr.licences_per_month", "licences a month", Reading::monthly_rate, nullptr, M::hgr_licences},
    {"hgr.international_share", "share", Reading::share, nullptr, M::hgr_international, M::hgr_applications},
    {"hgr.penalties", "incidents", Reading::value, "", M::penalties_published_cn},
    {"china.share_of_ncbi_users", "share", Reading::value, nullptr, M::china_share_of_ncbi_users},
    {"china.share_of_controlled_approvals", "share", Reading::share, nullptr, M::approvals_prc,
     M::approvals_all},
};

const Operator& operator_of(const std::string& series) {
  for (const Operator& op : kOperators)
    if (series == op.name) return op;
  throw sim::Error("There is no series \"" + series + "\" in the hindcast.");
}

// What a cumulative output gained from the start of `since` to the end of `month`.
double gained(const KeptRun& run, Monthly output, int month, int since) {
  const auto& values = run.monthly[static_cast<std::size_t>(output)];
  return values[static_cast<std::size_t>(month)] -
         (since > 0 ? values[static_cast<std::size_t>(since - 1)] : 0.0);
}

double read(const Operator& op, const KeptRun& run, int month, int since) {
  switch (op.reading) {
    case Reading::value:
      return gained(run, op.a, month, since);
    case Reading::difference:
      return gained(run, op.a, month, since) - gained(run, op.b, month, since);
    case Reading::monthly_rate:
      return month < 11 ? kNan : gained(run, op.a, month, month - 11) / 12;
    case Reading::share: {
      const double all = gained(run, op.b, month, since);
      return all > 0 ? gained(run, op.a, month, since) / all : kNan;
    }
  }
  return kNan;
}

std::vector<Month> dates_of(const Scenario& scenario, const std::string& series,
                            const std::vector<Observation>& observations) {
  std::vector<Month> dates;
  for (Month m = scenario.first; m < scenario.end; m = m + 1)
    if (m.month_of_year() % 6 == 0) dates.push_back(m);
  for (const Observation& o : observations)
    if (o.series == series && o.date >= scenario.first && o.date < scenario.end) dates.push_back(o.date);
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

// The month from which a series grows from zero: its repository's opening or its product's launch; of one
// that was always there the first point that is known. Shares and rates have none.
std::optional<Month> launch_of(const Operator& op, const Scenario& scenario,
                               const std::vector<DatedPoint>& known) {
  if (!op.launch) return std::nullopt;
  Month launch = sim::kAlways;
  for (const auto& repository : scenario.repositories)
    if (repository.id == op.launch) launch = repository.opened;
  for (const auto& firm : scenario.firms)
    for (const auto& product : firm.products)
      if (product.name == op.launch && launch == sim::kAlways) launch = product.launched;
  if (launch != sim::kAlways) return launch;
  return known.empty() ? std::nullopt : std::optional(known.front().first);
}

void score(HindcastPoint& point, const std::vector<double>& values) {
  const double observed = point.observed ? point.observed->value : kNan;
  point.inside = observed >= point.low && observed <= point.high;
  point.ratio = observed != 0 ? point.mid / observed : kNan;
  point.crps = crps(values, observed);
  point.log_crps = log_crps(values, observed);
}

HindcastPoint point_of(const Ensemble& ensemble, int32_t policy, const Operator& op, Month date,
                       const std::vector<Observation>& observations) {
  const std::string series = op.name;
  HindcastPoint point;
  point.date = date;
  for (const Observation& o : observations)
    if (o.series == series && o.date == date) point.observed = o;
  const auto since = point.observed ? point.observed->since : std::nullopt;
  const auto values = hindcast_values(ensemble, policy, series, date, since);
  const Range range = range_of(values);
  point.mid = range.median;
  point.low = range.low;
  point.high = range.high;
  point.runs = range.runs;
  score(point, values);
  if (is_forecast(point)) {
    const auto known = known_before(series, date, observations);
    point.naive =
        naive_forecasts(known, launch_of(op, *ensemble.scenario, known), date, point.observed->value);
  }
  return point;
}

}  // namespace

bool is_forecast(const HindcastPoint& point) { return point.observed && point.observed->role == "hindcast"; }

std::vector<DatedPoint> known_before(const std::string& series, Month date,
                                     const std::vector<Observation>& observations) {
  Month own = sim::kAlways, all = sim::kAlways;
  for (const Observation& o : observations) {
    if (o.role != "calibrate") continue;
    all = std::max(all, o.date);
    if (o.series == series) own = std::max(own, o.date);
  }
  const Month end = own == sim::kAlways ? all : own;
  std::vector<DatedPoint> known;
  for (const Observation& o : observations)
    if (o.series == series && o.role != "hindcast" && o.date < date && o.date <= end)
      known.emplace_back(o.date, o.value);
  std::sort(known.begin(), known.end());
  return known;
}

std::vector<std::pair<std::string, std::string>> hindcast_series() {
  std::vector<std::pair<std::string, std::string>> all;
  for (const Operator& op : kOperators) all.emplace_back(op.name, op.unit);
  return all;
}

std::vector<double> hindcast_values(const Ensemble& ensemble, int32_t policy, const std::string& series,
                                    Month month, std::optional<Month> since) {
  const Operator& op = operator_of(series);
  const int from = since ? std::max(0, ensemble.month_index(*since)) : 0;
  std::vector<double> values;
  for (const KeptRun& run : ensemble.runs[static_cast<std::size_t>(policy)])
    values.push_back(run.finished ? read(op, run, ensemble.month_index(month), from) : kNan);
  return values;
}

std::vector<HindcastSeries> hindcast(const Ensemble& ensemble, int32_t policy,
                                     const std::vector<Observation>& observations) {
  std::vector<HindcastSeries> all;
  for (const Operator& op : kOperators) {
    HindcastSeries series{op.name, op.unit, {}};
    for (const Month date : dates_of(*ensemble.scenario, series.name, observations))
      series.points.push_back(point_of(ensemble, policy, op, date, observations));
    all.push_back(std::move(series));
  }
  return all;
}

}  // namespace study
