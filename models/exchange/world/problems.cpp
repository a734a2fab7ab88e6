#include "models/exchange/world/problems.hpp"

#include <algorithm>

#include "models/exchange/world/utf8.hpp"

namespace exchange {

namespace {

constexpr std::size_t kWidth = 80;
constexpr const char* kIndent = "    ";
constexpr std::size_t kMostShown = 1000, kMostGuesses = 200;

// Breaks at blanks so that no line is wider than the screen; continues after four blanks.
std::string wrapped(std::string_view text) {
  std::string out;
  std::string line;
  while (!text.empty()) {
    std::size_t end = text.find(' ', text.find_first_not_of(' '));
    if (end == std::string_view::npos) end = text.size();
    std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    if (!line.empty() && line != kIndent && utf8::width(line) + utf8::width(word) > kWidth) {
      out += line + "\n";
      line = kIndent;
      word.remove_prefix(std::min(word.find_first_not_of(' '), word.size()));
    }
    line += word;
  }
  return out + line;
}

int depth_of(const std::string& path) {
  return static_cast<int>(std::count(path.begin(), path.end(), '.')) + 1;
}

// Edits (insert, delete, replace, swap neighbours) that turn a into b.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::string without_case_and_dashes(std::string_view word) {
  std::string out;
  for (const char c : word) {
    out += c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace

std::string to_text(const sim::Problem& problem) {
  std::string head =
      utf8::printable(problem.file, std::string::npos - kWidth);  // a name is of no use when cut
  if (problem.line > 0) head += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
  if (!head.empty()) head += ": ";
  head += problem.severity == sim::Problem::Severity::error ? "error: " : "warning: ";
  head += utf8::printable(problem.message);
  const std::string suggestion = utf8::printable(problem.suggestion);
  const std::string one_line = suggestion.empty() ? head : head + " " + suggestion;
  std::string out;
  if (utf8::width(one_line) <= kWidth) {
    out = one_line;
  } else {
    out = wrapped(head);
    if (!suggestion.empty()) out += "\n" + wrapped(kIndent + suggestion);
  }
  const bool deep = depth_of(problem.path) > 2 || (problem.line == 0 && !problem.path.empty());
  if (deep) out += "\n" + std::string(kIndent) + "at " + utf8::printable(problem.path);
  return out;
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string wanted = without_case_and_dashes(word.substr(0, 100));
  std::size_t best = wanted.size() < 3 ? 1 : wanted.size() / 3 + 1;  // in two letters there is no slip to see
  std::optional<std::string> found;
  for (const std::string& candidate : candidates) {
    const std::string near = without_case_and_dashes(candidate);
    const bool begun = wanted.size() >= 4 && near.compare(0, wanted.size(), wanted) == 0;
    const std::size_t difference = begun ? 1 : edits(wanted, near);
    if (difference >= best) continue;
    best = difference;
    found = candidate;
  }
  return found;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const auto found = nearest(word, candidates);
  return found ? "Did you mean \"" + *found + "\"?" : "";
}

std::string listed(const std::vector<std::string>& words, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < words.size() && i < most; ++i) out += (i ? ", " : "") + words[i];
  return words.size() > most ? out + ", ..." : out;
}

void Findings::add(sim::Problem::Severity severity, const json::Spot& at, std::string path,
                   std::string message, std::string suggestion) {
  found_.push_back({severity, at.file ? *at.file : "", at.line, at.column, std::move(path),
                    std::move(message), std::move(suggestion)});
}

json::Spot Findings::value_at(const std::string& path) const {
  return root_ ? json::locate(*root_, path).node->at : json::Spot{};
}

json::Spot Findings::key_at(const std::string& path) const {
  if (!root_) return {};
  const json::Located found = json::locate(*root_, path);
  return found.member ? found.member->at : found.node->at;
}

void Findings::error(const json::Spot& at, std::string path, std::string message, std::string suggestion) {
  add(sim::Problem::Severity::error, at, std::move(path), std::move(message), std::move(suggestion));
}

void Findings::error_at(std::string path, std::string message, std::string suggestion) {
  const json::Spot at = value_at(path);
  add(sim::Problem::Severity::error, at, std::move(path), std::move(message), std::move(suggestion));
}

void Findings::error_at_key(std::string path, std::string message, std::string suggestion) {
  const json::Spot at = key_at(path);
  add(sim::Problem::Severity::error, at, std::move(path), std::move(message), std::move(suggestion));
}

void Findings::warning_at(std::string path, std::string message, std::string suggestion) {
  const json::Spot at = value_at(path);
  add(sim::Problem::Severity::warning, at, std::move(path), std::move(message), std::move(suggestion));
}

void Findings::warning_at_key(std::string path, std::string message, std::string suggestion) {
  const json::Spot at = key_at(path);
  add(sim::Problem::Severity::warning, at, std::move(path), std::move(message), std::move(suggestion));
}

std::string Findings::guess(std::string_view word, const std::vector<std::string>& candidates) const {
  return found_.size() < kMostGuesses ? did_you_mean(word, candidates) : "";
}

bool Findings::exists(const std::string& path) const { return root_ && json::locate(*root_, path).complete; }

// One text may stand where a list is read: "kind": "clinical" holds kind.0.
bool Findings::holds(const std::string& path, const std::string& text) const {
  if (!root_) return true;
  const json::Node& node = *json::locate(*root_, path).node;
  return node.is_text() && node.text == text;
}

bool Findings::stands_in(const std::string& path, const std::string& file) const {
  const json::Spot at = value_at(path);
  return at.file && *at.file == file;
}

bool Findings::any_error_at(const std::string& path) const {
  return std::any_of(found_.begin(), found_.end(), [&](const sim::Problem& p) {
    return p.severity == sim::Problem::Severity::error && p.path == path;
  });
}

bool Findings::any_error_in(const std::string& path) const {
  return std::any_of(found_.begin(), found_.end(), [&](const sim::Problem& p) {
    const bool inside = p.path.compare(0, path.size(), path) == 0 &&
                        (p.path.size() == path.size() || p.path[path.size()] == '.');
    return p.severity == sim::Problem::Severity::error && inside;
  });
}

bool Findings::any_error() const {
  return std::any_of(found_.begin(), found_.end(),
                     [](const sim::Problem& p) { return p.severity == sim::Problem::Severity::error; });
}

sim::Problems Findings::sorted(const std::string& first_file) const {
  sim::Problems out = found_;
  std::stable_sort(out.begin(), out.end(), [&](const sim::Problem& a, const sim::Problem& b) {
    const bool a_first = a.file == first_file, b_first = b.file == first_file;
    if (a_first != b_first) return a_first;
    if (a.file != b.file) return a.file < b.file;
    if (a.line != b.line) return a.line < b.line;
    return a.column < b.column;
  });
  if (out.size() <= kMostShown) return out;
  const std::string more = std::to_string(out.size() - kMostShown);
  out.resize(kMostShown);
  out.push_back({sim::Problem::Severity::error, first_file, 0, 0, "", more + " more problems are not shown.",
                 "Mend the first ones and check again."});
  return out;
}

}  // namespace exchange
