// Sweeps: plans, the store, and units of work that travel to other processes and back.

#include "bindings/python/extension/bind.hpp"
#include "bindings/python/extension/sweep_arrays.hpp"
#include "bindings/python/extension/watched.hpp"
#include "io/sweep.hpp"

namespace python {

namespace {

using io::SweepStore;
using study::SweepPlan;
using Units = std::vector<std::pair<int64_t, int32_t>>;  // row, replicate
namespace fs = std::filesystem;

// Name, unit, long name and definition of each output.
using Output = std::tuple<std::string, std::string, std::string, std::string>;
std::vector<Output> outputs_of(const SweepPlan& plan) {
  std::vector<Output> found;
  for (const study::Monthly output : plan.outputs) {
    const auto& declared = declaration_of(output);
    found.emplace_back(declared.name, declared.unit, declared.long_name, declared.definition);
  }
  return found;
}

std::vector<std::string> values_of(const study::Factor& factor) {
  std::vector<std::string> texts;
  for (const auto& value : factor.values) texts.push_back(exchange::json::to_text(value));
  return texts;
}

void bind_plan(py::module_& module) {
  using study::Factor;
  Plain<Factor>(module, "Factor", "study::Factor")
      .field("name", &Factor::name)
      .field("path", &Factor::path)
      .field("parameter", &Factor::parameter)
      .derived("values", &values_of, "study::Factor::values")
      .field("low", &Factor::low)
      .field("high", &Factor::high)
      .type()
      .def("at", &Factor::at, py::arg("u"), doc("study::Factor::at"));
  Plain<SweepPlan>(module, "SweepPlan", "study::SweepPlan")
      .field("title", &SweepPlan::title)
      .field("scenario_id", &SweepPlan::scenario_id)
      .derived(
          "kind",
          [](const SweepPlan& p) { return study::kDesignNames[static_cast<std::size_t>(p.design.kind)]; },
          "study::Design::kind")
      .derived(
          "factors", [](const SweepPlan& p) { return p.design.factors; }, "study::Design::factors")
      .derived(
          "points", [](const SweepPlan& p) { return p.design.points; }, "study::Design::points")
      .derived(
          "second_order", [](const SweepPlan& p) { return p.design.second_order; },
          "study::Design::second_order")
      .field("replicates", &SweepPlan::replicates)
      .field("policies", &SweepPlan::policies)
      .field("reference", &SweepPlan::reference)
      .derived("outputs", &outputs_of, "study::SweepPlan::outputs")
      .field("dates", &SweepPlan::dates)
      .derived("rows", &SweepPlan::rows, "study::SweepPlan::rows")
      .derived("runs", &SweepPlan::runs, "study::SweepPlan::runs")
      .field("warnings", &SweepPlan::warnings)
      .type()
      .def_readonly("scenario_json", &SweepPlan::scenario_json, doc("study::SweepPlan::scenario_json"))
      .def_readonly("design_json", &SweepPlan::design_json, doc("study::SweepPlan::design_json"))
      .def("levels", &levels_of, py::arg("first"), py::arg("last"), doc("study::DesignRows::row"));
  module.def(
      "sweep_for",
      [](const std::string& scenario_json, const std::string& design, const std::string& name,
         int32_t replicates) { return study::sweep_for(scenario_json, design, name, {replicates}); },
      py::arg("scenario_json"), py::arg("design"), py::arg("name") = "design", py::arg("replicates") = 0,
      doc("study::sweep_for"));
  module.def(
      "read_sweep_file",
      [](const fs::path& file, int32_t replicates) { return io::read_sweep_file(file, {replicates}); },
      py::arg("file"), py::arg("replicates") = 0, doc("io::read_sweep_file"));
  module.def("design_rows", &design_rows, py::arg("kind"), py::arg("ranges"), py::arg("points"),
             py::arg("seed"), py::arg("second_order"), doc("study::DesignRows"));
  module.def("design_points", &design_points, py::arg("seed"), py::arg("rows"), py::arg("parameters"),
             doc("sim::design_point"));
}

// Runs units of one plan, time after time; what their worlds share is kept. One thread at a time.
class Worker {
 public:
  Worker(const std::string& scenario_json, const std::string& design_json)
      : plan_(study::sweep_for(scenario_json, design_json)), sweep_(plan_) {}

  SweepResults run(const Units& units) {
    return watched(py::none(), [&](const sim::ProgressSink& sink) {
      std::vector<study::SweepUnit> wanted;
      for (const auto& [row, replicate] : units) wanted.push_back({row, replicate});
      SweepResults found;
      sweep_.run(wanted, {1, sink},
                 [&](study::UnitResult&& result) { found.units.push_back(std::move(result)); });
      return found;
    });
  }

 private:
  study::SweepPlan plan_;
  study::Sweep sweep_;
};

void bind_work(py::module_& module) {
  py::class_<SweepResults>(module, "SweepResults", doc("study::UnitResult"))
      .def_static("failed", &failed_units, py::arg("units"), py::arg("policies"), py::arg("reason"))
      .def("numbers", &numbers_of, py::arg("columns"), doc("study::SweepRun::values"))
      .def("reasons", &reasons_of, doc("study::SweepRun::reason"))
      .def("__len__", [](const SweepResults& results) { return results.units.size(); })
      .def(py::pickle(&state_of, &results_of));
  py::class_<Worker>(module, "SweepWorker", doc("study::Sweep"))
      .def(py::init<const std::string&, const std::string&>(), py::arg("scenario_json"),
           py::arg("design_json"))
      .def("run", &Worker::run, py::arg("units"), doc("study::Sweep::run"));
}

Units missing(const SweepStore& store, int64_t first, int64_t last) {
  Units units;
  for (const study::SweepUnit& unit : store.missing(first, last))
    units.emplace_back(unit.row, unit.replicate);
  return units;
}

void bind_store(py::module_& module) {
  const py::call_guard<py::gil_scoped_release> unlock;
  py::class_<SweepStore>(module, "SweepStore", doc("io::SweepStore"))
      .def_static("create", &SweepStore::create, py::arg("path"), py::arg("plan"), unlock,
                  doc("io::SweepStore::create"))
      .def_static("open", &SweepStore::open, py::arg("path"), py::arg("plan"), unlock,
                  doc("io::SweepStore::open"))
      .def_static("read", &SweepStore::read, py::arg("path"), unlock, doc("io::SweepStore::read"))
      .def_property_readonly("path", &SweepStore::path, doc("io::SweepStore::path"))
      .def_property_readonly("plan", &SweepStore::plan, doc("io::SweepStore::plan"))
      .def_property_readonly(
          "runs", [](const SweepStore& store) { return store.counts().runs; }, doc("io::SweepCounts::runs"))
      .def_property_readonly(
          "failed", [](const SweepStore& store) { return store.counts().failed; },
          doc("io::SweepCounts::failed"))
      .def_property_readonly("complete", &SweepStore::complete, doc("io::SweepStore::complete"))
      .def("reasons", &SweepStore::reasons, unlock, doc("io::SweepStore::reasons"))
      .def("content_hash", &SweepStore::content_hash, unlock, doc("io::SweepStore::content_hash"))
      .def("missing", &missing, py::arg("first"), py::arg("last"), unlock, doc("io::SweepStore::missing"))
      .def(
          "add",
          [](SweepStore& store, const SweepResults& results) {
            for (const study::UnitResult& result : results.units) store.add(result);
          },
          py::arg("results"), unlock, doc("io::SweepStore::add"))
      .def("commit", &SweepStore::commit, unlock, doc("io::SweepStore::commit"))
      .def("forget_failures", &SweepStore::forget_failures, unlock, doc("io::SweepStore::forget_failures"))
      .def("finish", &SweepStore::finish, unlock, doc("io::SweepStore::finish"))
      .def("save", &SweepStore::save, py::arg("target"), unlock, doc("io::SweepStore::save"))
      .def("block", &block_of, py::arg("first"), py::arg("last"), doc("io::SweepStore::each"));
  module.def("export_csv", &io::export_csv, py::arg("store"), py::arg("file"), unlock, doc("io::export_csv"));
  module.def("export_netcdf", &io::export_netcdf, py::arg("store"), py::arg("file"), unlock,
             doc("io::export_netcdf"));
  module.def(
      "run_sweep",
      [](SweepStore& store, int32_t threads, const py::object& progress) {
        return watched(progress, [&](const sim::ProgressSink& sink) {
          return io::run_sweep(store, {threads, sink});
        });
      },
      py::arg("store"), py::arg("threads"), py::arg("progress"), doc("io::run_sweep"));
}

}  // namespace

void bind_sweeps(py::module_& module) {
  bind_plan(module);
  bind_work(module);
  bind_store(module);
}

}  // namespace python
