#include "models/exchange/world/gather.hpp"

#include <algorithm>

#include "models/exchange/world/utf8.hpp"

namespace exchange {

namespace {

using json::Node;

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
      if (!item.complete) {
        const std::size_t count = node->items.size();
        return findings.error(
            at, path, "there is no item \"" + step + "\" in this list.",
            count ? "Items: 0 to " + std::to_string(count - 1) : "It is empty: set it whole.");
      }
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

// The value of an override: JSON, or else the text as it stands.
std::optional<Node> value_of(const std::string& text, const json::Spot& at, const std::string& path,
                             Findings& findings) {
  sim::Problems faults;
  std::optional<Node> value = json::parse(text, *at.file, faults);
  const bool meant_as_json =
      !text.empty() && std::string_view("{[\"").find(text[0]) != std::string_view::npos;
  if (utf8::first_fault(text) != text.size()) {
    findings.error(at, path, "the value is not UTF-8.");
    return std::nullopt;
  }
  if (!faults.empty() && meant_as_json) {
    findings.error(at, path, "the value is no JSON: " + faults[0].message, faults[0].suggestion);
    return std::nullopt;
  }
  if (!value) value = Node::of(text);
  stand_at(*value, at);
  return value;
}

// Why nothing can be set at a path, and the mend; empty if something can.
std::pair<std::string, std::string> fault_of_path(const std::string& path) {
  const std::string first = path.substr(0, path.find('.'));
  if (path.empty() || path.front() == '.' || path.back() == '.' || path.find("..") != std::string::npos)
    return {"the path has an empty step.", "Write it like places.CN.population."};
  if (std::count(path.begin(), path.end(), '.') >= json::kMostDepth)
    return {"the path has more than " + std::to_string(json::kMostDepth) + " steps.", ""};
  if (first == "extends" || first == "include")
    return {"\"" + first + "\" cannot be set.", "Write it in a scenario file."};
  if (declaration_of(path))
    return {"\"" + path + "\" is a parameter.", "Write it like parameters." + path + "."};
  return {};
}

}  // namespace

void apply(const Overrides& overrides, Node& tree, Findings& findings) {
  for (const auto& [path, text] : overrides.set) {
    const json::Spot at{std::make_shared<const std::string>(utf8::printable("--set " + path + "=" + text)), 0,
                        0};
    const auto [fault, mend] = fault_of_path(path);
    if (!fault.empty()) findings.error(at, path, fault, mend);
    auto value = fault.empty() ? value_of(text, at, path, findings) : std::nullopt;
    if (value) set_at(tree, path, std::move(*value), findings);
  }
  const auto flag = [&](const char* name, const char* path, const std::optional<std::string>& text) {
    if (!text) return;
    Node value = Node::of(*text);
    value.at = {std::make_shared<const std::string>(utf8::printable(std::string(name) + " " + *text)), 0, 0};
    set_at(tree, path, std::move(value), findings);
  };
  flag("--as-of", "law_as_of", overrides.law_as_of);
  flag("--reference", "reference", overrides.reference);
}

}  // namespace exchange
