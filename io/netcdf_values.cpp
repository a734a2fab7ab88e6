// The numbers of result.nc; its form is in netcdf_writer.cpp.

#include <algorithm>
#include <limits>

#include "io/netcdf_call.hpp"
#include "io/netcdf_writer.hpp"
#include "study/premium.hpp"

namespace io {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

void put_strings(int file, int variable, const std::vector<std::string>& labels) {
  std::vector<const char*> texts;
  for (const std::string& label : labels) texts.push_back(label.c_str());
  check(nc_put_var_string(file, variable, texts.data()));
}

// Days of the proleptic Gregorian calendar from 2000-01-01 to the first of a month.
int days_since_2000(study::Month month) {
  const auto days_before = [](int year) {
    return 365 * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
  };
  static constexpr int kBefore[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  const int year = month.year(), m = month.month_of_year();
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days_before(year) - days_before(2000) + kBefore[m - 1] + (leap && m > 2 ? 1 : 0);
}

}  // namespace

void NetcdfWriter::write_axes() {
  for (const auto& [variable, labels] : labels_) put_strings(file_, variable, labels);
  std::vector<int> days, years, replicates;
  for (study::Month m = scenario_.first; m < scenario_.end; m = m + 1) days.push_back(days_since_2000(m));
  for (int y = scenario_.first.year(); y <= (scenario_.end - 1).year(); ++y) years.push_back(y);
  for (int32_t r = 0; r < replicates_; ++r) replicates.push_back(first_ + r);
  check(nc_put_var_int(file_, time_variable_, days.data()));
  check(nc_put_var_int(file_, year_variable_, years.data()));
  check(nc_put_var_int(file_, replicate_variable_, replicates.data()));
}

void NetcdfWriter::add(sim::RunId run, const exchange::Record& record) {
  if (run.policy >= policies_) return;
  for (std::size_t o = 0; o < yearly_.size(); ++o) {
    Variable& variable = yearly_[o];
    if (record.yearly[o].empty()) continue;  // an axis without labels
    variable.start[0] = static_cast<std::size_t>(run.policy);
    variable.start[1] = static_cast<std::size_t>(run.replicate - first_);
    check(nc_put_vara_double(file_, variable.id, variable.start.data(), variable.count.data(),
                             record.yearly[o].data()));
  }
}

void NetcdfWriter::write_monthly(const study::Ensemble& ensemble) {
  const auto months = static_cast<std::size_t>(scenario_.end - scenario_.first);
  std::vector<double> asymmetry(months);
  for (int32_t p = 0; p < policies_; ++p)
    for (int32_t r = 0; r < replicates_; ++r) {
      const auto& run = ensemble.runs[static_cast<std::size_t>(p)][static_cast<std::size_t>(r)];
      if (!run.finished) continue;
      const std::size_t start[] = {static_cast<std::size_t>(p), static_cast<std::size_t>(r), 0},
                        count[] = {1, 1, months};
      for (std::size_t o = 0; o < monthly_.size(); ++o)
        check(nc_put_vara_double(file_, monthly_[o], start, count, run.monthly[o].data()));
      const auto at = [&](study::Monthly output, std::size_t m) {
        return run.monthly[static_cast<std::size_t>(output)][m];
      };
      for (std::size_t m = 0; m < months; ++m)
        asymmetry[m] =
            exchange::asymmetry(at(study::Monthly::reach_us_by_cn, m), at(study::Monthly::shareable_us, m),
                                at(study::Monthly::reach_cn_by_us, m), at(study::Monthly::shareable_cn, m));
      check(nc_put_vara_double(file_, asymmetry_, start, count, asymmetry.data()));
    }
}

void NetcdfWriter::write_premium(const study::Ensemble& ensemble) {
  const auto worlds = study::find_premium_worlds(ensemble);
  if (!worlds) return;
  const auto replicates = static_cast<std::size_t>(replicates_);
  std::vector<double> values(replicates * std::size(kPremiumParts));
  for (study::Month m = scenario_.first; m < scenario_.end; m = m + 1) {
    const study::PremiumParts parts = premium_parts(ensemble, *worlds, m);
    for (std::size_t r = 0; r < replicates; ++r) {
      const double row[] = {parts.premium[r], parts.inflow[r], parts.retention[r], parts.interaction[r]};
      std::copy(std::begin(row), std::end(row),
                values.begin() + static_cast<std::ptrdiff_t>(r * std::size(kPremiumParts)));
    }
    const std::size_t start[] = {0, static_cast<std::size_t>(m - scenario_.first), 0},
                      count[] = {replicates, 1, std::size(kPremiumParts)};
    check(nc_put_vara_double(file_, premium_, start, count, values.data()));
  }
}

// Read back from the file: the ensemble keeps these arrays at the report dates only.
void NetcdfWriter::write_science_cost(const study::Ensemble& ensemble) {
  const Variable& science = yearly_[static_cast<std::size_t>(study::Yearly::science)];
  std::size_t cells = 1;
  for (const std::size_t length : science.count) cells *= length;
  const auto items = static_cast<std::size_t>(exchange::ScienceItem::count),
             delayed = static_cast<std::size_t>(exchange::ScienceItem::releases_delayed);
  std::vector<double> mine(cells), reference(cells);
  auto start = science.start;
  for (int32_t r = 0; r < replicates_; ++r)
    for (int32_t p = 0; p < policies_; ++p) {
      start[1] = static_cast<std::size_t>(r);
      start[0] = static_cast<std::size_t>(ensemble.reference);
      check(nc_get_vara_double(file_, science.id, start.data(), science.count.data(), reference.data()));
      start[0] = static_cast<std::size_t>(p);
      check(nc_get_vara_double(file_, science.id, start.data(), science.count.data(), mine.data()));
      for (std::size_t c = 0; c < cells; ++c)
        mine[c] = c % items == delayed ? mine[c] - reference[c] : reference[c] - mine[c];
      check(nc_put_vara_double(file_, science_cost_.id, start.data(), science.count.data(), mine.data()));
    }
}

void NetcdfWriter::write_parameters(const study::Ensemble& ensemble) {
  std::vector<double> values;
  for (const auto& drawn : ensemble.drawn)
    for (const std::string& name : parameter_names())
      values.push_back(exchange::get(drawn, name).value_or(kNan));
  check(nc_put_var_double(file_, drawn_, values.data()));
}

void NetcdfWriter::finish(const study::Ensemble& ensemble) {
  write_monthly(ensemble);
  write_premium(ensemble);
  write_science_cost(ensemble);
  write_parameters(ensemble);
  const int file = file_;
  file_ = -1;
  check(nc_close(file));
}

}  // namespace io
