#include "models/exchange/world/scenario.hpp"

#include <algorithm>

namespace exchange {

Parameters parameters_of(const Scenario& s, uint64_t replicate) {
  if (!s.draw_parameters) return s.defaults;
  if (!s.posterior) return draw(s.defaults, s.priors, s.seed, replicate);
  return draw(s.defaults, s.priors, *s.posterior, s.fitted, s.seed, replicate);
}

LawVocabulary vocabulary_of(const Scenario& scenario) {
  LawVocabulary vocabulary;
  for (const PlaceData& place : scenario.places) vocabulary.places.push_back(place.id);
  for (const RepositoryData& repository : scenario.repositories)
    vocabulary.repositories.push_back(repository.id);
  for (const FirmData& firm : scenario.firms) vocabulary.firms.push_back(firm.id);
  for (const RegulatorData& regulator : scenario.regulators) {
    for (const std::string& office : regulator.offices) {
      auto& offices = vocabulary.offices;
      if (std::find(offices.begin(), offices.end(), office) == offices.end()) offices.push_back(office);
    }
  }
  vocabulary.groups = scenario.groups;
  vocabulary.usd_per = scenario.usd_per;
  vocabulary.usd_per.emplace("USD", 1.0);
  return vocabulary;
}

bool is_known(const Scenario& scenario, const Provision& provision) {
  const Month known = provision.announced == sim::kAlways ? provision.effective : provision.announced;
  return provision.status == Status::hypothetical || known <= scenario.law_as_of;
}

Month law_to(const Scenario& scenario) {
  if (scenario.law_as_of != sim::kNever) return scenario.law_as_of;
  Month last = sim::kAlways;
  for (const PolicyData& policy : scenario.policies)
    if (policy.id == scenario.reference)
      for (const Provision& p : policy.provisions)
        if (p.status == Status::in_force) last = std::max(last, p.announced);
  return last;
}

}  // namespace exchange
