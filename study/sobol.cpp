#include "study/sobol.hpp"

#include <iterator>

#include "sim/error.hpp"
#include "study/sobol_directions.hpp"

namespace study {

namespace {

static_assert(std::size(kSobolDirections) == kSobolDimensions);

int degree_of(uint32_t polynomial) {
  int degree = 0;
  while (polynomial >> (degree + 1)) ++degree;
  return degree;
}

// The recurrence of Joe and Kuo; entry j is what bit j of the point's number contributes.
std::array<uint32_t, 32> directions_of(const SobolDirection& given) {
  const int degree = degree_of(given.polynomial);
  std::array<uint32_t, 32> m{};
  for (int j = 0; j < 32; ++j) {
    if (degree == 0) {
      m[static_cast<std::size_t>(j)] = 1;
    } else if (j < degree) {
      m[static_cast<std::size_t>(j)] = given.first[j];
    } else {
      uint32_t next = m[static_cast<std::size_t>(j - degree)];
      for (int k = 0; k < degree; ++k)
        if (given.polynomial >> (degree - 1 - k) & 1)
          next ^= m[static_cast<std::size_t>(j - k - 1)] << (k + 1);
      m[static_cast<std::size_t>(j)] = next;
    }
  }
  for (int j = 0; j < 32; ++j) m[static_cast<std::size_t>(j)] <<= 31 - j;
  return m;
}

}  // namespace

Sobol::Sobol(int32_t dimensions) {
  if (dimensions > kSobolDimensions)
    throw sim::Error("Sobol' points have at most " + std::to_string(kSobolDimensions) + " dimensions here.");
  for (int32_t d = 0; d < dimensions; ++d) directions_.push_back(directions_of(kSobolDirections[d]));
}

uint32_t Sobol::bits(uint32_t index, int32_t dimension) const {
  const auto& directions = directions_[static_cast<std::size_t>(dimension)];
  uint32_t sum = 0;
  for (uint32_t gray = index ^ index >> 1, j = 0; gray != 0; gray >>= 1, ++j)
    if (gray & 1) sum ^= directions[j];
  return sum;
}

}  // namespace study
