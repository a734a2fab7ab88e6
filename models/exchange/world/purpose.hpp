#pragma once
// Every use of chance has its own purpose, so that one added tomorrow leaves today's draws alone. Append only.

#include <cstdint>

namespace exchange {

enum class Purpose : uint16_t {
  profile = 1,      // size, kinds, habits of an institution; month 0
  ties = 2,         // its partners at the start
  gap = 3,          // time to its first study of each stream
  study = 4,        // content of a study, and the time to the next
  release = 5,      // whether, when and where a dataset is released
  popularity = 6,   // gamma_d
  acquisition = 7,  // E per place and channel
  expiry = 8,       // renewals and deletions of a copy
  joint = 9,        // partner, origin and copy of a joint project
  compliance = 10,  // chilled, evade
  backlog = 11,
  economy = 12,     // z of a place and year
  programme = 13,
  market = 14,      // tests of a firm in a market
  repatriation = 15,
  office = 16,      // queue priority and answer
  enforcement = 17,
  requests = 18,    // requests and approvals counted at a repository
  mirror = 19,
  service = 20,
  trial = 21,
  brokerage = 22,
  rewire = 23,
  observation = 24, // noise in what an adaptive regulator sees
  order_of_measures = 25,  // in which they come, where credit is sampled
};

}  // namespace exchange
