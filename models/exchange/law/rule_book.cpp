#include "models/exchange/law/rule_book.hpp"

#include <algorithm>
#include <cstring>

#include "models/exchange/law/table.hpp"

namespace exchange {

uint64_t bits_of(Verdict verdict) {
  uint64_t bits = 0;
  std::memcpy(&bits, &verdict, sizeof bits);
  return bits;
}

Verdict verdict_of(uint64_t bits) {
  Verdict verdict;
  std::memcpy(static_cast<void*>(&verdict), &bits, sizeof bits);
  return verdict;
}

Verdict Version::judge(const Proposal& proposal) const { return table_->judge(proposal); }
ProvisionSet Version::touched(const Proposal& proposal) const { return table_->touched(proposal); }

RuleBook::RuleBook(std::vector<Provision> provisions, LawVocabulary vocabulary, Stacking stacking)
    : provisions_(std::move(provisions)), vocabulary_(std::move(vocabulary)), stacking_(stacking) {
  sim::Problems problems;
  if (provisions_.size() > kMostProvisions) {
    sim::Problem many;
    many.path = "provisions";
    many.message = "a rule book holds at most " + std::to_string(kMostProvisions) + " provisions.";
    problems.push_back(many);
  }
  rules_ = std::make_shared<const Rules>(resolve(provisions_, vocabulary_, problems));
  if (!problems.empty()) throw sim::InputError(std::move(problems));
  compile_versions();
}

namespace {

// Months at which some version may open.
std::vector<Month> dates_of(const Rules& rules) {
  std::vector<Month> dates;
  for (const Rule& rule : rules.rule) {
    dates.insert(dates.end(), {rule.known, rule.effective, rule.expires});
    for (const Duty& duty : rule.duties) dates.push_back(duty.until);
  }
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  while (!dates.empty() && dates.back() == sim::kNever) dates.pop_back();
  return dates;
}

ProvisionSet in_force_at(const Rules& rules, Month month, bool anticipating) {
  ProvisionSet set;
  for (size_t i = 0; i < rules.rule.size(); ++i)
    set[i] = anticipating ? rules.rule[i].anticipated(month) : rules.rule[i].in_force(month);
  return set;
}

// Provisions in `set` whose bar spares older contracts at `month`.
ProvisionSet sparing_at(const Rules& rules, const ProvisionSet& set, Month month) {
  ProvisionSet sparing;
  for (size_t i = 0; i < rules.rule.size(); ++i)
    for (const Duty& duty : rules.rule[i].duties)
      if (set[i] && duty.until != sim::kNever && month < duty.until) sparing.set(i);
  return sparing;
}

}  // namespace

// Versions with the same provisions (and the same grandfathering) share one table.
void RuleBook::compile_versions() {
  dates_ = dates_of(*rules_);
  const auto pool = std::make_shared<VerdictPool>();
  struct Known {
    ProvisionSet in_force, sparing;
    Version version;
  };
  std::vector<Known> known;
  const auto version_at = [&](Month month, bool anticipating) {
    const ProvisionSet set = in_force_at(*rules_, month, anticipating);
    const ProvisionSet sparing = sparing_at(*rules_, set, month);
    for (const Known& old : known)
      if (old.in_force == set && old.sparing == sparing) return old.version;
    Version version;
    version.in_force_ = set;
    version.table_ = std::make_shared<const VerdictTable>(rules_, pool, set, month);
    version.thresholds_ = version.table_->person_thresholds();
    known.push_back({set, sparing, version});
    return version;
  };
  for (size_t v = 0; v <= dates_.size(); ++v) {
    const Month opens = v == 0 ? Month{sim::kAlways.index - 1} : dates_[v - 1];
    in_force_.push_back(version_at(opens, false));
    anticipated_.push_back(version_at(opens, true));
  }
}

int32_t RuleBook::version_number(Month month) const {
  return static_cast<int32_t>(std::upper_bound(dates_.begin(), dates_.end(), month) - dates_.begin());
}

const Version& RuleBook::at(Month month, bool anticipating) const {
  const size_t version = static_cast<size_t>(version_number(month));
  return anticipating ? anticipated_[version] : in_force_[version];
}

double RuleBook::fine(const Version& version, const Proposal& proposal, double gain, Side side) const {
  if (!version.judge(proposal).penalised) return 0;
  const ProvisionSet touched = version.touched(proposal);
  double sum = 0, highest = 0;
  for (size_t i = 0; i < rules_->rule.size(); ++i) {
    if (!rules_->rule[i].fines || !touched[i]) continue;
    for (const Duty& duty : rules_->rule[i].duties) {
      if (duty.type != Effect::Type::penalty) continue;
      const Side against = duty.fine.side;
      if (side != Side::either && against != Side::either && against != side) continue;
      sum += duty.fine.of(gain);
      highest = std::max(highest, duty.fine.of(gain));
    }
  }
  return stacking_ == Stacking::highest ? highest : sum;
}

Duties RuleBook::duties(const Version& version, const Proposal& proposal) const {
  const ProvisionSet touched = version.touched(proposal);
  Duties duties;
  for (size_t i = 0; i < rules_->rule.size(); ++i)
    for (const Duty& duty : rules_->rule[i].duties) {
      if (!touched[i] || duty.number == 0) continue;
      if (duty.type == Effect::Type::deposit_first)
        duties.deposits = static_cast<uint16_t>(duties.deposits | 1u << duty.number);
      if (duty.type == Effect::Type::copy_to) duties.copies |= uint64_t{1} << (duty.number - 1);
    }
  return duties;
}

}  // namespace exchange
