#include "models/exchange/world/gather.hpp"

#include <algorithm>
#include <set>

namespace exchange {

namespace {

using json::Node;

constexpr const char* kPosterior = "posterior";

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

// Half of one posterior and half of another are none: it is replaced whole.
void merge_file(Node& base, const Node& over) {
  Node* posterior = base.find(kPosterior);
  if (posterior && over.find(kPosterior)) *posterior = Node{};
  merge(base, over);
}

std::string place_of(const json::Spot& at) {
  return (at.file ? *at.file : "") + ":" + std::to_string(at.line);
}

void report_twice(const json::Member& second, const json::Spot& first, const std::string& path,
                  Findings& findings) {
  findings.error(second.at, path,
                 "\"" + second.key + "\" is defined twice, first in " + place_of(first) + ".",
                 "Rename one, or change it in the file that includes both.");
}

// Included files stand side by side: none may redefine what another defines.
void merge_included(Node& base, const Node& included, Findings& findings) {
  for (const json::Member& member : included.members) {
    if (is_one_of(member.key, {"title", "note", "source", "author", "id", "schema", "$schema", "include"}))
      continue;
    const json::Member* before = base.member(member.key);
    Node* present = base.find(member.key);
    if (!before) {
      base.members.push_back(member);
    } else if (member.key == "law" && present->is_list() && member.value.is_list()) {
      present->items.insert(present->items.end(), member.value.items.begin(), member.value.items.end());
    } else if (present->is_object() && member.value.is_object()) {
      for (const json::Member& entry : member.value.members) {
        if (is_one_of(entry.key, {"title", "note", "source"}) && entry.value.is_text()) continue;
        if (const json::Member* first = present->member(entry.key)) {
          report_twice(entry, first->at, member.key + "." + entry.key, findings);
        } else {
          present->members.push_back(entry);
        }
      }
    } else {
      report_twice(member, before->at, member.key, findings);
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

constexpr const char* kWhere = "Files lie in the scenario's folder; presets: genratchet list";

// A preset that was named without "preset:" is what was meant.
std::string mend(const std::string& reference, const std::string& from, const std::string& otherwise,
                 const Resolver& resolve) {
  const std::string preset = "preset:" + reference;
  try {
    if (resolve && resolve(preset, from)) return "Did you mean \"" + preset + "\"?";
  } catch (const Unreadable&) {
  }
  return otherwise;
}

// Name and text of the file that is meant.
std::optional<std::pair<std::string, std::string>> found(const Node& reference, const std::string& from,
                                                         const char* key, const Resolver& resolve,
                                                         Findings& findings) {
  try {
    auto file = resolve ? resolve(reference.text, from) : std::nullopt;
    if (!file)
      findings.error(reference.at, key, "\"" + reference.text + "\" does not exist.",
                     mend(reference.text, from, kWhere, resolve));
    return file;
  } catch (const Unreadable& fault) {
    findings.error(reference.at, key, "\"" + reference.text + "\" " + fault.why,
                   mend(reference.text, from, fault.mend, resolve));
    return std::nullopt;
  }
}

class Gatherer {
  using Files = std::vector<std::string>;

 public:
  Gatherer(const Resolver& resolve, Findings& findings) : resolve_(resolve), findings_(findings) {}

  Node scenario(std::string_view text, const std::string& name) {
    const Node own = parsed(text, name);
    Node base = Node::object();
    if (const Node* extends = own.find("extends")) base = extended(*extends, name);
    return over(std::move(base), with_includes(own, name), own);
  }
  bool whole() const { return whole_; }

 private:
  Node parsed(std::string_view text, const std::string& name) {
    open_.push_back(name);
    auto tree = json::parse(text, name, findings_.all());
    if (tree && tree->is_object()) return std::move(*tree);
    if (tree)
      findings_.error(tree->at, "",
                      std::string("expected a scenario, found ") + json::name_of(tree->type) + ".",
                      "A scenario is an object: { ... }.");
    whole_ = false;
    return Node::object();
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
    merge_file(tree, own);
    return tree;
  }

  void include_file(Node& tree, const std::pair<std::string, std::string>& file, const Node& reference) {
    if (!included_.insert(file.first).second) return;  // once is enough
    const Node own = parsed(file.second, file.first);
    if (own.find("extends")) {
      whole_ = false;
      findings_.error(reference.at, "include",
                      "\"" + reference.text + "\" extends another file; what is included cannot.",
                      "Extend it in the scenario itself.");
    }
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
    merge_file(base, tree);
    if (policies) *base.find("policies") = std::move(*policies);
    base.at = own.at;
    return base;
  }

  std::optional<std::pair<std::string, std::string>> look_up(const Node& reference, const std::string& from,
                                                             const char* key) {
    auto file = reference.is_text() ? found(reference, from, key, resolve_, findings_) : std::nullopt;
    if (!reference.is_text())
      findings_.error(
          reference.at, key,
          std::string("expected the name of a file, found ") + json::name_of(reference.type) + ".", kWhere);
    const auto open = file ? std::find(open_.begin(), open_.end(), file->first) : open_.end();
    if (open != open_.end()) {
      findings_.error(reference.at, key, "\"" + reference.text + "\" leads back to itself" + way(open) + ".",
                      "Remove one of these references.");
      file.reset();
    }
    whole_ = whole_ && file;
    return file;
  }

  // ", through a.json" for the files between.
  std::string way(Files::const_iterator open) const {
    return open + 1 == open_.end() ? "" : ", through " + listed({open + 1, open_.end()});
  }

  const Resolver& resolve_;
  Findings& findings_;
  Files open_;  // being read, outermost first
  bool whole_ = true;
  std::set<std::string> included_;
};

}  // namespace

Gathered gather(std::string_view text, const std::string& name, const Resolver& resolve, Findings& findings) {
  Gatherer gatherer(resolve, findings);
  Node tree = gatherer.scenario(text, name);
  return {std::move(tree), gatherer.whole()};
}

void read_posterior_file(Node& tree, const std::string& main_file, const Resolver& resolve,
                         Findings& findings) {
  Node* posterior = tree.find(kPosterior);
  if (!posterior || !posterior->is_text()) return;
  const json::Spot& at = posterior->at;
  const bool typed = at.file && at.line == 0;
  const auto file = found(*posterior,
                          typed     ? ""
                          : at.file ? *at.file
                                    : main_file,
                          kPosterior, resolve, findings);
  auto read = file ? json::parse(file->second, file->first, findings.all()) : std::nullopt;
  if (read && !read->is_object()) {
    findings.error(read->at, kPosterior,
                   std::string("expected a posterior, found ") + json::name_of(read->type) + ".",
                   "A posterior is an object: { ... }.");
    read.reset();
  }
  *posterior = read ? std::move(*read) : Node{};  // its fault is told
}

}  // namespace exchange
