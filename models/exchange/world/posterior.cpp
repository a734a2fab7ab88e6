#include "models/exchange/world/posterior.hpp"

#include <algorithm>

namespace exchange {

// Steps of the golden ratio: however many seeds are taken, they begin far from one another.
std::size_t Posterior::row_of(uint64_t seed, uint64_t replicate) const {
  const uint64_t count = rows.size(), turn = (seed - 1) * 0x9E3779B97F4A7C15u;  // in 2^-64 of the sample
  const uint64_t offset = (turn >> 32) * count >> 32;  // there are fewer than 2^32 rows
  return static_cast<std::size_t>((replicate % count + offset) % count);
}

std::vector<double> Posterior::sorted(std::string_view parameter) const {
  const auto found = std::find(parameters.begin(), parameters.end(), parameter);
  std::vector<double> values;
  if (found == parameters.end()) return values;
  for (const auto& row : rows) values.push_back(row[static_cast<std::size_t>(found - parameters.begin())]);
  std::sort(values.begin(), values.end());
  return values;
}

Parameters draw(const Parameters& defaults, const std::map<std::string, sim::Prior>& overrides,
                const Posterior& posterior, const std::vector<std::string>& fitted, uint64_t seed,
                uint64_t replicate) {
  const std::size_t number = posterior.row_of(seed, replicate);
  Parameters drawn = draw(defaults, overrides, posterior.design_seed, number);
  for (std::size_t i = 0; i < posterior.parameters.size(); ++i)
    if (std::find(fitted.begin(), fitted.end(), posterior.parameters[i]) != fitted.end())
      set(drawn, posterior.parameters[i], posterior.rows[number][i]);
  return drawn;
}

}  // namespace exchange
