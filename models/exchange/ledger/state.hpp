#pragma once
// What changes during a run. A value: copying a State is a fork. ODD section 2.

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "models/exchange/ledger/access.hpp"
#include "models/exchange/ledger/store.hpp"
#include "models/exchange/ledger/tallies.hpp"
#include "models/exchange/world/world.hpp"
#include "sim/calendar.hpp"
#include "sim/shard.hpp"

namespace exchange {

struct Institution {
  Tie ties[kMostTies];
  uint32_t studies = 0;      // serial of the next one
  uint8_t deposited = 0;     // repositories that have a deposit of it
};

// An institution's next study of a stream falls due.
struct StudyDue {
  uint32_t institution;      // global id
  Spend stream;
  uint16_t fraction;         // when within the month, in 1/65536: gaps are continuous
};

// Something an institution does with a dataset that lies by value until then.
struct Pending {
  enum class Act : uint8_t { release, backlog, licensed_deposit, licensed_joint, programme };
  Dataset dataset;
  uint32_t stored = UINT32_MAX;     // where the dataset lies in the store, if it is there already
  uint32_t partner = UINT32_MAX;    // joint projects: the other side
  uint32_t remaining = 0;           // backlog: 1/4096 months of mandate still to count
  uint16_t since = 0;               // backlog: counted up to here; release: month it was first due
  Act act = Act::release;
  RepositoryId repository = 0;
  Tier tier = Tier::closed;
  Channel channel = Channel::deposit;
  bool approved = false;
};

// What crosses from one shard to another.
struct Message {
  uint32_t to = 0, from = 0;  // institutions
  float change = 1;           // factor on the tie's strength
};

// One application for a licence, waiting at an office.
struct Application {
  Pending pending;
  uint16_t arrived = 0;       // month number
  uint32_t priority = 0;      // drawn: order among those that arrived in the same month
  uint64_t key = 0;           // dataset key
  uint8_t office = 0;
};

// Persons sent by an institution to a recipient, for thresholds over trailing months. Sparse.
struct PairFlow {
  uint32_t institution, recipient;
  uint16_t month;
  int32_t persons;
};

struct Shard {
  std::vector<Institution> institutions;
  sim::Calendar<StudyDue> studies;
  sim::Calendar<Pending> pending;
  Store store;
  sim::Outbox<Message> outbox;
  std::vector<Application> applications;  // of this month, taken by resolve
  std::vector<PairFlow> flows;
};

struct Office {
  std::vector<Application> queue;  // first in, first out
  std::size_t served = 0;          // entries of the queue that have been answered
  double severity = 0;             // s_t
  double capacity_left = 0;        // fraction of a decision carried over
  int64_t decided_last_month = 0;
};

using PerArchive = std::array<double, 9>;  // by RepositoryId; [0] is unused

// Last month's public facts; agents see nothing else of one another.
struct Published {
  std::vector<int64_t> depositors;      // by repository
  PerArchive pull{};                    // of depositors on others, in the utility of an archive
  std::vector<PerArchive> odds;         // by place and tier: cumulative probabilities (agents/archive_choice)
  std::vector<double> salience;         // by place: attention to enforcement
  std::vector<double> approval;         // by office: a_t
  std::vector<double> delay;            // by office: expected months
  int mirror_from = 0, mirror_to = 0;   // cohorts (month numbers) that the PRC mirror copies this month
  double adoption = 0;
  Month next_access_change = sim::kNever;  // by any policy's law: when what law stops is looked at again
  std::vector<double> learned;          // by holder: log of 1 + millions of unique persons held (quality feedback), else empty
};

// A stretch of months, from `from` to the next one's, in which law on access was the same.
struct AccessPeriod {
  int32_t from = 0;  // month number
  std::shared_ptr<const AccessTable> table;
  ProvisionSet law;  // in force, of those on access
  uint8_t rung = 0;
  int32_t policy = 0;  // whose provisions `law` counts: after a fork not those of the period before
};

struct FirmState {
  double displaced = 0;       // tests a month that found no open market
  int64_t cumulative_tests = 0, tests_abroad = 0, repatriated = 0;
};

struct State {
  std::vector<Shard> shards;
  Store firm_store;                     // datasets of firms; handled serially
  std::vector<FirmState> firms;         // by FirmId - 1
  std::vector<Office> offices;
  std::vector<Tallies> tallies;         // one per worker; [0] is the books, the rest are emptied into it each month
  Published published;
  std::vector<AccessPeriod> access;     // ascending; the last one is this month's
  std::vector<double> salience;         // by place
  std::vector<uint8_t> rung_by_month;   // adaptive ladder: step in force in each month number
  std::vector<int64_t> insdc_kilobases; // cumulative, by month number
  std::vector<int64_t> insdc_kilobytes;
  int mirrored_to = 0;                  // cohorts copied so far
  int64_t mirrored_kilobytes = 0;       // carried by the mirrors' line so far, part of the next cohort included
  int months_over_tolerance = 0;
  std::vector<double> observed;         // asymmetry by month, as an adaptive regulator will come to see it
  int64_t penalties = 0, incidents = 0, incidents_published = 0;
  std::vector<int64_t> requests, approvals;  // by repository, this month's
  std::vector<int64_t> requests_total, approvals_total;
  int64_t requests_prc = 0, approvals_prc = 0;
  double insdc_users_prc = 0;
  sim::ShardLayout layout;
};

// The law of a month (of the adaptive ladder: its rung), as far as this run has enacted it.
inline uint8_t rung_in(const World& world, const State& state, Month month) {
  const auto number = static_cast<std::size_t>(world.s().month_number(month));
  return number < state.rung_by_month.size() ? state.rung_by_month[number] : 0;
}
inline const RuleBook& rule_book_in(const World& world, const State& state, Month month) {
  return *world.books()[rung_in(world, state, month)];
}
inline const Version& law_in(const World& world, const State& state, Month month, bool anticipating = false) {
  return rule_book_in(world, state, month).at(month, anticipating);
}

State initial_state(const World& world);

// Bytes of memory that the state uses, for --dry-run and the benchmarks.
std::size_t bytes_of(const State& state);

}  // namespace exchange
