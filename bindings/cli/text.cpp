#include "bindings/cli/text.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace cli {

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  bool colour = false;  // between ESC and m: takes no room
  for (const char c : text) {
    colour = colour || c == '\033';
    width += !colour && (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    colour = colour && c != 'm';
  }
  return width;
}

std::string left(std::string_view text, std::size_t width) {
  std::string out(text);
  const std::size_t has = width_of(text);
  return has < width ? out + std::string(width - has, ' ') : out;
}

std::string right(std::string_view text, std::size_t width) {
  const std::size_t has = width_of(text);
  return (has < width ? std::string(width - has, ' ') : "") + std::string(text);
}

namespace {

// The bytes of the first `count` characters.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t end = 0, seen = 0;
  while (end < text.size()) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80 && seen++ == count) break;
    ++end;
  }
  return end;
}

void wrap_line(std::string_view text, std::size_t width, std::vector<std::string>& lines) {
  std::string line;
  while (!text.empty()) {
    const std::size_t gap = std::min(text.find_first_not_of(' '), text.size());
    const std::size_t end = std::min(text.find(' ', gap), text.size());
    std::string_view word = text.substr(gap, end - gap);
    const std::string between = line.empty() && !lines.empty() ? "" : std::string(gap, ' ');
    text.remove_prefix(end);
    if (!line.empty() && width_of(line) + between.size() + width_of(word) > width) {
      lines.push_back(line);
      line = word;
    } else {
      line += between + std::string(word);
    }
    while (width_of(line) > width) {
      const std::size_t cut = bytes_of(line, width);
      lines.push_back(line.substr(0, cut));
      line.erase(0, cut);
    }
  }
  lines.push_back(line);
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    std::vector<std::string> wrapped;
    wrap_line(text.substr(0, end), width, wrapped);
    lines.insert(lines.end(), wrapped.begin(), wrapped.end());
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string wrapped(std::string_view text, std::string_view head, std::size_t indent) {
  const std::size_t margin = indent > 0 ? indent : width_of(head);
  std::string out;
  for (const std::string& line : lines_of(text, kWidth - std::max(margin, width_of(head)))) {
    const std::string start = out.empty() ? std::string(head) : std::string(margin, ' ');
    std::string whole = start + line;
    whole.erase(whole.find_last_not_of(' ') + 1);
    out += whole + "\n";
  }
  return out;
}

std::string counted(long long count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many.empty() ? one + "s" : many);
}

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

std::string Table::row(const std::vector<std::string>& cells) const {
  std::vector<std::vector<std::string>> wrapped;
  std::size_t height = 1;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    wrapped.push_back(lines_of(c < cells.size() ? cells[c] : "", columns_[c].width));
    height = std::max(height, wrapped.back().size());
  }
  std::string out;
  for (std::size_t i = 0; i < height; ++i) {
    std::string line;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::string cell = i < wrapped[c].size() ? wrapped[c][i] : "";
      line += (c ? "  " : "") +
              (columns_[c].numeric ? right(cell, columns_[c].width) : left(cell, columns_[c].width));
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string Table::text() const {
  std::vector<std::string> heads;
  std::size_t width = 0;
  for (const Column& column : columns_) {
    heads.push_back(column.head);
    width += column.width + (width ? 2 : 0);
  }
  std::string out = row(heads) + std::string(std::min(width, kWidth), '-') + "\n";
  for (const auto& cells : rows_) out += row(cells);
  return out;
}

bool terminal_out() { return isatty(STDOUT_FILENO) == 1; }
bool terminal_err() { return isatty(STDERR_FILENO) == 1; }

std::string bold(const std::string& text) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool may = terminal_out() && !(no_colour && *no_colour) && term && std::string_view(term) != "dumb";
  return may ? "\033[1m" + text + "\033[0m" : text;
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void say(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fputc('\n', stderr);
}

}  // namespace cli
