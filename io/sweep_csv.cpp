// The tables of a sweep as comma-separated values, written as they are read.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "io/csv.hpp"
#include "io/new_file.hpp"
#include "io/sweep.hpp"

namespace io {

namespace fs = std::filesystem;

namespace {

// Appends to a file; what cannot be written is said of the file that it will be.
class Appender {
 public:
  Appender(const fs::path& path, const fs::path& shown)
      : shown_(shown.string()), file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
    if (file_ < 0) fail();
  }
  ~Appender() {
    if (file_ >= 0) ::close(file_);
  }
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;

  void add(const std::string& text) {
    waiting_ += text;
    if (waiting_.size() > 1 << 20) write();
  }
  void close() {
    write();
    const int file = std::exchange(file_, -1);
    if (::close(file) != 0) fail();
  }

 private:
  [[noreturn]] void fail() const {
    throw sim::Error(shown_ + " cannot be written: " + std::strerror(errno) + ". Nothing was kept of it.");
  }
  void write() {
    for (std::size_t done = 0; done < waiting_.size();) {
      const auto written = ::write(file_, waiting_.data() + done, waiting_.size() - done);
      if (written < 0 && errno != EINTR) fail();
      if (written > 0) done += static_cast<std::size_t>(written);
    }
    waiting_.clear();
  }

  std::string shown_, waiting_;
  int file_;
};

std::vector<std::string> factor_names(const study::SweepPlan& plan) {
  std::vector<std::string> names;
  for (const study::Factor& factor : plan.design.factors) names.push_back(factor.name);
  return names;
}

// A row's number and factors, as fields: "12,0.1,true".
std::string point_fields(const study::SweepPlan& plan, int64_t row, const std::vector<double>& levels) {
  std::string text = std::to_string(row);
  for (std::size_t f = 0; f < levels.size(); ++f)
    text += "," + csv_field(plan.design.factors[f].text(levels[f]));
  return text;
}

std::string heading(const study::SweepPlan& plan) {
  std::vector<std::string> names{"point"};
  for (const std::string& name : factor_names(plan)) names.push_back(name);
  names.insert(names.end(), {"policy", "replicate"});
  for (const study::Monthly output : plan.outputs)
    for (const sim::Month date : plan.dates)
      names.push_back(declaration_of(output).name + "@" + to_string(date));
  names.push_back("failure");
  return csv_line(names);
}

}  // namespace

void export_csv(const SweepStore& store, const fs::path& file) {
  const study::SweepPlan& plan = store.plan();
  const study::DesignRows rows(plan.design);
  const std::size_t columns = plan.outputs.size() * plan.dates.size();
  NewFile target(file);
  Appender out(target.draft(), file);
  out.add(heading(plan));
  int64_t point = -1;
  std::string fields;
  store.each(0, plan.rows(), [&](const StoredRun& run) {
    if (run.point != point) fields = point_fields(plan, point = run.point, rows.row(run.point));
    std::string line = fields + "," + csv_field(plan.policies[static_cast<std::size_t>(run.policy)]) + "," +
                       std::to_string(run.replicate);
    for (const double value : run.values) line += "," + number_text(value);
    if (run.values.empty()) line += std::string(columns, ',');
    out.add(line + "," + csv_field(run.reason) + "\n");
  });
  out.close();
  target.replace();
}

void export_design(const study::SweepPlan& plan, const fs::path& file) {
  const study::DesignRows rows(plan.design);
  NewFile target(file);
  Appender out(target.draft(), file);
  std::vector<std::string> names = factor_names(plan);
  names.insert(names.begin(), "point");
  out.add(csv_line(names));
  for (int64_t row = 0; row < plan.rows(); ++row) out.add(point_fields(plan, row, rows.row(row)) + "\n");
  out.close();
  target.replace();
}

}  // namespace io
