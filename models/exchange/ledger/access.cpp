#include "models/exchange/ledger/access.hpp"

#include <algorithm>

#include "models/exchange/ledger/store.hpp"

namespace exchange {

namespace {

Proposal proposal_for(const Setting& s, PlaceId origin, Kind kind, RepositoryId r, Tier tier, PlaceId user) {
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

uint16_t fraction(double probability) { return static_cast<uint16_t>(probability * kFullMonth + 0.5); }

// Approval of a request at a repository; a licence on top where its law asks for one.
double approval_at(const Setting& s, RepositoryId r, PlaceId user, const Verdict& verdict) {
  const bool foreign_to_prc = s.cn >= 0 && s.repositories[r].place == s.cn_place && user != s.cn_place;
  const bool reciprocal = verdict.review && !foreign_to_prc && s.cn >= 0 && user == s.cn_place;  // as they grant
  const double approval = foreign_to_prc || reciprocal ? s.p.approval_foreign_gsa : s.p.approval_dac;
  return verdict.needs_licence() ? approval * s.p.approval_hgr : approval;
}

}  // namespace

Access access_of(const Setting& s, const Version& law, PlaceId origin, Kind kind, const AccessSet& set, PlaceId user) {
  Access best;
  for (RepositoryId r = 1; r < s.repositories.size(); ++r) {
    if (!(set.repositories >> (r - 1) & 1)) continue;
    const Verdict verdict = law.judge(proposal_for(s, origin, kind, r, set.tier, user));
    if (verdict.stops()) continue;
    const bool freely = set.tier == Tier::open && !verdict.review && !verdict.needs_licence();
    if (freely) best.open = kFullMonth;
    else {
      best.requestable = true;
      best.request = std::max(best.request, fraction(approval_at(s, r, user, verdict)));
    }
  }
  return best;
}

AccessTable::AccessTable(const Setting& s, const Version& law)
    : places_(static_cast<std::size_t>(s.places)), focals_(s.focal.size()),
      cells_(s.access_sets.size() * places_ * kKinds * focals_) {
  std::size_t cell = 0;
  for (const AccessSet& set : s.access_sets)
    for (int origin = 0; origin < s.places; ++origin)
      for (int kind = 0; kind < kKinds; ++kind)
        for (const Focal& focal : s.focal) {
          if (set.repositories)
            cells_[cell] = access_of(s, law, PlaceId{static_cast<uint8_t>(origin)}, static_cast<Kind>(kind), set, focal.place);
          ++cell;
        }
}

}  // namespace exchange
