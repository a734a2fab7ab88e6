#include "models/exchange/world/json_fault.hpp"

#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/utf8.hpp"

namespace exchange::json {

namespace {

bool starts_with(std::string_view text, std::string_view what) { return text.substr(0, what.size()) == what; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }
bool is_closer(char c) { return c == '}' || c == ']'; }

bool is_separator(char c) { return c == ',' || c == ':'; }

// The last character that is no blank.
char last_before(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? '\0' : text[last];
}

std::string word_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (is_letter(text[end]) || utf8::is_digit(text[end]) || text[end] == '-')) ++end;
  return std::string(text.substr(0, end));
}

Fault too_early(std::string_view before, const Around& around) {
  if (before.find_first_not_of(" \t\r\n\xEF\xBB\xBF") == std::string_view::npos)
    return {"the file is empty.", "A scenario is an object: { ... }."};
  if (around.in == Around::In::nothing)
    return {"the text ends too early.", "Something is missing at its end."};
  const bool list = around.in == Around::In::list;
  return {"the text ends, but the " + std::string(list ? "list" : "object") + " that begins in line " +
              std::to_string(around.opened_line) + " is still open.",
          list ? "Close it with ]." : "Close it with }."};
}

// A closing bracket that does not fit: one too many, after a comma, or the other kind.
Fault closer(char previous, char bracket, const Around& around) {
  const bool brace = bracket == '}';
  const std::string name = brace ? "brace" : "bracket";
  if (around.in == Around::In::nothing)
    return {"this closing " + name + " has no opening one.", "Remove it."};
  if (previous == ',') return {"a comma stands before the closing " + name + ".", "Remove the comma."};
  if (brace == (around.in == Around::In::object)) return {"a value is missing before this.", "Write one."};
  return {"this " + name + " cannot close the " + (brace ? "list" : "object") + " that begins in line " +
              std::to_string(around.opened_line) + ".",
          brace ? "Close it with ] first." : "Close it with } first."};
}

// What other languages would allow; empty if it is none of it.
Fault habit(std::string_view before, std::string_view rest) {
  for (const char* number : {"NaN", "nan", "Infinity", "-Infinity", "inf", "-inf", "Inf", "-NaN", "-nan"}) {
    if (starts_with(rest, number))
      return {std::string(number) + " is not a JSON number.", "Write a finite number."};
  }
  if (starts_with(rest, "//") || starts_with(rest, "/*") || rest[0] == '#')
    return {"JSON has no comments.", "Use a \"note\" key."};
  if (rest[0] == '\'') return {"text stands in single quotes.", "Use double quotes."};
  for (const char* curly : {"\u201c", "\u201d", "\u201e"})  // of word processors
    if (starts_with(rest, curly)) return {"text stands in curly quotes.", "Use straight ones: \"."};
  for (const char* literal : {"True", "False", "None", "undefined"}) {
    if (starts_with(rest, literal))
      return {std::string(literal) + " is not JSON.", "Write true, false or null."};
  }
  if (rest[0] == '+') return {"a number cannot begin with +.", "Remove it."};
  if (rest[0] == '.') return {"a number cannot begin with a point.", "Write 0 before it."};
  if (utf8::is_digit(rest[0]) && !before.empty() && before.back() == '0')
    return {"a number cannot begin with 0.", "Remove the zeros."};
  return {};
}

bool is_hex(std::string_view text, std::size_t at) {
  for (std::size_t i = at; i < at + 4; ++i) {
    if (i >= text.size() ||
        std::string_view("0123456789abcdefABCDEF").find(text[i]) == std::string_view::npos)
      return false;
  }
  return true;
}

// Why a text that begins with a double quote cannot be read.
Fault fault_of_text(std::string_view text) {
  const Fault surrogate{"this text holds half of a pair of surrogates.", "Write the character itself."};
  for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\n' || text[i] == '\r')
      return {"this text is not closed in its line.",
              "Close it with a double quote; write \\n for a line break."};
    if (static_cast<unsigned char>(text[i]) < 0x20)
      return {"this text holds a control character.",
              text[i] == '\t' ? "Write \\t for a tabulator." : "Remove it."};
    if (text[i] != '\\') continue;
    ++i;
    const std::string escape = "\\" + std::string(utf8::first(text.substr(std::min(i, text.size()))));
    if (escape == "\\u" && !is_hex(text, i + 1)) return {"\\u takes four hexadecimal digits.", ""};
    if (escape == "\\u") i += 4;
    if (escape.size() != 2 || std::string_view("\"\\/bfnrtu").find(escape[1]) == std::string_view::npos)
      return {"this text holds the unknown escape " + escape + ".", "Write \\\\ for a backslash."};
  }
  return text.find('"', 1) == std::string_view::npos
             ? Fault{"this text is not closed.", "Close it with a double quote."}
             : surrogate;
}

// A value or word for which nothing has made room.
Fault between(char previous, std::string_view rest, const Around& around) {
  const std::string word = word_at(rest);
  const bool begins =
      rest[0] == '"' || rest[0] == '{' || rest[0] == '[' || utf8::is_digit(rest[0]) || rest[0] == '-';
  if (previous == '"' && is_letter(rest[0]))
    return {"\"" + word + "\" stands outside of the quotes.", "A double quote is missing, or one too many."};
  if (begins && around.after_key && previous == '"')
    return {"a colon is missing before this.", "Write \"key\": value."};
  if (begins && (previous == '"' || is_closer(previous) || is_letter(previous) || utf8::is_digit(previous)))
    return {"a comma is missing before this.", "Write it at the end of what precedes."};
  if (rest[0] == '"') return fault_of_text(rest);
  if (is_letter(rest[0])) return {"\"" + word + "\" stands without quotes.", "Use double quotes."};
  return {"\"" + std::string(utf8::first(rest)) + "\" cannot stand here.",
          "A scenario is JSON: genratchet schema"};
}

}  // namespace

Fault explain(std::string_view before, std::string_view rest, const Around& around) {
  if (rest.empty()) return too_early(before, around);
  const auto last = before.find_last_not_of(" \t\r\n");
  const char previous = last_before(before);
  if (is_closer(rest[0])) return closer(previous, rest[0], around);
  if (Fault fault = habit(before, rest); !fault.message.empty()) return fault;
  if (around.in == Around::In::nothing && is_closer(previous))
    return {"the scenario ends before this.", "Keep one { ... } in a file."};
  const char before_that = last == std::string_view::npos ? '\0' : last_before(before.substr(0, last));
  if (is_separator(previous) && (is_separator(before_that) || before_that == '{' || before_that == '['))
    return {"a value is missing before this.", "Write one, or remove the comma."};
  if (previous == ':' && around.in == Around::In::list)
    return {"a list holds no keys.", "Write { ... } for keys."};
  return between(previous, rest, around);
}

std::optional<Fault> fault_of_file(std::string_view text) {
  if (text.size() > kMostBytes)
    return Fault{"the file is larger than 16 MiB.", "Scenarios are small texts: is it one?"};
  const std::size_t zero = text.find('\0'), bad = utf8::first_fault(text);
  if (starts_with(text, "\xFF\xFE") || starts_with(text, "\xFE\xFF") || zero < 2)
    return Fault{"this file is UTF-16, not UTF-8.", "Save the file as UTF-8."};
  if (bad < zero && bad != text.size())
    return Fault{"this byte is not UTF-8.", "Save the file as UTF-8.", bad};
  if (zero != std::string_view::npos)
    return Fault{"a zero byte cannot stand in a text.", "Save the file as plain text.", zero};
  return std::nullopt;
}

}  // namespace exchange::json
