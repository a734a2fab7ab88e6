#include "models/exchange/ledger/access.hpp"

#include <algorithm>

#include "models/exchange/ledger/store.hpp"

namespace exchange {

namespace {

Proposal proposal_for(const Setting& s, const Dataset& d, RepositoryId r, Tier tier, PlaceId user) {
  Proposal proposal;
  proposal.origin = {d.origin};
  proposal.custodian = {d.custodian};
  proposal.from = s.repositories[r].place;
  proposal.to = user;
  proposal.kind = kind_of(d.kd);
  proposal.tier = tier;
  proposal.channel = tier == Tier::open ? Channel::download : Channel::request;
  proposal.sender = Party::repository;
  proposal.recipient = Party::institution;
  proposal.funding = d.funding;
  proposal.repository = r;
  proposal.persons = d.persons;
  return proposal;
}

uint32_t fraction(double probability) { return static_cast<uint32_t>(probability * kFullMonth + 0.5); }

// Approval of a request at a repository; a licence on top where its law asks for one.
double approval_at(const Setting& s, RepositoryId r, PlaceId user, const Verdict& verdict) {
  const bool foreign_to_prc = s.repositories[r].place == s.cn_place && user != s.cn_place;
  const double approval = foreign_to_prc ? s.p.approval_foreign_gsa : s.p.approval_dac;
  return verdict.needs_licence() ? approval * s.p.approval_hgr : approval;
}

}  // namespace

Access access_of(const Setting& s, const Version& law, const Dataset& d, const AccessSet& set, PlaceId user) {
  Access best;
  for (RepositoryId r = 1; r < s.repositories.size(); ++r) {
    if (!(set.repositories >> (r - 1) & 1)) continue;
    const Verdict verdict = law.judge(proposal_for(s, d, r, set.tier, user));
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

}  // namespace exchange
