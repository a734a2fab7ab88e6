// The words for a world, its law and its runs, which several screens share.

#include "bindings/cli/load.hpp"
#include "bindings/cli/numbers.hpp"
#include "bindings/cli/run_table.hpp"
#include "bindings/cli/text.hpp"
#include "study/headline.hpp"

namespace cli {

std::string of_depth(exchange::Depth depth) {
  switch (depth) {
    case exchange::Depth::whole_genome:
      return "the whole genomes of";
    case exchange::Depth::exome:
      return "the exomes of";
    case exchange::Depth::low_pass:
      return "the low-pass genomes of";
    case exchange::Depth::array:
      return "the genotypes of";
    case exchange::Depth::none:
      break;
  }
  return "data on";
}

std::string parameters_line(const exchange::Scenario& scenario) {
  if (!scenario.draw_parameters) return "";
  if (scenario.posterior_left_out) return wrapped("Parameters: every one from its prior (--prior).");
  if (!scenario.posterior) return "";
  const std::size_t own = scenario.posterior->parameters.size() - scenario.fitted.size();
  return wrapped(
      "Parameters: posterior of " + std::to_string(scenario.fitted.size()) + " fitted" +
      (own > 0 ? " (" + std::to_string(own) + " more left to the scenario's own value or prior)" : "") +
      ", the rest from priors.");
}

std::string title_line(const exchange::Scenario& scenario) {
  const sim::Month to = exchange::law_to(scenario);
  std::string law;
  if (to != sim::kAlways)
    law =
        (scenario.law_as_of != sim::kNever ? "  law known on " : "  law announced by ") + sim::to_string(to);
  return wrapped(scenario.id + " " + sim::to_string(scenario.first) + ".." +
                 sim::to_string(scenario.end - 1) + "  GenRatchet " + version() + law) +
         parameters_line(scenario);
}

std::string size_line(const exchange::Scenario& scenario, const std::string& in_which) {
  if (scenario.weight == 1) return "";
  return wrapped(with_commas(scenario.institutions) + " institutions, each for " +
                 two_digits(scenario.weight) + ": a small world, in which " + in_which + ".");
}

std::string runs_line(int64_t policies, const std::string& what, int64_t replicates) {
  const bool preliminary = replicates < study::kPublishWith;
  return wrapped((preliminary ? "PRELIMINARY: " : "") +
                 counted(policies, what, what == "policy" ? "policies" : "") + " x " +
                 counted(replicates, "run") +
                 (preliminary ? "; publish with " + std::to_string(study::kPublishWith) : "") +
                 ". Range = 90 % of runs.");
}

}  // namespace cli
