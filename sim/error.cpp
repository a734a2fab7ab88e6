#include "sim/error.hpp"

#include <utility>

namespace sim {
namespace {

std::string place_of(const Problem& problem) {
  std::string place = problem.file;
  if (problem.line > 0) {
    place += place.empty() ? "line " : ":";
    place += std::to_string(problem.line);
  }
  if (problem.line > 0 && problem.column > 0) place.append(":").append(std::to_string(problem.column));
  if (!place.empty()) place += ": ";
  if (!problem.path.empty()) place.append(problem.path).append(": ");
  return place;
}

// One line for each problem: "file:line:column: path: message (suggestion)".
std::string listed(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    if (problem.severity == Problem::Severity::warning) text += "warning: ";
    text.append(place_of(problem)).append(problem.message);
    if (!problem.suggestion.empty()) text.append(" (").append(problem.suggestion).append(")");
  }
  return text;
}

}  // namespace

InputError::InputError(Problems found) : Error(listed(found)), problems(std::move(found)) {}

}  // namespace sim
