// What `show` says of places, groups, repositories, firms, regulators, programmes, inputs and switches: the
// resolved scenario, key by key.

#include <memory>

#include "bindings/cli/entry.hpp"
#include "bindings/cli/keys.hpp"
#include "bindings/cli/text.hpp"

namespace cli {

namespace {

using exchange::Loaded;
using exchange::json::Node;

std::string text_of(const Node& node) {
  if (node.is_text()) return node.text.empty() ? "" : node.text;
  std::string text;
  for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + text_of(item);
  for (const auto& member : node.members)
    text += (text.empty() ? "" : "; ") + member.key + ": " + text_of(member.value);
  if (!node.is_list() && !node.is_object()) {
    text = exchange::json::to_text(node);
    text.erase(text.find_last_not_of('\n') + 1);
  }
  return text;
}

const std::string* member_text(const Node& node, const char* key) {
  const Node* found = node.find(key);
  return found && found->is_text() ? &found->text : nullptr;
}

// What is at `path`.id of the resolved scenario, with what each key means.
Entry entry_of(const Loaded& loaded, const Node& section, const std::string& path, const std::string& one,
               const std::vector<Key>& keys, const std::string& id) {
  Entry entry{id, one, "", {}};
  const Node* node = section.find(id);
  if (!node) return entry;
  for (const char* key : {"title", "name"})
    if (const std::string* text = member_text(*node, key); text && entry.title.empty()) entry.title = *text;
  for (const auto& member : node->members) {
    if (member.key == "name" || member.key == "title") continue;
    std::string meaning;
    for (const Key& key : keys)
      if (key.name == member.key) meaning = key.what.substr(0, key.what.find(" One of:"));
    const std::string value = text_of(member.value);
    if (!value.empty())
      entry.add(member.key.substr(0, 24), value + (meaning.empty() ? "" : "   (" + meaning + ")"));
  }
  if (!node->is_object()) entry.add("Value", text_of(*node));
  entry.add("Set in", where_set(loaded, path + "." + id));
  return entry;
}

Shelf shelf_of(const Loaded& loaded, const std::shared_ptr<const Node>& resolved, const std::string& one,
               const std::string& many, std::vector<Key> keys) {
  Shelf shelf{one, many, {}, nullptr};
  const Node* section = resolved->find(many);
  if (!section) return shelf;
  for (const auto& member : section->members)
    if (!member.value.is_text() || many == "switches") shelf.ids.push_back(member.key);
  shelf.entry = [&loaded, resolved, section, one, many, keys = std::move(keys)](const std::string& id) {
    return entry_of(loaded, *section, many, one, keys, id);
  };
  return shelf;
}

// A switch is a key of its own.
Shelf switches(const Loaded& loaded, const std::shared_ptr<const Node>& resolved) {
  Shelf shelf = shelf_of(loaded, resolved, "switch", "switches", {});
  shelf.entry = [inner = shelf.entry](const std::string& id) {
    Entry entry = inner(id);
    for (const Key& key : keys_of<exchange::Switches>())
      if (key.name == id) entry.title = key.what;
    return entry;
  };
  return shelf;
}

}  // namespace

std::vector<Shelf> world_shelves(const Loaded& loaded) {
  sim::Problems none;
  const auto resolved = std::make_shared<const Node>(
      exchange::json::parse(loaded.scenario.resolved_json, "", none).value_or(Node::object()));
  return {shelf_of(loaded, resolved, "place", "places", keys_of<exchange::PlaceData>()),
          shelf_of(loaded, resolved, "group", "groups", {}),
          shelf_of(loaded, resolved, "repository", "repositories", keys_of<exchange::RepositoryData>()),
          shelf_of(loaded, resolved, "firm", "firms", keys_of<exchange::FirmData>()),
          shelf_of(loaded, resolved, "regulator", "regulators", keys_of<exchange::RegulatorData>()),
          shelf_of(loaded, resolved, "programme", "programmes", keys_of<exchange::ProgrammeData>()),
          shelf_of(loaded, resolved, "input", "inputs", {}),
          switches(loaded, resolved)};
}

}  // namespace cli
