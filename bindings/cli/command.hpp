#pragma once
// What a command is: its name, what it does, an example, its options and the function that does it. Declared
// once, in the command's own file; the reader of arguments, the help, the man page and shell completion go by
// it.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bindings/cli/request.hpp"

namespace cli {

// Where the value of an option goes. A bool makes it a flag; a list, repeatable.
using Target = std::variant<bool*, std::string*, std::vector<std::string>*, int32_t*, std::optional<int64_t>*,
                            std::optional<uint64_t>*>;

// What a shell may offer for a value: `words` are the option's own, `shown` is all that `show` knows.
enum class Offers : uint8_t {
  nothing,
  words,
  files,
  folders,
  scenarios,
  results,
  policies,
  provisions,
  measures,
  parameters,
  shown
};

struct Option {
  std::string name;   // "--seed"; without dashes it is an argument by position
  std::string value;  // what stands for the value in help: "N", "YYYY-MM"
  std::string what;
  Target (*target)(Request&);
  Offers offers = Offers::nothing;
  std::vector<std::string> words = {};  // the values that it takes, if only some
  int32_t low = 0, high = 0;            // of a number, if low < high
  bool required = false;

  bool by_position() const { return name.rfind("--", 0) != 0; }
};

struct Command {
  std::string name;  // "run", "law diff"
  std::string what;
  std::string example;  // a test runs it as it stands
  int (*run)(const Request&);
  std::vector<Option> options;
};

// Every command, in the order in which help shows them.
const std::vector<Command>& commands();

// Options that several commands share.
namespace options {
Option scenario();                            // an argument, required
Option scenario_or_none();                    // left out: the headline scenario
std::vector<Option> changing_the_scenario();  // --set, --as-of
Option threads();
Option progress();
std::vector<Option> of_runs();                // --seed ... --defaults, --dry-run
Option result();  // an argument, required: the folder of one
Option policy(const std::string& what);
Option json();
Option table();
}  // namespace options

std::vector<Option> operator+(std::vector<Option> a, const std::vector<Option>& b);

}  // namespace cli
