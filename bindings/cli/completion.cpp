// `completion`: what a shell offers while a command is typed. The scripts only ask `genratchet complete`, so
// that what is offered is decided here, for all shells.

#include <algorithm>
#include <set>

#include "bindings/cli/commands.hpp"
#include "bindings/cli/entry.hpp"
#include "bindings/cli/help.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"
#include "io/files.hpp"

namespace cli {

namespace {

using Words = std::vector<std::string>;

// Lines that begin with a colon ask the shell itself for names of files or folders.
constexpr const char* kFiles = ":files";
constexpr const char* kFolders = ":folders";

constexpr const char* kBash = R"sh(# bash completion for genratchet: source <(genratchet completion bash)
_genratchet() {
  local IFS=$'\n' line word=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  for line in $(genratchet complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null); do
    case $line in
      :files) COMPREPLY+=($(compgen -f -- "$word")) ;;
      :folders) COMPREPLY+=($(compgen -d -- "$word")) ;;
      *) COMPREPLY+=("$line") ;;
    esac
  done
}
COMP_WORDBREAKS=${COMP_WORDBREAKS//[:=]/}  # preset:NAME is one word
complete -o filenames -F _genratchet genratchet
)sh";

constexpr const char* kZsh = R"sh(#compdef genratchet
# zsh completion for genratchet: genratchet completion zsh > a folder of $fpath, as _genratchet
_genratchet() {
  local -a offers
  local line
  for line in ${(f)"$(genratchet complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"}; do
    case $line in
      (:files) _files ;;
      (:folders) _files -/ ;;
      (*) offers+=("$line") ;;
    esac
  done
  compadd -- $offers
}
if [ "$funcstack[1]" = _genratchet ]; then _genratchet "$@"; else compdef _genratchet genratchet; fi
)sh";

constexpr const char* kFish = R"sh(# fish completion for genratchet: genratchet completion fish | source
function __genratchet_offers
    set -l words (commandline -opc) (commandline -ct)
    for line in (genratchet complete -- $words[2..-1] 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path (commandline -ct)
            case ':folders'
                __fish_complete_directories (commandline -ct)
            case '*'
                echo $line
        end
    end
end
complete -c genratchet -f -a '(__genratchet_offers)'
)sh";

const Command* command_named(const std::string& name) {
  for (const Command& command : commands())
    if (command.name == name) return &command;
  return nullptr;
}

Words next_names(const std::string& group) {
  Words names;
  for (const Command& command : commands()) {
    if (!is_shown(command)) continue;
    const std::size_t blank = command.name.find(' ');
    const std::string first = command.name.substr(0, blank);
    if (group.empty() && !std::count(names.begin(), names.end(), first)) names.push_back(first);
    if (!group.empty() && first == group) names.push_back(command.name.substr(blank + 1));
  }
  return names;
}

Words presets() {
  Words names;
  for (const io::Preset& preset : io::presets()) names.push_back(preset.name);
  return names;
}

// The scenario that was typed, else the headline; what cannot be read offers nothing.
exchange::Loaded scenario_in(const Command& command, const Words& typed) {
  Request request;
  const bool takes_one = !command.options.empty() && command.options[0].offers == Offers::scenarios;
  if (takes_one && !typed.empty() && typed[0].rfind('-', 0) != 0) request.scenario = typed[0];
  return load_whole(request);
}

Words from_shelf(const Command& command, const Words& typed, const std::vector<std::string>& kinds) {
  Words found;
  const exchange::Loaded loaded = scenario_in(command, typed);
  for (const Shelf& shelf : all_shelves(loaded))
    if (kinds.empty() || std::count(kinds.begin(), kinds.end(), shelf.one)) {
      found.insert(found.end(), shelf.ids.begin(), shelf.ids.end());
      if (kinds.empty()) found.push_back(shelf.many);
    }
  return found;
}

Words offers_for(const Option& option, const Command& command, const Words& typed) {
  switch (option.offers) {
    case Offers::nothing:
      return {};
    case Offers::words:
      return option.words;
    case Offers::files:
      return {kFiles};
    case Offers::folders:
      return {kFolders};
    case Offers::results:
      return {kFolders};
    case Offers::policies:
      return from_shelf(command, typed, {"policy"});
    case Offers::provisions:
      return from_shelf(command, typed, {"provision"});
    case Offers::measures:
      return from_shelf(command, typed, {"measure", "provision"});
    case Offers::parameters:
      return from_shelf(command, typed, {"parameter"});
    case Offers::shown:
      return from_shelf(command, typed, {});
    case Offers::scenarios:
      break;
  }
  Words names = presets();
  names.push_back(kFiles);
  return names;
}

bool takes_value(const Option& option) {
  Request none;
  return !std::holds_alternative<bool*>(option.target(none));
}

// Of the words after the command, the last being typed.
Words offers_in(const Command& command, const Words& words) {
  const std::string& typing = words.back();
  const Words typed(words.begin(), words.end() - 1);
  std::size_t positions = 0;
  const Option* waiting = nullptr;  // an option whose value comes next
  for (const std::string& word : typed) {
    const Option* before = waiting;
    waiting = nullptr;
    if (before) continue;
    for (const Option& option : command.options)
      if (option.name == word && takes_value(option)) waiting = &option;
    positions += word.rfind('-', 0) != 0;
  }
  if (waiting) return offers_for(*waiting, command, typed);
  if (typing.rfind('-', 0) == 0) {
    Words names{"--quiet", "--verbose", "--help"};
    for (const Option& option : command.options)
      if (!option.by_position()) names.push_back(option.name);
    return names;
  }
  for (const Option& option : command.options)
    if (option.by_position() && positions-- == 0) return offers_for(option, command, typed);
  return {};
}

Words offers(Words words) {
  if (words.empty()) words.push_back("");
  if (words.size() == 1) return next_names("");
  const Command* command = command_named(words[0]);
  std::size_t names = 1;
  if (!command && words.size() == 2) return next_names(words[0]);
  if (!command) command = command_named(words[0] + " " + words[1]), names = 2;
  return command ? offers_in(*command, Words(words.begin() + static_cast<std::ptrdiff_t>(names), words.end()))
                 : Words{};
}

int complete(const Request& request) {
  const std::string typing = request.words.empty() ? "" : request.words.back();
  Words found;
  try {
    found = offers(request.words);
  } catch (const std::exception&) {  // a faulty scenario must not disturb who types
  }
  std::set<std::string> told;
  for (const std::string& word : found)
    if ((word[0] == ':' || word.rfind(typing, 0) == 0) && told.insert(word).second) print(word + "\n");
  return kOk;
}

int completion(const Request& request) {
  print(request.id == "bash" ? kBash : request.id == "zsh" ? kZsh : kFish);
  return kOk;
}

}  // namespace

Command completion_command() {
  return {"completion",
          "a script that completes commands in a shell",
          "genratchet completion bash",
          completion,
          {{"shell",
            "SHELL",
            "bash, zsh or fish",
            [](Request& r) -> Target { return &r.id; },
            Offers::words,
            {"bash", "zsh", "fish"},
            0,
            0,
            true}}};
}

Command complete_command() {
  return {
      "complete", "", "", complete, {{"words", "WORDS", "", [](Request& r) -> Target { return &r.words; }}}};
}

}  // namespace cli
