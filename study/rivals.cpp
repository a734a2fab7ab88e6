#include "study/rivals.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/exchange/world/problems.hpp"
#include "models/exchange/world/question.hpp"
#include "sim/math.hpp"
#include "study/challenge.hpp"
#include "study/paired.hpp"

namespace study {

namespace {

using exchange::Switches;

constexpr struct Mechanism {
  const char* name;
  bool Switches::*part;
} kMechanisms[] = {{"domestic-growth-only", &Switches::domestic_growth_only},
                   {"bandwidth-friction-only", &Switches::bandwidth_friction_only},
                   {"symmetric-openness", &Switches::symmetric_openness},
                   {"collaboration-decline", &Switches::collaboration_decline},
                   {"quality-feedback", &Switches::quality_feedback}};

const Mechanism& mechanism_named(const std::string& name) {
  for (const Mechanism& m : kMechanisms)
    if (name == m.name) return m;
  throw exchange::UnknownName("\"" + name + "\" is not a rival mechanism. " +
                              exchange::did_you_mean(name, mechanisms()));
}

constexpr double kMostEvidence = 9;

// Distance on logarithms; infinite if only one of them is above 0.
double distance(double model, double observed) {
  return model > 0 ? std::fabs(sim::log(model / observed)) : std::numeric_limits<double>::infinity();
}

double log10_ratio(double full, double rival, double sd) {
  if (full == rival) return 0;  // as near, infinities too
  const double decades = (rival * rival - full * full) / (2 * sd * sd) / sim::log(10.0);
  return std::clamp(decades, -kMostEvidence, kMostEvidence);
}

// Runs the ensembles one after the other and adds up their progress: those to come count as the present one.
class Runner {
 public:
  Runner(const RivalsOptions& options, int64_t ensembles) : options_(options.run) {
    options_.premium_worlds = false;
    options_.on_record = nullptr;
    options_.progress = [this, ensembles, sink = options.run.progress](int64_t done, int64_t all) {
      present_ = all;
      return !sink || sink(past_ + done, past_ + (ensembles - done_) * all);
    };
  }
  Ensemble run(const Scenario& scenario, Rivals& found) {
    Ensemble ensemble = run_ensemble(scenario, options_);
    ++done_;
    past_ += present_;
    found.stopped = found.stopped || ensemble.stopped;
    found.failures.insert(found.failures.end(), ensemble.failures.begin(), ensemble.failures.end());
    return ensemble;
  }

 private:
  RunOptions options_;
  int64_t done_ = 0;                // ensembles
  int64_t past_ = 0, present_ = 0;  // what they took, in the unit of progress
};

std::vector<double> headline_of(const Ensemble& e) {
  return by_replicate(e, e.reference, Monthly::held_us_in_cn, last_report(*e.scenario));
}

std::vector<double> at_observation(const Ensemble& e, const Observation& o) {
  return hindcast_values(e, e.reference, o.series, o.date, o.since);
}

// Observations of the run's months and of values above 0, in the hindcast's order of series, each by date.
std::vector<RivalPoint> points_of(const Ensemble& full, const std::vector<Observation>& observations) {
  std::vector<RivalPoint> points;
  for (const auto& [series, unit] : hindcast_series()) {
    const auto begin = static_cast<std::ptrdiff_t>(points.size());
    for (const Observation& o : observations)
      if (o.series == series && o.value > 0 && o.date >= full.scenario->first && o.date < full.scenario->end)
        points.push_back({o, range_of(at_observation(full, o)), {}, {}});
    std::stable_sort(points.begin() + begin, points.end(), [](const RivalPoint& a, const RivalPoint& b) {
      return a.observed.date < b.observed.date;
    });
  }
  return points;
}

void compare(const Ensemble& full, const Ensemble& rival, std::vector<RivalPoint>& points) {
  for (RivalPoint& point : points) {
    const auto values = at_observation(rival, point.observed);
    point.under.push_back(range_of(values));
    point.tells.push_back(telling(point.observed, at_observation(full, point.observed), values));
  }
}

// A series of that name was observed: its output is no longer one that could be measured next.
bool is_observed(const std::string& output, const std::vector<RivalPoint>& points) {
  return std::any_of(points.begin(), points.end(),
                     [&](const RivalPoint& p) { return output.rfind(p.observed.series, 0) == 0; });
}

double ratio_of_medians(const Unobserved& u) {
  const double a = u.full.median, b = u.under.median;
  return a > 0 && b > 0 ? std::max(a / b, b / a) : std::numeric_limits<double>::infinity();
}

std::vector<Unobserved> would_tell(const Ensemble& full, const Ensemble& rival, Month date,
                                   const std::vector<RivalPoint>& points) {
  std::vector<Unobserved> found;
  for (int i = 0; i < exchange::kMonthly; ++i) {
    const auto output = static_cast<Monthly>(i);
    if (is_observed(exchange::declaration_of(output).name, points)) continue;
    const auto a = by_replicate(full, full.reference, output, date),
               b = by_replicate(rival, rival.reference, output, date);
    const Unobserved one{output, range_of(a), range_of(b), apart(a, b)};
    if (one.apart >= kTellingShare) found.push_back(one);
  }
  std::stable_sort(found.begin(), found.end(), [](const Unobserved& a, const Unobserved& b) {
    return a.apart != b.apart ? a.apart > b.apart : ratio_of_medians(a) > ratio_of_medians(b);
  });
  return found;
}

}  // namespace

std::vector<std::string> mechanisms() {
  std::vector<std::string> names;
  for (const Mechanism& m : kMechanisms) names.emplace_back(m.name);
  return names;
}

Scenario rival_of(const Scenario& scenario, const std::string& mechanism) {
  Scenario rival = scenario;
  bool& part = rival.switches.*mechanism_named(mechanism).part;
  part = !part;
  return rival;
}

Telling telling(const Observation& observed, const std::vector<double>& full,
                const std::vector<double>& rival) {
  Telling found;
  std::vector<double> evidence;
  double nearer = 0;
  for (std::size_t i = 0; i < full.size(); ++i) {
    if (!std::isfinite(full[i]) || !std::isfinite(rival[i])) continue;
    const double a = distance(full[i], observed.value), b = distance(rival[i], observed.value);
    nearer += a < b ? 1 : a == b ? 0.5 : 0;
    evidence.push_back(log10_ratio(a, b, observed.sd_log));
  }
  found.runs = static_cast<int32_t>(evidence.size());
  if (evidence.empty()) return found;
  found.nearer = nearer / found.runs;
  found.evidence = quantile(evidence, 0.5);
  if (found.nearer >= kTellingShare && found.evidence >= kTellingEvidence) found.tells = 1;
  if (found.nearer <= 1 - kTellingShare && found.evidence <= -kTellingEvidence) found.tells = -1;
  return found;
}

double apart(const std::vector<double>& a, const std::vector<double>& b) {
  double below = 0, pairs = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) {
      if (i == j || !std::isfinite(a[i]) || !std::isfinite(b[j])) continue;
      below += a[i] < b[j] ? 1 : a[i] == b[j] ? 0.5 : 0;
      ++pairs;
    }
  return pairs > 0 ? std::max(below, pairs - below) / pairs : 0.5;
}

Rivals rivals(const Scenario& scenario, const std::vector<Observation>& observations,
              const RivalsOptions& options) {
  const std::vector<std::string> wanted = options.only.empty() ? mechanisms() : options.only;
  for (const std::string& name : wanted) mechanism_named(name);
  const Scenario small = resized(scenario, options.institutions);
  Runner runner(options, 1 + static_cast<int64_t>(wanted.size()));
  Rivals found;
  const Ensemble full = runner.run(small, found);
  found.replicates = full.replicates;
  found.institutions = small.institutions;
  found.weight = small.weight;
  found.unobserved_at = small.report.empty() ? last_report(small) : small.report.front();
  if (found.stopped) return found;
  found.held = range_of(headline_of(full));
  found.conclusions = conclusions(full);
  found.points = points_of(full, observations);
  for (const std::string& name : wanted) {
    const Scenario other = rival_of(small, name);
    const Ensemble e = runner.run(other, found);
    if (found.stopped) return found;
    Rival rival{name, other.switches.*mechanism_named(name).part, range_of(headline_of(e)), {}, {}};
    for (const Conclusion& c : conclusions(e)) rival.verdicts.push_back(c.verdict);
    compare(full, e, found.points);
    rival.would_tell = would_tell(full, e, found.unobserved_at, found.points);
    found.rivals.push_back(std::move(rival));
  }
  return found;
}

}  // namespace study
