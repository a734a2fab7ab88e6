#pragma once
// The domain's words as types: ODD section 2 (entities, state variables, scales).

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/month.hpp"

namespace exchange {

using sim::Month;

// Position of a place in the world's table; stable within a run, never part of a random key.
struct PlaceId {
  uint8_t value = 0;
  friend constexpr bool operator==(PlaceId a, PlaceId b) { return a.value == b.value; }
  friend constexpr bool operator!=(PlaceId a, PlaceId b) { return a.value != b.value; }
};
inline constexpr int kMostPlaces = 64;

enum class Kind : uint8_t { human_research, prenatal, clinical, diagnostic, other_omics };
enum class Depth : uint8_t { none, array, low_pass, exome, whole_genome };
enum class Tier : uint8_t { open, controlled, closed };
enum class Channel : uint8_t {
  deposit, mirror, download, request, collaboration, service, trial, brokerage, diversion,
  equity, intrusion, equipment
};
enum class Funding : uint8_t { federal, state, private_funds };
// Who sends or receives. A listed firm is one that an in-force provision names; the rule book works with firms' names.
enum class Party : uint8_t { institution, firm, repository, government, foreign_controlled };

inline constexpr std::array<std::string_view, 5> kKindNames{"human_research", "prenatal", "clinical", "diagnostic",
                                                            "other_omics"};
inline constexpr std::array<std::string_view, 5> kDepthNames{"none", "array", "low_pass", "exome", "whole_genome"};
inline constexpr std::array<std::string_view, 3> kTierNames{"open", "controlled", "closed"};
inline constexpr std::array<std::string_view, 12> kChannelNames{
    "deposit", "mirror",    "download",  "request", "collaboration", "service",
    "trial",   "brokerage", "diversion", "equity",  "intrusion",     "equipment"};
inline constexpr std::array<std::string_view, 3> kFundingNames{"federal", "state", "private"};
inline constexpr std::array<std::string_view, 5> kPartyNames{"institution", "firm", "repository", "government",
                                                             "foreign_controlled"};

inline constexpr int kKinds = 5, kDepths = 5, kTiers = 3, kChannels = 12, kFundings = 3, kParties = 5;
inline constexpr int kMostRepositories = 15, kMostFirms = 31, kMostFocal = 16, kMostOffices = 8;

// Repositories and firms count from 1; 0 is "none takes part".
using RepositoryId = uint8_t;
using FirmId = uint8_t;

constexpr bool counts_persons(Kind kind) { return kind != Kind::other_omics && kind != Kind::diagnostic; }

template <class Enum>
constexpr int index_of(Enum value) {
  return static_cast<int>(value);
}

}  // namespace exchange
