#include "study/shapley.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "models/exchange/world/purpose.hpp"
#include "sim/chance.hpp"

namespace study {

namespace {

using Values = std::vector<double>;

Players only(int32_t player) { return Players{1} << player; }

// n over k; exact in doubles for as many players as can be enumerated.
double choose(int32_t n, int32_t k) {
  double ways = 1;
  for (int32_t i = 1; i <= k; ++i) ways = ways * (n - k + i) / i;
  return ways;
}

Values mean_of_both(const Values& a, const Values& b) {
  Values mean;
  for (std::size_t i = 0; i < a.size(); ++i) mean.push_back((a[i] + b[i]) / 2);
  return mean;
}

}  // namespace

// What a player changes is summed for each size of set apart before it is weighted: where worths are whole
// numbers these sums are exact, so that players who do the same get the same to the bit.
Values shapley(int32_t players, const Worth& worth) {
  const Players sets = only(players);
  const auto n = static_cast<std::size_t>(players);
  Values worths;
  for (Players set = 0; set < sets; ++set) worths.push_back(worth(set));
  std::vector<Values> changed(n, Values(n, 0.0));  // [player][size of the set it joins]
  for (Players set = 0; set < sets; ++set)
    for (std::size_t i = 0; i < n; ++i)
      if (const Players joined = set | only(static_cast<int32_t>(i)); joined != set)
        changed[i][static_cast<std::size_t>(std::popcount(set))] += worths[joined] - worths[set];
  Values values(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t size = 0; size < n; ++size)
      values[i] += changed[i][size] / choose(players - 1, static_cast<int32_t>(size));
    values[i] /= players;
  }
  return values;
}

Values shares_in(const Order& order, const Worth& worth) {
  Values shares(order.size());
  Players come = 0;
  for (const int32_t player : order) {
    const double before = worth(come);
    come |= only(player);
    shares[static_cast<std::size_t>(player)] = worth(come) - before;
  }
  return shares;
}

Sampled shapley_of_orders(int32_t players, const std::vector<Order>& orders, const Worth& worth) {
  const auto n = static_cast<std::size_t>(players);
  std::vector<Values> pairs;
  for (std::size_t k = 0; k + 1 < orders.size(); k += 2)
    pairs.push_back(mean_of_both(shares_in(orders[k], worth), shares_in(orders[k + 1], worth)));
  const auto count = static_cast<double>(pairs.size());
  Sampled found{Values(n, 0.0), Values(n, 0.0)};
  for (std::size_t i = 0; i < n; ++i) {
    for (const Values& pair : pairs) found.values[i] += pair[i];
    found.values[i] /= count;
    double squares = 0;
    for (const Values& pair : pairs) squares += (pair[i] - found.values[i]) * (pair[i] - found.values[i]);
    found.errors[i] = pairs.size() < 2 ? std::numeric_limits<double>::quiet_NaN()
                                       : std::sqrt(squares / (count - 1) / count);
  }
  return found;
}

std::vector<Order> antithetic_orders(int32_t players, int32_t count, uint64_t seed) {
  const sim::Chance chance(seed, 0);
  std::vector<Order> orders;
  for (int32_t pair = 0; 2 * pair < count; ++pair) {
    sim::Stream stream =
        chance.at(static_cast<uint64_t>(pair), {}, uint16_t(exchange::Purpose::order_of_measures));
    Order order;
    for (int32_t i = 0; i < players; ++i) order.push_back(i);
    for (std::size_t left = order.size(); left > 1; --left)
      std::swap(order[left - 1], order[stream.below(static_cast<uint32_t>(left))]);
    orders.push_back(order);
    orders.emplace_back(order.rbegin(), order.rend());
  }
  return orders;
}

std::vector<Players> sets_of(int32_t players, const std::vector<Order>& orders) {
  std::vector<Players> sets{0, only(players) - 1};
  for (const Order& order : orders) {
    Players come = 0;
    for (const int32_t player : order) sets.push_back(come |= only(player));
  }
  std::sort(sets.begin(), sets.end());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  return sets;
}

}  // namespace study
