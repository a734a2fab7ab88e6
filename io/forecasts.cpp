#include "io/forecasts.hpp"

#include <algorithm>
#include <cmath>

#include "io/result_directory.hpp"
#include "models/exchange/world/json_text.hpp"
#include "study/hindcast.hpp"

namespace io {

namespace {

using exchange::json::Node;

constexpr int kSteps = 20;

Node number(double value) { return std::isfinite(value) ? Node::of(value) : Node{}; }

Node point_of(const study::Ensemble& ensemble, int32_t policy, const study::HindcastSeries& series,
              const study::HindcastPoint& point) {
  Node node = Node::object(), quantiles = Node::list();
  node.set("date", Node::of(sim::to_string(point.date)));
  node.set("mid", number(point.mid));
  node.set("low", number(point.low));
  node.set("high", number(point.high));
  std::vector<double> values;
  for (const double value : study::hindcast_values(ensemble, policy, series.name, point.date))
    if (!std::isnan(value)) values.push_back(value);
  std::sort(values.begin(), values.end());
  for (int step = 1; step < kSteps; ++step)
    quantiles.items.push_back(number(study::quantile_of_sorted(values, static_cast<double>(step) / kSteps)));
  node.set("quantiles", std::move(quantiles));
  return node;
}

// Where the runs have their parameters from.
std::string source_of_parameters(const study::Scenario& scenario) {
  return !scenario.draw_parameters ? "defaults" : scenario.posterior ? "posterior" : "prior";
}

Node law_of(const study::Scenario& scenario) {
  const sim::Month to = exchange::law_to(scenario);
  return to == sim::kAlways ? Node{} : Node::of(sim::to_string(to));
}

}  // namespace

std::string forecasts_json(const study::Ensemble& ensemble, int32_t policy) {
  const study::Scenario& scenario = *ensemble.scenario;
  Node all = Node::object(), levels = Node::list(), every = Node::object();
  for (int step = 1; step < kSteps; ++step)
    levels.items.push_back(Node::of(static_cast<double>(step) / kSteps));
  for (const study::HindcastSeries& series : study::hindcast(ensemble, policy, {})) {
    Node one = Node::object(), points = Node::list();
    for (const study::HindcastPoint& point : series.points)
      points.items.push_back(point_of(ensemble, policy, series, point));
    one.set("unit", Node::of(series.unit));
    one.set("points", std::move(points));
    every.set(series.name, std::move(one));
  }
  all.set("program", Node::of("GenRatchet"));
  all.set("version", Node::of(version()));
  all.set("scenario", Node::of(scenario.id));
  all.set("scenario_sha256", Node::of(scenario.sha256_input));
  all.set("policy", Node::of(ensemble.policy_id(policy)));
  all.set("seed", Node::of(scenario.seed));
  all.set("institutions", Node::of(int64_t{scenario.institutions}));
  all.set("parameters", Node::of(source_of_parameters(scenario)));
  all.set("law_to", law_of(scenario));
  all.set("runs", Node::of(int64_t{ensemble.replicates}));
  all.set("failed_runs", Node::of(static_cast<int64_t>(ensemble.failures.size())));
  all.set("quantiles", std::move(levels));
  all.set("series", std::move(every));
  return exchange::json::to_text(all);
}

}  // namespace io
