#pragma once
// Small worlds for the tests of the exchange model, made in C++ without a file, and runs that can be looked into.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/exchange/agents/institution.hpp"
#include "models/exchange/law/provision.hpp"
#include "models/exchange/ledger/ledger.hpp"
#include "models/exchange/model.hpp"

namespace exchange::test {

// --- scenarios -------------------------------------------------------------------------------------------------

// Two places A and B with one institution each, 2005 to 2014; no archive, no law, and nothing happens by itself:
// every rate is zero. A is the side that is followed as "CN", B as "US".
Scenario still_world();
void add_archive(Scenario& scenario, const std::string& id, const std::string& place, std::vector<Tier> tiers,
                 const std::string& family = "");
void add_place(Scenario& scenario, const std::string& id, int institutions);
void add_office(Scenario& scenario, const std::string& id, const std::string& jurisdiction);

// Who has much to do: A and B with an archive each (B's in INSDC), `institutions` in each place, studies, releases,
// copies, requests, a licence for what leaves A; `seed` varies the parameters too. Every dataset stays in sight.
Scenario busy_world(uint64_t seed, int institutions = 20);
// The same with joint projects, outsourcing, a firm with tests abroad, backups, evasion, a third place and a union.
Scenario crowded_world(uint64_t seed, int institutions = 20);

// scenarios/NAME.json through the door. `more`: dotted path and JSON value, as --set takes them.
Scenario shipped(const std::string& name, std::vector<std::pair<std::string, std::string>> more = {});
Scenario small_countermeasures();  // us-countermeasures with 300 institutions until 2030

// --- law -------------------------------------------------------------------------------------------------------

Effect effect(Effect::Type type);
Effect licence(const std::string& office);
Effect backup_in(const std::string& repository);
Provision provision(const std::string& id, const std::string& jurisdiction, std::vector<Effect> effects,
                    Month effective = sim::kAlways, Month expires = sim::kNever);
// Appends a policy: the law of the first policy (or none) and `more`.
void add_policy(Scenario& scenario, const std::string& id, std::vector<Provision> more);

// --- runs ------------------------------------------------------------------------------------------------------

// One run, month by month. Copyable: a copy is a fork.
struct Run {
  explicit Run(Scenario given, int policy = 0, uint64_t replicate = 0);

  std::shared_ptr<const Scenario> scenario;
  World world;
  State state;
  Record record;
  Month now;         // the next month to be simulated

  const Setting& s() const { return world.s(); }
  const Tallies& books() const { return state.tallies[0]; }
  void step(int32_t threads = 1);
  void until(Month end, int32_t threads = 1);                     // up to, without `end`
  void until(Month end, const std::function<void(Run&)>& after);  // looks at each month's end

  // A dataset comes into being before the next month at an institution, and will be released by its usual rules one
  // month after that at the latest (release_lag 0). Returns its serial.
  uint32_t plant(uint32_t institution, int32_t persons, Depth depth = Depth::whole_genome, Kind kind = Kind::human_research);
  // Every stored dataset of a shard owner, in order of entry.
  std::vector<Dataset> stored() const;
  Dataset stored_one() const;  // the only one; throws if there are more or none

  int64_t held_ever(int holder, const std::string& origin) const;  // datasets
  int64_t held_now(int holder, const std::string& origin) const;
  int64_t residual(int holder, const std::string& origin) const;
  int64_t persons_ever(int holder, const std::string& origin) const;
  int place(const std::string& id) const;
  int focal(const std::string& id) const { return s().focal_of_place[static_cast<std::size_t>(place(id))]; }
  Desk desk(int32_t shard = 0);
};

bool held(const Dataset& d, int focal);
bool held_now(const Dataset& d, int focal);

// Equal in every cell.
bool same_books(const Tallies& a, const Tallies& b);
bool same_record(const Record& a, const Record& b);  // by bytes

// Mean and standard error.
struct Mean {
  double value = 0, error = 0;
};
Mean mean_of(const std::vector<double>& values);

}  // namespace exchange::test
