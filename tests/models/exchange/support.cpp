#include "tests/models/exchange/support.hpp"

#include <cmath>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "models/exchange/agents/release.hpp"
#include "models/exchange/world/door.hpp"
#include "sim/simulation.hpp"

namespace exchange::test {

namespace {

// No rate, no friction, no chance in what people choose: what happens is what a test asks for.
Parameters still() {
  Parameters p;
  for (double* rate : {&p.nu_other, &p.nu_human, &p.growth_cn, &p.growth_other, &p.cost_lag, &p.brokered_share, &p.backlog_hazard,
                       &p.joint_share, &p.programme_rate, &p.requests_per_study_year, &p.open_copies_prc, &p.mirrored_share_cn,
                       &p.detection, &p.chilling, &p.leak, &p.anticipation, &p.trial_share, &p.outsourced_share, &p.renewal,
                       &p.upload_friction, &p.depositor_pull, &p.release_lag})
    *rate = 0;
  p.release_mandated = p.controlled_norm = p.open_share_human = 1;
  p.release_norm = 1e6;  // an institution's own is a part of it, at most 1
  p.spend_open *= 1e6;
  p.approval_dac = p.approval_hgr = p.approval_foreign_gsa = p.deletion_complied = 1;
  p.evasion_theta = 1000;
  p.gsa_midpoint = 2000;
  p.gsa_width = 0.1;
  p.home_preference = 20;
  return p;
}

PlaceData small_place(const std::string& id, int institutions) {
  PlaceData place;
  place.id = place.name = place.bloc = id;
  place.population = 1e7;
  place.births_per_1000 = 10;
  place.rd_spend = 1;
  place.institutions = institutions;
  return place;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("no file " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

double between(sim::Stream& draws, double low, double high) { return low + (high - low) * draws.uniform(); }

Provision licence_of_a() {
  Provision p = provision("a-licence", "A", {licence("a-office")});
  p.applies.origin = p.applies.from = {"A"};
  p.applies.to = {"!A"};
  p.applies.kind = {Kind::human_research, Kind::clinical};
  p.applies.channel = {Channel::deposit, Channel::download, Channel::request, Channel::collaboration};
  return p;
}

FirmData testing_firm() {
  FirmData firm;
  firm.id = "tester";
  firm.home = firm.controller = "A";
  firm.processing_site = firm.storage_site = "C";
  firm.retention_months = 24;
  firm.repatriates = true;
  ProductData tests;
  tests.name = "prenatal";
  tests.markets = {"A", "B", "C"};
  ProductData sequencing;
  sequencing.name = "sequencing";
  sequencing.markets = {"B"};
  firm.products = {tests, sequencing};
  return firm;
}

Amount over_kinds(const AmountTable& table, int holder, int origin) {
  Amount sum;
  for (int kd = 0; kd < kKindDepths; ++kd) sum += table.at(holder, origin, kd);
  return sum;
}

bool same_table(const AmountTable& a, const AmountTable& b, int n0, int n1, int n2 = 1, int n3 = 1) {
  for (int i = 0; i < n0; ++i)
    for (int j = 0; j < n1; ++j)
      for (int k = 0; k < n2; ++k)
        for (int l = 0; l < n3; ++l) {
          const Amount &x = a.at(i, j, k, l), &y = b.at(i, j, k, l);
          if (x.persons != y.persons || x.kilobases != y.kilobases || x.datasets != y.datasets) return false;
        }
  return true;
}

bool same_bytes(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].size() != b[i].size() || std::memcmp(a[i].data(), b[i].data(), a[i].size() * sizeof(double)) != 0) return false;
  return true;
}

}  // namespace

Scenario still_world() {
  Scenario s;
  s.id = "still";
  s.first = Month::of(2005, 1);
  s.end = Month::of(2015, 1);
  s.report = {Month::of(2009, 12), Month::of(2014, 12)};
  s.institutions = 2;
  s.replicates = 1;
  s.draw_parameters = false;
  s.places = {small_place("A", 1), small_place("B", 1)};
  s.focal = {"A", "B"};
  s.inputs["cost_per_genome"] = {{Month::of(2001, 9), 1200}, {Month::of(2041, 1), 1200}};
  s.inputs["flat"] = {{Month::of(2005, 1), 0.5}};
  s.inputs["sra_bytes_per_base"] = {{Month::of(2005, 1), 0.5}};
  s.usd_per["USD"] = 1;
  s.defaults = still();
  s.reference = "law";
  s.policies.emplace_back();
  s.policies.back().id = "law";
  return s;
}

void add_place(Scenario& scenario, const std::string& id, int institutions) {
  scenario.places.push_back(small_place(id, institutions));
  scenario.focal.push_back(id);
  scenario.institutions += institutions;
}

void add_archive(Scenario& scenario, const std::string& id, const std::string& place, std::vector<Tier> tiers, const std::string& family) {
  RepositoryData archive;
  archive.id = archive.name = id;
  archive.place = archive.controller = place;
  archive.family = family;
  archive.tiers = std::move(tiers);
  archive.bytes_per_base = "flat";
  scenario.repositories.push_back(archive);
}

void add_office(Scenario& scenario, const std::string& id, const std::string& jurisdiction) {
  RegulatorData regulator;
  regulator.id = regulator.name = id + "-ministry";
  regulator.jurisdiction = jurisdiction;
  regulator.offices = {id};
  regulator.approval = "approval_hgr";
  regulator.capacity = "hgr_capacity";
  scenario.regulators.push_back(regulator);
}

Scenario busy_world(uint64_t seed, int institutions) {
  Scenario s = still_world();
  s.seed = seed;
  s.places[0].institutions = s.places[1].institutions = institutions;
  s.institutions = 2 * institutions;
  add_archive(s, "archive-a", "A", {Tier::open, Tier::controlled});
  add_archive(s, "archive-b", "B", {Tier::open, Tier::controlled}, "insdc");
  add_office(s, "a-office", "A");
  s.policies[0].provisions = {licence_of_a()};
  sim::Stream draws = sim::Chance(seed, 0).at(sim::key_of("busy"), {}, 0);
  Parameters& p = s.defaults;
  p.nu_human = between(draws, 0.5, 3);
  p.nu_other = between(draws, 0, 1);
  p.release_lag = between(draws, 0, 2);
  p.open_share_human = between(draws, 0.2, 0.8);
  p.open_copies_prc = between(draws, 0.1, 5);
  p.requests_per_study_year = between(draws, 1, 20);
  p.request_share_prc = between(draws, 0.05, 0.6);
  p.approval_dac = between(draws, 0.3, 1);
  p.approval_hgr = between(draws, 0.3, 1);
  p.approval_foreign_gsa = between(draws, 0.2, 1);
  p.hgr_capacity = between(draws, 0.3, 5);
  p.home_preference = between(draws, 0, 2);
  p.brokered_share = between(draws, 0, 0.5);
  p.renewal = between(draws, 0, 1);
  p.deletion_complied = between(draws, 0, 1);
  p.leak = between(draws, 0, 0.5);
  return s;
}

Scenario crowded_world(uint64_t seed, int institutions) {
  Scenario s = busy_world(seed, institutions);
  add_place(s, "C", institutions);
  s.groups["greater_china"] = {"A", "C"};
  s.firms.push_back(testing_firm());
  s.repositories[0].mirrors_insdc = true;
  Provision backup = provision("a-backup", "A", {backup_in("archive-a")});
  backup.applies.custodian = {"A"};
  backup.applies.to = {"!A"};
  backup.applies.channel = {Channel::deposit};
  Provision limit = provision("b-limit", "B", {effect(Effect::Type::prohibit)}, Month::of(2009, 1), Month::of(2012, 1));
  limit.applies.from = {"B"};
  limit.applies.to = {"A"};
  limit.applies.channel = {Channel::service, Channel::trial, Channel::collaboration, Channel::request, Channel::download};
  s.policies[0].provisions.push_back(backup);
  s.policies[0].provisions.push_back(limit);
  sim::Stream draws = sim::Chance(seed, 0).at(sim::key_of("crowded"), {}, 0);
  Parameters& p = s.defaults;
  p.joint_share = between(draws, 0.1, 0.7);
  p.outsourced_share = between(draws, 0, 0.5);
  p.trial_share = between(draws, 0, 0.9);
  p.repatriated = between(draws, 0, 1);
  p.evasion_theta = between(draws, -1, 4);
  p.detection = between(draws, 0, 0.5);
  p.chilling = between(draws, 0, 0.3);
  p.anticipation = between(draws, 0, 1);
  p.programme_rate = between(draws, 0, 1);
  p.controlled_norm = between(draws, 0.3, 1);
  p.release_norm = between(draws, 0.3, 1);
  p.spend_open = 23e6;
  p.backlog_hazard = between(draws, 0, 1);
  p.mirrored_share_cn = between(draws, 0, 1);
  p.bandwidth_prc_2018 = between(draws, 0.001, 0.1);
  p.equity_rate = between(draws, 0, 0.05);
  return s;
}

Scenario shipped(const std::string& name, std::vector<std::pair<std::string, std::string>> more) {
  const std::string folder = std::string(GENRATCHET_ROOT) + "/scenarios/";
  const Resolver resolve = [folder](const std::string& reference, const std::string&) -> std::optional<std::pair<std::string, std::string>> {
    const std::string preset = "preset:";
    std::string file = reference.rfind(preset, 0) == 0 ? reference.substr(preset.size()) + ".json" : reference;
    return std::make_pair(file, text_of(folder + file));
  };
  Overrides overrides;
  overrides.set = std::move(more);
  return load_scenario(text_of(folder + name + ".json"), name + ".json", resolve, overrides).scenario;
}

Scenario small_countermeasures() {
  return shipped("us-countermeasures", {{"institutions", "300"}, {"end", "\"2030-12\""}, {"report", "[\"2026-06\", \"2030-12\"]"}});
}

Effect effect(Effect::Type type) {
  Effect made;
  made.type = type;
  return made;
}

Effect licence(const std::string& office) {
  Effect made = effect(Effect::Type::licence);
  made.office = office;
  return made;
}

Effect backup_in(const std::string& repository) {
  Effect made = effect(Effect::Type::deposit_first);
  made.repository = repository;
  return made;
}

Provision provision(const std::string& id, const std::string& jurisdiction, std::vector<Effect> effects, Month effective, Month expires) {
  Provision made;
  made.id = id;
  made.jurisdiction = jurisdiction;
  made.instrument = id + " act";
  made.announced = made.effective = effective;
  made.expires = expires;
  made.effects = std::move(effects);
  return made;
}

void add_policy(Scenario& scenario, const std::string& id, std::vector<Provision> more) {
  PolicyData policy = scenario.policies[0];
  policy.id = id;
  policy.provisions.insert(policy.provisions.end(), more.begin(), more.end());
  scenario.policies.push_back(std::move(policy));
}

Run::Run(Scenario given, int policy, uint64_t replicate)
    : scenario(std::make_shared<const Scenario>(std::move(given))),
      world{std::make_shared<const Setting>(*scenario, scenario->defaults, replicate), std::make_shared<const LawSet>(*scenario), policy},
      state(initial_state(world)), record(world.s()), now(scenario->first) {}

void Run::step(int32_t threads) {
  Model::use_workers(state, threads);
  sim::step<Model>(world, state, now, threads, record);
  now = now + 1;
}

void Run::until(Month end, int32_t threads) {
  while (now < end) step(threads);
}

void Run::until(Month end, const std::function<void(Run&)>& after) {
  while (now < end) {
    step();
    after(*this);
  }
}

Desk Run::desk(int32_t shard) {
  return {world, state, state.shards[static_cast<std::size_t>(shard)], shard, state.tallies[0], now, law_in(world, state, now), law_in(world, state, now, true)};
}

uint32_t Run::plant(uint32_t institution, int32_t persons, Depth depth, Kind kind) {
  Desk at = desk(state.layout.shard_of(static_cast<int32_t>(institution)));
  const Profile& owner = at.profile(institution);
  Dataset d;
  d.owner = institution;
  d.serial = at.self(institution).studies++;
  d.born = static_cast<uint16_t>(at.number());
  d.origin = d.custodian = owner.place;
  d.funding = owner.funding;
  d.kd = kind_depth(kind, depth);
  d.persons = persons;
  d.kilobases = counts_persons(kind) ? persons * static_cast<int64_t>(kBasesPerPerson[index_of(depth)] / 1000) : persons;
  if (kind == Kind::human_research || kind == Kind::clinical) d.flags |= kShareable;
  record_production(s(), state.tallies[0], d);
  await_release(at, d, UINT32_MAX);
  return d.serial;
}

std::vector<Dataset> Run::stored() const {
  std::vector<Dataset> all;
  for (const Shard& shard : state.shards)
    for (uint32_t i = 0; i < shard.store.datasets.size(); ++i) all.push_back(shard.store.datasets[i]);
  return all;
}

Dataset Run::stored_one() const {
  const auto all = stored();
  if (all.size() != 1) throw std::runtime_error("not one dataset is stored but " + std::to_string(all.size()));
  return all[0];
}

int Run::place(const std::string& id) const {
  for (std::size_t q = 0; q < scenario->places.size(); ++q)
    if (scenario->places[q].id == id) return static_cast<int>(q);
  throw std::runtime_error("no place " + id);
}

int64_t Run::held_ever(int holder, const std::string& origin) const { return over_kinds(books().held_ever, holder, place(origin)).datasets; }
int64_t Run::held_now(int holder, const std::string& origin) const { return over_kinds(books().held_now, holder, place(origin)).datasets; }
int64_t Run::residual(int holder, const std::string& origin) const { return over_kinds(books().residual, holder, place(origin)).datasets; }
int64_t Run::persons_ever(int holder, const std::string& origin) const { return over_kinds(books().held_ever, holder, place(origin)).persons; }

bool held(const Dataset& d, int focal) { return d.held_ever >> focal & 1; }
bool held_now(const Dataset& d, int focal) { return d.held_now >> focal & 1; }

bool same_books(const Tallies& a, const Tallies& b) {
  const TallyShape& s = a.shape;
  return same_table(a.produced, b.produced, s.places, kKindDepths) && same_table(a.shareable, b.shareable, s.places, kKindDepths) &&
         same_table(a.held_ever, b.held_ever, s.holders, s.places, kKindDepths) &&
         same_table(a.held_now, b.held_now, s.holders, s.places, kKindDepths) &&
         same_table(a.residual, b.residual, s.holders, s.places, kKindDepths) &&
         same_table(a.exposed, b.exposed, s.places, kKindDepths, s.access_sets, 4) &&
         same_table(a.first, b.first, 2, kRoutes, s.places, kKindDepths) && same_table(a.any, b.any, 2, kRoutes, s.places, kKindDepths) &&
         same_table(a.sole, b.sole, 2, kRoutes, s.places, kKindDepths) && same_table(a.proposed, b.proposed, s.places, s.places, kSettlements) &&
         a.deposited_kilobases == b.deposited_kilobases && a.deposited_controlled == b.deposited_controlled &&
         a.backup_kilobases == b.backup_kilobases && a.stored_kilobytes == b.stored_kilobytes && a.controlled_kilobytes == b.controlled_kilobytes &&
         a.depositors == b.depositors && a.deposits_from == b.deposits_from && a.studies_controlled == b.studies_controlled &&
         a.collaborations == b.collaborations && a.collaborations_lost == b.collaborations_lost &&
         a.releases_delayed == b.releases_delayed && a.evasions == b.evasions && a.brokered_kilobytes == b.brokered_kilobytes && a.licences == b.licences;
}

bool same_record(const Record& a, const Record& b) {
  return same_bytes(a.monthly, b.monthly) && same_bytes(a.yearly, b.yearly) && a.bound == b.bound && a.standing == b.standing;
}

Mean mean_of(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  Mean mean;
  for (const double v : values) mean.value += v / n;
  double squares = 0;
  for (const double v : values) squares += (v - mean.value) * (v - mean.value);
  mean.error = std::sqrt(squares / (n - 1) / n);
  return mean;
}

}  // namespace exchange::test
