#include "models/exchange/law/table.hpp"

#include <algorithm>
#include <bit>

namespace exchange {

VerdictTable::VerdictTable(std::shared_ptr<const Rules> rules, std::shared_ptr<VerdictPool> pool,
                           const ProvisionSet& in_force, Month opens)
    : rules_(std::move(rules)), pool_(std::move(pool)), opens_(opens) {
  add_rows(in_force);
  source_ = merge_values(classes(Axis::origin), classes(Axis::custodian));
  route_ = merge_values(classes(Axis::from), classes(Axis::to));
  deal_ = merge_values(merge_values(classes(Axis::kind), classes(Axis::tier)), classes(Axis::channel));
  parties_ =
      merge_values(merge_values(classes(Axis::sender), classes(Axis::recipient)), classes(Axis::funding));
  named_ = merge_values(classes(Axis::repository), classes(Axis::firm));
  persons_ = classify_persons();
  merge();
}

namespace {

constexpr uint64_t kMostPairs = 1 << 17;  // half a megabyte; ten times what the law of 2026 needs

// The classes of pairs; false if there are too many pairs.
bool merge_pairs(const Classes& a, const Classes& b, Classes& pairs) {
  if (uint64_t{a.count} * b.count > kMostPairs) return false;
  pairs = merge_classes(a, b);
  return true;
}

std::vector<uint32_t> times(std::vector<uint32_t> numbers, uint32_t factor) {
  for (uint32_t& number : numbers) number *= factor;
  return numbers;
}

}  // namespace

void VerdictTable::merge() {
  Classes act, flow, who, whose;
  if (!merge_pairs(deal_, named_, act) || !merge_pairs(route_, act, flow)) return;
  if (!merge_pairs(parties_, persons_, who) || !merge_pairs(source_, who, whose)) return;
  if (uint64_t{flow.count} * whose.count > UINT32_MAX) return;
  look_ = {times(deal_.of, named_.count),
           named_.of,
           act.of,
           times(route_.of, act.count),
           times(flow.of, whose.count),
           times(parties_.of, persons_.count),
           who.of,
           times(source_.of, who.count),
           whose.of};
  cells_ = uint64_t{flow.count} * whose.count;
  memo_.open(cells_, *pool_);
  merged_ = true;
}

void VerdictTable::add_rows(const ProvisionSet& in_force) {
  for (uint32_t i = 0; i < rules_->rule.size(); ++i)
    if (in_force[i]) rows_.push_back({rules_->rule[i].applies, i});
  provisions_ = rows_.size();
  for (size_t r = 0; r < provisions_; ++r) {
    first_exemption_.push_back(static_cast<uint32_t>(rows_.size()));
    for (const Mask& exemption : rules_->rule[rows_[r].provision].exemptions)
      rows_.push_back({exemption, rows_[r].provision});
  }
  first_exemption_.push_back(static_cast<uint32_t>(rows_.size()));
  add_repositories_of_effects();
  words_ = (rows_.size() + 63) / 64;
}

// An effect may bite at one repository only: a row of its own keeps that repository in a class of its own.
void VerdictTable::add_repositories_of_effects() {
  Mask named;
  named.values.fill(~uint64_t{0});
  for (size_t r = 0; r < provisions_; ++r)
    for (const Duty& duty : rules_->rule[rows_[r].provision].duties) {
      if (!duty.local() || duty.number == 0) continue;
      named.values[index_of(Axis::repository)] = uint64_t{1} << duty.number;
      rows_.push_back({named, rows_[r].provision});
    }
}

Classes VerdictTable::classes(Axis axis) const {
  const size_t a = static_cast<size_t>(axis), values = static_cast<size_t>(kAxisSize[a]);
  Words rows(values * words_);
  for (size_t value = 0; value < values; ++value)
    for (size_t r = 0; r < rows_.size(); ++r)
      rows[value * words_ + r / 64] |= (rows_[r].mask.values[a] >> value & 1) << r % 64;
  return classify(rows, values, words_);
}

// Class c: more than c of the thresholds passed.
Classes VerdictTable::classify_persons() {
  for (const Row& row : rows_)
    if (row.mask.persons_over >= 0) thresholds_.push_back(row.mask.persons_over);
  std::sort(thresholds_.begin(), thresholds_.end());
  thresholds_.erase(std::unique(thresholds_.begin(), thresholds_.end()), thresholds_.end());
  const size_t values = thresholds_.size() + 1;
  Words rows(values * words_);
  for (size_t c = 0; c < values; ++c)
    for (size_t r = 0; r < rows_.size(); ++r) {
      const bool admitted = rows_[r].mask.persons_over <= (c == 0 ? -1 : thresholds_[c - 1]);
      rows[c * words_ + r / 64] |= uint64_t{admitted} << r % 64;
    }
  return classify(rows, values, words_);
}

// Provisions whose filter admits the proposal and that no exemption of their own spares; those among them
// that cancel.
void VerdictTable::admit(const Proposal& proposal, ProvisionSet& touched, ProvisionSet& exempting) const {
  const auto rows = [](const Classes& classes, uint32_t value) { return classes.rows(classes.of[value]); };
  const uint64_t* sets[] = {rows(source_, source_value(proposal)), rows(route_, route_value(proposal)),
                            rows(deal_, deal_value(proposal)),     rows(parties_, parties_value(proposal)),
                            rows(named_, named_value(proposal)),   rows(persons_, persons_value(proposal))};
  const auto word = [&](size_t w) {
    return sets[0][w] & sets[1][w] & sets[2][w] & sets[3][w] & sets[4][w] & sets[5][w];
  };
  const auto admits = [&](size_t row) { return word(row / 64) >> row % 64 & 1; };
  for (size_t w = 0; w < words_; ++w)
    for (uint64_t left = word(w); left != 0; left &= left - 1) {
      const size_t row = w * 64 + static_cast<size_t>(std::countr_zero(left));
      if (row >= provisions_) return;
      bool spared = false;
      for (uint32_t e = first_exemption_[row]; e < first_exemption_[row + 1]; ++e) spared |= admits(e);
      const uint32_t provision = rows_[row].provision;
      touched[provision] = !spared;
      exempting[provision] = !spared && rules_->rule[provision].cancels;
    }
}

ProvisionSet VerdictTable::touched(const Proposal& proposal) const {
  ProvisionSet touched, exempting;
  admit(proposal, touched, exempting);
  return exempting.none() ? touched : rules_->without_exempted(touched, exempting);
}

Verdict VerdictTable::read(const Proposal& proposal) const {
  return combine(*rules_, touched(proposal), proposal.repository, opens_);
}

Verdict VerdictTable::fill(uint32_t cell, const Proposal& proposal) const {
  const Verdict verdict = read(proposal);
  const uint32_t number = pool_->number(bits_of(verdict));
  if (number != VerdictPool::kFull) memo_.put(cell, number);
  return verdict;
}

}  // namespace exchange
