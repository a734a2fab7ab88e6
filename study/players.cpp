#include "study/players.hpp"

#include <algorithm>
#include <map>

#include "models/exchange/world/problems.hpp"
#include "models/exchange/world/question.hpp"
#include "sim/error.hpp"

namespace study {

namespace {

using exchange::PolicyData;
using exchange::Provision;
using Provisions = std::vector<Provision>;

Provisions versions(const PolicyData& policy, const std::string& id) {
  Provisions found;
  for (const Provision& p : policy.provisions)
    if (base_id(p.id) == id) found.push_back(p);
  return found;
}

// Whether two versions of a provision, with what is amended of each, can never be told apart by a verdict.
bool same_law(const Provisions& a, const Provisions& b, const exchange::LawVocabulary& vocabulary) {
  using exchange::RuleBook;
  const auto book = [&](const Provisions& law) {
    return RuleBook(law, vocabulary, exchange::Stacking::highest);
  };
  return RuleBook::first_difference(book(a), book(b)) == sim::kNever;
}

constexpr int32_t kEverybody = -1;  // both sides have it

enum class Step : uint8_t { added, removed, amended };
using Steps = std::map<std::string, Step>;  // by base id

Steps steps_between(const Scenario& scenario, const PolicyData& reference, const PolicyData& policy) {
  const exchange::LawVocabulary vocabulary = vocabulary_of(scenario);
  Steps steps;
  for (const Provision& p : policy.provisions) {
    const std::string id = base_id(p.id);
    const Provisions before = versions(reference, id);
    if (before.empty())
      steps[id] = Step::added;
    else if (!same_law(before, versions(policy, id), vocabulary))
      steps[id] = Step::amended;
  }
  for (const Provision& p : reference.provisions)
    if (versions(policy, base_id(p.id)).empty()) steps[base_id(p.id)] = Step::removed;
  return steps;
}

using Groups = std::map<std::string, std::string>;  // the measure of a provision

// Which measure each provision that differs moves with. A measure moves if all of it does that is law on
// either side and is known; of measures that share a provision the smaller one moves, the first by name of
// equals.
Groups measures_of(const Scenario& scenario, const Steps& steps) {
  std::vector<const exchange::MeasureData*> whole;
  const auto moves = [&](const std::string& id) { return steps.count(id) > 0; };
  const auto unknown = [&](const std::string& id) {
    const auto found = scenario.library.find(id);
    return found == scenario.library.end() || !is_known(scenario, found->second);
  };
  for (const auto& [id, measure] : scenario.measures) {
    const auto& all = measure.provisions;
    if (std::any_of(all.begin(), all.end(), moves) &&
        std::all_of(all.begin(), all.end(), [&](const std::string& p) { return moves(p) || unknown(p); }))
      whole.push_back(&measure);
  }
  std::stable_sort(whole.begin(), whole.end(),
                   [](const auto* a, const auto* b) { return a->provisions.size() < b->provisions.size(); });
  Groups found;
  for (const auto* measure : whole) {
    const auto& all = measure->provisions;
    if (std::any_of(all.begin(), all.end(), [&](const std::string& p) { return found.count(p) > 0; }))
      continue;
    for (const std::string& p : all)
      if (moves(p)) found[p] = measure->id;
  }
  return found;
}

std::string listed_policies(const Scenario& scenario) {
  std::string all;
  for (const PolicyData& p : scenario.policies) all += (all.empty() ? "" : ", ") + p.id;
  return all;
}

}  // namespace

std::string base_id(const std::string& id) { return id.substr(0, id.find('@')); }

std::size_t policy_of(const Scenario& scenario, const std::string& id) {
  for (std::size_t i = 0; i < scenario.policies.size(); ++i)
    if (scenario.policies[i].id == id) return i;
  std::vector<std::string> ids;
  for (const auto& policy : scenario.policies) ids.push_back(policy.id);
  const std::string guess = exchange::did_you_mean(id, ids);
  throw exchange::UnknownName("\"" + id + "\" is not a policy of this scenario. " + guess +
                              (guess.empty() ? "" : " ") + "Policies: " + listed_policies(scenario) + ".");
}

std::size_t compared_with(const Scenario& scenario, std::size_t policy, const std::string& named) {
  if (!named.empty()) return policy_of(scenario, named);
  const std::size_t reference = scenario.reference.empty() ? 0 : policy_of(scenario, scenario.reference);
  if (reference != policy) return reference;
  std::size_t best = policy, most = 0;
  for (std::size_t i = 0; i < scenario.policies.size(); ++i) {
    const Steps steps = steps_between(scenario, scenario.policies[i], scenario.policies[policy]);
    const bool only_removes =
        std::all_of(steps.begin(), steps.end(), [](const auto& step) { return step.second == Step::added; });
    if (only_removes && steps.size() > most) best = i, most = steps.size();
  }
  if (best != policy) return best;
  throw sim::Error(
      "\"" + scenario.policies[policy].id +
      "\" is this scenario's reference, and no other policy only removes provisions from it: name the "
      "reference to compare it with. Policies: " +
      listed_policies(scenario) + ".");
}

Between::Between(const Scenario& scenario, std::size_t reference, std::size_t policy, Grain grain)
    : reference_(scenario.policies[reference]), policy_(scenario.policies[policy]) {
  const Steps steps = steps_between(scenario, reference_, policy_);
  if (steps.empty())
    throw sim::Error("\"" + policy_.id + "\" and \"" + reference_.id +
                     "\" are the same law: there is nothing between them to be shared out.");
  const auto grouped = grain == Grain::measures ? measures_of(scenario, steps) : Groups{};
  for (const Provision& p : policy_.provisions)
    texts_.push_back({p, kEverybody, steps.count(base_id(p.id)) == 0, true});
  add_texts_of_reference();
  for (Text& text : texts_) {
    const std::string id = base_id(text.provision.id);
    const auto step = steps.find(id);
    if (step == steps.end()) continue;
    const auto measure = grouped.find(id);
    text.player = measure == grouped.end()
                      ? player_called(id, text.provision.title)
                      : player_called(measure->second, scenario.measures.at(measure->second).remark.title);
    Player& player = players_[static_cast<std::size_t>(text.player)];
    if (std::find(player.provisions.begin(), player.provisions.end(), id) != player.provisions.end())
      continue;
    player.provisions.push_back(id);
    player.added += step->second == Step::added;
    player.removed += step->second == Step::removed;
    player.amended += step->second == Step::amended;
  }
  if (players_.size() > kMostPlayers)
    throw sim::Error(std::to_string(players_.size()) + " provisions differ between \"" + policy_.id +
                     "\" and \"" + reference_.id + "\", and at most " + std::to_string(kMostPlayers) +
                     " can be told apart: group them as `measures`, or compare with a nearer policy.");
}

// Of what both sides have the policy's text stands for both. What was amended goes beside the amended text,
// what was removed behind the text that it follows in the reference.
void Between::add_texts_of_reference() {
  std::ptrdiff_t place = 0;
  for (const Provision& p : reference_.provisions) {
    const auto with = [&](auto&& same) {
      return std::find_if(texts_.begin(), texts_.end(),
                          [&](const Text& t) { return t.of_policy && same(t.provision); });
    };
    auto twin = with([&](const Provision& q) { return q.id == p.id; });
    if (twin == texts_.end()) twin = with([&](const Provision& q) { return base_id(q.id) == base_id(p.id); });
    if (twin != texts_.end()) place = std::max(place, twin - texts_.begin() + 1);
    if (twin != texts_.end() && twin->of_reference) continue;
    texts_.insert(texts_.begin() + place++, {p, kEverybody, true, false});
  }
}

int32_t Between::player_called(const std::string& id, const std::string& title) {
  for (std::size_t i = 0; i < players_.size(); ++i)
    if (players_[i].id == id) return static_cast<int32_t>(i);
  Player& player = players_.emplace_back();
  player.id = id;
  player.title = title;
  return static_cast<int32_t>(players_.size()) - 1;
}

PolicyData Between::with(Players set) const {
  PolicyData policy;
  if (set == 0) policy.id = reference_.id, policy.remark = reference_.remark;
  if (set == all()) policy.id = policy_.id, policy.remark = policy_.remark;
  for (std::size_t i = 0; i < players_.size(); ++i)
    if (set != all() && (set >> i & 1)) policy.id += (policy.id.empty() ? "with " : " + ") + players_[i].id;
  for (const Text& text : texts_) {
    const bool moved = text.player != kEverybody && (set >> text.player & 1);
    if (text.player == kEverybody || (moved ? text.of_policy : text.of_reference))
      policy.provisions.push_back(text.provision);
  }
  return policy;
}

}  // namespace study
