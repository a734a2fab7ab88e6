#include "models/exchange/world/world.hpp"

#include <algorithm>
#include <limits>

#include "sim/error.hpp"

namespace exchange {

namespace {

std::vector<uint64_t> keys_of_places(const Scenario& scenario) {
  std::vector<uint64_t> keys;
  for (const auto& place : scenario.places) keys.push_back(sim::key_of(place.id));
  return keys;
}

PlaceId place_named(const Scenario& scenario, const std::string& id) {
  for (std::size_t q = 0; q < scenario.places.size(); ++q)
    if (scenario.places[q].id == id) return {static_cast<uint8_t>(q)};
  throw sim::Error("no place is called \"" + id + "\"");
}

// The parameter or dated input that gives a repository's bytes per base, by month.
std::vector<double> bytes_per_base(const Scenario& scenario, const Parameters& p, const std::string& name, Month first, int months) {
  std::vector<double> path;
  const auto parameter = get(p, name);
  const auto input = scenario.inputs.find(name);
  for (int m = 0; m < months; ++m) {
    const double rho = parameter ? *parameter
                       : input != scenario.inputs.end() ? interpolate(input->second, first + m, false) : constant("archives.bytes_per_base");
    path.push_back(rho);
  }
  return path;
}

RepositoryView view_of(const Scenario& scenario, const Parameters& p, const RepositoryData& data, Month first, int months) {
  RepositoryView view;
  view.place = place_named(scenario, data.place);
  view.controller = place_named(scenario, data.controller.empty() ? data.place : data.controller);
  view.opened = data.opened;
  view.insdc = data.family == "insdc";
  for (const Tier tier : data.tiers) {
    if (tier == Tier::open) view.open = true;
    if (tier == Tier::controlled) view.controlled = true;
  }
  view.mirrors = data.mirrors_insdc;
  view.capacity_bytes = data.capacity_pb * 1e15;
  view.bytes_per_base = bytes_per_base(scenario, p, data.bytes_per_base, first, months);
  return view;
}

// The two sides are CN and US; in a world without them the first two focal places face each other.
void find_sides(Setting& s) {
  const auto& focal = s.scenario.focal;
  const auto side = [&](const char* id) {
    const auto found = std::find(focal.begin(), focal.end(), id);
    return found == focal.end() ? -1 : static_cast<int>(found - focal.begin());
  };
  s.cn = side("CN");
  s.us = side("US");
  if (s.cn < 0 && !s.focal.empty()) s.cn = s.us == 0 ? 1 : 0;
  if (s.us < 0 && s.focal.size() > 1) s.us = s.cn == 0 ? 1 : 0;
  if (s.cn >= static_cast<int>(s.focal.size())) s.cn = -1;
  if (s.cn >= 0) s.cn_place = s.focal[static_cast<std::size_t>(s.cn)];
  if (s.us >= 0) s.us_place = s.focal[static_cast<std::size_t>(s.us)];
}

void list_focal(Setting& s) {
  const auto& places = s.scenario.places;
  s.focal_of_place.assign(places.size(), -1);
  for (const auto& id : s.scenario.focal) {
    const PlaceId place = place_named(s.scenario, id);
    s.focal_of_place[place.value] = static_cast<int8_t>(s.focal.size());
    s.focal.push_back({place});
  }
  find_sides(s);
  const double prc = s.cn >= 0 ? places[s.cn_place.value].rd_spend : 1;
  double others = 0;
  for (const auto& place : places) others += place.rd_spend;
  others -= s.cn >= 0 ? prc : 0;
  for (std::size_t f = 0; f < s.focal.size(); ++f) {
    const double spend = places[s.focal[f].value].rd_spend;
    const bool is_prc = s.cn >= 0 && s.focal[f] == s.cn_place;
    const double share = is_prc ? s.p.request_share_prc : others > 0 ? (1 - s.p.request_share_prc) * spend / others : 0;
    s.open_rate[f] = s.p.open_copies_prc * (prc > 0 ? spend / prc : 1) / 12;
    s.request_rate[f] = s.p.requests_per_study_year * share / 12;
  }
}

void list_holders(Setting& s) {
  s.holders = static_cast<int>(s.focal.size());
  const auto group = s.scenario.groups.find("greater_china");
  if (group == s.scenario.groups.end()) return;
  for (const auto& id : group->second)
    for (std::size_t f = 0; f < s.focal.size(); ++f)
      if (s.scenario.focal[f] == id) s.union_mask |= static_cast<uint16_t>(1u << f);
  if (s.union_mask == 0 || s.holders >= 16) return;
  s.union_bit = s.holders++;
}

uint8_t number_among(std::vector<std::string>& names, const std::string& name) {
  auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) found = names.insert(found, name);
  return static_cast<uint8_t>(found - names.begin());
}

void list_blocs(Setting& s) {
  for (const auto& place : s.scenario.places) {
    const std::string& bloc = place.bloc.empty() ? place.id : place.bloc;
    s.bloc_of_place.push_back(number_among(s.blocs, bloc));
    s.region_of_place.push_back(number_among(s.regions, s.scenario.detail == "places" ? place.id : bloc));
  }
}

// Families are single repositories, or INSDC as one. Access sets: nothing, each family and each pair, per tier.
void list_access_sets(Setting& s) {
  std::vector<uint8_t> families[2];
  if (s.insdc_mask) families[0].push_back(s.insdc_mask);
  for (std::size_t r = 1; r < s.repositories.size(); ++r) {
    const auto bit = static_cast<uint8_t>(1u << (r - 1));
    if (s.repositories[r].open && !(bit & s.insdc_mask)) families[0].push_back(bit);
    if (s.repositories[r].controlled) families[1].push_back(bit);
  }
  s.access_set_of.assign(3 * 256, 0);
  s.access_sets.push_back({0, Tier::closed});
  for (int tier = 0; tier < 2; ++tier)
    for (std::size_t a = 0; a < families[tier].size(); ++a)
      for (std::size_t b = a; b < families[tier].size(); ++b) {
        const auto mask = static_cast<uint8_t>(families[tier][a] | families[tier][b]);
        for (int m = 1; m < 256; ++m) {
          auto widened = static_cast<uint8_t>(m);
          if (tier == 0 && (m & s.insdc_mask)) widened |= s.insdc_mask;
          if (widened == mask) s.access_set_of[static_cast<std::size_t>(tier << 8 | m)] = static_cast<uint8_t>(s.access_sets.size());
        }
        s.access_sets.push_back({mask, static_cast<Tier>(tier)});
      }
}

FirmView view_of(const Setting& s, const LawVocabulary& vocabulary, const FirmData& data) {
  FirmView view;
  view.key = sim::key_of(data.id);
  view.home = place_named(s.scenario, data.home);
  view.processing = place_named(s.scenario, data.processing_site.empty() ? data.home : data.processing_site);
  view.storage = place_named(s.scenario, data.storage_site.empty() ? data.home : data.storage_site);
  view.storage_focal = s.focal_of_place[view.storage.value];
  const PlaceId controller = place_named(s.scenario, data.controller.empty() ? data.home : data.controller);
  view.cn_controlled = s.cn >= 0 && controller == s.cn_place;
  view.us_controlled = s.us >= 0 && controller == s.us_place;
  for (const ProductData& product : data.products) {
    FirmView::Product entry{&product, {}};
    for (const auto& market : product.markets)
      for (const PlaceId place : vocabulary.expand(market)) entry.markets.push_back(place);
    view.products.push_back(std::move(entry));
  }
  return view;
}

OfficeView view_of(const Scenario& scenario, const Parameters& p, const std::string& office) {
  OfficeView view;
  for (const RegulatorData& regulator : scenario.regulators) {
    if (std::find(regulator.offices.begin(), regulator.offices.end(), office) == regulator.offices.end()) continue;
    for (std::size_t q = 0; q < scenario.places.size(); ++q)
      if (scenario.places[q].id == regulator.jurisdiction) view.place = static_cast<int>(q);
    const double decisions = get(p, regulator.capacity).value_or(std::numeric_limits<double>::infinity());
    view.practice.push_back({regulator.from, regulator.until, get(p, regulator.approval).value_or(0),
                             decisions / std::max(1e-9, scenario.weight), regulator.minimum_months});
  }
  return view;
}

}  // namespace

OfficeView::Practice OfficeView::at(Month month) const {
  for (const Practice& who : practice)
    if (who.from <= month && month < who.until) return who;
  return {month, month, 0, 0, 1};
}

Setting::Setting(const Scenario& given, const Parameters& drawn, uint64_t replicate)
    : scenario(given), p(drawn), chance(given.seed, replicate), first(given.first), end(given.end),
      places(static_cast<int>(given.places.size())), place_keys(keys_of_places(given)) {
  list_focal(*this);
  list_holders(*this);
  list_blocs(*this);
  repositories.resize(1);
  for (const auto& data : scenario.repositories) {
    repositories.push_back(view_of(scenario, p, data, first, months()));
    const auto id = static_cast<RepositoryId>(repositories.size() - 1);
    if (repositories.back().insdc) insdc_mask |= static_cast<uint8_t>(1u << (id - 1));
    if (backup_repository == 0 && repositories.back().place == cn_place) backup_repository = id;
  }
  if (repositories.size() > kMostArchives + 1) throw sim::Error("a world has at most 8 repositories");
  list_access_sets(*this);
  release_lag = sim::Geometric(p.release_lag);
  unhindered_request = static_cast<uint32_t>(p.approval_dac * 4096 + 0.5);
  const LawVocabulary vocabulary = vocabulary_of(scenario);
  for (const auto& data : scenario.firms) firms.push_back(view_of(*this, vocabulary, data));
  for (const auto& office : vocabulary.offices) offices.push_back(view_of(scenario, p, office));
  shape = {places, holders, static_cast<int>(access_sets.size()), static_cast<int>(repositories.size()) - 1,
           static_cast<int>(focal.size())};
  population = make_population(scenario, p, chance, first, place_keys);
  for (const Profile& profile : population.profiles)
    if (may_sell(profile)) size_of_sellers += profile.size;
  economy = make_economy(scenario, p, population, chance, first, end, place_keys);
}

}  // namespace exchange
