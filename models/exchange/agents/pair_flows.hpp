#pragma once
// Persons sent by an institution to a recipient over the trailing twelve months, which thresholds of law count. ODD
// section 7.5.

#include "models/exchange/agents/institution.hpp"

namespace exchange {

int64_t trailing_persons(const Desk& desk, uint32_t institution, uint32_t recipient);
void remember_flow(Desk& desk, uint32_t institution, uint32_t recipient, int32_t persons);

}  // namespace exchange
