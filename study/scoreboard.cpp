#include "study/scoreboard.hpp"

#include <cmath>

namespace study {

namespace {

void count(Hits& coverage, const HindcastPoint& point) {
  ++coverage.all;
  coverage.inside += point.inside ? 1 : 0;
}

void add(Hits& sum, const Hits& one) {
  sum.inside += one.inside;
  sum.all += one.all;
}

// The model and a forecaster on one scale, over the points where both have a score.
struct Duel {
  std::vector<double> model, naive;
  void add(double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return;
    model.push_back(a);
    naive.push_back(b);
  }
  bool any() const { return !naive.empty(); }
  bool won() const { return mean_of(model) < mean_of(naive); }
  double skill() const {
    const double theirs = mean_of(naive);
    return theirs > 0 ? 1 - mean_of(model) / theirs : std::nan("");
  }
};

NaiveScore score_of(std::size_t method, const std::vector<const HindcastPoint*>& forecasts) {
  Duel plain, logs;
  for (const HindcastPoint* point : forecasts) {
    const NaiveForecast& naive = point->naive[method];
    plain.add(point->crps, naive.crps);
    logs.add(point->log_crps, naive.log_crps);
  }
  NaiveScore score;
  score.method = naive_methods()[method];
  score.points = static_cast<int32_t>(plain.naive.size());
  score.crps = mean_of(plain.naive);
  score.log_crps = mean_of(logs.naive);
  score.skill = plain.skill();
  score.log_skill = logs.skill();
  score.beaten = plain.any() && plain.won() && (!logs.any() || logs.won());
  return score;
}

SeriesScore score_of(const HindcastSeries& series) {
  SeriesScore score;
  score.name = series.name;
  score.unit = series.unit;
  std::vector<const HindcastPoint*> forecasts;
  std::vector<double> crps, logs;
  for (const HindcastPoint& point : series.points) {
    if (!point.observed) continue;
    const bool forecast = is_forecast(point), fitted = point.observed->role == "calibrate";
    count(forecast ? score.forecasts : fitted ? score.calibrate : score.context, point);
    if (!forecast) continue;
    forecasts.push_back(&point);
    crps.push_back(point.crps);
    logs.push_back(point.log_crps);
  }
  score.crps = mean_of(crps);
  score.log_crps = mean_of(logs);
  for (std::size_t m = 0; m < naive_methods().size() && !forecasts.empty(); ++m)
    score.naive.push_back(score_of(m, forecasts));
  return score;
}

MethodScore total_of(std::size_t method, const std::vector<SeriesScore>& series) {
  MethodScore total;
  total.method = naive_methods()[method];
  std::vector<double> skill, log_skill;
  for (const SeriesScore& one : series) {
    if (one.naive.empty() || one.naive[method].points == 0) continue;
    const NaiveScore& score = one.naive[method];
    ++total.series;
    total.beaten += score.beaten ? 1 : 0;
    skill.push_back(score.skill);
    log_skill.push_back(score.log_skill);
  }
  total.skill = mean_of(skill);
  total.log_skill = mean_of(log_skill);
  return total;
}

}  // namespace

Scoreboard scoreboard(const std::vector<HindcastSeries>& series) {
  Scoreboard board;
  for (const HindcastSeries& one : series) {
    SeriesScore score = score_of(one);
    add(board.forecasts, score.forecasts);
    add(board.calibrate, score.calibrate);
    add(board.context, score.context);
    if (score.forecasts.all + score.calibrate.all + score.context.all > 0)
      board.series.push_back(std::move(score));
  }
  for (std::size_t m = 0; m < naive_methods().size(); ++m) board.methods.push_back(total_of(m, board.series));
  return board;
}

}  // namespace study
