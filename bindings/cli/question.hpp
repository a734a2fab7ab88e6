#pragma once
// The options that ask `explain` about a transfer.

#include <vector>

#include "bindings/cli/command.hpp"

namespace cli {

std::vector<Option> question_options();

}  // namespace cli
