#include "models/exchange/world/json_text.hpp"

#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "models/exchange/world/utf8.hpp"

namespace exchange::json {

namespace {

// Hands the text to the parser and counts what it has taken.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator() = default;
  CountingIterator(const char* at, const char* begin, std::size_t* taken)
      : at_(at), begin_(begin), taken_(taken) {}
  const char& operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    *taken_ = static_cast<std::size_t>(at_ - begin_);
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  [[maybe_unused]] friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }
  friend bool operator!=(const CountingIterator& a, const CountingIterator& b) { return a.at_ != b.at_; }

 private:
  const char* at_ = nullptr;
  const char* begin_ = nullptr;
  std::size_t* taken_ = nullptr;
};

// Lines and columns of ascending offsets.
class Ruler {
 public:
  explicit Ruler(std::string_view text) : text_(text) {}
  void move_to(std::size_t offset) {
    for (; at_ < offset && at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') {
        ++line_;
        column_ = 1;
      } else if (!utf8::continues(text_[at_])) {
        ++column_;
      }
    }
  }
  int32_t line() const { return line_; }
  int32_t column() const { return column_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  int32_t line_ = 1, column_ = 1;
};

struct Fault {
  std::string message, suggestion;
};

bool starts_with(std::string_view text, std::string_view what) { return text.substr(0, what.size()) == what; }

// Why `rest`, the text from the first token that does not fit, cannot stand there.
Fault explain(std::string_view before, std::string_view rest) {
  const auto last = before.find_last_not_of(" \t\r\n");
  const char previous = last == std::string_view::npos ? '\0' : before[last];
  if (rest.empty()) return {"the text ends too early.", "A closing bracket, brace or quote is missing."};
  if (previous == ',' && (rest[0] == '}' || rest[0] == ']')) {
    return {"a comma stands before the closing bracket.", "Remove the comma."};
  }
  for (const char* literal : {"NaN", "nan", "Infinity", "-Infinity", "inf", "-inf", "Inf"}) {
    if (starts_with(rest, literal))
      return {std::string(literal) + " is not a JSON number.", "Write a finite number."};
  }
  if (starts_with(rest, "//") || starts_with(rest, "/*") || rest[0] == '#') {
    return {"JSON has no comments.", "Use a \"note\" key."};
  }
  if (rest[0] == '\'') return {"text stands in single quotes.", "Use double quotes."};
  for (const char* curly : {"\u201c", "\u201d", "\u201e"}) {  // of word processors
    if (starts_with(rest, curly)) return {"text stands in curly quotes.", "Use straight ones: \"."};
  }
  for (const char* literal : {"True", "False", "None"}) {
    if (starts_with(rest, literal))
      return {std::string(literal) + " is not JSON.", "Write true, false or null."};
  }
  if (rest[0] == '"' && (previous == '"' || previous == '}' || previous == ']' || utf8::is_digit(previous))) {
    return {"a comma or colon is missing before this.", ""};
  }
  if (rest[0] == '"') return {"this text is not closed, or holds a line break or an unknown escape.", ""};
  return {"\"" + std::string(utf8::first(rest)) + "\" cannot stand here; this is not JSON.", ""};
}

// Builds the tree while the parser walks the text.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(std::string_view text, const std::string& file, sim::Problems& problems)
      : text_(text), ruler_(text), file_(std::make_shared<const std::string>(file)), problems_(problems) {
    end_ = starts_with(text, "\xEF\xBB\xBF") ? 3 : 0;
  }
  std::size_t taken = 0;
  bool failed = false;
  Node root;

  bool null() override { return enter(Node{}); }
  bool boolean(bool value) override { return enter(Node::of(value)); }
  bool number_integer(number_integer_t value) override { return enter(Node::of(int64_t{value})); }
  bool number_unsigned(number_unsigned_t value) override { return enter(Node::of(uint64_t{value})); }
  bool number_float(number_float_t value, const string_t&) override { return enter(Node::of(value)); }
  bool string(string_t& value) override { return enter(Node::of(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Node::object()); }
  bool start_array(std::size_t) override { return open(Node::list()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    const Spot at = next_token();
    Node& object = *open_.back();
    if (!keys_.back().insert(value).second) {
      report(at,
             "the key \"" + value + "\" stands twice in this object, first in line " +
                 std::to_string(object.member(value)->at.line) + ".",
             "Keep one of them.");
    }
    object.members.push_back({value, at, {}});
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) override {
    const Spot at = next_token();
    if (error.id == 406) {
      report(at, "this number is too large.", "Write a finite number.");
    } else {
      const Fault fault = explain(text_.substr(0, begin_), text_.substr(begin_));
      report(at, fault.message, fault.suggestion);
    }
    return false;
  }

 private:
  // The token that the parser just took begins after the last one, behind blanks, commas and colons.
  Spot next_token() {
    begin_ = text_.find_first_not_of(" \t\r\n,:", end_);
    if (begin_ == std::string_view::npos) begin_ = text_.size();
    ruler_.move_to(begin_);
    end_ = std::max(taken, begin_);
    return {file_, ruler_.line(), ruler_.column()};
  }

  Node& place(Node node) {
    if (open_.empty()) return root = std::move(node);
    Node& parent = *open_.back();
    if (parent.is_object()) return parent.members.back().value = std::move(node);
    parent.items.push_back(std::move(node));
    return parent.items.back();
  }

  bool enter(Node node) {
    node.at = next_token();
    place(std::move(node));
    return true;
  }

  bool open(Node node) {
    node.at = next_token();
    if (open_.size() >= static_cast<std::size_t>(kMostDepth)) {
      report(node.at, "brackets are nested more than " + std::to_string(kMostDepth) + " deep.", "");
      return false;
    }
    open_.push_back(&place(std::move(node)));
    keys_.emplace_back();
    return true;
  }

  bool close() {
    next_token();
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  void report(const Spot& at, std::string message, std::string suggestion) {
    failed = true;
    problems_.push_back({sim::Problem::Severity::error, *file_, at.line, at.column, "", std::move(message),
                         std::move(suggestion)});
  }

  std::string_view text_;
  Ruler ruler_;
  std::shared_ptr<const std::string> file_;
  sim::Problems& problems_;
  std::size_t begin_ = 0, end_ = 0;          // of the last token
  std::vector<std::set<std::string>> keys_;  // of the open objects
  std::vector<Node*> open_;                  // a parent's list never grows while one of its items is open
};

}  // namespace

std::optional<Node> parse(std::string_view text, const std::string& file, sim::Problems& problems) {
  const auto refuse = [&](int line, int column, std::string message, std::string suggestion) {
    problems.push_back(
        {sim::Problem::Severity::error, file, line, column, "", std::move(message), std::move(suggestion)});
    return std::nullopt;
  };
  if (text.size() > kMostBytes) return refuse(0, 0, "the file is larger than 16 MB.", "");
  if (const std::size_t bad = utf8::first_fault(text); bad != text.size()) {
    Ruler ruler(text);
    ruler.move_to(bad);
    return refuse(ruler.line(), ruler.column(), "this byte is not UTF-8.", "Save the file as UTF-8.");
  }
  Builder builder(text, file, problems);
  const char* begin = text.data();
  const char* end = begin + text.size();
  nlohmann::json::sax_parse(CountingIterator(begin, begin, &builder.taken),
                            CountingIterator(end, begin, &builder.taken), &builder);
  if (builder.failed) return std::nullopt;
  return std::move(builder.root);
}

std::string to_text(double number) {
  const bool whole =
      number > -1e15 && number < 1e15 && static_cast<double>(static_cast<int64_t>(number)) == number;
  return whole ? std::to_string(static_cast<int64_t>(number)) : nlohmann::json(number).dump();
}

namespace {

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string scalar(const Node& node) {
  switch (node.type) {
    case Node::Type::null:
      return "null";
    case Node::Type::boolean:
      return node.boolean ? "true" : "false";
    case Node::Type::text:
      return quoted(node.text);
    case Node::Type::number:
      return node.whole ? (node.negative ? "-" : "") + std::to_string(node.magnitude) : to_text(node.number);
    default:
      return "";
  }
}

void write(std::string& out, const Node& node, std::size_t indent);

// Short lists of scalars stay on one line.
bool write_on_one_line(std::string& out, const Node& list, std::size_t indent) {
  std::string line = "[";
  for (const Node& item : list.items) {
    if (item.is_list() || item.is_object()) return false;
    line += (line.size() > 1 ? ", " : "") + scalar(item);
  }
  if (line.size() + indent > 96) return false;
  out += line + "]";
  return true;
}

void write(std::string& out, const Node& node, std::size_t indent) {
  if (!node.is_list() && !node.is_object()) {
    out += scalar(node);
    return;
  }
  const bool object = node.is_object();
  if (object ? node.members.empty() : node.items.empty()) {
    out += object ? "{}" : "[]";
    return;
  }
  if (!object && write_on_one_line(out, node, indent)) return;
  const std::string line = "\n" + std::string(indent + 2, ' ');
  out += object ? "{" : "[";
  const char* comma = "";
  for (const Member& member : node.members) {
    out += comma + line + quoted(member.key) + ": ";
    write(out, member.value, indent + 2);
    comma = ",";
  }
  for (const Node& item : node.items) {
    out += comma + line;
    write(out, item, indent + 2);
    comma = ",";
  }
  out += "\n" + std::string(indent, ' ') + (object ? "}" : "]");
}

}  // namespace

std::string to_text(const Node& node) {
  std::string out;
  write(out, node, 0);
  return out + "\n";
}

}  // namespace exchange::json
