#include "bindings/cli/help.hpp"

#include <algorithm>

#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"

namespace cli {

namespace {

constexpr std::size_t kIndent = 26;
constexpr const char* kAbout = "GenRatchet: genomic data under asymmetric openness, simulated.";

struct Entry {
  std::string what, does;
};

// What every command takes beside its own options.
const std::vector<Entry> kEverywhere{{"--quiet", "no progress, no remarks on stderr"},
                                     {"--verbose", "say more on stderr"},
                                     {"--help", "this text"}};

const std::vector<Entry> kExitCodes{{"0", "done"},
                                    {"1", "internal error, or the disk refused"},
                                    {"2", "the command line makes no sense"},
                                    {"3", "the scenario or its law is invalid"},
                                    {"4", "some runs failed"},
                                    {"5", "a verification or a threshold failed"},
                                    {"130", "interrupted"}};

std::string with_value(const Option& option) {
  return option.value.empty() ? option.name : option.name + " " + option.value;
}

std::string usage(const Command& command) {
  std::string text = "genratchet " + command.name;
  for (const Option& option : command.options) {
    const std::string word = option.by_position() ? option.value : with_value(option);
    if (option.required)
      text += " " + word;
    else if (option.by_position())
      text += " [" + word + "]";
  }
  return text + " [options]";
}

std::vector<Entry> entries(const Command& command) {
  std::vector<Entry> all;
  for (const Option& option : command.options)
    all.push_back({option.by_position() ? option.value : with_value(option), option.what});
  all.insert(all.end(), kEverywhere.begin(), kEverywhere.end());
  return all;
}

std::string listing(const std::vector<Entry>& entries, std::size_t indent = kIndent) {
  std::string text;
  for (const Entry& entry : entries) {
    const bool is_long = entry.what.size() + 4 > indent;
    if (is_long) text += "  " + entry.what + "\n";
    text += wrapped(entry.does, left(is_long ? "" : "  " + entry.what, indent), indent);
  }
  return text;
}

std::string help_on_command(const Command& command) {
  return wrapped("genratchet " + command.name + ": " + command.what, "", 2) + "\n" +
         wrapped(usage(command), "Usage: ", 9) + "\n" + listing(entries(command)) + "\nExample:\n  " +
         command.example + "\n";
}

std::string help_on_group(const std::string& name) {
  std::vector<Entry> found;
  for (const Command& command : commands())
    if (is_shown(command) && (name.empty() || command.name.rfind(name + " ", 0) == 0))
      found.push_back({command.name, command.what});
  const std::string group = name.empty() ? "" : name + " ";
  return (name.empty() ? std::string(kAbout) + "\n\n" : "") + "Usage: genratchet " + group +
         "COMMAND ...\n\n" + listing(found, 16) +
         "\nStart with:  genratchet run preset:us-countermeasures\nHelp on one: genratchet " + group +
         "COMMAND --help\n";
}

// A hyphen that stays a hyphen, and no line that man(7) would take for a request.
std::string in_man(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return !out.empty() && (out[0] == '.' || out[0] == '\'') ? "\\&" + out : out;
}

std::string tagged(const std::vector<Entry>& entries) {
  std::string text;
  for (const Entry& entry : entries)
    text += ".TP\n.B " + in_man(entry.what) + "\n" + in_man(entry.does) + "\n";
  return text;
}

std::string in_man(const Command& command) {
  std::vector<Entry> own = entries(command);
  own.resize(own.size() - kEverywhere.size());
  std::string example;
  for (const std::string& line : lines_of(command.example, 1000)) example += in_man(line) + "\n";
  return ".SS " + in_man(usage(command)) + "\n" + in_man(command.what) + ".\n" + tagged(own) +
         ".PP\nExample:\n.PP\n.nf\n.RS\n" + example + ".RE\n.fi\n";
}

int man(const Request&) {
  print(man_page());
  return kOk;
}

}  // namespace

bool is_shown(const Command& command) { return !command.what.empty(); }

std::string help_on(const std::string& name) {
  const auto& all = commands();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.name == name; });
  return found == all.end() ? help_on_group(name) : help_on_command(*found);
}

std::string man_page() {
  std::string text =
      ".TH GENRATCHET 1 \"\" \"GenRatchet " + version() + "\" \"User commands\"\n.SH NAME\ngenratchet \\- " +
      "simulate how genomic data accumulate under asymmetric openness\n" +
      ".SH SYNOPSIS\n.B genratchet\n.I command\n.RI [ options ]\n.SH DESCRIPTION\n" +
      "Runs scenarios of who holds and who can obtain whose genomic data under dated law.\n" +
      "Results go to stdout, everything else to stderr. A result never depends on \\-\\-threads.\n" +
      ".SH COMMANDS\n";
  for (const Command& command : commands())
    if (is_shown(command)) text += in_man(command);
  text += ".SH OPTIONS OF EVERY COMMAND\n" + tagged(kEverywhere) + ".SH EXIT STATUS\n" + tagged(kExitCodes);
  return text + ".SH ENVIRONMENT\n" +
         tagged({{"NO_COLOR", "no bold letters, also on a terminal"},
                 {"GENRATCHET_SCENARIOS", "the folder of the shipped scenarios, if it lies elsewhere"}});
}

Command man_command() { return {"man", "the manual page, for man -l -", "genratchet man", man, {}}; }

}  // namespace cli
