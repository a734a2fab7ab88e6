#pragma once
// Text for a screen of 80 columns: wrapped lines, tables, sparing colour.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "models/exchange/world/question.hpp"

namespace cli {

inline constexpr std::size_t kWidth = 80;

// Characters (code points) that a UTF-8 text takes on a screen.
std::size_t width_of(std::string_view text);
// Padded with blanks to a width; longer text is left as it is.
std::string left(std::string_view text, std::size_t width);
std::string right(std::string_view text, std::size_t width);

// Breaks at blanks so that no line is wider than `width`; a word longer than that is cut. Lines of the text
// stay.
std::vector<std::string> lines_of(std::string_view text, std::size_t width);
// The same as one text: the first line begins with `head`, the others with `indent` blanks (0: as wide as the
// head). Ends with a line break.
std::string wrapped(std::string_view text, std::string_view head = "", std::size_t indent = 0);

using exchange::plain;

// "2 errors", "1 warning".
std::string counted(long long count, const std::string& one, const std::string& many = "");
std::string joined(const std::vector<std::string>& words, const std::string& between);

// A table: cells are wrapped within their column; two blanks between columns.
struct Column {
  std::string head;
  std::size_t width;
  bool numeric = false;  // aligned at the right
};
class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  std::string text() const;  // heads, a rule, rows

 private:
  std::string row(const std::vector<std::string>& cells) const;
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// Bold on a terminal that may show it; plain if NO_COLOR is set, TERM is "dumb", or the output is no
// terminal.
std::string bold(const std::string& text);
bool terminal_out();  // stdout is a terminal
bool terminal_err();

void print(std::string_view text);  // to stdout: results
void say(std::string_view text);    // to stderr: everything else; adds a line break

}  // namespace cli
