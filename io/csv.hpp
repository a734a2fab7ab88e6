#pragma once
// Comma-separated values (RFC 4180) and numbers as text.

#include <string>
#include <vector>

#include "study/summary.hpp"

namespace io {

// The shortest text that reads back as the same number; empty for NaN.
std::string number_text(double value);

// Quoted only where it must be.
std::string csv_field(const std::string& text);
std::string csv_line(const std::vector<std::string>& fields);  // ends with a newline

// summary.csv, with its heading.
std::string summary_csv(const std::vector<study::SummaryRow>& rows);

}  // namespace io
