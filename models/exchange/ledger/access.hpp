#pragma once
// Who can obtain what is released: law and policy of the month, per access set and focal place. ODD section 7.4.

#include "models/exchange/law/rule_book.hpp"
#include "models/exchange/ledger/dataset.hpp"
#include "models/exchange/world/world.hpp"

namespace exchange {

// Chance, in 1/4096, that an institution there obtains the data, openly and by request.
struct Access {
  uint32_t open = 0;
  uint32_t request = 0;
  bool requestable = false;  // by request at all, whatever the approval
};

Access access_of(const Setting& setting, const Version& law, const Dataset& like, const AccessSet& set, PlaceId user);

}  // namespace exchange
