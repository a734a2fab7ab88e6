#pragma once
// What is decided before the first month: places, economy, demand, institutions, chance and law. Const during a
// run. ODD sections 5 (initialisation) and 6 (input data).
//
// A Setting belongs to a replicate and is shared by all its policies; a World is a Setting under one policy's law.

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "models/exchange/law/rule_book.hpp"
#include "models/exchange/world/economy.hpp"
#include "models/exchange/world/population.hpp"
#include "models/exchange/world/purpose.hpp"
#include "models/exchange/world/scenario.hpp"
#include "sim/chance.hpp"
#include "sim/samplers.hpp"
#include "sim/shard.hpp"

namespace exchange {

// Which archives hold a released dataset: the families of repositories and the tier. Reach depends on nothing else
// of where a dataset lies, so exposure is counted by access set (ODD section 7.9).
struct AccessSet {
  uint8_t repositories = 0;  // mask
  Tier tier = Tier::closed;
};

// How many origins, holders and so on there are: the shape of the books.
struct TallyShape {
  int places = 0, holders = 0, access_sets = 0, repositories = 0, focal = 0;
};

struct RepositoryView {  // RepositoryData with names resolved
  PlaceId place, controller;
  Month opened;
  bool insdc = false, open = false, controlled = false, mirrors = false;
  std::vector<double> bytes_per_base;  // by month since the first
  double capacity_bytes = 0;               // 0 = unlimited
};

// A licensing office and who runs it when: text is law's, practice is a regulator's.
struct OfficeView {
  struct Practice {
    Month from, until;
    double approval = 0;        // a0; 0 = nothing is granted
    double capacity = 0;        // decisions a month; infinite if the regulator names none
    int32_t minimum_months = 1; // between application and answer
  };
  int place = -1;  // jurisdiction; -1 if a group
  std::vector<Practice> practice;
  Practice at(Month month) const;  // grants nothing in a month when nobody runs it
};

struct FirmView {  // FirmData with names resolved
  uint64_t key = 0;
  PlaceId home, processing, storage;
  int storage_focal = -1;
  bool cn_controlled = false, us_controlled = false;
  struct Product {
    const ProductData* data = nullptr;
    std::vector<PlaceId> markets;
  };
  std::vector<Product> products;
};

struct Setting {
  Setting(const Scenario& scenario, const Parameters& drawn, uint64_t replicate);

  const Scenario& scenario;
  Parameters p;
  sim::Chance chance;
  Month first, end;
  int places = 0;
  std::vector<uint64_t> place_keys;   // from names
  std::vector<PlaceId> focal;         // places whose copies are followed, by focal index
  // Rate a month, by focal place, at which a dataset of popularity 1 is copied at full access: ODD section 7.4.
  std::array<double, kMostFocal> open_rate{};     // of open data, scaled by research spend relative to the PRC's side
  std::array<double, kMostFocal> request_rate{};  // of controlled data, by its share of all requests
  std::vector<int8_t> focal_of_place; // focal index of a place, or -1
  int union_bit = -1;                 // holder index of "CN+HK+MO", -1 if the world has no such union
  uint16_t union_mask = 0;
  int holders = 0;                    // focal places, and the union
  int cn = -1, us = -1;               // focal indices of the two sides
  PlaceId cn_place, us_place;
  std::vector<RepositoryView> repositories;  // by RepositoryId; [0] unused
  std::vector<FirmView> firms;               // by FirmId - 1
  std::vector<OfficeView> offices;           // licensing offices, in the order of the law's vocabulary
  uint8_t insdc_mask = 0;
  std::vector<AccessSet> access_sets;
  std::vector<uint8_t> access_set_of;  // [tier][mask] -> access set
  RepositoryId backup_repository = 0;  // where PRC statutory backups go
  std::vector<uint8_t> bloc_of_place;
  std::vector<std::string> blocs;      // in order of first appearance
  std::vector<uint8_t> region_of_place;  // as outputs tell origins apart: by bloc, or (detail "places") by place
  std::vector<std::string> regions;
  TallyShape shape;

  Economy economy;
  Population population;
  double size_of_sellers = 0;          // of institutions that may offer bulk data: US, not federal

  sim::Geometric release_lag;          // months between sequencing and release
  uint32_t unhindered_request = 0;     // approval of a request that no law stops, in 1/4096

  int months() const { return end - first; }
  int month_number(Month m) const { return m - first; }
  int access_set(Tier tier, uint8_t mask) const { return access_set_of[(static_cast<std::size_t>(tier) << 8) | mask]; }
  bool may_sell(const Profile& profile) const {
    return us >= 0 && PlaceId{profile.place} == us_place && profile.funding != Funding::federal;
  }
  bool is_cn_side(PlaceId place) const { return cn >= 0 && place == cn_place; }
};

// The law of every policy of a scenario; built once, shared by all replicates.
struct LawSet {
  explicit LawSet(const Scenario& scenario);

  // books[policy][k]: the policy's law after k steps of the adaptive regulators' ladder; k = 0 without them.
  std::vector<std::vector<std::shared_ptr<const RuleBook>>> books;
  std::vector<std::vector<ProvisionSet>> on_access;  // the same, their provisions that can change access
  std::vector<Month> access_changes;  // of all policies together, ascending: copying that law stopped is then looked at
                                      // again, by the same calendar under every policy
  std::vector<uint64_t> compellers; // by place: 1 if some provision of the library compels there (then law decides when)

  Month next_access_change(Month after) const;
  // The next month in which, under some policy, a mandate on such data begins or ends; `after` itself is excluded.
  Month next_mandate_change(PlaceId place, Funding funding, Kind kind, Month after) const;
  bool may_be_mandated(PlaceId place, Funding funding, Kind kind) const;  // at some time under some policy
  // [place, funding, kind]: the months; kAlways first if a mandate stands from the start
  std::vector<std::vector<Month>> mandate_changes;
  // Every provision of any policy has a number of its own, by which books count: [policy][rung][index in the book].
  std::vector<std::string> provision_ids;
  std::vector<std::vector<std::vector<uint16_t>>> provision_numbers;
  // Index of the policy; throws sim::Error if there is none of this name.
  static int policy_index(const Scenario& scenario, const std::string& id);
};

struct World {
  std::shared_ptr<const Setting> setting;
  std::shared_ptr<const LawSet> laws;
  int policy = 0;

  const Setting& s() const { return *setting; }
  const std::vector<std::shared_ptr<const RuleBook>>& books() const { return laws->books[static_cast<std::size_t>(policy)]; }
};

}  // namespace exchange
