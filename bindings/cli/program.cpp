// From arguments to a command, and from errors to exit codes.

#include <csignal>
#include <cstdio>
#include <sstream>

#include "bindings/cli/command_line.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"
#include "models/exchange/world/problems.hpp"
#include "models/exchange/world/utf8.hpp"
#include "sim/error.hpp"

namespace cli {

namespace {

void say_problems(const sim::Problems& problems) {
  long long errors = 0;
  for (const sim::Problem& problem : problems) {
    errors += problem.severity == sim::Problem::Severity::error;
    say(exchange::to_text(problem));
  }
  say(counted(errors, "error") + ". Nothing was run.");
}

void say_failure(const std::string& what) {
  std::istringstream lines(what);
  std::string text;
  for (std::string line; std::getline(lines, line);)
    text += (text.empty() ? "" : "\n") + exchange::utf8::printable(line);
  text = wrapped(text, "genratchet: ", 4);
  if (!text.empty()) text.pop_back();
  say(text);
}

}  // namespace

int program(int argc, char** argv) {
  int exit_code = kOk;
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error to be told, not the end
  try {
    const auto call = parse(argc, argv, exit_code);
    if (!call) return exit_code;
    exit_code = call->command->run(call->request);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
      throw sim::Error("the output cannot be written: is the disk full, or the reader gone?");
    return exit_code;
  } catch (const UsageError& error) {
    say_failure(error.what());
    return kUsage;
  } catch (const exchange::UnknownName& error) {
    say_failure(error.what());
    return kUsage;
  } catch (const sim::InputError& error) {
    say_problems(error.problems);
    return kInvalid;
  } catch (const std::bad_alloc&) {
    say_failure("not enough memory. Fewer --threads need less.");
  } catch (const std::exception& error) {
    say_failure(error.what());
  }
  return kInternal;
}

}  // namespace cli
