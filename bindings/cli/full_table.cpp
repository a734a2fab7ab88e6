// `run --table full`: every headline output at every report date, science by bloc, and the asymmetry premium.

#include <cmath>

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/premium_table.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"
#include "sim/math.hpp"
#include "study/headline.hpp"
#include "study/paired.hpp"
#include "study/science.hpp"

namespace cli {

namespace {

using study::Monthly;
using study::Range;
using study::Yearly;

constexpr Monthly kShown[] = {Monthly::held_us_in_cn,
                              Monthly::produced_us,
                              Monthly::held_us_in_prc,
                              Monthly::held_us_in_cn_now,
                              Monthly::open_held_us_in_cn,
                              Monthly::held_cn_in_us,
                              Monthly::held_us_in_cn_bases,
                              Monthly::held_cn_in_us_bases,
                              Monthly::reach_us_by_cn,
                              Monthly::reach_cn_by_us,
                              Monthly::held_foreign_in_cn_bases,
                              Monthly::held_domestic_in_cn_bases};

constexpr double kNothing = 5e-4;  // a change below 0.1 % is not listed

std::string block(const study::Ensemble& e, Monthly output, study::Month date) {
  const auto& declared = exchange::declaration_of(output);
  Table table({{"policy", 29}, {declared.unit, 22}, {"change (range)", 25}});
  for (int32_t p = 0; p < e.scenario_policies; ++p)
    table.add({e.policy_id(p), value_of(study::range_of(e.values(p, output, date))),
               p == e.reference ? "the reference" : change_of(study::range_of(e.changes(p, output, date)))});
  const bool first = date == e.scenario->report.front();
  return "\n" + wrapped(bold(declared.long_name + ", " + sim::to_string(date))) +
         (first ? wrapped(declared.definition) : "") + table.text();
}

// "9 to 1": how many times as much one side can obtain.
std::string odds(double log2_odds) {
  if (!std::isfinite(log2_odds)) return "n/a";
  const double times = sim::exp(std::fabs(log2_odds) * 0.6931471805599453);
  return log2_odds >= 0 ? two_digits(times) + " to 1" : "1 to " + two_digits(times);
}

std::string asymmetry_block(const study::Ensemble& e, study::Month date) {
  Table table({{"policy", 30}, {"asymmetry of what can be obtained (range)", 44}});
  for (int32_t p = 0; p < e.scenario_policies; ++p) {
    const Range r = study::range_of(study::asymmetry_by_replicate(e, p, date));
    table.add({e.policy_id(p), odds(r.median) + " (" + odds(r.low) + " .. " + odds(r.high) + ")"});
  }
  const Sides s = sides_of(*e.scenario);
  return "\n" +
         wrapped(bold("Of 100 persons sequenced, what " + s.b_place + " can obtain to what " + s.a_place +
                      " can, " + sim::to_string(date))) +
         table.text();
}

std::string blocking_block(const study::Headline& headline) {
  Table table({{"policy", 30}, {"share stopped (range)", 30}});
  for (const auto& row : headline.rows)
    if (!row.is_reference && row.blocked.runs > 0)
      table.add({row.policy, percent(row.blocked.median) + " (" + percent(row.blocked.low) + " to " + percent(row.blocked.high) + ")"});
  return "\n" + wrapped(bold("Of the copies that " + headline.reference + " adds from when a policy first differs, stopped by " +
                             sim::to_string(headline.date))) + table.text();
}

std::string science_block(const study::Ensemble& e) {
  static const char* const kItems[] = {"person-months within reach", "requests granted", "collaborations",
                                       "releases delayed"};
  constexpr auto kCount = static_cast<std::size_t>(exchange::ScienceItem::count);
  const std::size_t report = e.scenario->report.size() - 1;
  Table table({{"policy", 29}, {"bloc", 5}, {"open science has", 19}, {"change (range)", 21}});
  bool any = false;
  for (int32_t p = 0; p < e.scenario_policies; ++p)
    for (std::size_t b = 0; b < e.layout->blocs.size(); ++b)
      for (std::size_t item = 0; item < kCount; ++item) {
        if (p == e.reference || !study::is_us_or_ally(e.layout->blocs[b])) continue;
        const auto cell = [&](int32_t policy) {
          return study::by_replicate(e, policy, Yearly::science, report, b * kCount + item);
        };
        const Range c =
            study::range_of(study::ratios(study::differences(cell(p), cell(e.reference)), cell(e.reference)));
        if (!std::isfinite(c.median) || (std::fabs(c.low) < kNothing && std::fabs(c.high) < kNothing))
          continue;
        any = true;
        table.add({e.policy_id(p), e.layout->blocs[b], kItems[item],
                   signed_percent(c.median) + " (" + signed_percent(c.low) + " to " + signed_percent(c.high) +
                       ")"});
      }
  return "\n" +
         wrapped(bold("Open science of the US and allies, by " + sim::to_string(e.scenario->report.back()) +
                      ", never summed")) +
         (any ? table.text() : "No policy changes it by 0.1 % or more.\n");
}

}  // namespace

std::string full_table(const study::Ensemble& e) {
  std::string out;
  for (const Monthly output : kShown)
    for (const study::Month date : e.scenario->report) out += block(e, output, date);
  out += blocking_block(study::headline(e)) + asymmetry_block(e, e.scenario->report.back()) + science_block(e);
  const std::string premium = premium_table(e);
  return out + (premium.empty() ? "" : "\n" + premium);
}

}  // namespace cli
