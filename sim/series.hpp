#pragma once
// Labelled observables with units: a dense array whose axes name their positions. Row-major: the last axis
// runs fastest, as in NetCDF and NumPy.

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "sim/error.hpp"

namespace sim {

struct Axis {
  std::string name;                 // "month", "holder"
  std::vector<std::string> labels;  // one for each position

  int size() const { return static_cast<int>(labels.size()); }
  // Position of a label; -1 if there is none.
  int find(const std::string& label) const {
    for (int i = 0; i < size(); ++i)
      if (labels[static_cast<std::size_t>(i)] == label) return i;
    return -1;
  }
};

struct Series {
  std::string name, unit, long_name, definition;
  std::vector<Axis> axes;
  std::vector<double> values;

  Series() = default;
  // All zero.
  Series(std::string name_, std::string unit_, std::string long_name_, std::string definition_,
         std::vector<Axis> axes_)
      : name(std::move(name_)),
        unit(std::move(unit_)),
        long_name(std::move(long_name_)),
        definition(std::move(definition_)),
        axes(std::move(axes_)),
        values(cells()) {}
  // Throws Error unless there is one value for each cell.
  Series(std::string name_, std::string unit_, std::string long_name_, std::string definition_,
         std::vector<Axis> axes_, std::vector<double> values_)
      : Series(std::move(name_), std::move(unit_), std::move(long_name_), std::move(definition_),
               std::move(axes_)) {
    if (values_.size() != cells())
      throw Error("series " + name + " has " + std::to_string(cells()) + " cells and was given " +
                  std::to_string(values_.size()) + " values");
    values = std::move(values_);
  }

  std::size_t cells() const {
    std::size_t product = 1;
    for (const Axis& axis : axes) product *= axis.labels.size();
    return product;
  }

  // The cell at one position for each axis, in order. Throws Error if there is no such cell.
  double& at(std::initializer_list<int> position) { return values[offset(position)]; }
  double at(std::initializer_list<int> position) const { return values[offset(position)]; }

  // The part at one position of one axis, which drops out. Throws Error if there is no such axis or label.
  Series slice(const std::string& axis_name, const std::string& label) const {
    std::size_t outer = 1, inner = 1, dropped = axes.size();
    for (std::size_t i = 0; i < axes.size(); ++i) {
      if (dropped == axes.size() && axes[i].name == axis_name)
        dropped = i;
      else
        (dropped == axes.size() ? outer : inner) *= axes[i].labels.size();
    }
    const int position = dropped < axes.size() ? axes[dropped].find(label) : -1;
    if (position < 0) throw Error("series " + name + " has no " + axis_name + " " + label);
    const std::size_t length = axes[dropped].labels.size();
    Series part{name, unit, long_name, definition, axes};
    part.axes.erase(part.axes.begin() + static_cast<std::ptrdiff_t>(dropped));
    part.values.resize(part.cells());
    for (std::size_t o = 0; o < outer; ++o)
      for (std::size_t i = 0; i < inner; ++i)
        part.values[o * inner + i] = values[(o * length + static_cast<std::size_t>(position)) * inner + i];
    return part;
  }

 private:
  std::size_t offset(std::initializer_list<int> position) const {
    if (position.size() != axes.size())
      throw Error("series " + name + " has " + std::to_string(axes.size()) + " axes");
    std::size_t offset = 0, i = 0;
    for (const int p : position) {
      const Axis& axis = axes[i++];
      if (p < 0 || p >= axis.size())
        throw Error("series " + name + ": " + axis.name + " " + std::to_string(p));
      offset = offset * axis.labels.size() + static_cast<std::size_t>(p);
    }
    return offset;
  }
};

}  // namespace sim
