#include "models/exchange/ledger/invariants.hpp"

#include "models/exchange/ledger/ledger.hpp"
#include "sim/error.hpp"

namespace exchange {

namespace {

// Of what lies by value: joint projects that wait for a licence, and deliveries of programmes to come, have not been
// produced yet.
bool exists(const Pending& p) {
  return p.stored == UINT32_MAX &&
         (p.act == Pending::Act::release || p.act == Pending::Act::backlog || p.act == Pending::Act::licensed_deposit);
}

void add_stored(const Store& store, std::vector<Dataset>& into) {
  for (uint32_t i = 0; i < store.datasets.size(); ++i) into.push_back(store.datasets[i]);
}

void add_waiting(const Shard& shard, std::vector<Dataset>& into) {
  auto pending = shard.pending;
  for (Month m = pending.first(); m < pending.end(); m = m + 1)
    for (const Pending& p : pending.take(m))
      if (exists(p)) into.push_back(p.dataset);
}

void add_applications(const State& state, std::vector<Dataset>& into) {
  for (const Office& office : state.offices)
    for (std::size_t i = office.served; i < office.queue.size(); ++i)
      if (exists(office.queue[i].pending)) into.push_back(office.queue[i].pending.dataset);
}

struct Routes {
  int first = -1;          // -1: never held
  int succeeded = 0;       // channels
  explicit Routes(uint16_t packed) : first((packed >> 12) - 1), succeeded(packed & 0xFFF) {}
  bool sole() const { return first == kOwnRoute ? succeeded == 0 : succeeded == 1 << first; }
};

void count_routes(Tallies& books, const Dataset& d, int side, uint16_t packed) {
  const Routes routes(packed);
  if (routes.first < 0) return;
  const int kd = static_cast<int>(d.kd);
  books.first.at(side, routes.first, d.origin, kd) += amount_of(d);
  if (routes.sole()) books.sole.at(side, routes.first, d.origin, kd) += amount_of(d);
  for (int route = 0; route < kRoutes; ++route)
    if (route == kOwnRoute ? routes.first == kOwnRoute : routes.succeeded >> route & 1)
      books.any.at(side, route, d.origin, kd) += amount_of(d);
}

void count(const Setting& s, Tallies& books, const Dataset& d) {
  const int kd = static_cast<int>(d.kd);
  books.produced.at(d.origin, kd) += amount_of(d);
  if (d.flags & kShareable) books.shareable.at(d.origin, kd) += amount_of(d);
  for (int h = 0; h < s.holders; ++h) {
    if (d.held_ever >> h & 1) books.held_ever.at(h, d.origin, kd) += amount_of(d);
    if (d.held_now >> h & 1) books.held_now.at(h, d.origin, kd) += amount_of(d);
    if (d.residual >> h & 1) books.residual.at(h, d.origin, kd) += amount_of(d);
  }
  const int set = d.flags & kReleased ? s.access_set(d.tier, d.repositories) : 0;
  books.exposed.at(d.origin, kd, set, compellable(s, d)) += amount_of(d);
  count_routes(books, d, 0, d.routes_cn);
  count_routes(books, d, 1, d.routes_us);
}

// How an amount in the books must stand to the recount.
enum class Must { equal, reach };

struct Judge {
  const World& world;
  std::vector<std::string> broken;

  const Setting& s() const { return world.s(); }
  void say(const std::string& what, int a, int b, int c = -1, int d = -1) {
    std::string where = " [" + std::to_string(a) + ", " + std::to_string(b);
    for (const int index : {c, d})
      if (index >= 0) where += ", " + std::to_string(index);
    broken.push_back(what + where + "]");
  }
};

bool same(const Amount& a, const Amount& b) {
  return a.persons == b.persons && a.kilobases == b.kilobases && a.datasets == b.datasets;
}
bool covers(const Amount& a, const Amount& b) {
  return a.persons >= b.persons && a.kilobases >= b.kilobases && a.datasets >= b.datasets;
}
bool stands(Must must, const Amount& books, const Amount& seen) {
  return must == Must::equal ? same(books, seen) : covers(books, seen);
}

void compare_by_origin(Judge& j, const Tallies& books, const Tallies& seen, Must must) {
  for (int q = 0; q < j.s().places; ++q)
    for (int kd = 0; kd < kKindDepths; ++kd) {
      if (!stands(must, books.produced.at(q, kd), seen.produced.at(q, kd))) j.say("produced and datasets differ", q, kd);
      if (!stands(must, books.shareable.at(q, kd), seen.shareable.at(q, kd))) j.say("shareable and datasets differ", q, kd);
    }
}

void compare_holders(Judge& j, const Tallies& books, const Tallies& seen, Must must) {
  for (int h = 0; h < j.s().holders; ++h)
    for (int q = 0; q < j.s().places; ++q)
      for (int kd = 0; kd < kKindDepths; ++kd) {
        if (!stands(must, books.held_ever.at(h, q, kd), seen.held_ever.at(h, q, kd))) j.say("ever-held and datasets differ", h, q, kd);
        if (!stands(must, books.held_now.at(h, q, kd), seen.held_now.at(h, q, kd))) j.say("held-now and datasets differ", h, q, kd);
        // only a copy that lies in a store can be one that should be gone
        if (!same(books.residual.at(h, q, kd), seen.residual.at(h, q, kd))) j.say("residual and datasets differ", h, q, kd);
      }
}

// What is released is stored, so exposure through archives is known exactly.
void compare_exposure(Judge& j, const Tallies& books, const Tallies& seen, Must must) {
  for (int q = 0; q < j.s().places; ++q)
    for (int kd = 0; kd < kKindDepths; ++kd)
      for (int set = 0; set < static_cast<int>(j.s().access_sets.size()); ++set)
        for (int held = 0; held < 4; ++held)
          if (!stands(set > 0 ? Must::equal : must, books.exposed.at(q, kd, set, held), seen.exposed.at(q, kd, set, held)))
            j.say("exposure and datasets differ", q, kd, set, held);
}

// Copies by these routes are made of stored datasets only.
bool only_when_stored(int route) {
  return route == index_of(Channel::deposit) || route == index_of(Channel::mirror) || route == index_of(Channel::download) ||
         route == index_of(Channel::request);
}

void compare_routes(Judge& j, const Tallies& books, const Tallies& seen, Must must) {
  for (int side = 0; side < 2; ++side)
    for (int route = 0; route < kRoutes; ++route)
      for (int q = 0; q < j.s().places; ++q)
        for (int kd = 0; kd < kKindDepths; ++kd) {
          const Must here = only_when_stored(route) ? Must::equal : must;
          if (!stands(here, books.first.at(side, route, q, kd), seen.first.at(side, route, q, kd))) j.say("first route and datasets differ", side, route, q, kd);
          if (!stands(here, books.any.at(side, route, q, kd), seen.any.at(side, route, q, kd))) j.say("any route and datasets differ", side, route, q, kd);
          if (!stands(here, books.sole.at(side, route, q, kd), seen.sole.at(side, route, q, kd))) j.say("sole route and datasets differ", side, route, q, kd);
        }
}

// The books among themselves.
void order_of_holdings(Judge& j, const Tallies& books) {
  const Amount nothing;
  for (int h = 0; h < j.s().holders; ++h)
    for (int q = 0; q < j.s().places; ++q)
      for (int kd = 0; kd < kKindDepths; ++kd) {
        const Amount &ever = books.held_ever.at(h, q, kd), &now = books.held_now.at(h, q, kd), &residual = books.residual.at(h, q, kd);
        if (!covers(books.produced.at(q, kd), ever)) j.say("more is held than was produced", h, q, kd);
        if (!covers(ever, now)) j.say("more is held now than ever", h, q, kd);
        if (!covers(now, residual)) j.say("more is residual than is held", h, q, kd);
        if (!covers(residual, nothing)) j.say("a holding is negative", h, q, kd);
      }
}

void routes_add_up(Judge& j, const Tallies& books) {
  for (int side = 0; side < 2; ++side) {
    const int holder = side == 0 ? j.s().cn : j.s().us;
    if (holder < 0) continue;
    for (int q = 0; q < j.s().places; ++q)
      for (int kd = 0; kd < kKindDepths; ++kd) {
        Amount sum;
        for (int route = 0; route < kRoutes; ++route) {
          const Amount &first = books.first.at(side, route, q, kd), &any = books.any.at(side, route, q, kd), &sole = books.sole.at(side, route, q, kd);
          sum += first;
          if (!covers(first, sole) || !covers(any, first) || !covers(sole, Amount{})) j.say("sole, first and any are out of order", side, route, q, kd);
        }
        if (!same(sum, books.held_ever.at(holder, q, kd))) j.say("first routes do not add up to what was ever held", side, q, kd);
      }
  }
}

// Each dataset that exists is exposed once; reach, a part of exposure, can then never exceed what exists.
void exposure_adds_up(Judge& j, const Tallies& books) {
  for (int q = 0; q < j.s().places; ++q)
    for (int kd = 0; kd < kKindDepths; ++kd) {
      Amount sum;
      for (int set = 0; set < static_cast<int>(j.s().access_sets.size()); ++set)
        for (int held = 0; held < 4; ++held) {
          sum += books.exposed.at(q, kd, set, held);
          if (!covers(books.exposed.at(q, kd, set, held), Amount{})) j.say("an exposure is negative", q, kd, set, held);
        }
      if (!same(sum, books.produced.at(q, kd))) j.say("exposure does not add up to what was produced", q, kd);
    }
}

// The union holds what one of its members holds.
void unions_follow_members(Judge& j, const Dataset& d, int number) {
  const Setting& s = j.s();
  if (s.union_bit < 0) return;
  if ((d.held_ever >> s.union_bit & 1) != ((d.held_ever & s.union_mask) != 0)) j.say("the union's ever-held is not its members'", number, d.origin);
  if ((d.held_now >> s.union_bit & 1) != ((d.held_now & s.union_mask) != 0)) j.say("the union's held-now is not its members'", number, d.origin);
}

// No copy without a route, no route without a copy; abroad only by a channel.
void copies_have_routes(Judge& j, const Dataset& d, int number) {
  const Setting& s = j.s();
  for (const int focal : {s.cn, s.us}) {
    if (focal < 0) continue;
    const Routes routes(focal == s.cn ? d.routes_cn : d.routes_us);
    const bool held = d.held_ever >> focal & 1;
    if (held != (routes.first >= 0)) j.say("a copy has no route, or a route no copy", number, focal);
    const bool home = s.focal[static_cast<std::size_t>(focal)].value == d.custodian;
    if (routes.first == kOwnRoute && !home) j.say("data abroad came by no channel", number, focal);
    if (home && d.origin == d.custodian && routes.first != kOwnRoute) j.say("a custodian did not hold what it made", number, focal);
  }
  if ((d.held_now & ~d.held_ever) || (d.residual & ~d.held_now)) j.say("copy masks are out of order", number, d.origin);
  if (!(d.flags & kReleased) != (d.repositories == 0)) j.say("released, but nowhere; or somewhere, but not released", number, d.origin);
}

}  // namespace

Sight datasets_of(const State& state) {
  Sight sight;
  for (const Shard& shard : state.shards) {
    add_stored(shard.store, sight.stored);
    add_waiting(shard, sight.waiting);
  }
  add_stored(state.firm_store, sight.stored);
  add_applications(state, sight.waiting);
  return sight;
}

Tallies recount(const Setting& setting, const Sight& sight) {
  Tallies books(setting.shape);
  for (const auto* datasets : {&sight.stored, &sight.waiting})
    for (const Dataset& d : *datasets) count(setting, books, d);
  return books;
}

std::vector<std::string> broken_invariants(const World& world, const State& state, bool all_in_sight) {
  Judge j{world, {}};
  const Sight sight = datasets_of(state);
  const Tallies &books = state.tallies[0], seen = recount(world.s(), sight);
  const Must must = all_in_sight ? Must::equal : Must::reach;
  compare_by_origin(j, books, seen, must);
  compare_holders(j, books, seen, must);
  compare_exposure(j, books, seen, must);
  compare_routes(j, books, seen, must);
  order_of_holdings(j, books);
  routes_add_up(j, books);
  exposure_adds_up(j, books);
  int number = 0;
  for (const auto* datasets : {&sight.stored, &sight.waiting})
    for (const Dataset& d : *datasets) {
      copies_have_routes(j, d, number);
      unions_follow_members(j, d, number++);
    }
  return j.broken;
}

void check_invariants(const World& world, const State& state) {
  const auto broken = broken_invariants(world, state);
  if (broken.empty()) return;
  std::string all;
  for (const auto& sentence : broken) all += sentence + "\n";
  throw sim::Error(all);
}

}  // namespace exchange
