#include "study/design.hpp"

#include <algorithm>
#include <limits>

#include "models/exchange/world/tree_diff.hpp"
#include "sim/chance.hpp"

namespace study {

namespace {

using exchange::json::Node;

constexpr int kMorrisMove = 2;  // of the 3 steps between 4 levels: 2/3 of the range

double clipped(double value, double low, double high) {
  return value < low ? low : value > high ? high : value;
}

// Rows for each base sample or trajectory.
int64_t stride_of(const Design& design) {
  const auto factors = static_cast<int64_t>(design.factors.size());
  if (design.kind == DesignKind::sobol) return design.second_order ? 2 * factors + 2 : factors + 2;
  return design.kind == DesignKind::morris ? factors + 1 : 1;
}

}  // namespace

double Factor::at(double u) const {
  if (!listed()) return clipped(spread.quantile(u, low), low, high);
  return static_cast<double>(
      std::min(values.size() - 1, static_cast<std::size_t>(u * static_cast<double>(values.size()))));
}

double Factor::along(double t) const { return listed() ? at(t) : clipped(spread.along(t, low), low, high); }

Node Factor::value(double level) const {
  return listed() ? values[static_cast<std::size_t>(level)] : Node::of(level);
}

double Factor::number(double level) const {
  if (!listed()) return level;
  const Node& node = values[static_cast<std::size_t>(level)];
  if (node.type == Node::Type::boolean) return node.boolean ? 1 : 0;
  return node.is_number() ? node.number : std::numeric_limits<double>::quiet_NaN();
}

std::string Factor::text(double level) const {
  const Node node = value(level);
  if (node.is_text()) return node.text;
  return node.is_number() ? exchange::json::to_text(node.number) : exchange::one_line(node);
}

bool Factor::numeric() const {
  return std::all_of(values.begin(), values.end(),
                     [](const Node& node) { return node.is_number() || node.type == Node::Type::boolean; });
}

int64_t Design::size() const {
  if (kind == DesignKind::rows) return static_cast<int64_t>(given.size());
  if (kind != DesignKind::grid) return points * stride_of(*this);
  int64_t rows = 1;
  for (const Factor& factor : factors)  // beyond the most there is no need to know how many
    rows = std::min(rows * static_cast<int64_t>(factor.values.size()), kMostRows + 1);
  return rows;
}

DesignRows::DesignRows(const Design& design)
    : design_(design),
      sobol_(design.kind == DesignKind::sobol ? static_cast<int32_t>(2 * design.factors.size()) : 0) {
  if (design.kind != DesignKind::sobol) return;
  const uint64_t key = sim::mix(design.seed, sim::key_of("sobol"));
  for (std::size_t d = 0; d < 2 * design.factors.size(); ++d) shift_.push_back(sim::Stream(key, d, 0).bits());
}

std::vector<double> DesignRows::row(int64_t number) const {
  switch (design_.kind) {
    case DesignKind::grid:
      return on_grid(number);
    case DesignKind::latin_hypercube:
      return latin(number);
    case DesignKind::sobol:
      return saltelli(number);
    case DesignKind::morris:
      return on_trajectory(number);
    case DesignKind::rows:
      break;
  }
  return design_.given[static_cast<std::size_t>(number)];
}

std::vector<double> DesignRows::on_grid(int64_t number) const {
  std::vector<double> levels(design_.factors.size());
  for (std::size_t f = levels.size(); f-- > 0;) {
    const auto count = static_cast<int64_t>(design_.factors[f].values.size());
    levels[f] = static_cast<double>(number % count);
    number /= count;
  }
  return levels;
}

// Known by their paths, so that a factor's column does not depend on what else is varied.
std::vector<double> DesignRows::latin(int64_t number) const {
  std::vector<double> levels;
  for (const Factor& factor : design_.factors)
    levels.push_back(factor.at(sim::design_point(design_.seed, static_cast<uint64_t>(number),
                                                 static_cast<uint32_t>(sim::key_of(factor.path)))));
  return levels;
}

// Dimensions 0 to k - 1 of the base sequence are A, k to 2 k - 1 are B. A digital shift keeps what makes the
// points even and takes them off the borders.
std::vector<double> DesignRows::saltelli(int64_t number) const {
  const auto k = static_cast<int64_t>(design_.factors.size());
  const int64_t place = number % stride_of(design_);
  const auto sample = static_cast<uint32_t>(number / stride_of(design_));
  const bool last = place == stride_of(design_) - 1;
  std::vector<double> levels;
  for (int64_t f = 0; f < k; ++f) {
    const bool from_b = last || (place <= k ? f == place - 1 : f != place - k - 1);
    const auto dimension = static_cast<std::size_t>(from_b ? f + k : f);
    const uint32_t bits = sobol_.bits(sample, static_cast<int32_t>(dimension)) ^ shift_[dimension];
    levels.push_back(design_.factors[static_cast<std::size_t>(f)].at(sim::unit_interval(bits)));
  }
  return levels;
}

std::vector<double> DesignRows::on_trajectory(int64_t number) const {
  const std::size_t k = design_.factors.size();
  const auto trajectory = static_cast<uint64_t>(number / stride_of(design_));
  const auto moved = static_cast<std::size_t>(number % stride_of(design_));
  sim::Stream chance(sim::mix(design_.seed, sim::key_of("morris")), trajectory, 0);
  std::vector<int> from(k), to(k);
  std::vector<std::size_t> order(k);
  for (std::size_t f = 0; f < k; ++f) {
    const int low = static_cast<int>(chance.below(2)), high = low + kMorrisMove;
    const bool up = chance.below(2) == 1;
    from[f] = up ? low : high;
    to[f] = up ? high : low;
    order[f] = f;
  }
  for (std::size_t left = k; left > 1; --left)
    std::swap(order[left - 1], order[chance.below(static_cast<uint32_t>(left))]);
  for (std::size_t step = 0; step < moved; ++step) from[order[step]] = to[order[step]];
  std::vector<double> levels;
  for (std::size_t f = 0; f < k; ++f) levels.push_back(design_.factors[f].along(from[f] / 3.0));
  return levels;
}

}  // namespace study
