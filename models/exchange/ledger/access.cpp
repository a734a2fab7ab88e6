#include "models/exchange/ledger/access.hpp"

#include <algorithm>

#include "models/exchange/ledger/store.hpp"

namespace exchange {

namespace {

uint16_t fraction(double probability) { return static_cast<uint16_t>(probability * kFullMonth + 0.5); }

// Approval of a request: the archive's committee, which looks at what is controlled or under review, and an office where
// law asks for a licence.
double approval_at(const Setting& s, RepositoryId r, Tier tier, PlaceId user, const Verdict& verdict, Month month) {
  const bool foreign_to_prc = s.cn >= 0 && s.repositories[r].place == s.cn_place && user != s.cn_place;
  double approval = foreign_to_prc ? s.p.approval_foreign_gsa : s.p.approval_dac;
  if (tier == Tier::open && !verdict.review) approval = 1;
  if (!verdict.needs_licence()) return approval;
  const auto office = static_cast<std::size_t>(verdict.principal_office());
  return office < s.offices.size() ? approval * s.offices[office].at(month).approval : 0;
}

}  // namespace

Proposal access_proposal(const Setting& s, PlaceId origin, Kind kind, RepositoryId r, Tier tier, PlaceId user) {
  Proposal proposal;
  proposal.origin = proposal.custodian = origin;
  proposal.from = s.repositories[r].place;
  proposal.to = user;
  proposal.kind = kind;
  proposal.tier = tier;
  proposal.channel = tier == Tier::open ? Channel::download : Channel::request;
  proposal.sender = Party::repository;
  proposal.recipient = Party::institution;
  proposal.repository = r;
  return proposal;
}

Access access_of(const Setting& s, const Version& law, PlaceId origin, Kind kind, const AccessSet& set, PlaceId user, Month month) {
  Access best;
  for (RepositoryId r = 1; r < s.repositories.size(); ++r) {
    if (!(set.repositories >> (r - 1) & 1)) continue;
    const Verdict verdict = law.judge(access_proposal(s, origin, kind, r, set.tier, user));
    if (verdict.stops()) continue;
    const bool freely = set.tier == Tier::open && !verdict.review && !verdict.needs_licence();
    if (freely) best.open = kFullMonth;
    else {
      best.requestable = true;
      best.request = std::max(best.request, fraction(approval_at(s, r, set.tier, user, verdict, month)));
    }
  }
  return best;
}

AccessTable::AccessTable(const Setting& s, const Version& law, Month month)
    : places_(static_cast<std::size_t>(s.places)), focals_(s.focal.size()),
      cells_(s.access_sets.size() * places_ * kKinds * focals_) {
  std::size_t cell = 0;
  for (const AccessSet& set : s.access_sets)
    for (int origin = 0; origin < s.places; ++origin)
      for (int kind = 0; kind < kKinds; ++kind)
        for (const PlaceId user : s.focal) {
          if (set.repositories)
            cells_[cell] = access_of(s, law, PlaceId{static_cast<uint8_t>(origin)}, static_cast<Kind>(kind), set, user, month);
          ++cell;
        }
}

}  // namespace exchange
