#pragma once
// One version of the law as tables. A filter (of a provision or of an exemption) is a row; each value of an
// axis admits a set of rows; values with equal sets are one class, and so are pairs of classes whose common
// rows are equal:
//
//   kind tier channel ..... deal --.
//   repository firm ...... named ---+- act ---.
//   from to .............. route -------------+- flow ---.
//   sender recipient funding  parties --.                +- cell: verdict
//   persons ............................+- who --.       |
//   origin custodian ..... source ---------------+- whose '
//
// Pairs are joined in the order that leaves the fewest classes on the law of 2026. Merging classes of filters
// step by step is known from network packets as recursive flow classification (Gupta and McKeown 1999).

#include <cstdint>
#include <memory>
#include <vector>

#include "models/exchange/law/classes.hpp"
#include "models/exchange/law/memo.hpp"
#include "models/exchange/law/rule.hpp"

namespace exchange {

class VerdictTable {
 public:
  // The provisions `in_force` of `rules`, at month `opens` (it matters to grandfathering alone). `pool` is
  // the book's.
  VerdictTable(std::shared_ptr<const Rules> rules, std::shared_ptr<VerdictPool> pool,
               const ProvisionSet& in_force, Month opens);

  Verdict judge(const Proposal& proposal) const {
    if (!merged_) return read(proposal);
    const uint32_t cell = cell_of(proposal);
    const uint64_t known = memo_.find(cell);
    return known ? verdict_of(known) : fill(cell, proposal);
  }
  ProvisionSet touched(const Proposal& proposal) const;

  const std::vector<int64_t>& person_thresholds() const { return thresholds_; }
  uint64_t cells() const {
    return cells_;
  }  // 0 if the law is too varied for tables: every judgement is a reading
  const VerdictMemo& memo() const { return memo_; }

 private:
  struct Row {  // a provision's filter, an exemption's, or the one repository that an effect names
    Mask mask;
    uint32_t provision = 0;  // index in the book
  };

  // Tables of the picture above. Numbers of the first of a pair come multiplied by the number of the second's
  // classes.
  struct Lookup {
    std::vector<uint32_t> deal, named, act, route, flow, parties, who, source, whose;
  };

  static uint32_t source_value(const Proposal& p) {
    return uint32_t{p.origin.value} << 6 | p.custodian.value;
  }
  static uint32_t route_value(const Proposal& p) { return uint32_t{p.from.value} << 6 | p.to.value; }
  static uint32_t named_value(const Proposal& p) { return uint32_t{p.repository} << 5 | p.firm; }
  static uint32_t deal_value(const Proposal& p) {
    return (static_cast<uint32_t>(p.kind) * kTiers + static_cast<uint32_t>(p.tier)) * kChannels +
           static_cast<uint32_t>(p.channel);
  }
  static uint32_t parties_value(const Proposal& p) {
    return (static_cast<uint32_t>(p.sender) * kParties + static_cast<uint32_t>(p.recipient)) * kFundings +
           static_cast<uint32_t>(p.funding);
  }
  uint32_t persons_value(const Proposal& p) const {
    uint32_t passed = 0;
    for (const int64_t threshold : thresholds_) passed += p.persons > threshold;
    return passed;
  }
  uint32_t cell_of(const Proposal& p) const {
    const uint32_t act = look_.act[look_.deal[deal_value(p)] + look_.named[named_value(p)]];
    const uint32_t who = look_.who[look_.parties[parties_value(p)] + persons_value(p)];
    return look_.flow[look_.route[route_value(p)] + act] + look_.whose[look_.source[source_value(p)] + who];
  }

  void add_rows(const ProvisionSet& in_force);
  void add_repositories_of_effects();
  Classes classes(Axis axis) const;
  Classes classify_persons();
  void admit(const Proposal& proposal, ProvisionSet& touched, ProvisionSet& exempting) const;
  void merge();
  Verdict read(const Proposal& proposal) const;  // without the tables' verdicts
  Verdict fill(uint32_t cell, const Proposal& proposal) const;

  Lookup look_;
  std::vector<int64_t> thresholds_;
  VerdictMemo memo_;
  bool merged_ = false;
  uint64_t cells_ = 0;

  std::shared_ptr<const Rules> rules_;
  std::shared_ptr<VerdictPool> pool_;
  Month opens_;
  std::vector<Row> rows_;                  // provisions first, then exemptions, then repositories of effects
  std::vector<uint32_t> first_exemption_;  // by provision row: its exemptions are rows [this, next)
  size_t words_ = 0, provisions_ = 0;
  Classes source_, route_, deal_, parties_, named_, persons_;
};

}  // namespace exchange
