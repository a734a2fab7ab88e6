// Rival mechanisms: what runs them, and structs of plain data.

#include "study/rivals.hpp"

#include "bindings/python/extension/bind.hpp"
#include "bindings/python/extension/watched.hpp"
#include "io/observations.hpp"
#include "models/exchange/world/door.hpp"

namespace python {

namespace {

using exchange::Loaded;
using study::Rival;
using study::RivalPoint;
using study::Rivals;
using study::RunOptions;
using study::Telling;
using study::Unobserved;

const char* word(study::Verdict v) {
  return v == study::Verdict::less ? "less" : v == study::Verdict::more ? "more" : "undecided";
}

void bind_parts(py::module_& module) {
  Plain<Telling>(module, "Telling", "study::Telling")
      .field("nearer", &Telling::nearer)
      .field("evidence", &Telling::evidence)
      .field("runs", &Telling::runs)
      .field("tells", &Telling::tells);
  Plain<RivalPoint>(module, "RivalPoint", "study::RivalPoint")
      .field("observed", &RivalPoint::observed)
      .field("full", &RivalPoint::full)
      .field("under", &RivalPoint::under)
      .field("tells", &RivalPoint::tells);
  Plain<Unobserved>(module, "Unobserved", "study::Unobserved")
      .derived(
          "output", [](const Unobserved& u) { return exchange::declaration_of(u.output).name; },
          "study::Unobserved::output")
      .field("full", &Unobserved::full)
      .field("under", &Unobserved::under)
      .field("apart", &Unobserved::apart);
  Plain<Rival>(module, "Rival", "study::Rival")
      .field("mechanism", &Rival::mechanism)
      .field("on", &Rival::on)
      .field("held", &Rival::held)
      .derived(
          "verdicts",
          [](const Rival& r) {
            std::vector<std::string> words;
            for (const study::Verdict v : r.verdicts) words.emplace_back(word(v));
            return words;
          },
          "study::Rival::verdicts")
      .field("would_tell", &Rival::would_tell);
}

}  // namespace

void bind_rivals(py::module_& module) {
  bind_parts(module);
  Plain<Rivals>(module, "Rivals", "study::Rivals")
      .field("held", &Rivals::held)
      .field("conclusions", &Rivals::conclusions)
      .field("rivals", &Rivals::rivals)
      .field("points", &Rivals::points)
      .field("unobserved_at", &Rivals::unobserved_at)
      .field("replicates", &Rivals::replicates)
      .field("institutions", &Rivals::institutions)
      .field("weight", &Rivals::weight)
      .field("failures", &Rivals::failures);
  module.def("mechanisms", &study::mechanisms, doc("study::mechanisms"));
  module.def(
      "rivals",
      [](const Loaded& loaded, const std::vector<std::string>& only, int32_t institutions,
         const RunOptions& options, const py::object& progress) {
        return stoppable(options, progress, [&](const RunOptions& o) {
          return study::rivals(loaded.scenario, io::read_observations(), {o, institutions, only});
        });
      },
      py::arg("scenario"), py::arg("only"), py::arg("institutions"), py::arg("options"), py::arg("progress"),
      doc("study::rivals"));
}

}  // namespace python
