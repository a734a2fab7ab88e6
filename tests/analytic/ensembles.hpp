#pragma once
// Runs of tests/analytic/world.json beside its mean field.

#include <string>
#include <vector>

#include "tests/analytic/mean_field.hpp"

namespace analytic {

struct Ensemble {
  int institutions = 0;
  std::vector<int> dates;     // month numbers at which runs and mean field are compared
  std::vector<Curve> curves;  // without noise of years: the expectation
  std::vector<std::vector<std::vector<double>>> value;  // [curve][date][run]
  std::vector<std::vector<std::vector<double>>>
      given;  // the same of the mean field in the run's own environment

  std::size_t runs() const { return value.front().front().size(); }
  std::string name(std::size_t curve) const;
  double expected(std::size_t curve, std::size_t date) const;
  double mean(std::size_t curve, std::size_t date) const;
  // Distance of the ensemble's mean from the expectation, in the mean's standard errors.
  double z(std::size_t curve, std::size_t date) const;
  // Of each run, the mean over dates of ((run - mean field in its environment) / mean field)^2.
  std::vector<double> squares(std::size_t curve) const;
  double rms(std::size_t curve) const;  // root of their mean
};

// `institutions` agents that together stand for kReal, `runs` runs by chance alone.
inline constexpr double kReal = 64000;
Ensemble simulate(int institutions, int runs);

// Least squares of log rms on log institutions, weighted by the rms's own standard errors, and the slope's
// standard error.
struct Slope {
  double value = 0, error = 0;
};
Slope slope_of(const std::vector<Ensemble>& ensembles, std::size_t curve);

}  // namespace analytic
