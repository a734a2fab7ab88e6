#include "study/posterior.hpp"

#include <algorithm>

namespace study {

Range posterior_range(const exchange::Scenario& scenario, const std::string& parameter) {
  const auto& fitted = scenario.fitted;
  const bool drawn =
      scenario.draw_parameters && std::find(fitted.begin(), fitted.end(), parameter) != fitted.end();
  return range_of(drawn ? scenario.posterior->sorted(parameter) : std::vector<double>{});
}

}  // namespace study
