#pragma once
// The model against history: modelled series beside observations, with ranges. ODD section 8, observation
// operators.

#include <optional>
#include <string>
#include <vector>

#include "study/ensemble.hpp"
#include "study/forecast.hpp"
#include "study/statistics.hpp"

namespace study {

struct Observation {
  std::string series;  // a name of hindcast_series()
  Month date;
  double value = 0;
  std::string unit, role, fact;  // role: "calibrate", "hindcast" or "context"
  std::optional<Month> since;    // counted from this month on; else from the beginning
  double sd_log = 0.3;           // of its error, on logarithms; 0.3, the commonest, where none is stated
};

struct HindcastPoint {
  Month date;
  double mid = 0, low = 0, high = 0;
  int32_t runs = 0;
  std::optional<Observation> observed;
  bool inside = false;            // the observation lies in [low, high]
  double ratio = 0;               // mid / observed; NaN without one
  double crps = 0, log_crps = 0;  // of the runs against the observation (see crps); NaN without one
  std::vector<NaiveForecast>
      naive;  // of forecasts alone, from what was known of the series when the model was fitted
};

// What was observed was not used for fitting: role "hindcast".
bool is_forecast(const HindcastPoint& point);

struct HindcastSeries {
  std::string name, unit;
  std::vector<HindcastPoint>
      points;  // every June and December of the run, and the dates of observations; ascending
};

// Names and units of all series, in order.
std::vector<std::pair<std::string, std::string>> hindcast_series();

// One value for each replicate, NaN where not defined; throws sim::Error if there is no such series.
std::vector<double> hindcast_values(const Ensemble& ensemble, int32_t policy, const std::string& series,
                                    Month month, std::optional<Month> since = {});

// What a naive forecaster may know of a series when it forecasts a month: its points of the roles "calibrate"
// and "context" before that month and up to the end of the fit, which is the last "calibrate" point of the
// series; of a series without one, of all series. Ascending.
std::vector<DatedPoint> known_before(const std::string& series, Month date,
                                     const std::vector<Observation>& observations);

// All series under a policy; observations of other series, or outside the run, are left out.
std::vector<HindcastSeries> hindcast(const Ensemble& ensemble, int32_t policy,
                                     const std::vector<Observation>& observations);

}  // namespace study
