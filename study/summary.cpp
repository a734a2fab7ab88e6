#include "study/summary.hpp"

#include <algorithm>

#include "study/paired.hpp"
#include "study/premium.hpp"

namespace study {

namespace {

using exchange::AxisName;

// What a cell of an array is called: labels with a column of their own, and the rest, which go into the name.
struct CellName {
  std::string suffix, holder, origin, kind, unit;
};

struct LabelledAxis {
  AxisName axis;
  std::vector<std::string> labels;
};

CellName name_of(const std::vector<LabelledAxis>& axes, std::size_t cell) {
  std::vector<std::size_t> position(axes.size());
  for (std::size_t a = axes.size(); a-- > 0;) {
    position[a] = cell % axes[a].labels.size();
    cell /= axes[a].labels.size();
  }
  CellName name;
  for (std::size_t a = 0; a < axes.size(); ++a) {
    const std::string& label = axes[a].labels[position[a]];
    switch (axes[a].axis) {
      case AxisName::holder:
      case AxisName::side:
        name.holder = label;
        break;
      case AxisName::origin:
        name.origin = label;
        break;
      case AxisName::kind:
        name.kind = label;
        break;
      case AxisName::item:
        name.unit = unit_of(static_cast<exchange::ScienceItem>(position[a]));
        name.suffix += "." + label;
        break;
      default:
        name.suffix += "." + label;
    }
  }
  return name;
}

bool all_zero(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return v == 0 || v != v; });
}

class Summary {
 public:
  explicit Summary(const Ensemble& ensemble)
      : ensemble_(ensemble), reference_(ensemble.policy_id(ensemble.reference)) {}

  std::vector<SummaryRow> rows() {
    for (int o = 0; o < exchange::kMonthly; ++o) monthly(static_cast<Monthly>(o));
    asymmetry();
    for (int o = 0; o < exchange::kYearly; ++o) yearly(static_cast<Yearly>(o));
    array("open_science_cost", Yearly::science, [this](int32_t policy, std::size_t report, std::size_t cell) {
      return science_cost_by_replicate(ensemble_, policy, report, cell);
    });
    premium_rows();
    return std::move(rows_);
  }

 private:
  // One row for each policy, unless the output is zero in all of them. `read(policy)`: a value for each
  // replicate.
  template <class Read>
  void add(const SummaryRow& named, Read&& read) {
    std::vector<std::vector<double>> values;
    for (int32_t p = 0; p < ensemble_.scenario_policies; ++p) values.push_back(read(p));
    if (std::all_of(values.begin(), values.end(), all_zero)) return;
    for (int32_t p = 0; p < ensemble_.scenario_policies; ++p) {
      const auto& mine = values[static_cast<std::size_t>(p)];
      SummaryRow row = named;
      row.policy = ensemble_.policy_id(p);
      row.reference = reference_;
      row.value = range_of(mine);
      row.change = range_of(p == ensemble_.reference
                                ? std::vector<double>{}
                                : differences(mine, values[static_cast<std::size_t>(ensemble_.reference)]));
      rows_.push_back(std::move(row));
    }
  }

  static SummaryRow row_of(const std::string& output, const std::string& unit, Month time) {
    SummaryRow row;
    row.output = output;
    row.unit = unit;
    row.time = to_string(time);
    return row;
  }

  Month state_of(std::size_t report) const {
    return state_month(*ensemble_.scenario, ensemble_.scenario->report[report]);
  }

  void monthly(Monthly output) {
    const auto& declared = exchange::declaration_of(output);
    for (const Month date : ensemble_.scenario->report)
      add(row_of(declared.name, declared.unit, date),
          [&](int32_t p) { return by_replicate(ensemble_, p, output, date); });
  }

  void asymmetry() {
    for (const Month date : ensemble_.scenario->report)
      add(row_of("asymmetry", "log2", date),
          [&](int32_t p) { return asymmetry_by_replicate(ensemble_, p, date); });
  }

  void yearly(Yearly output) {
    const auto& declared = exchange::declaration_of(output);
    if (is_by_place(declared)) return;
    array(declared.name, output, [&](int32_t policy, std::size_t report, std::size_t cell) {
      return by_replicate(ensemble_, policy, output, report, cell);
    });
  }

  // The rows of an array with the axes and the unit of `like`. `read(policy, report, cell)`: by replicate.
  template <class Read>
  void array(const std::string& output, Yearly like, Read&& read) {
    const auto& declared = exchange::declaration_of(like);
    std::vector<LabelledAxis> axes;
    std::size_t cells = 1;
    for (const AxisName axis : declared.axes) {
      if (axis == AxisName::year) continue;
      axes.push_back({axis, exchange::labels_of(*ensemble_.layout, axis)});
      cells *= axes.back().labels.size();
    }
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const CellName name = name_of(axes, cell);
      for (std::size_t d = 0; d < ensemble_.scenario->report.size(); ++d) {
        const Month time = state_of(d);
        if (d > 0 && time == state_of(d - 1)) continue;  // two report dates of one year
        SummaryRow row = row_of(output + name.suffix, name.unit.empty() ? declared.unit : name.unit, time);
        row.holder = name.holder;
        row.origin = name.origin;
        row.kind = name.kind;
        add(row, [&](int32_t p) { return read(p, d, cell); });
      }
    }
  }

  void premium_rows() {
    for (const PremiumRow& at : premium(ensemble_)) {
      const std::pair<const char*, const Range&> parts[] = {{"premium", at.premium},
                                                            {"premium.inflow", at.inflow},
                                                            {"premium.retention", at.retention},
                                                            {"premium.interaction", at.interaction}};
      for (const auto& [name, range] : parts) {
        SummaryRow row = row_of(name, "persons", at.date);
        row.value = range;
        row.change = range_of({});
        rows_.push_back(std::move(row));
      }
    }
  }

  const Ensemble& ensemble_;
  std::string reference_;
  std::vector<SummaryRow> rows_;
};

}  // namespace

std::vector<SummaryRow> summary(const Ensemble& ensemble) { return Summary(ensemble).rows(); }

}  // namespace study
