#pragma once
// The rule book of a policy: dated versions, each a set of provisions compiled into tables, so that judging a
// transfer is a lookup and never a scan. ODD section 7.3; the compiler is in rule.hpp and table.hpp.
//
// On each axis (origin, custodian, from, to, kind, tier, channel, sender, recipient, funding, repository,
// firm, persons) the values that the same provisions admit form a class; a cell over classes holds one packed
// verdict, filled on first use. `explain`, coverage and the monthly loop read the same bitsets.

#include <bitset>
#include <bit>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/exchange/law/provision.hpp"

namespace exchange {

inline constexpr int kMostProvisions = 256;
using ProvisionSet = std::bitset<kMostProvisions>;  // bit i: RuleBook::provisions()[i]

// What law says of one proposed transfer, all regimes together: one prohibition stops it; licences queue at
// each office; deposits and copies unite; costs add; the shortest term of several counts. 64 bits.
struct Verdict {
  uint64_t prohibited : 1 = 0;       // by a provision that acts in advance
  uint64_t punishable : 1 = 0;       // prohibited, but only after the fact
  uint64_t denied : 1 = 0;           // a repository must not admit it
  uint64_t review : 1 = 0;           // case by case at the repository
  uint64_t notify : 1 = 0;           // report, without waiting
  uint64_t open_by_default : 1 = 0;  // must be released
  uint64_t process_locally : 1 = 0;
  uint64_t compelled : 1 = 0;           // the recipient's state can compel the recipient
  uint64_t copy_to_partner : 1 = 0;     // a full copy stays with the receiving side
  uint64_t barred_firm : 1 = 0;         // for new contracts
  uint64_t grandfathered : 1 = 0;       // with barred_firm: contracts made before the bar still stand
  uint64_t penalised : 1 = 0;           // some penalty applies: RuleBook::fine says how much
  uint64_t several : 1 = 0;             // more than one deposit_first or copy_to: RuleBook::duties names all
  uint64_t delete_after : 7 = 0;        // months, at least 1; 0 = none
  uint64_t open_within : 7 = 0;         // months, with open_by_default; 0 = at once
  uint64_t deposit_first : 4 = 0;       // RepositoryId; 0 = none
  uint64_t copy_to : 7 = 0;             // place + 1; 0 = none
  uint64_t offices : kMostOffices = 0;  // mask of licensing offices
  uint64_t cost_percent : 7 = 0;        // raised cost, capped at 127
  uint64_t filled : 1 = 0;              // used by the table; always 1 in a verdict that `judge` returns

  bool stops() const { return prohibited || denied || barred_firm; }
  bool needs_licence() const { return offices != 0; }
  // The one office that answers: of several the first in the vocabulary's order, the principal regulator.
  int principal_office() const { return std::countr_zero(static_cast<unsigned>(offices) | 1u << kMostOffices); }
  bool free() const { return !stops() && !punishable && !needs_licence(); }
};
static_assert(sizeof(Verdict) == 8);

uint64_t bits_of(Verdict verdict);  // to compare and to share between threads
Verdict verdict_of(uint64_t bits);

enum class Stacking : uint8_t {
  highest,
  cumulative
};  // Art. 29 Administrative Penalty Law, or the article's reading
enum class Side : uint8_t { either, sender, recipient };  // whom a fine is levied on

// Everything that must be deposited or copied before or beside a transfer.
struct Duties {
  uint16_t deposits = 0;  // bit r: RepositoryId r
  uint64_t copies = 0;    // bit p: PlaceId p
};

// The names that provisions may use; given by the world.
struct LawVocabulary {
  std::vector<std::string> places;                         // PlaceId order
  std::map<std::string, std::vector<std::string>> groups;  // name -> places
  std::vector<std::string> repositories;                   // RepositoryId 1.. in order
  std::vector<std::string> firms;                          // FirmId 1.. in order
  std::vector<std::string> offices;                        // bit order of Verdict::offices
  std::map<std::string, double> usd_per;                   // currency -> USD

  // The places that a name stands for, in PlaceId order: a place, a group (groups may hold groups) or, with
  // "!" in front, every other place. Empty if the name is unknown.
  std::vector<PlaceId> expand(const std::string& place_or_group) const;
  bool knows_place(const std::string& place_or_group) const;
};

struct Rules;        // rule.hpp: the provisions with every name resolved
class VerdictTable;  // table.hpp

// Provisions in force between two change dates.
class Version {
 public:
  Verdict judge(const Proposal& proposal) const;  // a lookup; safe from many threads
  // The provisions that decide: their filter admits it, and neither an exemption nor an `exempt` effect
  // cancels them.
  ProvisionSet touched(const Proposal& proposal) const;
  ProvisionSet in_force() const { return in_force_; }
  // Same verdict for a transfer of any size: the class of `persons` changes where a count passes one of these
  // (ascending): at most c persons and more than c persons differ.
  const std::vector<int64_t>& person_thresholds() const { return thresholds_; }
  const VerdictTable& table() const { return *table_; }

 private:
  friend class RuleBook;
  std::shared_ptr<const VerdictTable> table_;
  ProvisionSet in_force_;
  std::vector<int64_t> thresholds_;
};

class RuleBook {
 public:
  // Throws sim::InputError with every unknown name in the provisions.
  RuleBook(std::vector<Provision> provisions, LawVocabulary vocabulary, Stacking stacking);

  // The version of a month; `anticipating` counts what is announced as if it were in force.
  const Version& at(Month month, bool anticipating = false) const;
  int32_t version_number(Month month) const;  // changes exactly when `at(month)` (either sense) may differ
  // Every month in which some provision is announced, takes effect, expires or ends its grandfathering;
  // ascending.
  const std::vector<Month>& change_dates() const { return dates_; }

  // The statutory minimum fine in USD for doing it all the same, at an illegal gain in USD: the multiple of
  // the gain where a provision's threshold is met, else the fixed minimum; several combine as the book's
  // Stacking.
  double fine(const Version& version, const Proposal& proposal, double gain, Side side = Side::either) const;
  Duties duties(const Version& version, const Proposal& proposal) const;

  const std::vector<Provision>& provisions() const { return provisions_; }
  const LawVocabulary& vocabulary() const { return vocabulary_; }
  Stacking stacking() const { return stacking_; }
  const Rules& rules() const { return *rules_; }
  // Earliest month in which two books can differ, what is announced included; kNever if they are equal.
  // Titles, notes, ids and sources do not count; the two stackings do.
  static Month first_difference(const RuleBook& a, const RuleBook& b);

 private:
  void compile_versions();

  std::vector<Provision> provisions_;
  LawVocabulary vocabulary_;
  Stacking stacking_;
  std::shared_ptr<const Rules> rules_;
  std::vector<Month> dates_;                     // dates_[v] opens version v + 1; version 0 lies before all
  std::vector<Version> in_force_, anticipated_;  // one longer than dates_
};

}  // namespace exchange
