#pragma once
// How the value of a whole is shared among those who make it (Shapley, "A value for n-person games", 1953):
// the mean, over the orders in which players may come, of what each changes when it comes.

#include <cstdint>
#include <functional>
#include <vector>

namespace study {

// A set of players: bit i is player i.
using Players = uint64_t;
inline constexpr std::size_t kMostPlayers = 63;

// What a set of players is worth; a set is asked for more than once.
using Worth = std::function<double(Players)>;
using Order = std::vector<int32_t>;  // each player once

// Exact, from all 2^n sets. The values sum to worth(all) - worth(none); who never changes anything gets 0,
// players that do the same get the same. NaN if any set is worth NaN.
std::vector<double> shapley(int32_t players, const Worth& worth);

// What each player changes in one order.
std::vector<double> shares_in(const Order& order, const Worth& worth);

// Estimated from `orders`, of which each pair (2k, 2k + 1) is an order and its reverse.
struct Sampled {
  std::vector<double> values;  // by player; their sum is that of the exact ones
  std::vector<double> errors;  // one standard deviation of each, from the spread over pairs; NaN for one pair
};
Sampled shapley_of_orders(int32_t players, const std::vector<Order>& orders, const Worth& worth);

// `count` random orders, rounded up to pairs of an order and its reverse. Same seed: the same, and a longer
// list begins with the shorter.
std::vector<Order> antithetic_orders(int32_t players, int32_t count, uint64_t seed);

// Every set that is met on the way through the orders, none and all included, ascending.
std::vector<Players> sets_of(int32_t players, const std::vector<Order>& orders);

}  // namespace study
