#include "io/observations.hpp"

#include <cstdio>

#include <nlohmann/json.hpp>

#include "io/files.hpp"
#include "sim/error.hpp"

namespace io {

namespace {

using nlohmann::json;

study::Month month_of(const std::string& text) {
  int year = 0, month = 0;
  char end = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d%c", &year, &month, &end) != 2 || month < 1 || month > 12)
    throw sim::Error("\"" + text + "\" is not a month. Write YYYY-MM.");
  return study::Month::of(year, month);
}

study::Observation observation(const std::string& series, const std::string& unit, const json& point) {
  study::Observation o;
  o.series = series;
  o.unit = unit;
  o.date = month_of(point.at("date").get<std::string>());
  o.value = point.at("value").get<double>();
  o.role = point.at("role").get<std::string>();
  o.fact = point.value("fact", "");
  o.sd_log = point.value("sd_log", o.sd_log);
  if (point.contains("since")) o.since = month_of(point.at("since").get<std::string>());
  return o;
}

}  // namespace

std::vector<study::Observation> read_observations(const std::filesystem::path& given) {
  const auto path = given.empty() ? scenario_folder() / "evidence" / "observations.json" : given;
  std::vector<study::Observation> found;
  try {
    const json tree = json::parse(read_file(path));
    for (const auto& [series, body] : tree.items()) {
      if (!body.is_object() || !body.contains("points")) continue;
      for (const json& point : body.at("points"))
        found.push_back(observation(series, body.value("unit", ""), point));
    }
  } catch (const json::exception& problem) {
    throw sim::Error(path.string() + ": " + problem.what());
  }
  return found;
}

}  // namespace io
