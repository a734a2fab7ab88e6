#pragma once
// Sobol' points: the (t, s)-sequence of Sobol' (1967) with the direction numbers of Joe and Kuo (2008), in
// the order of Gray's code, as SciPy and SALib have it.

#include <array>
#include <cstdint>
#include <vector>

namespace study {

inline constexpr int32_t kSobolDimensions = 128;

class Sobol {
 public:
  explicit Sobol(int32_t dimensions);  // at most kSobolDimensions

  // Coordinate `dimension` of point `index`: 32 bits after the binary point, so bits * 2^-32 lies in [0, 1).
  // Point 0 is the origin.
  uint32_t bits(uint32_t index, int32_t dimension) const;

 private:
  std::vector<std::array<uint32_t, 32>> directions_;
};

}  // namespace study
