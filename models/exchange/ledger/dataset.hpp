#pragma once
// A dataset: one study's data, 40 bytes. ODD section 2.
//
// Notation: a *copy mask* has bit f set if focal place f has an onshore copy; bit `World::union_bit` stands for the
// union "CN+HK+MO". Bases are integers in kilobases (quantised at creation), persons are integers.

#include <cstdint>

#include "models/exchange/law/types.hpp"

namespace exchange {

// Kind and depth together: the 11 combinations that exist.
inline constexpr int kKindDepths = 11;
enum class KindDepth : uint8_t {};

constexpr KindDepth kind_depth(Kind kind, Depth depth) {
  switch (kind) {
    case Kind::other_omics: return KindDepth{0};
    case Kind::diagnostic: return KindDepth{1};
    case Kind::human_research: return KindDepth(1 + static_cast<uint8_t>(depth));  // 2..5
    case Kind::clinical: return KindDepth(5 + static_cast<uint8_t>(depth));        // 6..9
    case Kind::prenatal: return KindDepth{10};
  }
  return KindDepth{0};
}

constexpr Kind kind_of(KindDepth kd) {
  const auto i = static_cast<int>(kd);
  if (i == 0) return Kind::other_omics;
  if (i == 1) return Kind::diagnostic;
  return i <= 5 ? Kind::human_research : i <= 9 ? Kind::clinical : Kind::prenatal;
}

constexpr Depth depth_of(KindDepth kd) {
  const auto i = static_cast<int>(kd);
  if (i < 2) return Depth::none;
  return i == 10 ? Depth::low_pass : static_cast<Depth>((i - 2) % 4 + 1);
}

// How a place came to hold a copy. `own` is production at home, which no transfer explains.
inline constexpr int kOwnRoute = kChannels;  // "route" = channel, or own
inline constexpr int kRoutes = kChannels + 1;

struct Dataset {
  int64_t kilobases = 0;
  int32_t persons = 0;
  uint32_t owner = 0;      // institution id, or kFirmOwner + firm id
  uint32_t serial = 0;     // with the owner's key: the dataset's identity in every draw
  uint16_t born = 0;       // months since the run's first
  uint16_t held_ever = 0;  // copy masks
  uint16_t held_now = 0;
  uint16_t residual = 0;   // should be gone, is not
  uint16_t routes_cn = 0;  // channels that succeeded for CN and US: 12 bits, and the first one above them
  uint16_t routes_us = 0;
  uint8_t origin = 0;      // PlaceId
  uint8_t custodian = 0;   // PlaceId of the owner
  KindDepth kd{};
  uint8_t repositories = 0;  // mask; bit r - 1 for RepositoryId r
  Tier tier = Tier::closed;
  Funding funding = Funding::private_funds;
  uint8_t flags = 0;
};
static_assert(sizeof(Dataset) == 40);

inline constexpr uint32_t kFirmOwner = 0xFFFFFF00u;

enum DatasetFlag : uint8_t {
  kReleased = 1,
  kBrokeredOut = 2,   // open GSA data that reached INSDC
  kCompellableCn = 4, // owner is controlled from CN
  kCompellableUs = 8,
  kShareable = 16,    // counted in D_b: research or clinical, not never-shareable
};

}  // namespace exchange
