#pragma once
// The commands, one function each: results to stdout, everything else to stderr, the exit code returned.

#include "bindings/cli/request.hpp"

namespace cli {

int run(const Request& request);
int delay(const Request& request);
int premium(const Request& request);
int explain(const Request& request);
int law_list(const Request& request);
int law_diff(const Request& request);
int law_coverage(const Request& request);
int check(const Request& request);
int hindcast(const Request& request);
int verify(const Request& request);
int cite(const Request& request);
int schema(const Request& request);
int list(const Request& request);
int doctor(const Request& request);

// Reads the command line, does what it asks, and turns every error into a line on stderr and an exit code.
int program(int argc, char** argv);

}  // namespace cli
