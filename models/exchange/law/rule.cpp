#include "models/exchange/law/rule.hpp"

#include <algorithm>

namespace exchange {

int value_on(const Proposal& p, Axis axis) {
  switch (axis) {
    case Axis::origin:
      return p.origin.value;
    case Axis::custodian:
      return p.custodian.value;
    case Axis::from:
      return p.from.value;
    case Axis::to:
      return p.to.value;
    case Axis::kind:
      return index_of(p.kind);
    case Axis::tier:
      return index_of(p.tier);
    case Axis::channel:
      return index_of(p.channel);
    case Axis::sender:
      return index_of(p.sender);
    case Axis::recipient:
      return index_of(p.recipient);
    case Axis::funding:
      return index_of(p.funding);
    case Axis::repository:
      return p.repository;
    case Axis::firm:
      return p.firm;
    case Axis::persons:
      break;
  }
  return 0;
}

uint32_t Mask::failing(const Proposal& proposal) const {
  uint32_t axes = 0;
  for (int a = 0; a < kMaskAxes; ++a) {
    const bool admitted = values[a] >> value_on(proposal, static_cast<Axis>(a)) & 1;
    axes |= static_cast<uint32_t>(!admitted) << a;
  }
  const bool enough = proposal.persons > persons_over;
  return axes | static_cast<uint32_t>(!enough) << index_of(Axis::persons);
}

bool Rule::acts_at(Effect::Type type, RepositoryId repository) const {
  return std::any_of(duties.begin(), duties.end(), [&](const Duty& duty) {
    return duty.type == type && (duty.number == 0 || duty.number == repository);
  });
}

ProvisionSet Rules::without_exempted(const ProvisionSet& touched, const ProvisionSet& exempting) const {
  ProvisionSet left = touched;
  for (size_t e = 0; e < rule.size(); ++e) {
    if (!exempting[e]) continue;
    for (const Duty& duty : rule[e].duties)
      for (size_t i = 0; i < rule.size() && duty.type == Effect::Type::exempt; ++i)
        if (rule[i].instrument == duty.number && !exempting[i]) left.reset(i);
  }
  return left;
}

namespace {

// A verdict under construction, with what the packed bits cannot tell: whether a field was set at all.
struct Draft {
  Verdict verdict;
  double cost = 0;
  bool every_bar_grandfathered = true;

  static uint64_t months(int32_t count, int32_t least) {
    return static_cast<uint64_t>(std::clamp(count, least, 127));
  }

  void open_within(int32_t limit) {
    const uint64_t term = months(limit, 0);
    verdict.open_within = verdict.open_by_default ? std::min<uint64_t>(verdict.open_within, term) : term;
    verdict.open_by_default = 1;
  }
  void delete_after(int32_t limit) {
    const uint64_t term = months(limit, 1);
    verdict.delete_after = verdict.delete_after ? std::min<uint64_t>(verdict.delete_after, term) : term;
  }
  void deposit_first(int32_t repository) {
    if (!verdict.deposit_first) verdict.deposit_first = static_cast<uint64_t>(repository);
    verdict.several |= verdict.deposit_first != static_cast<uint64_t>(repository);
  }
  void copy_to(int32_t place) {
    if (place == 0) {
      verdict.copy_to_partner = 1;
      return;
    }
    if (!verdict.copy_to) verdict.copy_to = static_cast<uint64_t>(place);
    verdict.several |= verdict.copy_to != static_cast<uint64_t>(place);
  }

  void add(const Rule& rule, const Duty& duty, Month month) {
    switch (duty.type) {
      case Effect::Type::prohibit:
        if (rule.timing == Timing::ex_ante)
          verdict.prohibited = 1;
        else
          verdict.punishable = 1;
        break;
      case Effect::Type::licence:
        verdict.offices |= uint64_t{1} << duty.number;
        break;
      case Effect::Type::deposit_first:
        deposit_first(duty.number);
        break;
      case Effect::Type::copy_to:
        copy_to(duty.number);
        break;
      case Effect::Type::notify:
        verdict.notify = 1;
        break;
      case Effect::Type::open_by_default:
        open_within(duty.number);
        break;
      case Effect::Type::bar_firm:
        verdict.barred_firm = 1;
        every_bar_grandfathered &= month < duty.until && duty.until != sim::kNever;
        break;
      case Effect::Type::raise_cost:
        cost += duty.percent;
        break;
      case Effect::Type::process_locally:
        verdict.process_locally = 1;
        break;
      case Effect::Type::compel:
        verdict.compelled = 1;
        break;
      case Effect::Type::delete_copies:
        delete_after(duty.number);
        break;
      case Effect::Type::penalty:
        verdict.penalised = 1;
        break;
      case Effect::Type::admit:
      case Effect::Type::deny:
      case Effect::Type::review:
      case Effect::Type::exempt:
        break;  // they depend on the other provisions touched, or on the repository
    }
  }
};

// An instrument that both admits and denies, admits.
bool admitted_by(const Rules& rules, const ProvisionSet& touched, int32_t instrument,
                 RepositoryId repository) {
  for (size_t i = 0; i < rules.rule.size(); ++i) {
    const Rule& rule = rules.rule[i];
    if (touched[i] && rule.instrument == instrument && rule.acts_at(Effect::Type::admit, repository))
      return true;
  }
  return false;
}

}  // namespace

Verdict combine(const Rules& rules, const ProvisionSet& touched, RepositoryId repository, Month month) {
  Draft draft;
  for (size_t i = 0; touched.any() && i < rules.rule.size(); ++i) {
    if (!touched[i]) continue;
    const Rule& rule = rules.rule[i];
    for (const Duty& duty : rule.duties) draft.add(rule, duty, month);
    draft.verdict.review |= rule.acts_at(Effect::Type::review, repository);
    if (rule.acts_at(Effect::Type::deny, repository) &&
        !admitted_by(rules, touched, rule.instrument, repository))
      draft.verdict.denied = 1;
  }
  draft.verdict.grandfathered = draft.verdict.barred_firm && draft.every_bar_grandfathered;
  draft.verdict.cost_percent = static_cast<uint64_t>(std::clamp(draft.cost + 0.5, 0.0, 127.0));
  draft.verdict.filled = 1;
  return draft.verdict;
}

}  // namespace exchange
