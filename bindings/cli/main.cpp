// genratchet: the command line. What it can do is in commands.hpp; how arguments are read, in command_line.cpp.

#include "bindings/cli/commands.hpp"

int main(int argc, char** argv) { return cli::program(argc, argv); }
