#include "io/against.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "io/files.hpp"
#include "io/observations.hpp"
#include "models/exchange/world/decode_scalars.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/problems.hpp"

namespace io {

namespace {

using exchange::Findings;
using exchange::Reading;
using exchange::json::Node;
using exchange::json::Spot;
using study::Observation;

constexpr const char* kForm = "A CSV begins with the line date,series,value or date,series,value,unit.";

// Takes one observation after the other.
class Against {
 public:
  Against(const exchange::Scenario& scenario, Findings& findings) : scenario_(scenario), findings_(findings) {
    for (const Observation& o : read_observations())
      if (o.role == "calibrate") fitted_.push_back(o);
  }

  bool knows(const std::string& series, const Spot& at, const std::string& path) {
    std::vector<std::string> names;
    for (const auto& [name, unit] : study::hindcast_series()) names.push_back(name);
    if (std::find(names.begin(), names.end(), series) != names.end()) return true;
    const std::string guess = findings_.guess(series, names);
    findings_.error(at, path, "\"" + series + "\" is not a series of the hindcast.",
                    guess.empty() ? "Series: " + exchange::listed(names, 30) : guess);
    return false;
  }

  void check_unit(const std::string& series, const std::string& unit, const Spot& at,
                  const std::string& path) {
    for (const auto& [name, own] : study::hindcast_series())
      if (name == series && own != unit)
        findings_.error(at, path, series + " is in \"" + own + "\", not \"" + unit + "\".",
                        "Convert the value, or mend the unit.");
  }

  void check_value(const std::string& series, double value, const Spot& at, const std::string& path) {
    const std::string told = series + " cannot be " + exchange::json::to_text(value);
    if (value < 0)
      findings_.error(at, path, told + ": it is never below 0.", "Mend the sign.");
    else if (value > 1 && is_share(series))
      findings_.error(at, path, told + ": it is a share, 1 at most.", "Write 20 % as 0.2.");
  }

  void add(Observation o, const Spot& at, const std::string& path) {
    const auto same = [&](const Observation& other) {
      return other.series == o.series && other.date == o.date;
    };
    if (o.date < scenario_.first || o.date >= scenario_.end)
      return findings_.error(
          at, path, sim::to_string(o.date) + " lies outside the run.",
          "The run is " + sim::to_string(scenario_.first) + " to " + sim::to_string(scenario_.end - 1) + ".");
    if (std::any_of(found.begin(), found.end(), same))
      return findings_.error(at, path, o.series + " in " + sim::to_string(o.date) + " stands twice.",
                             "Keep one of them.");
    if (std::any_of(fitted_.begin(), fitted_.end(), same))
      return findings_.error(
          at, path,
          o.series + " in " + sim::to_string(o.date) + " was used for fitting: the model cannot forecast it.",
          "Leave it out.");
    o.role = "hindcast";
    found.push_back(std::move(o));
  }

  std::vector<Observation> found;

 private:
  static bool is_share(const std::string& series) {
    const auto all = study::hindcast_series();
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& one) { return one.first == series && one.second == "share"; });
  }

  const exchange::Scenario& scenario_;
  Findings& findings_;
  std::vector<Observation> fitted_;
};

// {"gsa.bytes": {"unit": "PB", "points": [{"date": "2026-02", "value": 100}]}}
void read_json(const Node& tree, Against& against, Findings& findings) {
  if (!tree.is_object())
    return findings.error(tree.at, "", "expected an object of series.", "Like evidence/observations.json.");
  for (const auto& series : tree.members) {
    if (series.value.is_text()) continue;  // a title, a note
    if (!against.knows(series.key, series.at, series.key)) continue;
    const Node *unit = series.value.find("unit"), *points = series.value.find("points");
    if (unit && unit->is_text()) against.check_unit(series.key, unit->text, unit->at, series.key + ".unit");
    if (!points || !points->is_list()) {
      findings.error(series.value.at, series.key, "this series has no list of \"points\".",
                     "Like \"points\": [{\"date\": \"2026-02\", \"value\": 100}].");
      continue;
    }
    for (std::size_t i = 0; i < points->items.size(); ++i) {
      const Node& point = points->items[i];
      const std::string path = series.key + ".points." + std::to_string(i);
      const Node *date = point.find("date"), *value = point.find("value"), *since = point.find("since");
      if (!date || !value) {
        findings.error(point.at, path, "a point needs \"date\" and \"value\".");
        continue;
      }
      const auto month = exchange::read_month({*date, path, findings}, {});
      const auto number = exchange::read_number({*value, path, findings}, {});
      if (number) against.check_value(series.key, *number, value->at, path);
      const auto from = since ? exchange::read_month({*since, path, findings}, {}) : std::nullopt;
      if (month && number) {
        Observation o;
        o.series = series.key;
        o.date = *month;
        o.value = *number;
        o.since = from;
        if (const Node* fact = point.find("fact"); fact && fact->is_text()) o.fact = fact->text;
        against.add(std::move(o), date->at, path);
      }
    }
  }
}

std::string trimmed(std::string field) {
  const char* blanks = " \t\r";
  field.erase(0, std::min(field.find_first_not_of(blanks), field.size()));
  field.erase(field.find_last_not_of(blanks) + 1);
  if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
    field = field.substr(1, field.size() - 2);
  return field;
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(',', begin), line.size());
    fields.push_back(trimmed(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  return fields;
}

// Lines of date,series,value[,unit], the columns in any order.
class CsvReader {
 public:
  CsvReader(const std::string& name, Against& against, Findings& findings)
      : name_(std::make_shared<const std::string>(name)), against_(against), findings_(findings) {}

  void read(const std::string& text) {
    const std::string mark = "\xEF\xBB\xBF";  // that spreadsheets put before UTF-8
    int32_t number = 0;
    for (std::size_t begin = text.rfind(mark, 0) == 0 ? mark.size() : 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string line = text.substr(begin, end - begin);
      begin = end + 1;
      const Spot at{name_, ++number, 1};
      if (trimmed(line).empty()) continue;
      if (heads_.empty()) {
        heads_ = fields_of(line);
        if (!good_heads(at)) return;
      } else {
        read_line(fields_of(line), at);
      }
    }
    if (heads_.empty()) findings_.error({name_, 1, 1}, "", "this file is empty.", kForm);
  }

 private:
  bool good_heads(const Spot& at) {
    for (const char* needed : {"date", "series", "value"})
      if (std::find(heads_.begin(), heads_.end(), needed) == heads_.end()) {
        findings_.error(at, "", "the column \"" + std::string(needed) + "\" is missing.", kForm);
        return false;
      }
    return true;
  }

  std::string field(const std::vector<std::string>& fields, const char* head) const {
    const auto at = static_cast<std::size_t>(std::find(heads_.begin(), heads_.end(), head) - heads_.begin());
    return at < fields.size() ? fields[at] : "";
  }

  void read_line(const std::vector<std::string>& fields, const Spot& at) {
    if (fields.size() != heads_.size())
      return findings_.error(at, "",
                             "this line has " + std::to_string(fields.size()) + " fields, the first has " +
                                 std::to_string(heads_.size()) + ".");
    Observation o;
    o.series = field(fields, "series");
    if (!against_.knows(o.series, at, "")) return;
    if (const std::string unit = field(fields, "unit"); !unit.empty())
      against_.check_unit(o.series, unit, at, "");
    const std::string date = field(fields, "date"), value = field(fields, "value");
    const auto month = exchange::month_from(date, exchange::Dates::day);
    const char* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, o.value);
    const bool number = read.ec == std::errc() && read.ptr == end && std::isfinite(o.value);
    if (!month) findings_.error(at, "", "\"" + date + "\" is not a month.", "Write YYYY-MM.");
    if (!number) findings_.error(at, "", "\"" + value + "\" is not a number.");
    if (number) against_.check_value(o.series, o.value, at, "");
    if (!month || !number) return;
    o.date = *month;
    against_.add(std::move(o), at, "");
  }

  std::shared_ptr<const std::string> name_;
  Against& against_;
  Findings& findings_;
  std::vector<std::string> heads_;
};

}  // namespace

std::vector<Observation> parse_against(const std::string& text, const std::string& name,
                                       const exchange::Scenario& scenario) {
  Findings findings;
  Against against(scenario, findings);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && (text[first] == '{' || text[first] == '[')) {
    if (const auto tree = exchange::json::parse(text, name, findings.all()))
      read_json(*tree, against, findings);
  } else {
    CsvReader(name, against, findings).read(text);
  }
  if (findings.any_error()) throw sim::InputError(findings.sorted(name));
  return std::move(against.found);
}

std::vector<Observation> read_against(const std::filesystem::path& path, const exchange::Scenario& scenario) {
  return parse_against(read_file(path, exchange::json::kMostBytes), path.string(), scenario);
}

std::vector<Observation> with_against(std::vector<Observation> shipped,
                                      const std::vector<Observation>& brought) {
  const auto replaced = [&](const Observation& o) {
    return std::any_of(brought.begin(), brought.end(),
                       [&](const Observation& b) { return b.series == o.series && b.date == o.date; });
  };
  shipped.erase(std::remove_if(shipped.begin(), shipped.end(), replaced), shipped.end());
  shipped.insert(shipped.end(), brought.begin(), brought.end());
  return shipped;
}

}  // namespace io
