#pragma once
// What result.nc calls things, in the words of CF: axes, units, and how a value was made.

#include <string>

#include "models/exchange/ledger/observables.hpp"

namespace io {

struct AxisWords {
  exchange::AxisName axis;
  const char *name, *long_name, *definition;
};

// Axes that result.nc has as dimensions, in this order.
inline constexpr AxisWords kAxes[] = {
    {exchange::AxisName::time, "time", "month",
     "The first day of the month; values are the state at the month's end."},
    {exchange::AxisName::year, "year", "calendar year",
     "Values are the state at the end of its December, or of the run's last month."},
    {exchange::AxisName::holder, "holder", "holder", "Place, or union of places, that has a copy."},
    {exchange::AxisName::origin, "origin", "origin",
     "Bloc (or place, if the scenario's detail says so) of the people sequenced."},
    {exchange::AxisName::kind, "kind", "kind of data", "Other omics count bases, never persons."},
    {exchange::AxisName::depth, "sequencing_depth", "depth of sequencing",
     "Persons are never summed across depths."},
    {exchange::AxisName::access, "access", "access", "How the data can be obtained."},
    {exchange::AxisName::route, "channel", "channel", "Route of a copy; own: made there."},
    {exchange::AxisName::from, "from", "from", "Bloc of the sender."},
    {exchange::AxisName::to, "to", "to", "Bloc of the recipient."},
    {exchange::AxisName::outcome, "outcome", "outcome", "What became of proposed transfers."},
    {exchange::AxisName::bloc, "bloc", "bloc", "Places that are reported together."},
    {exchange::AxisName::item, "item", "item of open science", "What open science obtains; never summed."},
    {exchange::AxisName::repository, "repository", "repository", "Archive that takes deposits."},
    {exchange::AxisName::place, "place", "place", "Place of the people sequenced."},
};

// The unit as UDUNITS reads it, for the attribute `units`; the unit itself stands in `unit_name`. UDUNITS
// knows no persons, and would take PB for petabels and Pb for petabarns.
std::string udunits_of(const std::string& unit);

// The name of an output in result.nc: dots become underscores.
std::string netcdf_name(const std::string& output);

// Days of the proleptic Gregorian calendar from 2000-01-01 to the first of a month: the unit of `time`.
int days_since_2000(sim::Month month);

}  // namespace io
