#pragma once
// How C++ values become Python's: documented structs, months as text, and the rooms of the module.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <string>

#include "models/exchange/world/question.hpp"
#include "sim/month.hpp"

namespace pybind11::detail {

// A month is text, "2026-03"; what never comes, or was always there, is None.
template <>
struct type_caster<sim::Month> {
  PYBIND11_TYPE_CASTER(sim::Month, const_name("str | None"));
  bool load(handle source, bool) {
    if (!isinstance<str>(source)) return false;
    value = exchange::asked_month(source.cast<std::string>());
    return true;
  }
  static handle cast(sim::Month month, return_value_policy, handle) {
    if (month == sim::kNever || month == sim::kAlways) return none().release();
    return str(sim::to_string(month)).release();
  }
};

}  // namespace pybind11::detail

namespace python {

namespace py = pybind11;

// The comment of a public C++ name, such as "study::Range::median". Throws at import for a name that is none.
const char* doc(const std::string& cpp_name);

// A struct of plain data: documented attributes that can be read, and a repr of all of them.
template <class T>
class Plain {
 public:
  Plain(py::module_& module, const char* name, const std::string& cpp_name)
      : cpp_name_(cpp_name), bound_(module, name, doc(cpp_name)) {
    bound_.def("__repr__", [](const py::object& self) {
      std::string text = py::str(py::type::of(self).attr("__name__"));
      text += "(";
      bool first = true;
      for (const auto& field : py::type::of(self).attr("fields")) {
        text +=
            (first ? "" : ", ") + std::string(py::str(field)) + "=" + std::string(py::repr(self.attr(field)));
        first = false;
      }
      return text + ")";
    });
    bound_.attr("fields") = py::tuple();
  }

  template <class Member>
  Plain& field(const char* name, Member member) {
    bound_.def_readonly(name, member, doc(cpp_name_ + "::" + name));
    return listed(name);
  }
  // Read through a function, under the doc of a C++ name of its own.
  template <class Function>
  Plain& derived(const char* name, Function&& function, const std::string& documented_by) {
    bound_.def_property_readonly(name, std::forward<Function>(function), doc(documented_by));
    return listed(name);
  }
  py::class_<T>& type() { return bound_; }

 private:
  Plain& listed(const char* name) {
    bound_.attr("fields") = py::tuple(bound_.attr("fields")) + py::make_tuple(name);
    return *this;
  }
  std::string cpp_name_;
  py::class_<T> bound_;
};

void bind_errors(py::module_& module);
void bind_statistics(py::module_& module);
void bind_scenarios(py::module_& module);
void bind_law(py::module_& module);
void bind_results(py::module_& module);
void bind_analyses(py::module_& module);
void bind_hindcasts(py::module_& module);
void bind_rivals(py::module_& module);  // after the hindcasts: it shows their structs
void bind_policies(py::module_& module);
void bind_sweeps(py::module_& module);

}  // namespace python
