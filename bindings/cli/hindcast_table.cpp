#include "bindings/cli/hindcast_table.hpp"

#include <cmath>

#include "bindings/cli/numbers.hpp"
#include "bindings/cli/text.hpp"

namespace cli {

namespace {

using study::HindcastPoint;
using study::Hits;
using study::MethodScore;
using study::NaiveScore;
using study::Scoreboard;
using study::SeriesScore;

constexpr std::size_t kSeries = 26, kInside = 8, kModel = 11;
constexpr std::size_t kNaive[] = {12, 10, 12};  // widths, by naive_methods()

// Two digits; a large number with its unit, so that it fits its column.
std::string short_number(double value) {
  return !std::isfinite(value) ? "-" : std::fabs(value) < 10000 ? two_digits(value) : scaled(value);
}

std::string k_of_n(const Hits& c) {
  return c.all > 0 ? std::to_string(c.inside) + " of " + std::to_string(c.all) : "-";
}

// The forecasters of which the model is no better, "linear, log-linear".
std::string unbeaten(const SeriesScore& series) {
  std::vector<std::string> names;
  for (const NaiveScore& naive : series.naive)
    if (naive.points > 0 && !naive.beaten) names.push_back(naive.method);
  return joined(names, ", ");
}

bool has_rival(const SeriesScore& series) {
  for (const NaiveScore& naive : series.naive)
    if (naive.points > 0) return true;
  return false;
}

// Told first: on which series somebody without a model would have done as well.
std::string verdict(const Scoreboard& board) {
  std::vector<std::string> lost;
  int64_t rivals = 0, forecasts = 0;
  for (const SeriesScore& series : board.series) {
    forecasts += series.forecasts.all > 0;
    rivals += has_rival(series);
    if (const std::string names = unbeaten(series); !names.empty())
      lost.push_back(series.name + " (" + names + ")");
  }
  if (forecasts == 0) return wrapped("No observation is left to forecast: nothing is scored.");
  if (rivals == 0)
    return wrapped("No naive forecast can be made beside the model's: too few points were known.");
  const std::string all =
      counted(rivals, "series", "series") + " (" + counted(board.forecasts.all, "forecast") + ")";
  if (lost.empty()) return wrapped("The model beats every naive forecast on " + all + ".");
  return wrapped("The model does NOT beat every naive forecast on " + std::to_string(lost.size()) + " of " +
                 all + ": " + joined(lost, "; ") + ".");
}

std::string table_line(const std::string& name, const std::string& inside, const std::string& model,
                       const std::vector<std::string>& naive) {
  std::string line = left(name, kSeries) + right(inside, kInside) + right(model, kModel);
  for (std::size_t i = 0; i < naive.size(); ++i) line += right(naive[i], kNaive[i]);
  return line + "\n";
}

template <class Score>
std::vector<std::string> numbers_of(const std::vector<Score>& all, double Score::*number) {
  std::vector<std::string> texts;
  for (const Score& one : all) texts.push_back(short_number(one.*number));
  return texts;
}

// "gsa.bytes, PB"; "gsa.institutions" says its unit itself.
std::string name_of(const SeriesScore& series) {
  const std::size_t at = series.name.find("." + series.unit);
  return at == std::string::npos ? series.name + ", " + series.unit : series.name;
}

std::string lines_of(const SeriesScore& series) {
  const std::string head = name_of(series);
  const bool is_long = width_of(head) > kSeries;
  std::string out = is_long ? head + "\n" : "";
  out += table_line(is_long ? "" : head, k_of_n(series.forecasts), short_number(series.crps),
                    numbers_of(series.naive, &NaiveScore::crps));
  if (std::isfinite(series.log_crps))
    out += table_line("  of logarithms", "", short_number(series.log_crps),
                      numbers_of(series.naive, &NaiveScore::log_crps));
  const std::string names = unbeaten(series);
  if (!names.empty()) return out + "  model NOT better than: " + names + "\n";
  return out + (has_rival(series) ? "  model better than each\n" : "  nothing to compare with\n");
}

std::string skill_lines(const std::vector<MethodScore>& methods) {
  std::vector<std::string> beaten;
  for (const MethodScore& method : methods) beaten.push_back(k_of_n({method.beaten, method.series}));
  return table_line("Series beaten", "", "", beaten) +
         table_line("Mean skill over it", "", "", numbers_of(methods, &MethodScore::skill)) +
         table_line("  of logarithms", "", "", numbers_of(methods, &MethodScore::log_skill));
}

std::string totals(const Scoreboard& board) {
  std::string out =
      wrapped("Against history: " + std::to_string(board.forecasts.inside) + " of " +
              counted(board.forecasts.all, "observation") + " not used for fitting (role hindcast) " +
              (board.forecasts.inside == 1 ? "lies" : "lie") + " inside the range.");
  if (board.calibrate.all > 0)
    out += wrapped("In-sample, no test of the model: " + k_of_n(board.calibrate) +
                   " used for fitting (role calibrate) inside. Known then and not used (role context): " +
                   k_of_n(board.context) + ".");
  return out;
}

// What could have been said of a forecast without the model.
std::string naive_text(const HindcastPoint& point) {
  std::vector<std::string> said;
  for (const study::NaiveForecast& naive : point.naive)
    if (std::isfinite(naive.value))
      said.push_back(naive.method + " " + short_number(naive.value) + " (off by " + short_number(naive.crps) +
                     ")");
  return wrapped(
      "CRPS " + short_number(point.crps) + "; " + (said.empty() ? "no naive forecast" : joined(said, ", ")),
      "  " + sim::to_string(point.date) + "  ");
}

}  // namespace

std::string scoreboard_text(const Scoreboard& board) {
  std::string out = verdict(board);
  if (board.forecasts.all > 0) {
    const std::string rule = std::string(kWidth - 1, '-') + "\n";
    out += "\n" + table_line("", "inside", "CRPS of", {"naive:"}) +
           table_line("Forecasts of", "range", "the model", study::naive_methods()) + rule;
    for (const SeriesScore& series : board.series)
      if (series.forecasts.all > 0) out += lines_of(series);
    out += rule + skill_lines(board.methods) +
           wrapped("Skill: 1 is perfect, 0 no better than the naive forecast, below 0 worse.") + "\n";
  }
  return out + totals(board);
}

std::string series_text(const study::HindcastSeries& series) {
  Table table({{"date", 7},
               {"observed", 9, true},
               {"model", 9, true},
               {"range", 20, true},
               {"inside", 6},
               {"ratio", 6, true},
               {"role", 9}});
  bool any = false;
  std::string naive;
  for (const HindcastPoint& point : series.points) {
    if (!point.observed) continue;
    any = true;
    table.add({sim::to_string(point.date), short_number(point.observed->value), short_number(point.mid),
               short_number(point.low) + " to " + short_number(point.high), point.inside ? "yes" : "NO",
               short_number(point.ratio), point.observed->role});
    if (study::is_forecast(point)) naive += naive_text(point);
  }
  if (any) return "\n" + wrapped(bold(series.name) + ", " + series.unit) + table.text() + naive;
  const HindcastPoint* last = series.points.empty() ? nullptr : &series.points.back();
  if (!last) return "";
  return "\n" + wrapped(bold(series.name) + ", " + series.unit + ": not observed; the model has " +
                        short_number(last->mid) + " (" + short_number(last->low) + " to " +
                        short_number(last->high) + ") in " + sim::to_string(last->date));
}

}  // namespace cli
