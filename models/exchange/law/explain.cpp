#include "models/exchange/law/explain.hpp"

#include <algorithm>
#include <bitset>

#include "models/exchange/law/counterfactual.hpp"
#include "models/exchange/law/words.hpp"

namespace exchange {

Outcome outcome_of(Verdict verdict) {
  if (verdict.prohibited || verdict.barred_firm) return Outcome::prohibited;
  if (verdict.denied) return Outcome::denied;
  if (verdict.punishable) return Outcome::punishable;
  if (verdict.needs_licence()) return Outcome::licence;
  return verdict.review ? Outcome::review : Outcome::free;
}

Outcome outcome_of(const RuleBook& book, Month month, const std::vector<Proposal>& legs) {
  Outcome gravest = Outcome::free;
  for (const Proposal& leg : legs) gravest = std::max(gravest, outcome_of(book.at(month).judge(leg)));
  return gravest;
}

std::string words_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::prohibited:
      return "PROHIBITED in advance";
    case Outcome::denied:
      return "REFUSED BY THE REPOSITORY";
    case Outcome::punishable:
      return "PUNISHABLE after the fact";
    case Outcome::licence:
      return "BY LICENCE";
    case Outcome::review:
      return "CASE BY CASE at the repository";
    case Outcome::free:
      break;
  }
  return "FREE";
}

std::string short_words_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::prohibited:
      return "prohibited";
    case Outcome::denied:
      return "refused";
    case Outcome::punishable:
      return "punishable";
    case Outcome::licence:
      return "by licence";
    case Outcome::review:
      return "case by case";
    case Outcome::free:
      break;
  }
  return "free";
}

namespace {

constexpr uint32_t kPlaceAxes = 0xF;  // origin, custodian, from, to

bool makes(const Rule& rule, RepositoryId repository, Outcome outcome) {
  const auto has = [&](Effect::Type type) {
    return std::any_of(rule.duties.begin(), rule.duties.end(),
                       [&](const Duty& duty) { return duty.type == type; });
  };
  const bool ahead = rule.timing == Timing::ex_ante;
  switch (outcome) {
    case Outcome::prohibited:
      return (has(Effect::Type::prohibit) && ahead) || has(Effect::Type::bar_firm);
    case Outcome::denied:
      return rule.acts_at(Effect::Type::deny, repository);
    case Outcome::punishable:
      return has(Effect::Type::prohibit) && !ahead;
    case Outcome::licence:
      return has(Effect::Type::licence);
    case Outcome::review:
      return rule.acts_at(Effect::Type::review, repository);
    case Outcome::free:
      break;
  }
  return false;
}

// Why provisions that do not decide do not.
class Reader {
 public:
  Reader(const RuleBook& book, Month month, const Proposal& proposal)
      : book_(book), month_(month), proposal_(proposal), touched_(book.at(month).touched(proposal)) {}

  // Near enough to be worth showing: it misses by one fact, or it names these places and misses by few.
  bool worth_showing(size_t i) const {
    const uint32_t failing = rule(i).applies.failing(proposal_);
    const Filter& filter = text(i).applies;
    const bool local =
        !(filter.origin.empty() && filter.custodian.empty() && filter.from.empty() && filter.to.empty());
    const size_t misses = std::bitset<32>(failing).count();
    return misses <= 1 || (local && (failing & kPlaceAxes) == 0 && misses <= 3);
  }

  // Facts by which it misses; time counts as one.
  size_t misses(size_t i) const {
    return std::bitset<32>(rule(i).applies.failing(proposal_)).count() + !rule(i).in_force(month_);
  }

  std::string why_not(size_t i) const {
    std::vector<std::string> reasons;
    const uint32_t failing = rule(i).applies.failing(proposal_);
    for (int a = 0; a < kAxes; ++a)
      if (failing >> a & 1) reasons.push_back(only(text(i).applies, static_cast<Axis>(a)));
    add_time(i, reasons);
    if (failing == 0) add_exemptions(i, reasons);
    if (reasons.empty() && !touched_[i]) reasons.push_back("cancelled by another provision");
    if (reasons.empty() && text(i).effects.empty()) reasons.push_back("has no effect of its own");
    if (reasons.empty()) reasons.push_back(words_of(text(i).effects));
    std::string all;
    for (const std::string& reason : reasons) all += (all.empty() ? "" : "; ") + reason;
    return all;
  }

 private:
  const Rule& rule(size_t i) const { return book_.rules().rule[i]; }
  const Provision& text(size_t i) const { return book_.provisions()[i]; }

  void add_time(size_t i, std::vector<std::string>& reasons) const {
    if (text(i).status == Status::draft) reasons.push_back("a draft");
    if (text(i).status == Status::hypothetical && !rule(i).in_force(month_))
      reasons.push_back("hypothetical");
    if (rule(i).expires <= month_)
      reasons.push_back("expired " + sim::to_string(rule(i).expires));
    else if (month_ < rule(i).known)
      reasons.push_back("not yet announced");
    else if (month_ < rule(i).effective)
      reasons.push_back("not yet in effect");
  }

  void add_exemptions(size_t i, std::vector<std::string>& reasons) const {
    size_t number = 0;
    for (const auto& exemption : text(i).exemptions) {
      if (!rule(i).exemptions[number++].admits(proposal_)) continue;
      const auto note = text(i).exemption_notes.find(exemption.first);
      const bool noted = note != text(i).exemption_notes.end() && !note->second.empty();
      reasons.push_back("exempt: " + exemption.first + (noted ? " (" + note->second + ")" : ""));
    }
  }

  const RuleBook& book_;
  Month month_;
  const Proposal& proposal_;
  ProvisionSet touched_;
};

}  // namespace

std::vector<size_t> deciding(const RuleBook& book, Month month, const Proposal& proposal, Outcome outcome) {
  const ProvisionSet touched = book.at(month).touched(proposal);
  std::vector<size_t> found;
  for (size_t i = 0; i < book.provisions().size(); ++i)
    if (touched[i] && makes(book.rules().rule[i], proposal.repository, outcome)) found.push_back(i);
  return found;
}

Explanation explain(const RuleBook& book, Month month, const Proposal& proposal,
                    const std::vector<std::string>& assumed) {
  Explanation told;
  told.month = month;
  told.proposal = proposal;
  told.assumed = assumed;
  told.verdict = book.at(month).judge(proposal);
  told.outcome = outcome_of(told.verdict);
  told.outcome_words = words_of(told.outcome);
  const std::vector<size_t> decisive = deciding(book, month, proposal, told.outcome);
  for (const size_t i : decisive) told.decides.push_back({i, words_of(book.provisions()[i].effects)});
  const Reader reader(book, month, proposal);
  for (size_t i = 0; i < book.provisions().size(); ++i) {
    const bool decides = std::find(decisive.begin(), decisive.end(), i) != decisive.end();
    if (!decides && reader.worth_showing(i)) told.looked_at.push_back({i, reader.why_not(i)});
  }
  std::stable_sort(told.looked_at.begin(), told.looked_at.end(), [&](const Finding& a, const Finding& b) {
    return reader.misses(a.provision) < reader.misses(b.provision);
  });
  told.changes = changes_to(book, month, proposal);
  return told;
}

}  // namespace exchange
