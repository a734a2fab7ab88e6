#pragma once
// Designed experiments: which values the factors of a sweep take in which of its rows. A row is a function of
// the design and its number; nothing of other rows is kept.
//
//   kind             rows          `points` are
//   grid             product       not given: every combination of listed values, the last factor fastest
//   latin_hypercube  n             rows; row i does not depend on n, and each aligned block of 2^k rows has
//   one in
//                                  each of the 2^k equal parts of every factor's range (sim::design_point)
//   sobol            n (k + 2)     base samples, best a power of two. Saltelli's radial scheme, by base
//   sample:
//                                  A, A with factor 1 from B, ..., A with factor k from B, B.
//                    n (2k + 2)    with second_order: before the last, B with factor 1 from A, ..., factor k
//                    from A.
//                                  The order of SALib's sobol.sample, so that its sobol.analyze can be used.
//   morris           n (k + 1)     trajectories on 4 levels; each step moves one factor by 2/3 of its range,
//   in an
//                                  order drawn anew. The order of SALib's morris.sample.
//   rows             n             not given: as they are listed
//
// k factors. Saltelli et al. 2010 (doi:10.1016/j.cpc.2009.09.018); Morris 1991 (doi:10.2307/1269043).

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/exchange/world/json_text.hpp"
#include "sim/parameters.hpp"
#include "study/sobol.hpp"

namespace study {

enum class DesignKind : uint8_t { grid, latin_hypercube, sobol, morris, rows };
inline constexpr std::array<std::string_view, 5> kDesignNames{"grid", "latin-hypercube", "sobol", "morris",
                                                              "rows"};

// What is varied. In a row a factor has a `level`: a number, or the position of one of its listed values.
struct Factor {
  std::string name;                          // as the design has it; the head of its column
  std::string path;                          // dotted, as --set takes it
  bool parameter = false;                    // parameters.NAME: rows that differ in such only share a world
  std::vector<exchange::json::Node> values;  // listed; if empty, levels are numbers drawn from `spread`
  sim::Prior spread;
  double low = 0, high = 0;  // levels are clipped to these

  bool listed() const { return !values.empty(); }
  double at(double u) const;     // the level below which a share u of its range lies, 0 < u < 1
  double along(double t) const;  // the level from one end of its range to the other, 0 <= t <= 1
  exchange::json::Node value(double level) const;  // as a scenario file would have it
  double number(double level) const;     // of a number, or of true (1) and false (0); NaN of anything else
  std::string text(double level) const;  // as a table would have it: "0.2", "true", "2027-01"
  bool numeric() const;                  // every value is a number, or true or false
};

struct Design {
  DesignKind kind = DesignKind::latin_hypercube;
  std::vector<Factor> factors;
  int64_t points = 0;  // 0 where the kind does not ask for them
  uint64_t seed = 1;   // of the sampled kinds
  bool second_order = false;
  std::vector<std::vector<double>> given;  // levels of the listed rows

  int64_t size() const;  // rows
};

inline constexpr int64_t kMostRows = 100'000'000;

// Makes the rows of a design.
class DesignRows {
 public:
  explicit DesignRows(const Design& design);
  // The level of each factor in row `number`, 0 <= number < design.size().
  std::vector<double> row(int64_t number) const;

 private:
  std::vector<double> on_grid(int64_t number) const;
  std::vector<double> latin(int64_t number) const;
  std::vector<double> saltelli(int64_t number) const;
  std::vector<double> on_trajectory(int64_t number) const;

  const Design& design_;
  Sobol sobol_;
  std::vector<uint32_t> shift_;  // of each dimension of the Sobol' points
};

}  // namespace study
