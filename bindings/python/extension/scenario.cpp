// Scenarios: loaded through the door, with their parameters, policies and differences.

#include "bindings/python/extension/bind.hpp"
#include "io/files.hpp"
#include "io/parameter_table.hpp"
#include "io/selection.hpp"
#include "models/exchange/world/tree_diff.hpp"
#include "study/sides.hpp"

namespace python {

namespace {

using exchange::Loaded;
using exchange::MeasureData;
using exchange::PolicyData;
using exchange::Remark;

exchange::json::Node tree_of(const std::string& resolved) {
  sim::Problems none;
  return exchange::json::parse(resolved, "", none).value_or(exchange::json::Node::object());
}

void bind_parts(py::module_& module) {
  Plain<Remark>(module, "Remark", "exchange::Remark")
      .field("title", &Remark::title)
      .field("note", &Remark::note)
      .field("source", &Remark::source);
  Plain<PolicyData>(module, "PolicyData", "exchange::PolicyData")
      .field("id", &PolicyData::id)
      .field("remark", &PolicyData::remark)
      .field("starts_from", &PolicyData::starts_from)
      .field("added", &PolicyData::added)
      .field("removed", &PolicyData::removed)
      .field("amended", &PolicyData::amended);
  Plain<MeasureData>(module, "MeasureData", "exchange::MeasureData")
      .field("id", &MeasureData::id)
      .field("remark", &MeasureData::remark)
      .field("provisions", &MeasureData::provisions);
  Plain<exchange::TreeChange>(module, "TreeChange", "exchange::TreeChange")
      .field("path", &exchange::TreeChange::path)
      .field("before", &exchange::TreeChange::before)
      .field("after", &exchange::TreeChange::after)
      .field("only_words", &exchange::TreeChange::only_words);
  Plain<io::Preset>(module, "Preset", "io::Preset")
      .field("name", &io::Preset::name)
      .field("title", &io::Preset::title)
      .field("note", &io::Preset::note);
  using io::ParameterRow;
  Plain<ParameterRow>(module, "ParameterRow", "io::ParameterRow")
      .field("name", &ParameterRow::name)
      .field("label", &ParameterRow::label)
      .field("unit", &ParameterRow::unit)
      .field("prior", &ParameterRow::prior)
      .field("source", &ParameterRow::source)
      .field("grade", &ParameterRow::grade)
      .field("doc", &ParameterRow::doc)
      .field("value", &ParameterRow::value)
      .field("low", &ParameterRow::low)
      .field("high", &ParameterRow::high)
      .field("posterior_median", &ParameterRow::posterior_median)
      .field("posterior_low", &ParameterRow::posterior_low)
      .field("posterior_high", &ParameterRow::posterior_high)
      .field("contested", &ParameterRow::contested);
  using io::ConstantRow;
  Plain<ConstantRow>(module, "ConstantRow", "io::ConstantRow")
      .field("name", &ConstantRow::name)
      .field("unit", &ConstantRow::unit)
      .field("source", &ConstantRow::source)
      .field("grade", &ConstantRow::grade)
      .field("doc", &ConstantRow::doc)
      .field("value", &ConstantRow::value)
      .field("low", &ConstantRow::low)
      .field("high", &ConstantRow::high);
  using exchange::Posterior;
  Plain<Posterior>(module, "Posterior", "exchange::Posterior")
      .field("title", &Posterior::title)
      .field("design_seed", &Posterior::design_seed)
      .field("parameters", &Posterior::parameters)
      .field("rows", &Posterior::rows);
}

void bind_sides(py::module_& module) {
  using study::Sides;
  Plain<Sides>(module, "Sides", "study::Sides")
      .field("a_people", &Sides::a_people)
      .field("a_place", &Sides::a_place)
      .field("b_people", &Sides::b_people)
      .field("b_place", &Sides::b_place);
  module.def(
      "sides_of", [](const Loaded& loaded) { return study::sides_of(loaded.scenario); }, py::arg("scenario"),
      doc("study::sides_of"));
}

template <class Read>
auto of_scenario(Read read) {
  return [read](const Loaded& loaded) { return read(loaded.scenario); };
}

void bind_scenario(py::module_& module) {
  using exchange::Scenario;
  auto type = Plain<Loaded>(module, "Scenario", "exchange::Scenario");
  const auto field = [&](const char* name, auto member) {
    type.derived(name, of_scenario([member](const Scenario& s) { return s.*member; }),
                 std::string("exchange::Scenario::") + name);
  };
  field("id", &Scenario::id);
  field("author", &Scenario::author);
  field("remark", &Scenario::remark);
  field("first", &Scenario::first);
  field("end", &Scenario::end);
  field("law_as_of", &Scenario::law_as_of);
  field("report", &Scenario::report);
  field("institutions", &Scenario::institutions);
  field("weight", &Scenario::weight);
  field("seed", &Scenario::seed);
  field("replicates", &Scenario::replicates);
  field("draw_parameters", &Scenario::draw_parameters);
  field("fitted", &Scenario::fitted);
  field("detail", &Scenario::detail);
  field("reference", &Scenario::reference);
  field("policies", &Scenario::policies);
  field("measures", &Scenario::measures);
  field("groups", &Scenario::groups);
  type.derived("posterior", of_scenario([](const Scenario& s) {
                 return s.posterior ? std::optional(*s.posterior) : std::nullopt;
               }),
               "exchange::Scenario::posterior");
  type.type()
      .def_property_readonly("resolved_json", of_scenario([](const Scenario& s) { return s.resolved_json; }),
                             doc("exchange::Scenario::resolved_json"))
      .def_property_readonly("sha256", of_scenario([](const Scenario& s) { return s.sha256_input; }),
                             doc("exchange::Scenario::sha256_input"))
      .def_property_readonly(
          "warnings", [](const Loaded& loaded) { return loaded.warnings; },
          doc("exchange::Loaded::warnings"));
}

}  // namespace

void bind_scenarios(py::module_& module) {
  bind_parts(module);
  bind_scenario(module);
  bind_sides(module);
  using Settings = std::vector<std::pair<std::string, std::string>>;
  module.def(
      "load_selected",
      [](const std::string& named, const std::optional<std::string>& text, const Settings& set,
         const std::optional<std::string>& law_as_of, const std::optional<std::string>& reference,
         const std::vector<std::string>& policies, int32_t institutions) {
        return io::load_selected({named, text, {set, law_as_of, reference}, policies, institutions});
      },
      py::arg("named"), py::arg("text"), py::arg("set"), py::arg("law_as_of"), py::arg("reference"),
      py::arg("policies"), py::arg("institutions"), doc("io::load_selected"));
  module.def("scenario_named", &io::scenario_named, py::arg("named"), doc("io::scenario_named"));
  module.def("presets", &io::presets, doc("io::presets"));
  module.def("scenario_folder", &io::scenario_folder, doc("io::scenario_folder"));
  module.def("schema_json", &exchange::schema_json, doc("exchange::schema_json"));
  module.def(
      "parameter_table", [](const Loaded& loaded) { return io::parameter_table(loaded.scenario); },
      py::arg("scenario"), doc("io::parameter_table"));
  module.def("constant_table", &io::constant_table, doc("io::constant_table"));
  module.def(
      "diff",
      [](const std::string& before, const std::string& after) {
        return exchange::diff(tree_of(before), tree_of(after));
      },
      py::arg("before"), py::arg("after"), doc("exchange::diff"));
}

}  // namespace python
