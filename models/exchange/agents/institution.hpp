#pragma once
// Institutions: they enter, sequence, release, propose joint projects, apply, divert, evade or drop. One shard at a
// time, on published state only. ODD sections 3 (schedule) and 7.1 to 7.6.

#include "models/exchange/ledger/state.hpp"

namespace exchange {

// Everything an institution's event needs: who, when, under which law, in whose books.
struct Desk {
  const World& world;
  const State& state;     // of which only what is published, and the law enacted so far, is read
  Shard& shard;
  int32_t shard_number;
  Tallies& books;
  Month month;
  const Version& law;           // in force
  const Version& anticipated;   // as for those who behave as if what is announced were in force

  const Setting& s() const { return world.s(); }
  int number() const { return world.s().month_number(month); }
  const Profile& profile(uint32_t institution) const { return world.s().population.profiles[institution]; }
  Institution& self(uint32_t institution) { return shard.institutions[static_cast<std::size_t>(state.layout.local(static_cast<int32_t>(institution)))]; }
  const Version& law_for(const Profile& profile) const { return profile.anticipates ? anticipated : law; }
};

void start_institution(const World& world, State& state, uint32_t institution);

void conduct_study(Desk& desk, const StudyDue& due);        // sequence
void act_on_pending(Desk& desk, const Pending& pending);    // settle what is due
void heed(Shard& shard, const State& state, const Message& message);  // ties strengthen, weaken

}  // namespace exchange
