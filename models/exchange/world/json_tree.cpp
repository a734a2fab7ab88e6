// The tree of json_text.hpp without the parser: this file stays cheap to compile.
#include "models/exchange/world/json_text.hpp"

namespace exchange::json {

Node::Node() = default;
Node::Node(const Node&) = default;
Node::Node(Node&&) noexcept = default;
Node& Node::operator=(const Node&) = default;
Node& Node::operator=(Node&&) noexcept = default;
Node::~Node() = default;

const Member* Node::member(std::string_view key) const {
  for (const Member& m : members) {
    if (m.key == key) return &m;
  }
  return nullptr;
}

const Node* Node::find(std::string_view key) const {
  const Member* found = member(key);
  return found ? &found->value : nullptr;
}

Node* Node::find(std::string_view key) {
  for (Member& m : members) {
    if (m.key == key) return &m.value;
  }
  return nullptr;
}

Node& Node::set(std::string_view key, Node value) {
  if (Node* found = find(key)) return *found = std::move(value);
  const Spot at = value.at;
  members.push_back({std::string(key), at, std::move(value)});
  return members.back().value;
}

Node Node::of(bool value) {
  Node node;
  node.type = Type::boolean;
  node.boolean = value;
  return node;
}

Node Node::of(double value) {
  Node node;
  node.type = Type::number;
  node.number = value;
  return node;
}

Node Node::of(uint64_t value) {
  Node node = of(static_cast<double>(value));
  node.whole = true;
  node.magnitude = value;
  return node;
}

Node Node::of(int64_t value) {
  Node node = of(value < 0 ? uint64_t{0} - static_cast<uint64_t>(value) : static_cast<uint64_t>(value));
  node.negative = value < 0;
  node.number = static_cast<double>(value);
  return node;
}

Node Node::of(std::string_view value) {
  Node node;
  node.type = Type::text;
  node.text = value;
  return node;
}

Node Node::list(std::vector<Node> items) {
  Node node;
  node.type = Type::list;
  node.items = std::move(items);
  return node;
}

Node Node::object() {
  Node node;
  node.type = Type::object;
  return node;
}

namespace {

const Node* item_at(const Node& list, std::string_view index) {
  std::size_t number = 0;
  for (const char c : index) {
    if (c < '0' || c > '9' || number > list.items.size()) return nullptr;
    number = 10 * number + static_cast<std::size_t>(c - '0');
  }
  return index.empty() || number >= list.items.size() ? nullptr : &list.items[number];
}

}  // namespace

Located locate(const Node& root, std::string_view path) {
  Located found{&root, nullptr, false};
  while (!path.empty()) {
    const std::string_view step = path.substr(0, path.find('.'));
    path.remove_prefix(step.size() < path.size() ? step.size() + 1 : path.size());
    if (found.node->is_list()) {
      const Node* item = item_at(*found.node, step);
      if (!item) return found;
      found.node = item;
      found.member = nullptr;
    } else {
      const Member* member = found.node->member(step);
      if (!member) return found;
      found.node = &member->value;
      found.member = member;
    }
  }
  found.complete = true;
  return found;
}

const char* name_of(Node::Type type) {
  switch (type) {
    case Node::Type::null:
      return "null";
    case Node::Type::boolean:
      return "true or false";
    case Node::Type::number:
      return "a number";
    case Node::Type::text:
      return "a text";
    case Node::Type::list:
      return "a list";
    default:
      return "an object";
  }
}

}  // namespace exchange::json
