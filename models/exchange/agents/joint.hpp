#pragma once
// Joint projects, outsourced sequencing and trials: the transfers that an institution itself proposes to someone
// abroad when it starts a study. ODD sections 7.6 and 7.7.

#include "models/exchange/agents/institution.hpp"

namespace exchange {

// A human study begins: alone or with a partner, at home or sequenced abroad. Data come into being here.
void begin_human_study(Desk& desk, Dataset dataset);

// An office has answered a joint project's application.
void answer_joint(Desk& desk, const Pending& pending);

}  // namespace exchange
