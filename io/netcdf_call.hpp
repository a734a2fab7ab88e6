#pragma once
// What both halves of the writer of result.nc share.

#include <netcdf.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "models/exchange/world/parameters.hpp"
#include "sim/error.hpp"
#include "study/statistics.hpp"

namespace io {

// Throws sim::Error unless a call of the NetCDF library succeeded. That there is no room it calls an error of
// HDF5, or a lack of permission; the system knows better.
// `option` names the file.
inline void check(int status, const std::string& file = "result.nc", const std::string& option = "--out") {
  if (status == NC_NOERR) return;
  const int reason = errno;
  const bool no_room = reason == ENOSPC || reason == EFBIG || reason == EDQUOT;
  const char* why = no_room ? std::strerror(reason) : nc_strerror(status);
  throw sim::Error(file + " cannot be written: " + why + ". Nothing was kept." +
                   (no_room ? " Free some room, or name another " + option + "." : ""));
}

// Bytes of the longest, at least 1.
inline std::size_t longest(const std::vector<std::string>& texts) {
  std::size_t bytes = 1;
  for (const std::string& text : texts) bytes = std::max(bytes, text.size());
  return bytes;
}

// Labels of the axis `part` of the asymmetry premium.
inline constexpr const char* kPremiumParts[] = {"premium", "inflow", "retention", "interaction"};

// Of statistics over replicates: the ends of a range, and the median.
inline constexpr double kQuantiles[] = {study::kLowEnd, 0.5, study::kHighEnd};

inline std::vector<std::string> parameter_names() {
  std::vector<std::string> names;
  for (const auto& declared : exchange::declarations()) names.push_back(declared.name);
  return names;
}

}  // namespace io
