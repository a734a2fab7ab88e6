#pragma once
// What both halves of the writer of result.nc share.

#include <netcdf.h>

#include <string>
#include <vector>

#include "models/exchange/world/parameters.hpp"
#include "sim/error.hpp"

namespace io {

// Throws sim::Error unless a call of the NetCDF library succeeded.
inline void check(int status) {
  if (status != NC_NOERR)
    throw sim::Error(std::string("result.nc cannot be written: ") + nc_strerror(status));
}

// Labels of the axis `part` of the asymmetry premium.
inline constexpr const char* kPremiumParts[] = {"premium", "inflow", "retention", "interaction"};

inline std::vector<std::string> parameter_names() {
  std::vector<std::string> names;
  for (const auto& declared : exchange::declarations()) names.push_back(declared.name);
  return names;
}

}  // namespace io
