#pragma once
// What both halves of the writer of result.nc share.

#include <netcdf.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "models/exchange/world/parameters.hpp"
#include "sim/error.hpp"

namespace io {

// Throws sim::Error unless a call of the NetCDF library succeeded. That there is no room it calls an error of
// HDF5, or a lack of permission; the system knows better.
inline void check(int status) {
  if (status == NC_NOERR) return;
  const int reason = errno;
  const bool no_room = reason == ENOSPC || reason == EFBIG || reason == EDQUOT;
  const char* why = no_room ? std::strerror(reason) : nc_strerror(status);
  throw sim::Error(std::string("result.nc cannot be written: ") + why + ". Nothing was kept." +
                   (no_room ? " Free some room, or name another --out." : ""));
}

// Labels of the axis `part` of the asymmetry premium.
inline constexpr const char* kPremiumParts[] = {"premium", "inflow", "retention", "interaction"};

inline std::vector<std::string> parameter_names() {
  std::vector<std::string> names;
  for (const auto& declared : exchange::declarations()) names.push_back(declared.name);
  return names;
}

}  // namespace io
