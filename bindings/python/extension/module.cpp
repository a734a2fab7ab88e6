// The extension genratchet._core: the C++ functions and structs that the package is made of, and nothing
// else.

#include <algorithm>
#include <set>

#include "bindings/python/extension/bind.hpp"
#include <docstrings.hpp>  // made from the comments of the public headers
#include "io/result_directory.hpp"

namespace python {

namespace {

std::set<std::string>& bound_names() {
  static std::set<std::string> names;
  return names;
}

}  // namespace

const char* doc(const std::string& cpp_name) {
  const auto before = [](const Docstring& entry, const std::string& name) {
    return name.compare(entry.name) > 0;
  };
  const auto* found = std::lower_bound(std::begin(kDocstrings), std::end(kDocstrings), cpp_name, before);
  if (found == std::end(kDocstrings) || cpp_name != found->name)
    throw std::logic_error(cpp_name + " is bound, but no public header declares it.");
  bound_names().insert(cpp_name);
  return found->text;
}

}  // namespace python

PYBIND11_MODULE(_core, module) {
  module.doc() = "GenRatchet's C++ core. The package genratchet is the way in.";
  module.attr("version") = io::version();
  module.attr("commit") = io::commit_of_build();
  python::bind_errors(module);
  python::bind_statistics(module);
  python::bind_scenarios(module);
  python::bind_law(module);
  python::bind_results(module);
  python::bind_analyses(module);
  python::bind_hindcasts(module);
  python::bind_rivals(module);
  python::bind_policies(module);
  python::bind_sweeps(module);
  const std::set<std::string>& names = python::bound_names();
  module.attr("bound_names") = std::vector<std::string>(names.begin(), names.end());  // in C++, for the tests
}
