// C++ exceptions as those of genratchet.errors, with every problem of an input.

#include "bindings/python/extension/bind.hpp"
#include "models/exchange/world/problems.hpp"
#include "sim/error.hpp"

namespace python {

namespace {

using sim::Problem;

// The core names the command line where it says what to do.
std::string in_python(std::string text) {
  constexpr std::pair<const char*, const char*> kWords[] = {{"--out FILE", "store=FILE"},
                                                            {"another --out", "another store"},
                                                            {"--resume", "resume=True"},
                                                            {"another --export", "another file"},
                                                            {"--set ", "with_ "},
                                                            {"--as-of", "as_of"},
                                                            {"--reference", "with_reference"},
                                                            {"genratchet list", "gr.presets()"},
                                                            {"genratchet show outputs", "Result.dataset"},
                                                            {"genratchet show provisions", "Scenario.law()"},
                                                            {"genratchet sweep --help", "help(gr.sweep)"}};
  for (const auto& [flag, words] : kWords)
    for (std::size_t at; (at = text.find(flag)) != std::string::npos;)
      text.replace(at, std::string(flag).size(), words);
  return text;
}

sim::Problems in_python(sim::Problems problems) {
  for (Problem& problem : problems) {
    problem.file = in_python(problem.file);
    problem.message = in_python(problem.message);
    problem.suggestion = in_python(problem.suggestion);
  }
  return problems;
}

std::string text_of(const sim::Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) text += (text.empty() ? "" : "\n") + exchange::to_text(problem);
  return text;
}

void raise(const char* type, const py::object& message) {
  const py::object error = py::module_::import("genratchet.errors").attr(type);
  PyErr_SetObject(error.ptr(), message.ptr());
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const sim::InputError& error) {
    const sim::Problems problems = in_python(error.problems);
    raise("ScenarioError", py::make_tuple(text_of(problems), py::cast(problems)));
  } catch (const exchange::UnknownName& error) {
    raise("UnknownNameError", py::str(in_python(error.what())));
  } catch (const sim::Error& error) {
    raise("GenRatchetError", py::str(in_python(error.what())));
  }
}

}  // namespace

void bind_errors(py::module_& module) {
  Plain<Problem>(module, "Problem", "sim::Problem")
      .derived(
          "severity",
          [](const Problem& p) { return p.severity == Problem::Severity::error ? "error" : "warning"; },
          "sim::Problem::severity")
      .field("file", &Problem::file)
      .field("line", &Problem::line)
      .field("column", &Problem::column)
      .field("path", &Problem::path)
      .field("message", &Problem::message)
      .field("suggestion", &Problem::suggestion)
      .type()
      .def("__str__", [](const Problem& p) { return exchange::to_text(p); })
      .def(py::pickle(
          [](const Problem& p) {
            return py::make_tuple(p.severity == Problem::Severity::error, p.file, p.line, p.column, p.path,
                                  p.message, p.suggestion);
          },
          [](const py::tuple& t) {
            return Problem{t[0].cast<bool>() ? Problem::Severity::error : Problem::Severity::warning,
                           t[1].cast<std::string>(),
                           t[2].cast<int>(),
                           t[3].cast<int>(),
                           t[4].cast<std::string>(),
                           t[5].cast<std::string>(),
                           t[6].cast<std::string>()};
          }));
  py::register_exception_translator(&translate);
}

}  // namespace python
