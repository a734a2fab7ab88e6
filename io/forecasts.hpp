#pragma once
// What the model says of every observed series, written down before anybody looks: a text of which the digest
// can be published.

#include <string>

#include "study/ensemble.hpp"

namespace io {

// JSON, byte by byte the same for the same scenario, version, policy and runs: every June and December of the
// run, with median, 90 % range and the quantiles from 5 to 95 % in steps of five. It says of which
// scenario, size, law ("law_to": exchange::law_to, null if there is none) and parameters ("parameters":
// "posterior", "prior" or "defaults"). Nothing of what was observed is in it.
std::string forecasts_json(const study::Ensemble& ensemble, int32_t policy);

}  // namespace io
