#pragma once
// How scenario files are declared. Each struct of a scenario has one function
//
//   template <class Visitor> void describe(Visitor& v, PlaceData& p) {
//     v.field("population", p.population, "Persons in 2020.", in_range(0, 1e10));
//   }
//
// and four visitors read it: decode.hpp (file -> struct), encode.hpp (struct -> file), schema.cpp (JSON
// Schema) and check.cpp (names that must exist). A field that is declared is read, written, documented and
// checked.

#include <array>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "models/exchange/law/provision.hpp"
#include "models/exchange/law/types.hpp"

namespace exchange {

// What a text names; checked once everything is known.
enum class Names : uint8_t {
  anything,
  place,
  place_or_group,
  filter_place,
  holder,
  repository,
  firm,
  office,
  parameter,
  series,
  provision,
  provision_or_measure,
  policy
};

enum class Dates : uint8_t {
  month,       // YYYY-MM
  open_month,  // or "always", "never"
  day          // or YYYY-MM-DD
};

// What a field admits.
struct FieldRule {
  double low = std::numeric_limits<double>::lowest(), high = std::numeric_limits<double>::max();
  Names names = Names::anything;
  Dates dates = Dates::month;
  std::string* date_text = nullptr;  // keeps the full date
  const std::vector<std::string>* choices = nullptr;
};

inline FieldRule in_range(double low, double high) {
  FieldRule rule;
  rule.low = low;
  rule.high = high;
  return rule;
}
inline FieldRule naming(Names names) {
  FieldRule rule;
  rule.names = names;
  return rule;
}
inline FieldRule dated(Dates dates, std::string* text = nullptr) {
  FieldRule rule;
  rule.dates = dates;
  rule.date_text = text;
  return rule;
}
inline FieldRule one_of(const std::vector<std::string>& choices) {
  FieldRule rule;
  rule.choices = &choices;
  return rule;
}

// A collection whose items know their id (or name), written as an object keyed by it.
template <class T>
struct Keyed {
  std::vector<T>& items;
  std::string T::*id;
};
template <class T>
Keyed<T> keyed(std::vector<T>& items, std::string T::*id) {
  return {items, id};
}

// The same, kept by id.
template <class T>
struct Library {
  std::map<std::string, T>& items;
  std::string T::*id;
};

// {"2014-12": 440000, ...}; any list of (month, number).
template <class T>
struct ByMonth {
  std::vector<T>& items;
};

// The exemptions of a provision: filters and the text to print, both by name.
struct Exemptions {
  std::map<std::string, Filter>& filters;
  std::map<std::string, std::string>& notes;
};

// The words of an enumeration, in its order.
template <class Enum>
struct Words;
template <>
struct Words<Kind> {
  static constexpr const auto& names = kKindNames;
};
template <>
struct Words<Depth> {
  static constexpr const auto& names = kDepthNames;
};
template <>
struct Words<Tier> {
  static constexpr const auto& names = kTierNames;
};
template <>
struct Words<Channel> {
  static constexpr const auto& names = kChannelNames;
};
template <>
struct Words<Party> {
  static constexpr const auto& names = kPartyNames;
};
template <>
struct Words<Funding> {
  static constexpr const auto& names = kFundingNames;
};
inline constexpr std::array<std::string_view, 3> kStatusNames{"draft", "in_force", "hypothetical"};
inline constexpr std::array<std::string_view, 2> kTimingNames{"ex_ante", "ex_post"};
inline constexpr std::array<std::string_view, 16> kEffectNames{
    "prohibit", "licence", "deposit_first", "copy_to",  "notify",     "open_by_default",
    "admit",    "deny",    "review",        "bar_firm", "raise_cost", "process_locally",
    "compel",   "delete",  "penalty",       "exempt"};
template <>
struct Words<Status> {
  static constexpr const auto& names = kStatusNames;
};
template <>
struct Words<Timing> {
  static constexpr const auto& names = kTimingNames;
};
template <>
struct Words<Effect::Type> {
  static constexpr const auto& names = kEffectNames;
};

template <class Enum>
std::vector<std::string> words_of() {
  return {Words<Enum>::names.begin(), Words<Enum>::names.end()};
}

inline const std::vector<std::string> kRemarkKeys{"title", "note", "source"};

}  // namespace exchange
