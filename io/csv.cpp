#include "io/csv.hpp"

#include <charconv>
#include <cmath>

namespace io {

std::string number_text(double value) {
  if (std::isnan(value)) return "";
  char text[40];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) line += (i ? "," : "") + csv_field(fields[i]);
  return line + "\n";
}

std::string summary_csv(const std::vector<study::SummaryRow>& rows) {
  std::string text =
      "output,policy,reference,holder,origin,kind,time,unit,median,low,high,change,change_low,change_high,"
      "runs\n";
  for (const auto& row : rows) {
    text +=
        csv_line({row.output, row.policy, row.reference, row.holder, row.origin, row.kind, row.time, row.unit,
                  number_text(row.value.median), number_text(row.value.low), number_text(row.value.high),
                  number_text(row.change.median), number_text(row.change.low), number_text(row.change.high),
                  std::to_string(row.value.runs)});
  }
  return text;
}

}  // namespace io
