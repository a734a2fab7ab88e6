#include "bindings/cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include "bindings/cli/help.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"
#include "models/exchange/world/problems.hpp"

namespace cli {

namespace {

// The table of commands as the library knows it, bound to the request that it fills.
class Reader {
 public:
  explicit Reader(Request& request) : request_(request) {
    app_.set_version_flag("--version");
    app_.require_subcommand(1);
    for (const Command& command : commands()) add(command);
  }

  CLI::App& app() { return app_; }
  const Command* chosen() const { return chosen_; }

 private:
  void add(const Command& command) {
    CLI::App* parent = &app_;
    const std::size_t blank = command.name.find(' ');
    if (blank != std::string::npos) parent = group(command.name.substr(0, blank));
    CLI::App* sub =
        parent->add_subcommand(blank == std::string::npos ? command.name : command.name.substr(blank + 1));
    sub->callback([this, &command] { chosen_ = &command; });
    for (const Option& option : command.options) add(*sub, option);
    sub->add_flag("--quiet", request_.quiet);
    sub->add_flag("--verbose", request_.verbose);
  }

  CLI::App* group(const std::string& name) {
    for (CLI::App* known : app_.get_subcommands([&](CLI::App* sub) { return sub->get_name() == name; }))
      return known;
    CLI::App* made = app_.add_subcommand(name);
    made->require_subcommand(1);
    return made;
  }

  void add(CLI::App& app, const Option& option) {
    CLI::Option* added =
        std::visit([&](auto* target) { return bind(app, option, target); }, option.target(request_));
    added->required(option.required);
    if (option.low < option.high) added->check(CLI::Range(option.low, option.high));
    if (!option.words.empty()) added->check(CLI::IsMember(option.words));
  }
  static CLI::Option* bind(CLI::App& app, const Option& option, bool* target) {
    return app.add_flag(option.name, *target);
  }
  static CLI::Option* bind(CLI::App& app, const Option& option, std::vector<std::string>* target) {
    CLI::Option* added = app.add_option(option.name, *target);
    return option.by_position() ? added : added->allow_extra_args(false);
  }
  template <class T>
  static CLI::Option* bind(CLI::App& app, const Option& option, T* target) {
    return app.add_option(option.name, *target);
  }

  Request& request_;
  CLI::App app_{"", "genratchet"};
  const Command* chosen_ = nullptr;
};

const CLI::App& deepest(const CLI::App& app) {
  const auto used = app.get_subcommands();
  return used.empty() ? app : deepest(*used.front());
}

// "law diff"; empty for the program itself.
std::string name_of(const CLI::App& app) {
  if (!app.get_parent()) return "";
  const std::string above = name_of(*app.get_parent());
  return above.empty() ? app.get_name() : above + " " + app.get_name();
}

std::vector<std::string> known_words(const CLI::App& app, bool options) {
  std::vector<std::string> words;
  if (options) {
    for (const CLI::Option* option : app.get_options())
      for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  } else {
    for (const CLI::App* sub : app.get_subcommands({})) words.push_back(sub->get_name());
  }
  return words;
}

// `unknown command "rum". Did you mean "run"?`, for the first argument that was not understood.
std::string complaint(const CLI::App& app, const CLI::ParseError& error,
                      const std::vector<std::string>& typed) {
  const CLI::App& sub = deepest(app);
  const std::vector<std::string> left_over = sub.remaining(false);
  std::string word = left_over.empty() ? "" : left_over.front();
  const bool needs_command = !sub.get_subcommands({}).empty();
  if (word.empty() && needs_command && !typed.empty() && typed.back() != sub.get_name()) word = typed.front();
  if (word.empty()) return needs_command ? "no command given." : error.what();
  const bool option = word[0] == '-';
  const std::string name = word.substr(0, word.find('='));
  const std::string what = option          ? "unknown option "
                           : needs_command ? "unknown command \""
                                           : "unexpected argument \"";
  return what + name + (option ? ". " : "\". ") + exchange::did_you_mean(name, known_words(sub, option));
}

}  // namespace

std::optional<Call> parse(int argc, char** argv, int& exit_code) {
  Call call;
  call.request.typed.assign(argv + 1, argv + argc);
  Reader reader(call.request);
  exit_code = kOk;
  try {
    reader.app().parse(argc, argv);
    call.command = reader.chosen();
    return call;
  } catch (const CLI::CallForVersion&) {
    print("GenRatchet " + version() + "\n");
  } catch (const CLI::CallForHelp&) {
    print(help_on(name_of(deepest(reader.app()))));
  } catch (const CLI::ParseError& error) {
    exit_code = kUsage;
    const std::string name = name_of(deepest(reader.app()));
    say("genratchet: " + complaint(reader.app(), error, call.request.typed));
    say("Help: genratchet " + (name.empty() ? "" : name + " ") + "--help");
  }
  return {};
}

std::string reader_version() { return "CLI11 " CLI11_VERSION; }

}  // namespace cli
