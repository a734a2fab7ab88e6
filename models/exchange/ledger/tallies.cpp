#include "models/exchange/ledger/tallies.hpp"

#include <utility>

namespace exchange {

namespace {

void drain(std::vector<int64_t>& into, std::vector<int64_t>& from) {
  for (std::size_t i = 0; i < into.size(); ++i) {
    into[i] += from[i];
    from[i] = 0;
  }
}

}  // namespace

Tallies::Tallies(const TallyShape& s)
    : shape(s), produced(s.places, kKindDepths),
      shareable(s.places, kKindDepths),
      held_ever(s.holders, s.places, kKindDepths),
      held_now(s.holders, s.places, kKindDepths),
      residual(s.holders, s.places, kKindDepths),
      exposed(s.places, kKindDepths, s.access_sets, 4),
      first(2, kRoutes, s.places, kKindDepths),
      any(2, kRoutes, s.places, kKindDepths),
      sole(2, kRoutes, s.places, kKindDepths),
      proposed(s.places, s.places, kSettlements) {
  const auto repositories = static_cast<std::size_t>(s.repositories) + 1;
  const auto places = static_cast<std::size_t>(s.places);
  for (auto* v : {&deposited_kilobases, &deposited_controlled, &backup_kilobases, &stored_kilobytes, &controlled_kilobytes,
                  &depositors, &studies_controlled})
    v->assign(repositories, 0);
  deposits_from.assign(repositories * places, 0);
  for (auto* v : {&collaborations, &collaborations_lost, &releases_delayed, &evasions}) v->assign(places, 0);
  brokered_kilobytes.assign(1, 0);
  licences.assign(4, 0);
}

void Tallies::take_from(Tallies& o) {
  produced.take_from(o.produced);
  shareable.take_from(o.shareable);
  held_ever.take_from(o.held_ever);
  held_now.take_from(o.held_now);
  residual.take_from(o.residual);
  exposed.take_from(o.exposed);
  first.take_from(o.first);
  any.take_from(o.any);
  sole.take_from(o.sole);
  proposed.take_from(o.proposed);
  drain(deposited_kilobases, o.deposited_kilobases);
  drain(deposited_controlled, o.deposited_controlled);
  drain(backup_kilobases, o.backup_kilobases);
  drain(stored_kilobytes, o.stored_kilobytes);
  drain(controlled_kilobytes, o.controlled_kilobytes);
  drain(depositors, o.depositors);
  drain(deposits_from, o.deposits_from);
  drain(studies_controlled, o.studies_controlled);
  drain(collaborations, o.collaborations);
  drain(collaborations_lost, o.collaborations_lost);
  drain(releases_delayed, o.releases_delayed);
  drain(evasions, o.evasions);
  drain(brokered_kilobytes, o.brokered_kilobytes);
  drain(licences, o.licences);
  if (bound.size() < o.bound.size()) bound.resize(o.bound.size());
  for (std::size_t i = 0; i < o.bound.size(); ++i) bound[i] += std::exchange(o.bound[i], 0);
}

}  // namespace exchange
