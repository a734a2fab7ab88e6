#pragma once
// What the table of commands says of itself: help and the man page.

#include <string>

#include "bindings/cli/command.hpp"

namespace cli {

// Of a command ("law diff"), of a group ("law"), or of the program ("").
std::string help_on(const std::string& name);

// The man page genratchet(1), in man(7) macros.
std::string man_page();

// Whether help shows it: what only scripts call is not shown.
bool is_shown(const Command& command);

Command man_command();

}  // namespace cli
