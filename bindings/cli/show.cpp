// `show`: what a name means, what value it has, and where that comes from.

#include <algorithm>

#include "bindings/cli/commands.hpp"
#include "bindings/cli/entry.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"
#include "io/files.hpp"
#include "models/exchange/world/problems.hpp"

namespace cli {

namespace {

using exchange::json::Node;

constexpr std::size_t kLeastLabel = 13, kGreatestLabel = 20;

std::vector<Entry> entries_of(const std::vector<Shelf>& shelves, const std::string& name) {
  std::vector<Entry> found;
  const std::string wanted = plain(name) == "prc" || plain(name) == "china" ? "cn" : plain(name);
  for (const Shelf& shelf : shelves)
    for (const std::string& id : shelf.ids)
      if (plain(id) == wanted || plain(id) == wanted + "_keys") found.push_back(shelf.entry(id));
  return found;
}

std::string text_of(const Entry& entry) {
  std::string out =
      bold(entry.id) + right(entry.kind, kWidth - 3 - width_of(entry.id)) + "\n" + wrapped(entry.title, "  ");
  std::size_t label_width = kLeastLabel;
  for (const auto& [label, text] : entry.facts)
    label_width = std::clamp(label.size() + 2, label_width, kGreatestLabel);
  for (const auto& [label, text] : entry.facts)
    out += wrapped(text, left("  " + label, label_width + 2), label_width + 2);
  return out;
}

// A label may come twice (two sources), so that facts are a list.
Node json_of(const Entry& entry) {
  Node node = Node::object();
  node.set("id", Node::of(entry.id));
  node.set("kind", Node::of(entry.kind));
  node.set("title", Node::of(entry.title));
  Node facts = Node::list();
  for (const auto& [label, text] : entry.facts) {
    Node fact = Node::object();
    fact.set("label", Node::of(label));
    fact.set("text", Node::of(text));
    facts.items.push_back(fact);
  }
  node.set("facts", facts);
  return node;
}

void print_entries(const std::vector<Entry>& entries, bool json) {
  Node list = Node::list();
  std::string out;
  for (const Entry& entry : entries) {
    out += (out.empty() ? "" : "\n") + text_of(entry);
    list.items.push_back(json_of(entry));
  }
  print(json ? exchange::json::to_text(list) + "\n" : out);
}

void print_shelf(const Shelf& shelf, bool json) {
  Node list = Node::list();
  Table table({{shelf.one, 34}, {"title", 44}});
  for (const std::string& id : shelf.ids) {
    const Entry entry = shelf.entry(id);
    table.add({id, entry.title});
    list.items.push_back(json_of(entry));
  }
  print(json ? exchange::json::to_text(list) + "\n" : table.text());
}

std::string overview(const std::vector<Shelf>& shelves) {
  Table table({{"show", 14}, {"how many", 8, true}, {"such as", 52}});
  for (const Shelf& shelf : shelves)
    table.add({shelf.many, std::to_string(shelf.ids.size()), exchange::listed(shelf.ids, 3)});
  return table.text() + "One of them: genratchet show ID\n";
}

// What screens call it: "leaks through third countries".
std::vector<Entry> entries_titled(const std::vector<Shelf>& shelves, const std::string& name) {
  std::vector<Entry> found;
  for (const Shelf& shelf : shelves)
    for (const std::string& id : shelf.ids)
      if (Entry entry = shelf.entry(id); plain(entry.title) == plain(name)) found.push_back(std::move(entry));
  return found;
}

[[noreturn]] void refuse(const std::vector<Shelf>& shelves, const std::string& name) {
  std::vector<std::string> known, kinds;
  for (const Shelf& shelf : shelves) {
    known.insert(known.end(), shelf.ids.begin(), shelf.ids.end());
    kinds.push_back(shelf.many);
  }
  known.insert(known.end(), kinds.begin(), kinds.end());
  std::vector<std::string> within;  // "biosecure" of us-biosecure-2025
  for (const std::string& id : known)
    if (plain(id).find(plain(name)) != std::string::npos) within.push_back(id);
  const std::string guess = within.empty() ? exchange::did_you_mean(name, known)
                                           : "Did you mean " + exchange::listed(within, 4) + "?";
  throw UsageError("nothing is called \"" + name + "\" here. " + guess + "\nLists: genratchet show " +
                   exchange::listed(kinds, 30));
}

int show(const Request& request) {
  const exchange::Loaded loaded = load_whole(request);
  const std::vector<Shelf> shelves = all_shelves(loaded);
  const std::string& name = request.id;
  if (name.empty()) {
    print(overview(shelves));
    return kOk;
  }
  for (const Shelf& shelf : shelves)
    if (plain(shelf.many) == plain(name)) {
      print_shelf(shelf, request.json);
      return kOk;
    }
  std::vector<Entry> entries = entries_of(shelves, name);
  if (entries.empty()) entries = entries_titled(shelves, name);
  // A row of summary.csv: "first_acquired_persons.request" is one cell of an output.
  if (entries.empty() && name.find('.') != std::string::npos)
    entries = entries_of(shelves, name.substr(0, name.find('.')));
  if (entries.empty()) refuse(shelves, name);
  print_entries(entries, request.json);
  return kOk;
}

}  // namespace

std::vector<Shelf> all_shelves(const exchange::Loaded& loaded) {
  std::vector<Shelf> all;
  for (const auto& some :
       {law_shelves(loaded), number_shelves(loaded), world_shelves(loaded), word_shelves()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

namespace {

// "preset:law/us" for a file that is shipped.
std::string shown_name(const std::string& file) {
  const std::string folder = io::scenario_folder().string() + "/";
  if (file.rfind(folder, 0) != 0) return file;
  return "preset:" + file.substr(folder.size(), file.size() - folder.size() - std::string(".json").size());
}

}  // namespace

std::string where_set(const exchange::Loaded& loaded, const std::string& path) {
  const exchange::json::Located found = exchange::json::locate(loaded.tree, path);
  if (!found.complete || !found.member || !found.member->at.file) return "";
  const exchange::json::Spot& at = found.member->at;
  return shown_name(*at.file) + (at.line > 0 ? ", line " + std::to_string(at.line) : "");
}

Command show_command() {
  Option scenario = options::scenario_or_none();
  scenario.name = "--scenario";
  return {"show", "what a name means: its value, range, unit, source, and where it is set",
          "genratchet show leak", show,
          std::vector<Option>{
              {"id", "ID",
               "a provision, parameter, output, place, word ...; a list such as parameters; none: all lists",
               [](Request& r) -> Target { return &r.id; }, Offers::shown},
              scenario,
              options::json()} +
              options::changing_the_scenario()};
}

}  // namespace cli
