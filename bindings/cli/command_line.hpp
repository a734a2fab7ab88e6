#pragma once
// The arguments of the command line, read into a Request by the table of commands. The library that reads
// them is named in command_line.cpp only.

#include <optional>
#include <string>

#include "bindings/cli/command.hpp"

namespace cli {

struct Call {
  const Command* command;
  Request request;
};

// Nothing, and the exit code, if help or the version was asked for or the arguments make no sense; both have
// been said.
std::optional<Call> parse(int argc, char** argv, int& exit_code);

// "CLI11 2.1.2", for `doctor`.
std::string reader_version();

}  // namespace cli
