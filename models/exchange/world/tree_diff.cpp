#include "models/exchange/world/tree_diff.hpp"

#include <algorithm>

namespace exchange {

namespace {

using json::Node;

bool is_words(const std::string& key) {
  for (const char* word :
       {"title", "note", "source", "sources", "summary", "author", "name", "id", "made_by"})
    if (key == word) return true;
  return false;
}

// A parameter's value and prior are told together: half of it would mislead.
bool is_parameter(const std::string& path) {
  return path.compare(0, 11, "parameters.") == 0 && std::count(path.begin(), path.end(), '.') == 1;
}

// "0.1, drawn from uniform: 0, 0.5", "0.3 in every run".
std::string parameter_words(const Node& node) {
  const Node *value = node.find("value"), *prior = node.find("prior");
  if (!value || !prior || prior->members.empty()) return one_line(node);
  if (node.find("fitted")) return one_line(*value) + ", drawn from the posterior";
  const json::Member& shape = prior->members.front();
  return one_line(*value) + (shape.key == "fixed"
                                 ? " in every run"
                                 : ", drawn from " + shape.key + ": " + one_line(shape.value));
}

// Its size: its rows are too many to be told.
std::string posterior_words(const Node* node) {
  if (!node) return "";
  const Node *parameters = node->find("parameters"), *rows = node->find("rows");
  if (!parameters || !rows) return one_line(*node);
  return std::to_string(rows->items.size()) + " rows of " + std::to_string(parameters->items.size()) +
         " parameters";
}

// What only one side has is told by its title, if it has one.
std::string told(const Node& node, bool alone) {
  const Node* title = node.find("title");
  return alone && title && title->is_text() && !title->text.empty() ? title->text : one_line(node);
}

class Differ {
 public:
  std::vector<TreeChange> found;

  void compare(const Node* before, const Node* after, const std::string& path, bool words) {
    const bool both = before && after && before->is_object() && after->is_object();
    if (both && is_parameter(path)) return parameter(*before, *after, path);
    if (path == "posterior") return posterior(before, after);
    if (both) return keys(*before, *after, path, words);
    const std::string was = before ? told(*before, !after) : "", is = after ? told(*after, !before) : "";
    if (was != is) found.push_back({path, was, is, words});
  }

 private:
  void parameter(const Node& before, const Node& after, const std::string& path) {
    const std::string was = parameter_words(before), is = parameter_words(after);
    if (was != is) found.push_back({path, was, is, false});
    for (const char* word : {"title", "note", "source"})
      compare(before.find(word), after.find(word), path + "." + word, true);
  }

  void posterior(const Node* before, const Node* after) {
    bool same = before && after;
    for (const char* key : {"design_seed", "parameters", "rows"})
      same = same && one_line(*before->find(key)) == one_line(*after->find(key));
    if (!same)
      found.push_back({"posterior", posterior_words(before),
                       (before && after ? "another: " : "") + posterior_words(after), false});
    if (before && after)
      for (const char* key : {"title", "note", "source", "made_by"})
        compare(before->find(key), after->find(key), std::string("posterior.") + key, true);
  }

  void keys(const Node& before, const Node& after, const std::string& path, bool words) {
    const auto below = [&](const std::string& key) { return path.empty() ? key : path + "." + key; };
    for (const json::Member& member : before.members)
      compare(&member.value, after.find(member.key), below(member.key), words || is_words(member.key));
    for (const json::Member& member : after.members)
      if (!before.find(member.key))
        compare(nullptr, &member.value, below(member.key), words || is_words(member.key));
  }
};

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace

std::string one_line(const Node& node) {
  std::vector<std::string> parts;
  if (node.is_list()) {
    for (const Node& item : node.items) parts.push_back(one_line(item));
    return parts.empty() ? "none" : joined(parts);
  }
  if (node.is_object()) {
    for (const json::Member& member : node.members)
      parts.push_back(member.key + ": " + one_line(member.value));
    return parts.empty() ? "{}" : "{ " + joined(parts) + " }";
  }
  if (node.is_text()) return node.text;
  std::string text = json::to_text(node);
  text.erase(std::find(text.begin(), text.end(), '\n'), text.end());
  return text;
}

std::vector<TreeChange> diff(const Node& before, const Node& after) {
  Differ differ;
  differ.compare(&before, &after, "", false);
  return std::move(differ.found);
}

}  // namespace exchange
