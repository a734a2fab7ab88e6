#include "study/challenge.hpp"

#include <algorithm>
#include <cmath>

#include "models/exchange/world/problems.hpp"
#include "models/exchange/world/question.hpp"
#include "sim/error.hpp"
#include "study/paired.hpp"

namespace study {

namespace {

// Runs the ensembles of a challenge one after the other and adds up their progress.
class Bench {
 public:
  Bench(const Scenario& scenario, const ChallengeOptions& options)
      : scenario_(resized(scenario, options.institutions)), options_(options.run) {
    options_.premium_worlds = false;
    options_.on_record = nullptr;
    options_.progress = [this, sink = options.run.progress](int64_t done, int64_t all) {
      each_ = all;
      return !sink || sink(done_ * each_ + done, std::max(planned_, done_ + 1) * each_);
    };
  }

  const Scenario& scenario() const { return scenario_; }
  void plan(int64_t ensembles) { planned_ += ensembles; }
  bool stopped() const { return stopped_; }
  const std::vector<sim::RunFailure>& failures() const { return failures_; }

  // The ensemble in which `parameter` has one value in every run; with nothing moved if there is none.
  Ensemble run(const sim::Declaration* parameter = nullptr, double value = 0) {
    Scenario moved = scenario_;
    if (parameter) {
      set(moved.defaults, parameter->name, value);
      moved.priors[parameter->name] = sim::Prior::fixed();
      auto& fitted = moved.fitted;  // what is moved is not drawn, and all else as the posterior has it
      fitted.erase(std::remove(fitted.begin(), fitted.end(), parameter->name), fitted.end());
    }
    Ensemble ensemble = run_ensemble(moved, options_);
    ++done_;
    stopped_ = stopped_ || ensemble.stopped;
    failures_.insert(failures_.end(), ensemble.failures.begin(), ensemble.failures.end());
    return ensemble;
  }

 private:
  Scenario scenario_;
  RunOptions options_;
  int64_t planned_ = 0, done_ = 0, each_ = 1;
  bool stopped_ = false;
  std::vector<sim::RunFailure> failures_;
};

std::vector<double> headline_of(const Ensemble& e) {
  return by_replicate(e, e.reference, Monthly::held_us_in_cn, last_report(*e.scenario));
}

// One parameter on its way over its range. Points are kept by how far along they are, 0 to 1.
class Mover {
 public:
  Mover(Bench& bench, const sim::Declaration& declared, const std::vector<double>& base,
        const std::vector<Conclusion>& conclusions)
      : bench_(bench),
        prior_(range_of_parameter(bench.scenario(), declared)),
        base_(base),
        conclusions_(conclusions) {
    found_.declared = declared;
  }

  void visit(double along) {
    if (bench_.stopped()) return;
    ChallengePoint point;
    point.value = prior_.along(along, *get(bench_.scenario().defaults, found_.declared.name));
    const Ensemble e = bench_.run(&found_.declared, point.value);
    if (e.stopped) return;
    const auto held = headline_of(e);
    point.held = range_of(held);
    point.factor = range_of(ratios(held, base_));
    for (const Conclusion& c : study::conclusions(e)) point.verdicts.push_back(c.verdict);
    const auto at = std::lower_bound(along_.begin(), along_.end(), along);
    found_.points.insert(found_.points.begin() + (at - along_.begin()), std::move(point));
    along_.insert(at, along);
  }

  // Halves the first gap in which some conclusion is reversed; false if there is none.
  bool halve() {
    for (std::size_t i = 0; i + 1 < along_.size(); ++i)
      if (reversed_between(i)) {
        bench_.plan(1);
        visit((along_[i] + along_[i + 1]) / 2);
        return !bench_.stopped();
      }
    return false;
  }

  ChallengedAssumption finish() {
    for (const Fate wanted : {Fate::reversed, Fate::lost})
      for (std::size_t c = 0; c < conclusions_.size(); ++c)
        if (worst(c) == wanted) found_.turns.push_back(turn(c, wanted));
    double least = INFINITY, greatest = 0;
    for (const ChallengePoint& point : found_.points) {
      if (point.held.runs == 0) continue;
      least = std::min(least, point.held.median);
      greatest = std::max(greatest, point.held.median);
    }
    if (greatest > 0) found_.spread = greatest / least;  // infinite if it can bring the number to nil
    return std::move(found_);
  }

 private:
  Fate fate_at(std::size_t point, std::size_t conclusion) const {
    return fate(conclusions_[conclusion].verdict, found_.points[point].verdicts[conclusion]);
  }
  Fate worst(std::size_t conclusion) const {
    Fate found = Fate::holds;
    for (std::size_t p = 0; p < found_.points.size(); ++p) found = std::max(found, fate_at(p, conclusion));
    return found;
  }
  bool reversed_between(std::size_t i) const {
    for (std::size_t c = 0; c < conclusions_.size(); ++c) {
      const Fate a = fate_at(i, c), b = fate_at(i + 1, c);
      if (a != b && std::max(a, b) == Fate::reversed) return true;
    }
    return false;
  }
  Turn turn(std::size_t conclusion, Fate wanted) const {
    const std::size_t count = found_.points.size();
    for (std::size_t i = 0; i + 1 < count; ++i) {
      const bool turned = fate_at(i, conclusion) == wanted, next = fate_at(i + 1, conclusion) == wanted;
      if (turned == next) continue;
      const double a = found_.points[i].value, b = found_.points[i + 1].value;
      return {conclusion, wanted, turned ? b : a, turned ? a : b};
    }
    return {conclusion, wanted, found_.points.front().value, found_.points.front().value};
  }

  Bench& bench_;
  sim::Prior prior_;
  const std::vector<double>& base_;
  const std::vector<Conclusion>& conclusions_;
  std::vector<double> along_;  // of the points
  ChallengedAssumption found_;
};

exchange::UnknownName unknown_parameter(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& declared : exchange::declarations()) known.push_back(declared.name);
  return exchange::UnknownName("\"" + name + "\" is not a parameter. " + exchange::did_you_mean(name, known));
}

std::vector<sim::Declaration> chosen(const std::vector<std::string>& only) {
  if (only.empty()) return contested();
  std::vector<sim::Declaration> found;
  for (const std::string& name : only) {
    const auto declared = exchange::declaration_of(name);
    if (!declared) throw unknown_parameter(name);
    if (declared->prior.shape == sim::Prior::Shape::fixed)
      throw sim::Error("\"" + name + "\" has no range over which it could be moved.");
    const auto same = [&](const sim::Declaration& d) { return name == d.name; };
    if (std::any_of(found.begin(), found.end(), same)) continue;
    found.push_back(*declared);
  }
  return found;
}

}  // namespace

// A fixed override is the author's choice, which is what is to be challenged: the declared prior has the
// range.
sim::Prior range_of_parameter(const Scenario& scenario, const sim::Declaration& declared) {
  const auto own = scenario.priors.find(declared.name);
  const bool has_range = own != scenario.priors.end() && own->second.shape != sim::Prior::Shape::fixed;
  return has_range ? own->second : declared.prior;
}

std::vector<sim::Declaration> contested() {
  std::vector<sim::Declaration> found;
  for (const sim::Declaration& declared : exchange::declarations())
    if (declared.contested) found.push_back(declared);
  return found;
}

Scenario resized(const Scenario& scenario, int32_t institutions) {
  if (institutions <= 0 || institutions >= scenario.institutions) return scenario;
  const double share = static_cast<double>(institutions) / scenario.institutions;
  Scenario small = scenario;
  small.institutions = institutions;
  small.weight = scenario.weight / share;
  for (exchange::PlaceData& place : small.places)
    if (place.institutions)
      place.institutions =
          std::max(*place.institutions > 0 ? 1 : 0, static_cast<int32_t>(*place.institutions * share + 0.5));
  return small;
}

Scenario only_reference(const Scenario& scenario) {
  Scenario kept = scenario;
  const auto found = std::find_if(kept.policies.begin(), kept.policies.end(),
                                  [&](const auto& p) { return p.id == kept.reference; });
  if (found != kept.policies.end()) kept.policies = {*found};
  return kept;
}

Challenge challenge(const Scenario& scenario, const ChallengeOptions& options) {
  const std::vector<sim::Declaration> moved = chosen(options.only);
  const int32_t values = std::max(2, options.values);
  Bench bench(scenario, options);
  bench.plan(1 + static_cast<int64_t>(moved.size()) * values);
  const Ensemble base = bench.run();
  Challenge found;
  found.replicates = base.replicates;
  found.institutions = bench.scenario().institutions;
  found.weight = bench.scenario().weight;
  if (!base.stopped) {
    const auto held = headline_of(base);
    found.held = range_of(held);
    found.conclusions = conclusions(base);
    for (const sim::Declaration& declared : moved) {
      Mover mover(bench, declared, held, found.conclusions);
      for (int32_t i = 0; i < values; ++i) mover.visit(static_cast<double>(i) / (values - 1));
      for (int32_t i = 0; i < options.halvings && !bench.stopped() && mover.halve(); ++i) {
      }
      if (!bench.stopped()) found.assumptions.push_back(mover.finish());
    }
  }
  std::stable_sort(found.assumptions.begin(), found.assumptions.end(),
                   [](const auto& a, const auto& b) { return a.spread > b.spread; });
  found.failures = bench.failures();
  found.stopped = bench.stopped();
  return found;
}

}  // namespace study
