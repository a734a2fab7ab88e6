#include "models/exchange/ledger/ledger.hpp"

#include <bit>

namespace exchange {

namespace {

// The two sides whose channels are kept: 0 CN, 1 US; -1 for other places.
int side_of(const Setting& s, int focal) { return focal == s.cn ? 0 : focal == s.us ? 1 : -1; }

Amount& exposure(const Setting& s, Tallies& books, const Dataset& d) {
  const int set = d.flags & kReleased ? s.access_set(d.tier, d.repositories) : 0;
  return books.exposed.at(d.origin, static_cast<int>(d.kd), set, compellable(s, d));
}

// Runs `change`, then moves the dataset to the class of exposure where it now belongs.
template <class Change>
void move_exposure(const Setting& s, Tallies& books, Dataset& d, Change&& change) {
  Amount& before = exposure(s, books, d);
  change();
  Amount& after = exposure(s, books, d);
  if (&before == &after) return;
  before += -amount_of(d);
  after += amount_of(d);
}

// Holder bits: focal places, and the union if one belongs to it.
uint16_t with_union(const Setting& s, uint16_t places) {
  return s.union_bit >= 0 && (places & s.union_mask) ? static_cast<uint16_t>(places | 1u << s.union_bit) : places;
}

void add_to_holders(AmountTable& table, uint16_t bits, const Dataset& d, Amount amount) {
  for (unsigned left = bits; left != 0; left &= left - 1)
    table.at(std::countr_zero(left), d.origin, static_cast<int>(d.kd)) += amount;
}

void hold(const Setting& s, Tallies& books, Dataset& d, uint16_t places) {
  const uint16_t bits = with_union(s, places);
  for (unsigned left = bits & ~(d.held_ever & d.held_now); left != 0; left &= left - 1) {
    const int holder = std::countr_zero(left);
    const std::size_t cell = books.held_now.cell(holder, d.origin, static_cast<int>(d.kd));
    if (!(d.held_ever >> holder & 1)) books.held_ever[cell] += amount_of(d);
    if (!(d.held_now >> holder & 1)) books.held_now[cell] += amount_of(d);
  }
  d.held_ever |= bits;
  d.held_now |= bits;
  const auto was_residual = static_cast<uint16_t>(d.residual & places);
  if (!was_residual) return;
  add_to_holders(books.residual, was_residual, d, -amount_of(d));
  d.residual = static_cast<uint16_t>(d.residual & ~was_residual);
}

// First, any and sole routes of a side. `routes`: bits 0-11 channels that succeeded; 12-15 the first route + 1.
void attribute(Tallies& books, const Dataset& d, int side, uint16_t& routes, int route) {
  const int origin = d.origin, kd = static_cast<int>(d.kd);
  if (routes == 0) {
    books.first.at(side, route, origin, kd) += amount_of(d);
    books.sole.at(side, route, origin, kd) += amount_of(d);
    books.any.at(side, route, origin, kd) += amount_of(d);
    routes = static_cast<uint16_t>((route + 1) << 12 | (route < kOwnRoute ? 1 << route : 0));
    return;
  }
  if (route >= kOwnRoute || (routes >> route & 1)) return;
  books.any.at(side, route, origin, kd) += amount_of(d);
  const int first = (routes >> 12) - 1;
  const int succeeded = routes & 0xFFF;
  const bool was_sole = first == kOwnRoute ? succeeded == 0 : succeeded == 1 << first;
  if (was_sole) books.sole.at(side, first, origin, kd) += -amount_of(d);
  routes = static_cast<uint16_t>(routes | 1 << route);
}

void attribute(const Setting& s, Tallies& books, Dataset& d, int focal, int route) {
  const int side = side_of(s, focal);
  if (side == 0) attribute(books, d, 0, d.routes_cn, route);
  if (side == 1) attribute(books, d, 1, d.routes_us, route);
}

// Whether a place keeps a copy whatever term ends: as custodian, or by a route that has no term.
bool holds_otherwise(const Setting& s, const Dataset& d, int focal) {
  if (s.focal[static_cast<std::size_t>(focal)].value == d.custodian && d.owner < kFirmOwner) return true;
  const int side = side_of(s, focal);
  if (side < 0) return false;
  const uint16_t routes = side == 0 ? d.routes_cn : d.routes_us;
  constexpr int kWithTerm = 1 << index_of(Channel::request) | 1 << index_of(Channel::service);
  return (routes >> 12) - 1 == kOwnRoute || (routes & 0xFFF & ~kWithTerm) != 0;
}

}  // namespace

int compellable(const Setting& s, const Dataset& d) {
  const bool cn = (d.flags & kCompellableCn) || (s.cn >= 0 && (d.held_now >> s.cn & 1));
  const bool us = (d.flags & kCompellableUs) || (s.us >= 0 && (d.held_now >> s.us & 1));
  return (cn ? 1 : 0) | (us ? 2 : 0);
}

void record_production(const Setting& s, Tallies& books, Dataset& d, Channel how) {
  const int kd = static_cast<int>(d.kd);
  books.produced.at(d.origin, kd) += amount_of(d);
  if (d.flags & kShareable) books.shareable.at(d.origin, kd) += amount_of(d);
  const int focal = s.focal_of_place[d.custodian];
  if (focal >= 0) {
    hold(s, books, d, static_cast<uint16_t>(1u << focal));
    attribute(s, books, d, focal, d.origin == d.custodian ? kOwnRoute : index_of(how));
  }
  exposure(s, books, d) += amount_of(d);
}

void record_copies(const Setting& s, Tallies& books, Dataset& d, uint16_t places, Channel channel) {
  const auto has = [&](int side) { return side >= 0 && (places >> side & 1); };
  if (!has(s.cn) && !has(s.us)) return hold(s, books, d, places);  // others can compel nobody
  move_exposure(s, books, d, [&] { hold(s, books, d, places); });
  for (const int side : {s.cn, s.us})
    if (has(side)) attribute(s, books, d, side, index_of(channel));
}

void record_copy(const Setting& s, Tallies& books, Dataset& d, int focal, Channel channel) {
  record_copies(s, books, d, static_cast<uint16_t>(1u << focal), channel);
}

void record_end_of_term(const Setting& s, Tallies& books, Dataset& d, int focal, bool complied) {
  const auto bit = static_cast<uint16_t>(1u << focal);
  if (!(d.held_now & bit) || holds_otherwise(s, d, focal)) return;
  if (!complied) {
    if (!(d.residual & bit)) add_to_holders(books.residual, bit, d, amount_of(d));
    d.residual |= bit;
    return;
  }
  move_exposure(s, books, d, [&] {
    uint16_t gone = bit;
    d.held_now = static_cast<uint16_t>(d.held_now & ~bit);
    if (s.union_bit >= 0 && (bit & s.union_mask) && !(d.held_now & s.union_mask)) {
      gone = static_cast<uint16_t>(gone | 1u << s.union_bit);
      d.held_now = static_cast<uint16_t>(d.held_now & ~(1u << s.union_bit));
    }
    add_to_holders(books.held_now, gone, d, -amount_of(d));
    if (d.residual & bit) add_to_holders(books.residual, bit, d, -amount_of(d));
    d.residual = static_cast<uint16_t>(d.residual & ~bit);
  });
}

void record_release(const Setting& s, Tallies& books, Dataset& d, RepositoryId repository, Tier tier, int month_number) {
  move_exposure(s, books, d, [&] {
    d.repositories = static_cast<uint8_t>(d.repositories | 1u << (repository - 1));
    d.tier = tier;
    d.flags |= kReleased;
  });
  const RepositoryView& r = s.repositories[repository];
  books.deposited_kilobases[repository] += d.kilobases;
  books.deposits_from[static_cast<std::size_t>(repository) * s.places + d.custodian] += d.kilobases;
  const auto kilobytes = static_cast<int64_t>(static_cast<double>(d.kilobases) * r.bytes_per_base[static_cast<std::size_t>(month_number)]);
  books.stored_kilobytes[repository] += kilobytes;
  if (tier == Tier::controlled) {
    books.deposited_controlled[repository] += d.kilobases;
    books.controlled_kilobytes[repository] += kilobytes;
    ++books.studies_controlled[repository];
  }
}

void record_backup(const Setting& s, Tallies& books, const Dataset& d, RepositoryId repository, int month_number) {
  const RepositoryView& r = s.repositories[repository];
  books.backup_kilobases[repository] += d.kilobases;
  const auto kilobytes = static_cast<int64_t>(static_cast<double>(d.kilobases) * r.bytes_per_base[static_cast<std::size_t>(month_number)]);
  books.stored_kilobytes[repository] += kilobytes;
  books.controlled_kilobytes[repository] += kilobytes;
}

}  // namespace exchange
