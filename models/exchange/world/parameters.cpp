#include "models/exchange/world/parameters.hpp"

namespace exchange {

std::vector<sim::Declaration> declarations() {
  std::vector<sim::Declaration> all;
  Parameters::declare([&](auto, const sim::Declaration& declared) { all.push_back(declared); });
  return all;
}

std::optional<sim::Declaration> declaration_of(std::string_view name) {
  for (const auto& declared : declarations()) {
    if (name == declared.name) return declared;
  }
  return std::nullopt;
}

std::optional<double> get(const Parameters& parameters, std::string_view name) {
  std::optional<double> found;
  Parameters::declare([&](auto field, const sim::Declaration& declared) {
    if (name == declared.name) found = parameters.*field;
  });
  return found;
}

bool set(Parameters& parameters, std::string_view name, double value) {
  bool found = false;
  Parameters::declare([&](auto field, const sim::Declaration& declared) {
    if (name != declared.name) return;
    parameters.*field = value;
    found = true;
  });
  return found;
}

Parameters draw(const Parameters& defaults, const std::map<std::string, sim::Prior>& overrides, uint64_t seed,
                uint64_t replicate) {
  Parameters drawn = defaults;
  uint32_t ordinal = 0;
  Parameters::declare([&](auto field, const sim::Declaration& declared) {
    const auto override_found = overrides.find(declared.name);
    const sim::Prior& prior = override_found == overrides.end() ? declared.prior : override_found->second;
    const double value = prior.quantile(sim::design_point(seed, replicate, ordinal++), defaults.*field);
    drawn.*field = value < declared.low ? declared.low : value > declared.high ? declared.high : value;
  });
  return drawn;
}

}  // namespace exchange
