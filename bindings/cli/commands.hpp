#pragma once
// The commands, one file each. Each prints results to stdout, everything else to stderr, and returns the exit
// code.

#include "bindings/cli/command.hpp"

namespace cli {

Command run_command();
Command compare_command();
Command challenge_command();
Command rivals_command();
Command delay_command();
Command credit_command();
Command tradeoff_command();
Command premium_command();
Command sweep_command();
Command hindcast_command();
Command explain_command();
Command law_list_command();
Command law_diff_command();
Command law_coverage_command();
Command check_command();
Command new_command();
Command show_command();
Command verify_command();
Command cite_command();
Command list_command();
Command schema_command();
Command doctor_command();
Command completion_command();
Command complete_command();  // what the scripts ask

// Reads the command line, does what it asks, and turns every error into a line on stderr and an exit code.
int program(int argc, char** argv);

}  // namespace cli
