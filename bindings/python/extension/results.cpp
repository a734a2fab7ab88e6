// Results: running a scenario into a result's directory, and what can be asked of one.

#include "bindings/python/extension/bind.hpp"
#include "bindings/python/extension/watched.hpp"
#include "io/citation.hpp"
#include "io/comparison.hpp"
#include "io/coverage_json.hpp"
#include "io/facts.hpp"
#include "io/result_directory.hpp"
#include "io/verify.hpp"
#include "models/exchange/world/door.hpp"

namespace python {

namespace {

using exchange::Loaded;
namespace fs = std::filesystem;

// Runs and writes; the directory. Nothing if it was stopped.
fs::path run(const Loaded& loaded, const study::RunOptions& given, const fs::path& directory,
             const std::vector<std::pair<std::string, std::string>>& flags, const py::object& progress) {
  io::ResultDirectory result(loaded.scenario, given, {directory, {}, flags});
  return watched(progress, [&](const sim::ProgressSink& sink) {
    study::RunOptions options = given;
    options.on_record = result.sink();
    options.progress = [&](int64_t done, int64_t all) { return sink(done, all) && !result.failed(); };
    const study::Ensemble ensemble = study::run_ensemble(loaded.scenario, options);
    if (ensemble.stopped && !result.failed()) return fs::path();
    result.complete(ensemble);
    return result.commit();
  });
}

// Runs and keeps nothing; how many runs finished. What the engine takes by itself, for benchmarks.
int64_t run_only(const Loaded& loaded, const study::RunOptions& given, const py::object& progress) {
  return stoppable(given, progress, [&](study::RunOptions options) {
    int64_t finished = 0;
    options.keep_runs = false;
    options.on_record = [&](sim::RunId, const study::Record&) { ++finished; };
    study::run_ensemble(loaded.scenario, options);
    return finished;
  });
}

void bind_provenance(py::module_& module) {
  using io::Provenance;
  Plain<Provenance>(module, "Provenance", "io::Provenance")
      .field("version", &Provenance::version)
      .field("commit", &Provenance::commit)
      .field("scenario_id", &Provenance::scenario_id)
      .field("scenario_sha256", &Provenance::scenario_sha256)
      .field("generator", &Provenance::generator)
      .field("result_hash", &Provenance::result_hash)
      .field("seed", &Provenance::seed)
      .field("replicates", &Provenance::replicates)
      .field("first_replicate", &Provenance::first_replicate)
      .field("premium_worlds", &Provenance::premium_worlds)
      .field("flags", &Provenance::flags)
      .field("policies", &Provenance::policies)
      .field("failures", &Provenance::failures)
      .field("written", &Provenance::written)
      .field("files", &Provenance::files);
  module.def("read_provenance", &io::read_provenance, py::arg("directory"), doc("io::read_provenance"));
}

void bind_verification(py::module_& module) {
  using io::Verification;
  Plain<Verification::Part>(module, "VerificationPart", "io::Verification::Part")
      .field("name", &Verification::Part::name)
      .field("same", &Verification::Part::same)
      .field("finding", &Verification::Part::finding);
  Plain<Verification>(module, "Verification", "io::Verification")
      .field("parts", &Verification::parts)
      .field("remarks", &Verification::remarks)
      .derived("verified", &Verification::verified, "io::Verification::verified");
  module.def(
      "verify",
      [](const fs::path& directory, int32_t threads, const py::object& progress) {
        return watched(progress, [&](const sim::ProgressSink& sink) {
          study::RunOptions options;
          options.threads = threads;
          options.progress = sink;
          return io::verify(directory, options);
        });
      },
      py::arg("directory"), py::arg("threads"), py::arg("progress"), doc("io::verify"));
}

void bind_citation(py::module_& module) {
  const auto of = [](auto text) {
    return [text](const fs::path& directory) { return text(io::citation_of(directory)); };
  };
  module.def("citation_text", of(&io::citation_text), py::arg("directory"), doc("io::citation_text"));
  module.def("citation_bibtex", of(&io::citation_bibtex), py::arg("directory"), doc("io::citation_bibtex"));
  module.def("citation_cff", of(&io::citation_cff), py::arg("directory"), doc("io::citation_cff"));
}

void bind_comparison(py::module_& module) {
  using io::ComparedOutput;
  using io::Comparison;
  Plain<ComparedOutput>(module, "ComparedOutput", "io::ComparedOutput")
      .field("policy", &ComparedOutput::policy)
      .field("output", &ComparedOutput::output)
      .field("unit", &ComparedOutput::unit)
      .field("a", &ComparedOutput::a)
      .field("b", &ComparedOutput::b)
      .field("change", &ComparedOutput::change);
  Plain<Comparison>(module, "Comparison", "io::Comparison")
      .field("date", &Comparison::date)
      .field("paired", &Comparison::paired)
      .field("outputs", &Comparison::outputs);
  module.def(
      "compare",
      [](const fs::path& a, const fs::path& b, const std::vector<std::string>& outputs) {
        return io::compare(io::ResultReader(a), io::ResultReader(b), outputs);
      },
      py::arg("a"), py::arg("b"), py::arg("outputs"), doc("io::compare"));
}

void bind_reading(py::module_& module) {
  using io::EvidenceFact;
  Plain<EvidenceFact>(module, "EvidenceFact", "io::EvidenceFact")
      .field("id", &EvidenceFact::id)
      .field("statement", &EvidenceFact::statement)
      .field("value", &EvidenceFact::value)
      .field("unit", &EvidenceFact::unit)
      .field("date", &EvidenceFact::date)
      .field("source", &EvidenceFact::source)
      .field("grade", &EvidenceFact::grade)
      .field("role", &EvidenceFact::role)
      .field("note", &EvidenceFact::note);
  module.def(
      "read_facts", [] { return io::read_facts(); }, doc("io::read_facts"));
  using study::CoverageRow;
  Plain<CoverageRow>(module, "CoverageRow", "study::CoverageRow")
      .field("provision", &CoverageRow::provision)
      .field("transfers", &CoverageRow::transfers)
      .field("standing", &CoverageRow::standing)
      .derived("bound", &CoverageRow::bound, "study::CoverageRow::bound");
  module.def("read_coverage", &io::read_coverage, py::arg("directory"), py::arg("policy"),
             doc("io::read_coverage"));
}

}  // namespace

void bind_results(py::module_& module) {
  using study::RunOptions;
  py::class_<RunOptions>(module, "RunOptions", doc("study::RunOptions"))
      .def(py::init([](int32_t replicates, int32_t first_replicate, int32_t threads, bool share_history,
                       bool premium_worlds) {
             RunOptions options;
             options.replicates = replicates;
             options.first_replicate = first_replicate;
             options.threads = threads;
             options.share_history = share_history;
             options.premium_worlds = premium_worlds;
             return options;
           }),
           py::kw_only(), py::arg("replicates") = 0, py::arg("first_replicate") = 0, py::arg("threads") = 1,
           py::arg("share_history") = true, py::arg("premium_worlds") = true)
      .def_readonly("replicates", &RunOptions::replicates, doc("study::RunOptions::replicates"))
      .def_readonly("first_replicate", &RunOptions::first_replicate,
                    doc("study::RunOptions::first_replicate"))
      .def_readonly("threads", &RunOptions::threads, doc("study::RunOptions::threads"))
      .def_readonly("share_history", &RunOptions::share_history, doc("study::RunOptions::share_history"))
      .def_readonly("premium_worlds", &RunOptions::premium_worlds, doc("study::RunOptions::premium_worlds"));
  bind_provenance(module);
  bind_verification(module);
  bind_citation(module);
  bind_comparison(module);
  bind_reading(module);
  module.def("run", &run, py::arg("scenario"), py::arg("options"), py::arg("directory"), py::arg("flags"),
             py::arg("progress"), doc("study::run_ensemble"));
  module.def("run_only", &run_only, py::arg("scenario"), py::arg("options"), py::arg("progress"),
             doc("study::RunOptions::keep_runs"));
}

}  // namespace python
