// The table of commands, in the order in which help shows them.

#include "bindings/cli/commands.hpp"

#include "bindings/cli/help.hpp"

namespace cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> all{
      run_command(),      compare_command(),      challenge_command(),  rivals_command(),
      credit_command(),   tradeoff_command(),     delay_command(),      premium_command(),
      sweep_command(),    hindcast_command(),     explain_command(),    law_list_command(),
      law_diff_command(), law_coverage_command(), show_command(),       new_command(),
      check_command(),    verify_command(),       cite_command(),       list_command(),
      schema_command(),   doctor_command(),       completion_command(), man_command(),
      complete_command()};
  return all;
}

}  // namespace cli
