#pragma once
// The model's forecasts against what was observed, and against forecasts that anybody could have made: ODD
// section 8.

#include <cstdint>
#include <string>
#include <vector>

#include "study/hindcast.hpp"

namespace study {

struct Hits {  // observations inside the 90 % range
  int32_t inside = 0, all = 0;
};

// A naive forecaster beside the model, over the forecasts for which it says anything.
struct NaiveScore {
  std::string method;
  int32_t points = 0;
  double crps = 0, log_crps = 0;  // means of its own; NaN where there is none
  double skill = 0,
         log_skill = 0;  // of the model over it: 1 - model's mean / its mean; 1 is perfect, below 0 worse
  bool beaten = false;   // the model's mean is smaller, on both scales where both are defined
};

struct SeriesScore {
  std::string name, unit;
  // By role: "hindcast" alone are forecasts; "calibrate" was used for fitting (in-sample), "context" only
  // shown.
  Hits forecasts, calibrate, context;
  double crps = 0, log_crps = 0;  // means of the model over the forecasts; NaN where there is none
  std::vector<NaiveScore> naive;  // by naive_methods(); empty without forecasts
};

struct MethodScore {  // a naive forecaster over all series, each of the same weight
  std::string method;
  int32_t series = 0, beaten = 0;   // that it can forecast, and of those the ones in which the model beats it
  double skill = 0, log_skill = 0;  // means over the series; NaN where there is none
};

struct Scoreboard {
  std::vector<SeriesScore> series;  // those with an observation
  Hits forecasts, calibrate, context;
  std::vector<MethodScore> methods;  // by naive_methods()
};

Scoreboard scoreboard(const std::vector<HindcastSeries>& series);

}  // namespace study
