#pragma once
// What is wrong with an input, in the form users read it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/exchange/world/json_text.hpp"
#include "sim/error.hpp"

namespace exchange {

// As printed: "file:line:column: error: message suggestion", wrapped at 80 columns, continued after 4 blanks,
// and "at path" for what lies deep. Ends without a line break.
std::string to_text(const sim::Problem& problem);

// The candidate that differs from `word` by few slips of the pen, or begins with it; nothing if none is near.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);
// `Did you mean "x"?`, or empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);
// "a, b, c, ..." of at most `most`.
std::string listed(const std::vector<std::string>& words, std::size_t most = 12);

// Collects problems and finds out where they stand.
class Findings {
 public:
  explicit Findings(const json::Node* root = nullptr) : root_(root) {}
  void look_in(const json::Node* root) { root_ = root; }

  // At a known place of a file.
  void error(const json::Spot& at, std::string path, std::string message, std::string suggestion = "");
  // At the value, or the key, that lies at the dotted path of the tree.
  void error_at(std::string path, std::string message, std::string suggestion = "");
  void error_at_key(std::string path, std::string message, std::string suggestion = "");
  void warning_at(std::string path, std::string message, std::string suggestion = "");
  void warning_at_key(std::string path, std::string message, std::string suggestion = "");

  bool any_error() const;
  bool any_error_at(const std::string& path) const;  // exactly there, not below
  bool any_error_in(const std::string& path) const;  // there or below
  // did_you_mean, until there are so many problems that guessing would take long.
  std::string guess(std::string_view word, const std::vector<std::string>& candidates) const;
  bool exists(const std::string& path) const;                              // in the tree, the whole path
  bool holds(const std::string& path, const std::string& text) const;      // this text was written there
  bool stands_in(const std::string& path, const std::string& file) const;  // the value was written there
  // In the order of a reader: `first_file` first, then file by file, line by line; of very many the first.
  sim::Problems sorted(const std::string& first_file) const;
  sim::Problems& all() { return found_; }

 private:
  void add(sim::Problem::Severity severity, const json::Spot& at, std::string path, std::string message,
           std::string suggestion);
  json::Spot value_at(const std::string& path) const;
  json::Spot key_at(const std::string& path) const;

  const json::Node* root_;
  sim::Problems found_;
};

}  // namespace exchange
