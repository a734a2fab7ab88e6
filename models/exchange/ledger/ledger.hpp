#pragma once
// The only functions that change who holds what: each keeps the dataset and the books in step. ODD section 7.9.

#include "models/exchange/ledger/store.hpp"
#include "models/exchange/ledger/tallies.hpp"
#include "models/exchange/world/world.hpp"

namespace exchange {

// A new dataset comes into being at its custodian's place, unreleased. If its people are of another place, `how` is the
// route by which their data came.
void record_production(const Setting& setting, Tallies& books, Dataset& dataset, Channel how = Channel::collaboration);

// A place obtains a copy by a channel. Nothing changes if it holds one already but the list of channels.
void record_copies(const Setting& setting, Tallies& books, Dataset& dataset, uint16_t focal_places, Channel channel);
void record_copy(const Setting& setting, Tallies& books, Dataset& dataset, int focal, Channel channel);

// A copy's term is over: it is destroyed, or (not complied) it stays as a residual.
void record_end_of_term(const Setting& setting, Tallies& books, Dataset& dataset, int focal, bool complied);

// The dataset becomes available at a repository, in a tier. `bytes_month` picks the bytes per base.
void record_release(const Setting& setting, Tallies& books, Dataset& dataset, RepositoryId repository, Tier tier,
                    int month_number);

// A copy is kept by a repository without anyone's access to it: a statutory backup.
void record_backup(const Setting& setting, Tallies& books, const Dataset& dataset, RepositoryId repository,
                   int month_number);

// Which of {CN, US} can compel a holder of this dataset: bit 0 CN, bit 1 US.
int compellable(const Setting& setting, const Dataset& dataset);

}  // namespace exchange
