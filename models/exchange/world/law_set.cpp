#include <algorithm>
#include <map>

#include "models/exchange/law/mandate.hpp"
#include "models/exchange/world/world.hpp"
#include "sim/error.hpp"

namespace exchange {

namespace {

// What adaptive Washington enacts next, in this order; a step whose provisions the library lacks is left out.
const char* const kLadder[] = {"us-location-access", "us-mirror-limit", "us-reciprocity", "full-closure"};

std::vector<Provision> without_jurisdiction(const std::vector<Provision>& provisions, const std::string& place) {
  std::vector<Provision> kept;
  for (const auto& p : provisions)
    if (p.jurisdiction != place) kept.push_back(p);
  return kept;
}

// Structural switches that silence law (rival mechanisms).
std::vector<Provision> as_switched(const Scenario& scenario, const std::vector<Provision>& provisions) {
  if (scenario.switches.bandwidth_friction_only) return {};
  if (scenario.switches.symmetric_openness) return without_jurisdiction(provisions, "CN");
  return provisions;
}

void enact(std::vector<Provision>& provisions, const Scenario& scenario, const std::string& measure) {
  std::vector<std::string> ids;
  const auto group = scenario.measures.find(measure);
  if (group != scenario.measures.end()) ids = group->second.provisions;
  else ids.push_back(measure);
  for (const auto& id : ids) {
    const auto found = scenario.library.find(id);
    const auto there = [&](const Provision& p) { return p.id == id; };
    if (found == scenario.library.end() || std::any_of(provisions.begin(), provisions.end(), there)) continue;
    provisions.push_back(found->second);
    provisions.back().announced = provisions.back().effective = sim::kAlways;
    provisions.back().expires = sim::kNever;
  }
}

std::size_t mandate_row(PlaceId place, Funding funding, Kind kind) {
  return (static_cast<std::size_t>(place.value) * kFundings + static_cast<std::size_t>(index_of(funding))) * kKinds +
         static_cast<std::size_t>(index_of(kind));
}

// The provisions of a book that can change access: those on downloads, requests, or every channel.
ProvisionSet provisions_on_access(const RuleBook& book) {
  ProvisionSet relevant;
  for (std::size_t i = 0; i < book.provisions().size(); ++i) {
    const auto& channels = book.provisions()[i].applies.channel;
    relevant[i] = channels.empty() || std::any_of(channels.begin(), channels.end(), [](Channel c) {
                    return c == Channel::download || c == Channel::request;
                  });
  }
  return relevant;
}

// The months in which a book's law on access changes, added to the others'.
void add_access_changes(std::vector<Month>& months, const RuleBook& book, ProvisionSet on_access) {
  for (const Month m : book.change_dates())
    if ((book.at(m).in_force() & on_access) != (book.at(m - 1).in_force() & on_access)) months.push_back(m);
}

// Provisions of a book that can ask for release or deposit.
ProvisionSet provisions_that_mandate(const RuleBook& book) {
  ProvisionSet found;
  for (std::size_t i = 0; i < book.provisions().size(); ++i)
    for (const Effect& effect : book.provisions()[i].effects)
      if (effect.type == Effect::Type::deposit_first || effect.type == Effect::Type::open_by_default ||
          effect.type == Effect::Type::exempt)
        found.set(i);
  return found;
}

// The months from which a book's mandates may differ from before, each with its version: few.
struct MandateVersion {
  Month from;
  const Version* law;
};

std::vector<MandateVersion> mandate_versions(const RuleBook& book) {
  const ProvisionSet relevant = provisions_that_mandate(book);
  std::vector<MandateVersion> versions;
  for (const bool anticipating : {false, true}) {
    ProvisionSet before;
    const auto look = [&](Month month) {
      const Version& law = book.at(month, anticipating);
      if ((law.in_force() & relevant) == before) return;
      before = law.in_force() & relevant;
      versions.push_back({month, &law});
    };
    look(sim::kAlways);
    for (const Month month : book.change_dates()) look(month);
  }
  return versions;
}

// Months in which a mandate on one kind of data begins or ends; kAlways if it stands from the start.
void add_mandate_changes(std::vector<Month>& months, const std::vector<MandateVersion>& versions, PlaceId place, Funding funding,
                         Kind kind) {
  bool stands = false;
  for (const MandateVersion& version : versions) {
    const bool asked = mandate_for(*version.law, place, funding, kind).asked;
    if (asked != stands) months.push_back(version.from);
    stands = asked;
  }
}

std::vector<std::vector<Month>> find_mandate_changes(const LawSet& laws, std::size_t places) {
  std::vector<std::vector<Month>> changes(places * kFundings * kKinds);
  std::vector<std::vector<MandateVersion>> versions;
  for (const auto& rungs : laws.books)
    for (const auto& book : rungs) versions.push_back(mandate_versions(*book));
  for (std::size_t q = 0; q < places; ++q)
    for (int f = 0; f < kFundings; ++f)
      for (int k = 0; k < kKinds; ++k) {
        const PlaceId place{static_cast<uint8_t>(q)};
        const auto funding = static_cast<Funding>(f);
        const auto kind = static_cast<Kind>(k);
        auto& row = changes[mandate_row(place, funding, kind)];
        for (const auto& version : versions) add_mandate_changes(row, version, place, funding, kind);
        std::sort(row.begin(), row.end());
        row.erase(std::unique(row.begin(), row.end()), row.end());
      }
  return changes;
}

void number_provisions(LawSet& laws) {
  std::map<std::string, uint16_t> numbers;
  for (const auto& rungs : laws.books) {
    auto& of_policy = laws.provision_numbers.emplace_back();
    for (const auto& book : rungs) {
      auto& of_book = of_policy.emplace_back();
      for (const Provision& provision : book->provisions()) {
        const auto [found, is_new] = numbers.emplace(provision.id, static_cast<uint16_t>(numbers.size()));
        if (is_new) laws.provision_ids.push_back(provision.id);
        of_book.push_back(found->second);
      }
    }
  }
}

}  // namespace

LawSet::LawSet(const Scenario& scenario) {
  const LawVocabulary vocabulary = vocabulary_of(scenario);
  const auto stacking = scenario.switches.cumulative_penalties ? Stacking::cumulative : Stacking::highest;
  for (const auto& policy : scenario.policies) {
    auto provisions = as_switched(scenario, policy.provisions);
    books.push_back({std::make_shared<const RuleBook>(provisions, vocabulary, stacking)});
    if (!scenario.switches.adaptive_regulators) continue;
    for (const char* step : kLadder) {
      enact(provisions, scenario, step);
      books.back().push_back(std::make_shared<const RuleBook>(provisions, vocabulary, stacking));
    }
  }
  number_provisions(*this);
  for (const auto& rungs : books) {
    auto& row = on_access.emplace_back();
    for (const auto& book : rungs) {
      row.push_back(provisions_on_access(*book));
      add_access_changes(access_changes, *book, row.back());
    }
  }
  for (const RegulatorData& regulator : scenario.regulators)  // practice changes hands
    for (const Month m : {regulator.from, regulator.until})
      if (scenario.first < m && m < scenario.end && !regulator.offices.empty()) access_changes.push_back(m);
  if (scenario.switches.adaptive_regulators)
    for (Month m = scenario.first; m < scenario.end; m = m + 1) access_changes.push_back(m);
  std::sort(access_changes.begin(), access_changes.end());
  access_changes.erase(std::unique(access_changes.begin(), access_changes.end()), access_changes.end());
  mandate_changes = find_mandate_changes(*this, scenario.places.size());
  compellers.assign(scenario.places.size(), 0);
  for (const auto& [id, provision] : scenario.library)
    for (const auto& effect : provision.effects)
      if (effect.type == Effect::Type::compel)
        for (const PlaceId place : vocabulary.expand(provision.jurisdiction)) compellers[place.value] = 1;
}

Month LawSet::next_access_change(Month after) const {
  const auto found = std::upper_bound(access_changes.begin(), access_changes.end(), after);
  return found == access_changes.end() ? sim::kNever : *found;
}

Month LawSet::next_mandate_change(PlaceId place, Funding funding, Kind kind, Month after) const {
  const auto& row = mandate_changes[mandate_row(place, funding, kind)];
  const auto found = std::upper_bound(row.begin(), row.end(), after);
  return found == row.end() ? sim::kNever : *found;
}

bool LawSet::may_be_mandated(PlaceId place, Funding funding, Kind kind) const {
  return !mandate_changes[mandate_row(place, funding, kind)].empty();
}

int LawSet::policy_index(const Scenario& scenario, const std::string& id) {
  for (std::size_t i = 0; i < scenario.policies.size(); ++i)
    if (scenario.policies[i].id == id) return static_cast<int>(i);
  throw sim::Error("no policy is called \"" + id + "\"");
}

}  // namespace exchange
