#pragma once
// Who can obtain what is released: law and policy of the month, per access set, origin, kind and focal place. ODD
// section 7.4. Law on access bites on these and on the repository; the custodian is taken to be in the place of
// origin, and no provision on downloads or requests may depend on funding or on numbers of persons.

#include <vector>

#include "models/exchange/law/rule_book.hpp"
#include "models/exchange/ledger/dataset.hpp"
#include "models/exchange/world/world.hpp"

namespace exchange {

// Chance, in 1/4096, that an institution there obtains the data, openly and by request.
struct Access {
  uint16_t open = 0;
  uint16_t request = 0;
  bool requestable = false;  // by request at all, whatever the approval
};

// Somebody in a place asks an archive for data.
Proposal access_proposal(const Setting& setting, PlaceId origin, Kind kind, RepositoryId repository, Tier tier, PlaceId user);
Access access_of(const Setting& setting, const Version& law, PlaceId origin, Kind kind, const AccessSet& set, PlaceId user,
                 Month month);

// Access under one state of the law, for every set, origin, kind and focal place.
class AccessTable {
 public:
  AccessTable(const Setting& setting, const Version& law, Month month);
  const Access& at(int set, int origin, Kind kind, int focal) const {
    return cells_[((static_cast<std::size_t>(set) * places_ + static_cast<std::size_t>(origin)) * kKinds +
                   static_cast<std::size_t>(index_of(kind))) * focals_ + static_cast<std::size_t>(focal)];
  }

 private:
  std::size_t places_, focals_;
  std::vector<Access> cells_;
};

}  // namespace exchange
