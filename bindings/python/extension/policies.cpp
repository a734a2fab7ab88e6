// Analyses of a policy's parts and of policies side by side: credit, trade-off, one rule off.

#include "bindings/python/extension/bind.hpp"
#include "bindings/python/extension/watched.hpp"
#include "models/exchange/world/door.hpp"
#include "study/ablation.hpp"
#include "study/credit.hpp"
#include "study/tradeoff.hpp"

namespace python {

namespace {

using exchange::Loaded;
using study::RunOptions;

const char* word(study::Interplay interplay) {
  constexpr const char* kWords[] = {"independent", "overlaps", "reinforced", "undecided"};
  return kWords[static_cast<std::size_t>(interplay)];
}

void bind_credit(py::module_& module) {
  using study::Credit;
  using study::CreditRow;
  using study::Player;
  Plain<Player>(module, "Player", "study::Player")
      .field("id", &Player::id)
      .field("title", &Player::title)
      .field("provisions", &Player::provisions)
      .field("added", &Player::added)
      .field("removed", &Player::removed)
      .field("amended", &Player::amended);
  Plain<CreditRow>(module, "CreditRow", "study::CreditRow")
      .field("player", &CreditRow::player)
      .field("value", &CreditRow::value)
      .field("share", &CreditRow::share)
      .field("alone", &CreditRow::alone)
      .field("last", &CreditRow::last)
      .derived(
          "interplay", [](const CreditRow& row) { return word(row.interplay); },
          "study::CreditRow::interplay")
      .field("sampling_error", &CreditRow::sampling_error)
      .field("by_run", &CreditRow::by_run);
  Plain<Credit>(module, "Credit", "study::Credit")
      .field("policy", &Credit::policy)
      .field("reference", &Credit::reference)
      .field("date", &Credit::date)
      .field("held_reference", &Credit::held_reference)
      .field("held_policy", &Credit::held_policy)
      .field("change", &Credit::change)
      .field("change_by_run", &Credit::change_by_run)
      .field("rows", &Credit::rows)
      .field("exact", &Credit::exact)
      .field("orders", &Credit::orders)
      .field("sets", &Credit::sets)
      .field("replicates", &Credit::replicates)
      .field("institutions", &Credit::institutions)
      .field("weight", &Credit::weight)
      .field("failures", &Credit::failures);
  module.def(
      "credit",
      [](const Loaded& loaded, const std::string& policy, const std::string& reference, int32_t institutions,
         int32_t exact_up_to, int32_t orders, const RunOptions& options, const py::object& progress) {
        return stoppable(options, progress, [&](const RunOptions& o) {
          study::CreditOptions all;
          all.run = o;
          all.reference = reference;
          all.institutions = institutions;
          all.exact_up_to = exact_up_to;
          all.orders = orders;
          return study::credit(loaded.scenario, policy, all);
        });
      },
      py::arg("scenario"), py::arg("policy"), py::arg("reference"), py::arg("institutions"),
      py::arg("exact_up_to"), py::arg("orders"), py::arg("options"), py::arg("progress"),
      doc("study::credit"));
}

void bind_ablation(py::module_& module) {
  using study::Ablation;
  using study::AblationRow;
  Plain<AblationRow>(module, "AblationRow", "study::AblationRow")
      .field("rule", &AblationRow::rule)
      .field("change", &AblationRow::change)
      .field("difference", &AblationRow::difference)
      .field("never", &AblationRow::never);
  Plain<Ablation>(module, "Ablation", "study::Ablation")
      .field("policy", &Ablation::policy)
      .field("reference", &Ablation::reference)
      .field("jurisdiction", &Ablation::jurisdiction)
      .field("date", &Ablation::date)
      .field("held", &Ablation::held)
      .field("change", &Ablation::change)
      .field("rows", &Ablation::rows)
      .field("replicates", &Ablation::replicates)
      .field("institutions", &Ablation::institutions)
      .field("weight", &Ablation::weight)
      .field("failures", &Ablation::failures);
  module.def(
      "ablation",
      [](const Loaded& loaded, const std::string& policy, const std::string& reference,
         const std::string& jurisdiction, int32_t institutions, const RunOptions& options,
         const py::object& progress) {
        return stoppable(options, progress, [&](const RunOptions& o) {
          study::AblationOptions all;
          all.run = o;
          all.reference = reference;
          all.jurisdiction = jurisdiction;
          all.institutions = institutions;
          return study::ablation(loaded.scenario, policy, all);
        });
      },
      py::arg("scenario"), py::arg("policy"), py::arg("reference"), py::arg("jurisdiction"),
      py::arg("institutions"), py::arg("options"), py::arg("progress"), doc("study::ablation"));
}

void bind_tradeoff(py::module_& module) {
  using study::Shortfall;
  using study::Tradeoff;
  using study::TradeoffRow;
  Plain<Shortfall>(module, "Shortfall", "study::Shortfall")
      .field("worst", &Shortfall::worst)
      .field("median", &Shortfall::median)
      .field("runs", &Shortfall::runs);
  Plain<TradeoffRow>(module, "TradeoffRow", "study::TradeoffRow")
      .field("policy", &TradeoffRow::policy)
      .field("title", &TradeoffRow::title)
      .field("is_reference", &TradeoffRow::is_reference)
      .field("held", &TradeoffRow::held)
      .field("change", &TradeoffRow::change)
      .field("disagree", &TradeoffRow::disagree)
      .field("science_cost", &TradeoffRow::science_cost)
      .field("lost", &TradeoffRow::lost)
      .field("dominated", &TradeoffRow::dominated)
      .field("dominated_by", &TradeoffRow::dominated_by)
      .field("dominated_share", &TradeoffRow::dominated_share)
      .field("copies", &TradeoffRow::copies)
      .field("science", &TradeoffRow::science);
  Plain<Tradeoff>(module, "Tradeoff", "study::Tradeoff")
      .field("date", &Tradeoff::date)
      .field("reference", &Tradeoff::reference)
      .field("replicates", &Tradeoff::replicates)
      .field("policies", &Tradeoff::policies)
      .field("preliminary", &Tradeoff::preliminary)
      .field("rows", &Tradeoff::rows)
      .field("least_worst_copies", &Tradeoff::least_worst_copies)
      .field("least_worst_science", &Tradeoff::least_worst_science)
      .field("failures", &Tradeoff::failures);
  module.def(
      "tradeoff",
      [](const Loaded& loaded, const RunOptions& options, const py::object& progress) {
        return stoppable(options, progress, [&](const RunOptions& o) {
          return study::tradeoff(study::run_ensemble(loaded.scenario, o));
        });
      },
      py::arg("scenario"), py::arg("options"), py::arg("progress"), doc("study::tradeoff"));
}

}  // namespace

void bind_policies(py::module_& module) {
  bind_credit(module);
  bind_ablation(module);
  bind_tradeoff(module);
}

}  // namespace python
