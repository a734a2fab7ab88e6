#include "models/exchange/world/gather.hpp"

#include <algorithm>
#include <set>

namespace exchange {

namespace {

using json::Node;

bool is_one_of(const std::string& key, std::initializer_list<const char*> keys) {
  return std::any_of(keys.begin(), keys.end(), [&](const char* k) { return key == k; });
}

void merge(Node& base, const Node& over);

// An entry of `parameters` is replaced whole, so that a new value never keeps the old prior.
void merge_member(Node& base, const json::Member& over, bool whole) {
  const auto same = std::find_if(base.members.begin(), base.members.end(),
                                 [&](const json::Member& m) { return m.key == over.key; });
  if (same == base.members.end()) {
    base.members.push_back(over);
    return;
  }
  same->at = over.at;
  if (!whole && same->value.is_object() && over.value.is_object()) {
    if (over.key != "parameters") return merge(same->value, over.value);
    same->value.at = over.value.at;
    for (const json::Member& parameter : over.value.members) merge_member(same->value, parameter, true);
  } else {
    same->value = over.value;
  }
}

void merge(Node& base, const Node& over) {
  base.at = over.at;
  for (const json::Member& member : over.members) merge_member(base, member, false);
}

std::string place_of(const json::Spot& at) {
  return (at.file ? *at.file : "") + ":" + std::to_string(at.line);
}

// Included files stand side by side: none may redefine what another defines.
void merge_included(Node& base, const Node& included, Findings& findings) {
  for (const json::Member& member : included.members) {
    if (is_one_of(member.key, {"title", "note", "source", "author", "id", "schema", "$schema", "include"}))
      continue;
    Node* present = base.find(member.key);
    if (!present) {
      base.members.push_back(member);
    } else if (member.key == "law" && present->is_list() && member.value.is_list()) {
      present->items.insert(present->items.end(), member.value.items.begin(), member.value.items.end());
    } else if (present->is_object() && member.value.is_object()) {
      for (const json::Member& entry : member.value.members) {
        if (is_one_of(entry.key, {"title", "note", "source"}) && entry.value.is_text()) continue;
        if (const json::Member* first = present->member(entry.key)) {
          findings.error(entry.at, member.key + "." + entry.key,
                         "\"" + entry.key + "\" is defined twice, first in " + place_of(first->at) + ".",
                         "Rename one, or change it in the file that includes both.");
        } else {
          present->members.push_back(entry);
        }
      }
    } else {
      *present = member.value;
    }
  }
}

// The policies that the extending file names, each on top of its namesake; the others can only be started
// from.
Node policies_of(const Node& inherited, const Node& named) {
  Node policies = Node::object();
  policies.at = named.at;
  for (const json::Member& policy : named.members) {
    json::Member merged = policy;
    const Node* namesake = inherited.find(policy.key);
    if (namesake && namesake->is_object() && policy.value.is_object()) {
      merged.value = *namesake;
      auto& members = merged.value.members;
      members.erase(
          std::remove_if(members.begin(), members.end(), [](const auto& m) { return m.key == "listed"; }),
          members.end());
      merge(merged.value, policy.value);
    }
    policies.members.push_back(std::move(merged));
  }
  for (const json::Member& policy : inherited.members) {
    if (named.find(policy.key) || !policy.value.is_object()) continue;
    policies.members.push_back(policy);
    policies.members.back().value.set("listed", Node::of(false));
  }
  return policies;
}

class Gatherer {
 public:
  Gatherer(const Resolver& resolve, Findings& findings) : resolve_(resolve), findings_(findings) {}

  Node scenario(std::string_view text, const std::string& name) {
    const Node own = parsed(text, name);
    Node base = Node::object();
    if (const Node* extends = own.find("extends")) base = extended(*extends, name);
    return over(std::move(base), with_includes(own, name), own);
  }

 private:
  Node parsed(std::string_view text, const std::string& name) {
    open_.push_back(name);
    auto tree = json::parse(text, name, findings_.all());
    if (!tree) return Node::object();
    if (!tree->is_object()) findings_.error(tree->at, "", "a scenario is an object: { ... }.");
    return tree->is_object() ? std::move(*tree) : Node::object();
  }

  // The file's own keys on top of what it includes.
  Node with_includes(const Node& own, const std::string& name) {
    Node tree = Node::object();
    if (const Node* include = own.find("include")) {
      const std::vector<Node> one{*include};
      for (const Node& reference : include->is_list() ? include->items : one) {
        if (const auto file = look_up(reference, name, "include")) include_file(tree, *file, reference);
      }
    }
    merge(tree, own);
    return tree;
  }

  void include_file(Node& tree, const std::pair<std::string, std::string>& file, const Node& reference) {
    if (!included_.insert(file.first).second) return;  // once is enough
    const Node own = parsed(file.second, file.first);
    if (own.find("extends"))
      findings_.error(reference.at, "include", "an included file cannot extend another.");
    const Node part = with_includes(own, file.first);
    open_.pop_back();
    merge_included(tree, part, findings_);
  }

  Node extended(const Node& reference, const std::string& name) {
    const auto file = look_up(reference, name, "extends");
    if (!file) return Node::object();
    Node base = scenario(file->second, file->first);
    open_.pop_back();
    auto& members = base.members;
    members.erase(std::remove_if(members.begin(), members.end(),
                                 [](const json::Member& m) {
                                   return is_one_of(m.key, {"id", "schema", "$schema", "include", "extends"});
                                 }),
                  members.end());
    return base;
  }

  static Node over(Node base, const Node& tree, const Node& own) {
    const Node* inherited = base.find("policies");
    const Node* named = tree.find("policies");
    std::optional<Node> policies;
    if (inherited && named && inherited->is_object() && named->is_object())
      policies = policies_of(*inherited, *named);
    merge(base, tree);
    if (policies) *base.find("policies") = std::move(*policies);
    base.at = own.at;
    return base;
  }

  std::optional<std::pair<std::string, std::string>> look_up(const Node& reference, const std::string& from,
                                                             const char* key) {
    if (!reference.is_text()) {
      findings_.error(reference.at, key, "expected the name of a file or preset.");
      return std::nullopt;
    }
    auto file = resolve_ ? resolve_(reference.text, from) : std::nullopt;
    if (!file) {
      const std::string preset = "preset:" + reference.text;
      findings_.error(reference.at, key, "\"" + reference.text + "\" cannot be read.",
                      resolve_ && resolve_(preset, from)
                          ? "Did you mean \"" + preset + "\"?"
                          : "Files lie in the scenario's folder; presets: genratchet list");
    } else if (std::find(open_.begin(), open_.end(), file->first) != open_.end()) {
      findings_.error(reference.at, key, "\"" + reference.text + "\" leads back to itself.");
      return std::nullopt;
    }
    return file;
  }

  const Resolver& resolve_;
  Findings& findings_;
  std::vector<std::string> open_;  // files being read, outermost first
  std::set<std::string> included_;
};

// Overrides have no lines: all of it stands in the command line.
void stand_at(Node& node, const json::Spot& at) {
  node.at = at;
  for (Node& item : node.items) stand_at(item, at);
  for (json::Member& member : node.members) {
    member.at = at;
    stand_at(member.value, at);
  }
}

void set_at(Node& tree, const std::string& path, Node value, Findings& findings) {
  const json::Spot at = value.at;
  Node* node = &tree;
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    const std::string step = path.substr(begin, end - begin);
    begin = end + 1;
    if (node->is_list()) {
      const json::Located item = json::locate(*node, step);
      if (!item.complete) return findings.error(at, path, "there is no item \"" + step + "\" in this list.");
      node = const_cast<Node*>(item.node);
      continue;
    }
    if (!node->is_object()) {
      *node = Node::object();
      node->at = at;
    }
    if (!node->find(step)) node->members.push_back({step, at, {}});
    node = node->find(step);
  }
  *node = std::move(value);
}

}  // namespace

Node gather(std::string_view text, const std::string& name, const Resolver& resolve, Findings& findings) {
  return Gatherer(resolve, findings).scenario(text, name);
}

void apply(const Overrides& overrides, Node& tree, Findings& findings) {
  for (const auto& [path, text] : overrides.set) {
    const std::string origin = "--set " + path + "=" + text;
    sim::Problems not_json;
    Node value = json::parse(text, origin, not_json).value_or(Node::of(text));
    stand_at(value, {std::make_shared<const std::string>(origin), 0, 0});
    set_at(tree, path, std::move(value), findings);
  }
  if (overrides.law_as_of) {
    Node value = Node::of(*overrides.law_as_of);
    value.at = {std::make_shared<const std::string>("--as-of " + *overrides.law_as_of), 0, 0};
    set_at(tree, "law_as_of", std::move(value), findings);
  }
}

}  // namespace exchange
