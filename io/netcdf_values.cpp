// The numbers of result.nc; its form is in netcdf_writer.cpp.

#include <algorithm>
#include <limits>

#include "io/hdf5_errors.hpp"
#include "io/netcdf_call.hpp"
#include "io/netcdf_lock.hpp"
#include "io/netcdf_words.hpp"
#include "io/netcdf_writer.hpp"
#include "study/paired.hpp"
#include "study/premium.hpp"

namespace io {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

void put_texts(int file, int variable, std::vector<std::string> texts) {
  const std::size_t bytes = longest(texts);
  std::string all;
  for (std::string& text : texts) {
    text.resize(bytes);  // padded with zeros
    all += text;
  }
  check(nc_put_var_text(file, variable, all.data()));
}

}  // namespace

void NetcdfWriter::write_axes() {
  for (const auto& [variable, labels] : labels_) put_texts(file_, variable, labels);
  std::vector<int> days, bounds, years, replicates;
  for (study::Month m = scenario_.first; m < scenario_.end; m = m + 1) {
    days.push_back(days_since_2000(m));
    bounds.insert(bounds.end(), {days.back(), days_since_2000(m + 1)});
  }
  for (int y = scenario_.first.year(); y <= (scenario_.end - 1).year(); ++y) years.push_back(y);
  for (int32_t r = 0; r < replicates_; ++r) replicates.push_back(first_ + r);
  check(nc_put_var_int(file_, time_variable_, days.data()));
  check(nc_put_var_int(file_, bounds_variable_, bounds.data()));
  check(nc_put_var_double(file_, quantile_variable_, kQuantiles));
  check(nc_put_var_int(file_, year_variable_, years.data()));
  check(nc_put_var_int(file_, replicate_variable_, replicates.data()));
}

void NetcdfWriter::add(sim::RunId run, const exchange::Record& record) {
  if (run.policy >= policies_) return;
  const NetcdfLock lock;
  for (std::size_t o = 0; o < yearly_.size(); ++o) {
    Variable& variable = yearly_[o];
    if (variable.id < 0 || record.yearly[o].empty()) continue;  // by place; an axis without labels
    variable.start[0] = static_cast<std::size_t>(run.policy);
    variable.start[1] = static_cast<std::size_t>(run.replicate - first_);
    if (variable.by_side) {
      write_by_side(variable, record.yearly[o]);
      continue;
    }
    check(nc_put_vara_double(file_, variable.id, variable.start.data(), variable.count.data(),
                             record.yearly[o].data()));
  }
}

// From [year, side, ...] to the same of one holder.
void NetcdfWriter::write_by_side(Variable& variable, const std::vector<double>& values) {
  const std::size_t years = variable.count[2], stride = values.size() / (2 * years);
  const int holders[] = {layout_->cn, layout_->us};
  std::vector<double> slice(years * stride);
  for (std::size_t side = 0; side < 2; ++side) {
    if (holders[side] < 0) continue;
    for (std::size_t y = 0; y < years; ++y)
      std::copy_n(values.begin() + static_cast<std::ptrdiff_t>((2 * y + side) * stride), stride,
                  slice.begin() + static_cast<std::ptrdiff_t>(y * stride));
    variable.start[3] = static_cast<std::size_t>(holders[side]);
    check(nc_put_vara_double(file_, variable.id, variable.start.data(), variable.count.data(), slice.data()));
  }
}

void NetcdfWriter::write_by_place(const study::Ensemble& ensemble, const PlaceVariable& variable) {
  std::size_t cells = 1;
  for (const std::size_t length : variable.count) cells *= length;
  if (cells == 0) return;
  std::vector<std::size_t> start(variable.count.size(), 0), start_quantile(start.size() + 1, 0),
      count_quantile = variable.count;
  count_quantile.insert(count_quantile.begin() + 1, std::size(kQuantiles));
  std::vector<double> mean(cells), quantiles(cells * std::size(kQuantiles));
  for (int32_t p = 0; p < policies_; ++p)
    for (std::size_t d = 0; d < scenario_.report.size(); ++d) {
      for (std::size_t c = 0; c < cells; ++c) {
        const auto values = by_replicate(ensemble, p, variable.output, d, c);
        const study::Range range = study::range_of(values);
        mean[c] = study::mean_of(values);
        quantiles[c] = range.low, quantiles[cells + c] = range.median, quantiles[2 * cells + c] = range.high;
      }
      const study::Month state = study::state_month(scenario_, scenario_.report[d]);
      start[0] = start_quantile[0] = static_cast<std::size_t>(p);
      start[1] = start_quantile[2] = static_cast<std::size_t>(state.year() - scenario_.first.year());
      check(nc_put_vara_double(file_, variable.mean, start.data(), variable.count.data(), mean.data()));
      check(nc_put_vara_double(file_, variable.quantile, start_quantile.data(), count_quantile.data(),
                               quantiles.data()));
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
    const std::size_t start[] = {0, 0, static_cast<std::size_t>(m - scenario_.first)},
                      count[] = {replicates, std::size(kPremiumParts), 1};
    check(nc_put_vara_double(file_, premium_, start, count, values.data()));
  }
}

// Read back from the file: the ensemble keeps these arrays at the report dates only.
void NetcdfWriter::write_science_cost(const study::Ensemble& ensemble) {
  const Variable& science = yearly_[static_cast<std::size_t>(study::Yearly::science)];
  std::size_t cells = 1;
  for (const std::size_t length : science.count) cells *= length;
  constexpr auto kItems = static_cast<std::size_t>(exchange::ScienceItem::count);
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
        mine[c] = study::science_cost(static_cast<exchange::ScienceItem>(c % kItems), mine[c], reference[c]);
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
  const NetcdfLock lock;
  quiet_hdf5();
  write_monthly(ensemble);
  write_premium(ensemble);
  write_science_cost(ensemble);
  for (const PlaceVariable& variable : by_place_) write_by_place(ensemble, variable);
  write_parameters(ensemble);
  const int file = file_;
  file_ = -1;
  check(nc_close(file));
}

}  // namespace io
