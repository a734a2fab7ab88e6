#include "study/credit.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "study/challenge.hpp"
#include "study/paired.hpp"

namespace study {

namespace {

using Values = std::vector<double>;

constexpr int32_t kMostExact = 16;  // 65,536 sets

// The game of a policy: who plays, in which orders they come, and which sets are run.
struct Game {
  Game(const Scenario& scenario, const std::string& policy, const CreditOptions& options)
      : policy_index(policy_of(scenario, policy)),
        between(scenario, compared_with(scenario, policy_index, options.reference), policy_index,
                Grain::measures),
        players(static_cast<int32_t>(between.players().size())),
        exact(players <= std::min(options.exact_up_to, kMostExact)) {
    if (exact) {
      for (Players set = 0; set <= between.all(); ++set) sets.push_back(set);
      return;
    }
    orders = antithetic_orders(players, std::max(options.orders, 2), scenario.seed);
    sets = sets_of(players, orders);
    for (int32_t i = 0; i < players; ++i) sets.insert(sets.end(), {alone(i), others(i)});
    std::sort(sets.begin(), sets.end());
    sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  }

  Players alone(int32_t player) const { return Players{1} << player; }
  Players others(int32_t player) const { return between.all() & ~alone(player); }
  std::vector<exchange::PolicyData> variants() const {
    std::vector<exchange::PolicyData> all;
    for (const Players set : sets) all.push_back(between.with(set));
    return all;
  }

  std::size_t policy_index;
  Between between;
  int32_t players;
  bool exact;
  std::vector<Order> orders;
  std::vector<Players> sets;  // ascending, so that the first is the reference and the last the policy
};

// What was copied under each set, by replicate.
class Copies {
 public:
  Copies(const std::vector<Players>& sets, const Variants& variants) : variants_(variants) {
    for (std::size_t i = 0; i < sets.size(); ++i) number_[sets[i]] = i;
  }
  const Values& of(Players set) const { return variants_.held[number_.at(set)]; }
  Values change(Players from, Players to) const { return differences(of(to), of(from)); }

 private:
  const Variants& variants_;
  std::map<Players, std::size_t> number_;
};

Interplay interplay(const Values& value, const Values& alone, const Values& last) {
  const Range more = range_of(differences(last, alone)), direction = range_of(value);
  if (more.below == 0 && more.above == 0) return Interplay::independent;
  if (runs_disagree(more) || runs_disagree(direction) || direction.below == direction.above)
    return Interplay::undecided;
  const bool same_way = (more.above > more.below) == (direction.above > direction.below);
  return same_way ? Interplay::reinforced : Interplay::overlaps;
}

// Each player's value in one replicate; the sampling errors too, if orders were sampled.
Sampled values_in(const Game& game, const Copies& copies, std::size_t replicate) {
  const auto worth = [&](Players set) { return copies.of(set)[replicate]; };
  if (!game.exact) return shapley_of_orders(game.players, game.orders, worth);
  return {shapley(game.players, worth), Values(static_cast<std::size_t>(game.players), 0.0)};
}

std::vector<CreditRow> rows_of(const Game& game, const Copies& copies, const Values& change) {
  std::vector<CreditRow> rows(static_cast<std::size_t>(game.players));
  std::vector<Values> errors(rows.size());
  const bool has_direction = !runs_disagree(range_of(change));
  for (std::size_t r = 0; r < change.size(); ++r) {
    const Sampled found = values_in(game, copies, r);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i].by_run.push_back(found.values[i]);
      errors[i].push_back(found.errors[i]);
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto player = static_cast<int32_t>(i);
    const Values alone = copies.change(0, game.alone(player));
    const Values last = copies.change(game.others(player), game.between.all());
    CreditRow& row = rows[i];
    row.player = game.between.players()[i];
    row.value = range_of(row.by_run);
    row.share = range_of(has_direction ? ratios(row.by_run, change) : Values{});
    row.alone = range_of(alone);
    row.last = range_of(last);
    row.interplay = interplay(row.by_run, alone, last);
    row.sampling_error = range_of(errors[i]).median;
  }
  return rows;
}

}  // namespace

Scenario credit_scenario(const Scenario& scenario, const std::string& policy, const CreditOptions& options) {
  return scenario_of(resized(scenario, options.institutions), Game(scenario, policy, options).variants());
}

Credit credit(const Scenario& scenario, const std::string& policy, const CreditOptions& options) {
  const Game game(scenario, policy, options);
  const Scenario world = resized(scenario, options.institutions);
  const auto laws = game.variants();
  const Variants variants = run_variants(world, laws, options.run, options.at_once);
  Credit found;
  found.policy = policy;
  found.reference = laws.front().id;
  found.date = variants.date;
  found.exact = game.exact;
  found.orders = static_cast<int32_t>(game.orders.size());
  found.sets = static_cast<int64_t>(game.sets.size());
  found.replicates = variants.replicates;
  found.institutions = world.institutions;
  found.weight = world.weight;
  found.failures = variants.failures;
  found.stopped = variants.stopped;
  if (found.stopped) return found;
  const Copies copies(game.sets, variants);
  found.held_reference = range_of(copies.of(0));
  found.held_policy = range_of(copies.of(game.between.all()));
  found.change_by_run = copies.change(0, game.between.all());
  found.change = range_of(found.change_by_run);
  found.rows = rows_of(game, copies, found.change_by_run);
  return found;
}

}  // namespace study
