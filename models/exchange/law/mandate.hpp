#pragma once
// Whether law asks a custodian to release, and where: ODD section 7.2.

#include "models/exchange/law/rule_book.hpp"

namespace exchange {

struct Mandate {
  bool asked = false;
  RepositoryId repository = 0;  // named by the mandate; 0 = any
};

// Data that an institution makes and keeps at home, as law on release sees them.
inline Proposal mandate_proposal(PlaceId place, Funding funding, Kind kind) {
  Proposal proposal;
  proposal.origin = proposal.custodian = proposal.from = proposal.to = place;
  proposal.kind = kind;
  proposal.tier = counts_persons(kind) ? Tier::controlled : Tier::open;
  proposal.channel = Channel::deposit;
  proposal.funding = funding;
  proposal.recipient = Party::repository;
  return proposal;
}

inline Mandate mandate_for(const Version& law, PlaceId place, Funding funding, Kind kind) {
  const Verdict verdict = law.judge(mandate_proposal(place, funding, kind));
  return {verdict.open_by_default || verdict.deposit_first, static_cast<RepositoryId>(verdict.deposit_first)};
}

}  // namespace exchange
