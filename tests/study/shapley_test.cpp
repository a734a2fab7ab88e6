// Games with known values.

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/chance.hpp"
#include "study/shapley.hpp"

using namespace study;

namespace {

using Values = std::vector<double>;

// Whole numbers without any structure, the same for the same seed; none is worth nothing.
Values game(int32_t players, uint64_t seed) {
  sim::Stream stream = sim::Chance(seed, 0).at(7, {}, 999);
  Values worths{0};
  while (worths.size() < size_t{1} << players) worths.push_back(stream.below(1000));
  return worths;
}

Worth of(const Values& worths) {
  return [&worths](Players set) { return worths[set]; };
}

void check_near(const Values& a, const Values& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i] == Approx(b[i]).margin(1e-9));
}

// Every order, each beside its reverse.
std::vector<Order> every_order(int32_t players) {
  Order order;
  for (int32_t i = 0; i < players; ++i) order.push_back(i);
  std::vector<Order> all;
  do {
    const Order back(order.rbegin(), order.rend());
    if (order <= back) all.insert(all.end(), {order, back});
  } while (std::next_permutation(order.begin(), order.end()));
  return all;
}

}  // namespace

TEST_CASE("the glove game: who has the rare glove gets two thirds", "[shapley]") {
  const Worth pairs = [](Players set) { return (set & 4) && (set & 3) ? 1.0 : 0.0; };  // 0, 1: left; 2: right
  check_near(shapley(3, pairs), {1 / 6.0, 1 / 6.0, 4 / 6.0});
}

TEST_CASE("the airport game: each stretch is shared by those who need it", "[shapley]") {
  const Worth runway = [](Players set) { return set & 4 ? 12.0 : set & 2 ? 8.0 : set & 1 ? 3.0 : 0.0; };
  check_near(shapley(3, runway), {1, 1 + 2.5, 1 + 2.5 + 4});
}

TEST_CASE("values sum to the whole, add up over games, and do not need a game to start at nil", "[shapley]") {
  for (const int32_t players : {1, 2, 5, 8}) {
    const Values a = game(players, 1), b = game(players, 2);
    Values both, raised;
    for (std::size_t s = 0; s < a.size(); ++s) both.push_back(a[s] + b[s]), raised.push_back(a[s] + 50);
    const Values of_a = shapley(players, of(a)), of_b = shapley(players, of(b));
    double sum = 0;
    Values added;
    for (std::size_t i = 0; i < of_a.size(); ++i) sum += of_a[i], added.push_back(of_a[i] + of_b[i]);
    CHECK(sum == Approx(a.back()));
    check_near(shapley(players, of(both)), added);
    CHECK(shapley(players, of(raised)) == of_a);
  }
}

TEST_CASE("who changes nothing gets exactly nil, and equals get exactly the same", "[shapley]") {
  const Values small = game(3, 3);
  // Player 3 changes nothing; 4 does what 0 does.
  const Worth worth = [&](Players set) {
    const auto heads = static_cast<Players>(std::popcount(set & 17));
    return 100 * static_cast<double>(heads * heads) + small[set & 6];
  };
  const Values values = shapley(5, worth);
  CHECK(values[3] == 0);
  CHECK(values[0] == values[4]);
  CHECK(shapley_of_orders(5, antithetic_orders(5, 6, 1), worth).values[3] == 0);
}

TEST_CASE("all orders give the exact values; some give values of the same sum", "[shapley]") {
  for (const int32_t players : {2, 4, 6}) {
    const Values worths = game(players, 4);
    check_near(shapley_of_orders(players, every_order(players), of(worths)).values,
               shapley(players, of(worths)));
    const Sampled some = shapley_of_orders(players, antithetic_orders(players, 4, 1), of(worths));
    double sum = 0;
    for (const double value : some.values) sum += value;
    CHECK(sum == Approx(worths.back()));
    CHECK(std::all_of(some.errors.begin(), some.errors.end(), [](double e) { return e >= 0; }));
  }
}

TEST_CASE("an order and its reverse are exact where players only meet in pairs", "[shapley]") {
  const Worth pairwise = [](Players set) {
    double worth = 0;
    for (int i = 0; i < 10; ++i)
      for (int j = 0; j < i; ++j)
        if ((set >> i & 1) && (set >> j & 1)) worth += (i * 7 + j * 3) % 5;
    return worth;
  };
  const Sampled found = shapley_of_orders(10, antithetic_orders(10, 4, 9), pairwise);
  check_near(found.values, shapley(10, pairwise));
  for (const double error : found.errors) CHECK(error == Approx(0).margin(1e-9));
}

TEST_CASE("a set that failed leaves no value, and no number in its place", "[shapley]") {
  const Worth worth = [](Players set) { return set == 2 ? std::nan("") : static_cast<double>(set); };
  for (const double value : shapley(2, worth)) CHECK(std::isnan(value));
}

TEST_CASE("orders come in pairs of an order and its reverse, and more of them begin with fewer",
          "[shapley]") {
  const auto orders = antithetic_orders(7, 9, 5);
  REQUIRE(orders.size() == 10);
  for (std::size_t k = 0; k < orders.size(); k += 2)
    CHECK(Order(orders[k].rbegin(), orders[k].rend()) == orders[k + 1]);
  for (Order order : orders) {
    std::sort(order.begin(), order.end());
    CHECK(order == Order{0, 1, 2, 3, 4, 5, 6});
  }
  const auto fewer = antithetic_orders(7, 4, 5);
  CHECK(std::equal(fewer.begin(), fewer.end(), orders.begin()));
  CHECK(orders[0] != orders[2]);
  CHECK(orders != antithetic_orders(7, 9, 6));
}

TEST_CASE("the sets on the way through the orders, each once", "[shapley]") {
  CHECK(sets_of(3, {{0, 1, 2}, {2, 1, 0}}) == std::vector<Players>{0, 1, 3, 4, 6, 7});
  CHECK(sets_of(2, {}) == std::vector<Players>{0, 3});
}
