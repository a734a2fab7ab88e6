#include "models/exchange/ledger/coverage.hpp"

#include "models/exchange/ledger/access.hpp"
#include "models/exchange/law/mandate.hpp"

namespace exchange {

namespace {

class Counter {
 public:
  static uint64_t nothing_said() {
    Verdict verdict;
    verdict.filled = 1;
    return bits_of(verdict);
  }
  Counter(const World& world, const State& state, Month month, std::vector<int64_t>& counts)
      : numbers_(numbers(world, state, month)), law_(law_in(world, state, month)), counts_(counts) {}

  void count(const Proposal& proposal) {
    if (bits_of(law_.judge(proposal)) == nothing_said()) return;
    const ProvisionSet touched = law_.touched(proposal);
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      if (!touched[i]) continue;
      if (counts_.size() <= numbers_[i]) counts_.resize(numbers_[i] + 1u);
      ++counts_[numbers_[i]];
    }
  }

 private:
  static const std::vector<uint16_t>& numbers(const World& w, const State& state, Month month) {
    return w.laws->provision_numbers[static_cast<std::size_t>(w.policy)][rung_in(w, state, month)];
  }
  const std::vector<uint16_t>& numbers_;
  const Version& law_;
  std::vector<int64_t>& counts_;
};

constexpr Kind kReleased[] = {Kind::human_research, Kind::clinical, Kind::other_omics};

void count_mandates(const Setting& s, Counter& counter) {
  for (int q = 0; q < s.places; ++q)
    for (int f = 0; f < kFundings; ++f)
      for (const Kind kind : kReleased)
        counter.count(mandate_proposal(PlaceId{static_cast<uint8_t>(q)}, static_cast<Funding>(f), kind));
}

void count_access(const Setting& s, Counter& counter) {
  for (RepositoryId r = 1; r < s.repositories.size(); ++r)
    for (const Tier tier : {Tier::open, Tier::controlled}) {
      if (!(tier == Tier::open ? s.repositories[r].open : s.repositories[r].controlled)) continue;
      for (const PlaceId origin : s.focal)
        for (const Kind kind : kReleased)
          for (const PlaceId user : s.focal) counter.count(access_proposal(s, origin, kind, r, tier, user));
    }
}

}  // namespace

void record_bound(const World& w, const State& state, Tallies& books, Month month, const Proposal& proposal, const Verdict& verdict) {
  if (bits_of(verdict) != Counter::nothing_said()) Counter(w, state, month, books.bound).count(proposal);
}

void record_standing(const World& w, State& state, Month month) {
  Counter counter(w, state, month, state.tallies[0].standing);
  count_mandates(w.s(), counter);
  count_access(w.s(), counter);
}

}  // namespace exchange
