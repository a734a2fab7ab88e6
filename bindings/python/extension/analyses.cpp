// The analyses of study/: each is one function that runs and one struct of plain data.

#include <cmath>

#include "bindings/python/extension/bind.hpp"
#include "bindings/python/extension/watched.hpp"
#include "io/observations.hpp"
#include "models/exchange/world/door.hpp"
#include "study/challenge.hpp"
#include "study/delay.hpp"
#include "study/premium.hpp"

namespace python {

namespace {

using exchange::Loaded;
using study::Range;
using study::RunOptions;

void bind_delay(py::module_& module) {
  using study::Delay;
  using study::DelayPoint;
  Plain<DelayPoint>(module, "DelayPoint", "study::DelayPoint")
      .field("years", &DelayPoint::years)
      .field("announced", &DelayPoint::announced)
      .field("held", &DelayPoint::held)
      .field("cost", &DelayPoint::cost);
  Plain<Delay>(module, "Delay", "study::Delay")
      .field("measure", &Delay::measure)
      .field("reference", &Delay::reference)
      .field("announced", &Delay::announced)
      .field("effective", &Delay::effective)
      .field("date", &Delay::date)
      .field("points", &Delay::points)
      .field("vintage_held", &Delay::vintage_held)
      .field("prior_held_5", &Delay::prior_held_5)
      .field("prior_held_10", &Delay::prior_held_10)
      .field("failures", &Delay::failures);
  module.def(
      "delay",
      [](const Loaded& loaded, const std::string& measure, const std::vector<int32_t>& years,
         const RunOptions& options, const py::object& progress) {
        return stoppable(options, progress, [&](const RunOptions& o) {
          return study::delay(loaded.scenario, measure, years, o);
        });
      },
      py::arg("scenario"), py::arg("measure"), py::arg("years"), py::arg("options"), py::arg("progress"),
      doc("study::delay"));
}

const char* word(study::Verdict v) {
  return v == study::Verdict::less ? "less" : v == study::Verdict::more ? "more" : "undecided";
}
const char* word(study::Fate f) {
  return f == study::Fate::holds ? "holds" : f == study::Fate::lost ? "blurs" : "changes";
}

void bind_challenge_parts(py::module_& module) {
  using study::Conclusion;
  Plain<Conclusion>(module, "Conclusion", "study::Conclusion")
      .field("subject", &Conclusion::subject)
      .field("against", &Conclusion::against)
      .derived(
          "verdict", [](const Conclusion& c) { return word(c.verdict); }, "study::Conclusion::verdict")
      .field("about_policies", &Conclusion::about_policies);
  using study::ChallengePoint;
  Plain<ChallengePoint>(module, "ChallengePoint", "study::ChallengePoint")
      .field("value", &ChallengePoint::value)
      .field("held", &ChallengePoint::held)
      .field("factor", &ChallengePoint::factor)
      .derived(
          "verdicts",
          [](const ChallengePoint& p) {
            std::vector<std::string> words;
            for (const study::Verdict v : p.verdicts) words.emplace_back(word(v));
            return words;
          },
          "study::ChallengePoint::verdicts");
  using study::Turn;
  Plain<Turn>(module, "Turn", "study::Turn")
      .field("conclusion", &Turn::conclusion)
      .derived(
          "fate", [](const Turn& t) { return word(t.fate); }, "study::Turn::fate")
      .field("holds_at", &Turn::holds_at)
      .field("turns_at", &Turn::turns_at);
}

void bind_challenge(py::module_& module) {
  bind_challenge_parts(module);
  using study::ChallengedAssumption;
  Plain<ChallengedAssumption>(module, "ChallengedAssumption", "study::ChallengedAssumption")
      .derived(
          "parameter", [](const ChallengedAssumption& a) { return a.declared.name; },
          "sim::Declaration::name")
      .derived(
          "label", [](const ChallengedAssumption& a) { return a.declared.label; }, "sim::Declaration::label")
      .derived(
          "unit", [](const ChallengedAssumption& a) { return a.declared.unit; }, "sim::Declaration::unit")
      .field("points", &ChallengedAssumption::points)
      .field("turns", &ChallengedAssumption::turns)
      .field("spread", &ChallengedAssumption::spread)
      .derived(
          "worst", [](const ChallengedAssumption& a) { return word(a.worst()); },
          "study::ChallengedAssumption::worst");
  using study::Challenge;
  Plain<Challenge>(module, "Challenge", "study::Challenge")
      .field("conclusions", &Challenge::conclusions)
      .field("held", &Challenge::held)
      .field("assumptions", &Challenge::assumptions)
      .field("replicates", &Challenge::replicates)
      .field("institutions", &Challenge::institutions)
      .field("weight", &Challenge::weight)
      .field("failures", &Challenge::failures);
  module.def(
      "challenge",
      [](const Loaded& loaded, const std::vector<std::string>& only, int32_t institutions, int32_t values,
         const RunOptions& options, const py::object& progress) {
        return stoppable(options, progress, [&](const RunOptions& o) {
          study::ChallengeOptions all;
          all.run = o;
          all.institutions = institutions;
          all.values = values;
          all.only = only;
          return study::challenge(loaded.scenario, all);
        });
      },
      py::arg("scenario"), py::arg("only"), py::arg("institutions"), py::arg("values"), py::arg("options"),
      py::arg("progress"), doc("study::challenge"));
}

void bind_premium(py::module_& module) {
  using study::PremiumRow;
  Plain<PremiumRow>(module, "PremiumRow", "study::PremiumRow")
      .field("date", &PremiumRow::date)
      .field("premium", &PremiumRow::premium)
      .field("inflow", &PremiumRow::inflow)
      .field("retention", &PremiumRow::retention)
      .field("interaction", &PremiumRow::interaction)
      .field("held_in_cn", &PremiumRow::held_in_cn)
      .field("held_in_us", &PremiumRow::held_in_us)
      .field("net", &PremiumRow::net)
      .field("foreign_bases", &PremiumRow::foreign_bases)
      .field("domestic_bases", &PremiumRow::domestic_bases);
  module.def(
      "premium",
      [](const Loaded& loaded, const RunOptions& options, const py::object& progress) {
        return stoppable(options, progress, [&](const RunOptions& o) {
          const study::Ensemble ensemble = study::run_ensemble(study::premium_scenario(loaded.scenario), o);
          return std::pair(study::premium(ensemble), ensemble.failures);
        });
      },
      py::arg("scenario"), py::arg("options"), py::arg("progress"), doc("study::premium"));
}

}  // namespace

void bind_statistics(py::module_& module) {
  Plain<Range>(module, "Range", "study::Range")
      .field("median", &Range::median)
      .field("low", &Range::low)
      .field("high", &Range::high)
      .field("runs", &Range::runs)
      .field("sd_low", &Range::sd_low)
      .field("sd_high", &Range::sd_high)
      .field("below", &Range::below)
      .field("above", &Range::above)
      .derived("disagree", &study::runs_disagree, "study::runs_disagree");
  module.def("range_of", &study::range_of, py::arg("values"), doc("study::range_of"));
  using sim::RunFailure;
  Plain<RunFailure>(module, "RunFailure", "sim::RunFailure")
      .derived(
          "policy", [](const RunFailure& f) { return f.run.policy; }, "sim::RunFailure::run")
      .derived(
          "replicate", [](const RunFailure& f) { return f.run.replicate; }, "sim::RunFailure::run")
      .field("reason", &RunFailure::reason);
}

void bind_analyses(py::module_& module) {
  bind_delay(module);
  bind_challenge(module);
  bind_premium(module);
}

}  // namespace python
