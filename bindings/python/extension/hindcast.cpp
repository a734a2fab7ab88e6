// The model against history: series beside observations, naive forecasts and the scoreboard.

#include "bindings/python/extension/bind.hpp"
#include "bindings/python/extension/watched.hpp"
#include "io/against.hpp"
#include "io/files.hpp"
#include "io/observations.hpp"
#include "io/forecasts.hpp"
#include "models/exchange/world/door.hpp"
#include "study/challenge.hpp"
#include "study/scoreboard.hpp"

namespace python {

namespace {

using exchange::Loaded;
using study::Observation;
using study::RunOptions;

void bind_points(py::module_& module) {
  Plain<Observation>(module, "Observation", "study::Observation")
      .field("series", &Observation::series)
      .field("date", &Observation::date)
      .field("value", &Observation::value)
      .field("unit", &Observation::unit)
      .field("role", &Observation::role)
      .field("fact", &Observation::fact)
      .field("sd_log", &Observation::sd_log);
  using study::NaiveForecast;
  Plain<NaiveForecast>(module, "NaiveForecast", "study::NaiveForecast")
      .field("method", &NaiveForecast::method)
      .field("value", &NaiveForecast::value)
      .field("crps", &NaiveForecast::crps)
      .field("log_crps", &NaiveForecast::log_crps);
  using study::HindcastPoint;
  Plain<HindcastPoint>(module, "HindcastPoint", "study::HindcastPoint")
      .field("date", &HindcastPoint::date)
      .field("mid", &HindcastPoint::mid)
      .field("low", &HindcastPoint::low)
      .field("high", &HindcastPoint::high)
      .field("runs", &HindcastPoint::runs)
      .field("observed", &HindcastPoint::observed)
      .field("inside", &HindcastPoint::inside)
      .field("ratio", &HindcastPoint::ratio)
      .field("crps", &HindcastPoint::crps)
      .field("log_crps", &HindcastPoint::log_crps)
      .field("naive", &HindcastPoint::naive);
  using study::HindcastSeries;
  Plain<HindcastSeries>(module, "HindcastSeries", "study::HindcastSeries")
      .field("name", &HindcastSeries::name)
      .field("unit", &HindcastSeries::unit)
      .field("points", &HindcastSeries::points);
}

void bind_scores(py::module_& module) {
  using study::Hits;
  Plain<Hits>(module, "Hits", "study::Hits").field("inside", &Hits::inside).field("all", &Hits::all);
  using study::NaiveScore;
  Plain<NaiveScore>(module, "NaiveScore", "study::NaiveScore")
      .field("method", &NaiveScore::method)
      .field("points", &NaiveScore::points)
      .field("crps", &NaiveScore::crps)
      .field("log_crps", &NaiveScore::log_crps)
      .field("skill", &NaiveScore::skill)
      .field("log_skill", &NaiveScore::log_skill)
      .field("beaten", &NaiveScore::beaten);
  using study::SeriesScore;
  Plain<SeriesScore>(module, "SeriesScore", "study::SeriesScore")
      .field("name", &SeriesScore::name)
      .field("unit", &SeriesScore::unit)
      .field("forecasts", &SeriesScore::forecasts)
      .field("calibrate", &SeriesScore::calibrate)
      .field("context", &SeriesScore::context)
      .field("crps", &SeriesScore::crps)
      .field("log_crps", &SeriesScore::log_crps)
      .field("naive", &SeriesScore::naive);
  using study::MethodScore;
  Plain<MethodScore>(module, "MethodScore", "study::MethodScore")
      .field("method", &MethodScore::method)
      .field("series", &MethodScore::series)
      .field("beaten", &MethodScore::beaten)
      .field("skill", &MethodScore::skill)
      .field("log_skill", &MethodScore::log_skill);
  using study::Scoreboard;
  Plain<Scoreboard>(module, "Scoreboard", "study::Scoreboard")
      .field("series", &Scoreboard::series)
      .field("forecasts", &Scoreboard::forecasts)
      .field("calibrate", &Scoreboard::calibrate)
      .field("context", &Scoreboard::context)
      .field("methods", &Scoreboard::methods);
  module.def("scoreboard", &study::scoreboard, py::arg("series"), doc("study::scoreboard"));
}

}  // namespace

void bind_hindcasts(py::module_& module) {
  bind_points(module);
  bind_scores(module);
  module.def(
      "parse_against",
      [](const std::string& text, const std::string& name, const Loaded& loaded) {
        return io::parse_against(text, name, loaded.scenario);
      },
      py::arg("text"), py::arg("name"), py::arg("scenario"), doc("io::parse_against"));
  module.def(
      "read_against",
      [](const std::filesystem::path& path, const Loaded& loaded) {
        return io::read_against(path, loaded.scenario);
      },
      py::arg("path"), py::arg("scenario"), doc("io::read_against"));
  module.def(
      "hindcast",
      [](const Loaded& loaded, const RunOptions& options, const std::vector<Observation>& against,
         const std::optional<std::filesystem::path>& forecasts, const py::object& progress) {
        return stoppable(options, progress, [&](const RunOptions& o) {
          const study::Ensemble ensemble = study::run_ensemble(study::only_reference(loaded.scenario), o);
          if (forecasts && !ensemble.stopped) io::write_file(*forecasts, io::forecasts_json(ensemble, 0));
          return std::pair(study::hindcast(ensemble, ensemble.reference,
                                           io::with_against(io::read_observations(), against)),
                           ensemble.failures);
        });
      },
      py::arg("scenario"), py::arg("options"), py::arg("against"), py::arg("forecasts"), py::arg("progress"),
      doc("study::hindcast"));
}

}  // namespace python
