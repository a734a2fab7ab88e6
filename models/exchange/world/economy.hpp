#pragma once
// What data cost and what is spent on them, month by month: ODD section 7.1 (sequencing).

#include <vector>

#include "models/exchange/law/types.hpp"
#include "models/exchange/world/constants.hpp"
#include "sim/chance.hpp"

namespace exchange {

struct Scenario;
struct Parameters;
struct Population;

// Streams of spending; each has its own cost elasticity.
enum class Spend : uint8_t { other, human };

struct Economy {
  // [stream][place][month]: mean spend of a study, USD
  std::vector<std::vector<double>> mean_spend[2];
  std::vector<double> price[2];                 // [stream][month]: USD per 1e11 bases
  std::vector<std::array<double, 4>> assay_mix; // [month]: cumulative shares of array, low-pass, exome, whole genome
  std::vector<double> sra_bytes_per_base;       // [month]
  std::vector<double> bandwidth_bytes;          // [month]: bytes that the PRC's line from abroad can carry
  std::vector<double> adoption;                 // [month]: share of PRC institutions that consider the PRC archives
  std::vector<double> uptake;                   // [month]: prenatal tests per birth where sold
};

Economy make_economy(const Scenario& scenario, const Parameters& p, const Population& population,
                     const sim::Chance& chance, Month first, Month end, const std::vector<uint64_t>& place_keys);

// Dated values joined by straight lines (log-linear if `logarithmic`), constant outside.
double interpolate(const std::vector<struct DatedValue>& points, Month month, bool logarithmic);

inline constexpr double kBasesPerPerson[kDepths] = {0, 0, constant("bases.low_pass"), constant("bases.exome"),
                                                    constant("bases.whole_genome")};
inline constexpr double kArrayCost = constant("cost.array");  // USD per person

}  // namespace exchange
