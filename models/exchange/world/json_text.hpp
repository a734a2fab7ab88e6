#pragma once
// JSON text as a tree that remembers where everything stood, so that a fault found late can still be shown
// where the author wrote it. The library that parses is named in json_text.cpp only.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/error.hpp"

namespace exchange::json {

inline constexpr int kMostDepth = 64;
inline constexpr std::size_t kMostBytes = 16u << 20, kMostValues = 200'000,
                             kMostKeys = 10'000;  // of one file; of one object

struct Spot {
  std::shared_ptr<const std::string> file;  // as the user named it; null for what no text contains
  int32_t line = 0, column = 0;             // 1-based, columns in code points
};

struct Member;

struct Node {
  enum class Type : uint8_t { null, boolean, number, text, list, object };
  Type type = Type::null;
  bool boolean = false;
  bool whole = false,
       negative = false;  // a number written without fraction or exponent: its sign and magnitude
  uint64_t magnitude = 0;
  double number = 0;
  std::string text;
  std::vector<Node> items;
  std::vector<Member> members;  // in the order of the file
  Spot at;

  Node();  // defined where Member is complete, as clang 14 asks
  Node(const Node&);
  Node(Node&&) noexcept;
  Node& operator=(const Node&);
  Node& operator=(Node&&) noexcept;
  ~Node();

  const Node* find(std::string_view key) const;  // null if there is none, or this is no object
  Node* find(std::string_view key);
  const Member* member(std::string_view key) const;
  Node& set(std::string_view key, Node value);  // replaces or appends

  bool is_text() const { return type == Type::text; }
  bool is_object() const { return type == Type::object; }
  bool is_list() const { return type == Type::list; }
  bool is_number() const { return type == Type::number; }

  static Node of(bool value);
  static Node of(double value);
  static Node of(int64_t value);
  static Node of(uint64_t value);
  static Node of(std::string_view value);
  static Node of(const char* value) { return of(std::string_view(value)); }
  static Node list(std::vector<Node> items = {});
  static Node object();
};

struct Member {
  std::string key;
  Spot at;
  Node value;
};

// What lies at a dotted path ("policies.x.amend.y", list items by number), as far as the path goes.
struct Located {
  const Node* node = nullptr;      // the deepest that exists
  const Member* member = nullptr;  // its key, where it has one
  bool complete = false;           // the whole path exists
};
Located locate(const Node& root, std::string_view path);

// The text's tree; nothing, and at least one problem, where the text is not JSON. A key that stands twice is
// a problem too, but leaves a tree in which more can be found.
std::optional<Node> parse(std::string_view text, const std::string& file, sim::Problems& problems);

// Indented text; a number in the fewest digits that give it back.
std::string to_text(const Node& node);
std::string to_text(double number);

// "text", "a number", "an object" ...: for messages.
const char* name_of(Node::Type type);

}  // namespace exchange::json
