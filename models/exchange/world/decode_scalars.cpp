#include "models/exchange/world/decode_scalars.hpp"

#include <algorithm>
#include <cmath>

namespace exchange {

void Reading::wrong_type(const std::string& expected) const {
  const bool number = expected.find("number") != std::string::npos;
  const char* mend = expected == "an object"       ? "Write { ... }."
                     : expected == "true or false" ? "Write true or false, without quotes."
                     : number && node.is_text()    ? "Write it without quotes."
                     : number                      ? "Write a number."
                                                   : "Write it in double quotes.";
  fault("expected " + expected + ", found " + json::name_of(node.type) + ".", mend);
}

std::optional<bool> read_boolean(const Reading& r) {
  if (r.node.type == json::Node::Type::boolean) return r.node.boolean;
  r.wrong_type("true or false");
  return std::nullopt;
}

namespace {

std::string range_text(const FieldRule& rule) {
  const std::string low = json::to_text(rule.low);
  return "Allowed: " + low + (rule.high >= 1e300 ? " or more." : " to " + json::to_text(rule.high) + ".");
}

bool out_of_range(const Reading& r, const FieldRule& rule, double value) {
  if (value >= rule.low && value <= rule.high) return false;
  if (rule.low == rule.high)
    r.fault(json::to_text(value) + " is not possible: the model knows " + json::to_text(rule.low) + " only.",
            "Write " + json::to_text(rule.low) + ", or leave it out.");
  else
    r.fault(json::to_text(value) + " is out of range.", range_text(rule));
  return true;
}

void not_whole(const Reading& r, double value) {
  const double below = std::floor(value);
  r.fault(json::to_text(value) + " is not a whole number.",
          "Write " + json::to_text(below) + " or " + json::to_text(below + 1) + ".");
}

}  // namespace

std::optional<double> read_number(const Reading& r, const FieldRule& rule) {
  if (!r.node.is_number()) {
    r.wrong_type("a number");
    return std::nullopt;
  }
  if (out_of_range(r, rule, r.node.number)) return std::nullopt;
  return r.node.number;
}

std::optional<int64_t> read_whole(const Reading& r, const FieldRule& rule, int64_t most) {
  FieldRule bounded = rule;
  bounded.low = std::max(rule.low, -static_cast<double>(most));
  bounded.high = std::min(rule.high, static_cast<double>(most));
  const auto value = read_number(r, bounded);
  if (!value) return std::nullopt;
  const auto whole = static_cast<int64_t>(*value);
  if (static_cast<double>(whole) == *value) return whole;
  not_whole(r, *value);
  return std::nullopt;
}

std::optional<uint64_t> read_seed(const Reading& r) {
  if (r.node.is_number() && r.node.whole && !r.node.negative) return r.node.magnitude;
  if (!r.node.is_number()) {
    r.wrong_type("a whole number");
  } else if (r.node.number < 0 || r.node.number >= 0x1p64) {
    r.fault(json::to_text(r.node.number) + " is out of range.", "Allowed: 0 to 18446744073709551615.");
  } else {
    not_whole(r, r.node.number);
  }
  return std::nullopt;
}

std::optional<std::string> read_text(const Reading& r, const FieldRule& rule) {
  if (!r.node.is_text()) {
    r.wrong_type("a text");
    return std::nullopt;
  }
  const std::string& text = r.node.text;
  if (!rule.choices || text.empty()) return text;
  return read_word(r, *rule.choices) ? std::optional(text) : std::nullopt;
}

std::optional<int> read_word(const Reading& r, const std::vector<std::string>& words) {
  if (!r.node.is_text()) {
    r.wrong_type("a text");
    return std::nullopt;
  }
  const auto found = std::find(words.begin(), words.end(), r.node.text);
  if (found != words.end()) return static_cast<int>(found - words.begin());
  const std::string guess = r.findings.guess(r.node.text, words);
  r.fault("\"" + r.node.text + "\" is not known here.",
          (guess.empty() ? "" : guess + "  ") + "Words: " + listed(words, 16));
  return std::nullopt;
}

namespace {

// The number that exactly `digits` digits at `at` spell; -1 if they do not.
int digits_at(std::string_view text, std::size_t at, std::size_t digits) {
  int value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
    value = 10 * value + (text[i] - '0');
  }
  return value;
}

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

}  // namespace

std::optional<Month> month_from(std::string_view text, Dates dates) {
  if (dates != Dates::month && text == "always") return sim::kAlways;
  if (dates != Dates::month && text == "never") return sim::kNever;
  const int year = digits_at(text, 0, 4), month = digits_at(text, 5, 2);
  if (year < 1 || month < 1 || month > 12 || text[4] != '-') return std::nullopt;
  if (text.size() == 7) return Month::of(year, month);
  const int day = digits_at(text, 8, 2);
  const bool good = dates == Dates::day && text.size() == 10 && text[7] == '-' && day >= 1;
  if (!good || day > days_in(year, month)) return std::nullopt;
  return Month::of(year, month);
}

std::optional<Month> read_month(const Reading& r, const FieldRule& rule) {
  if (!r.node.is_text()) {
    r.wrong_type("a month, YYYY-MM");
    return std::nullopt;
  }
  const auto month = month_from(r.node.text, rule.dates);
  if (!month) {
    const bool day = rule.dates == Dates::day && r.node.text.size() > 7;
    r.fault("\"" + r.node.text + "\" is not a " + (day ? "date." : "month."),
            day ? "Write YYYY-MM-DD or YYYY-MM." : "Write YYYY-MM, 01 to 12.");
    return std::nullopt;
  }
  if (rule.date_text) *rule.date_text = r.node.text.size() == 10 ? r.node.text : "";
  return month;
}

bool is_id(std::string_view text) {
  if (text.empty() || text[0] == '-') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

}  // namespace exchange
