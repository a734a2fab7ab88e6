// The JSON of `credit`, with and without --provisions.

#include "bindings/cli/analysis.hpp"
#include "bindings/cli/credit_table.hpp"

namespace cli {

using exchange::json::Node;

namespace {

const char* name_of(study::Interplay interplay) {
  switch (interplay) {
    case study::Interplay::independent:
      return "independent";
    case study::Interplay::overlaps:
      return "overlaps";
    case study::Interplay::reinforced:
      return "reinforced";
    case study::Interplay::undecided:
      return "undecided";
  }
  return "";
}

template <class Told>
void set_common(Node& all, const Told& told) {
  all.set("policy", Node::of(told.policy));
  all.set("reference", Node::of(told.reference));
  all.set("date", Node::of(sim::to_string(told.date)));
  all.set("replicates", Node::of(int64_t{told.replicates}));
  all.set("institutions", Node::of(int64_t{told.institutions}));
  all.set("weight", Node::of(told.weight));
}

Node provisions_of(const study::Player& player) {
  Node list = Node::list();
  for (const std::string& id : player.provisions) list.items.push_back(Node::of(id));
  return list;
}

}  // namespace

Node json_of(const study::Credit& told) {
  Node all = Node::object(), measures = Node::list();
  set_common(all, told);
  all.set("exact", Node::of(told.exact));
  all.set("orders", Node::of(int64_t{told.orders}));
  all.set("sets", Node::of(told.sets));
  all.set("held_reference", json_range(told.held_reference));
  all.set("held_policy", json_range(told.held_policy));
  all.set("change", json_range(told.change));
  for (const study::CreditRow& row : told.rows) {
    Node node = Node::object(), runs = Node::list();
    node.set("measure", Node::of(row.player.id));
    node.set("title", Node::of(row.player.title));
    node.set("provisions", provisions_of(row.player));
    node.set("credit", json_range(row.value));
    node.set("share", json_range(row.share));
    node.set("alone", json_range(row.alone));
    node.set("last", json_range(row.last));
    node.set("interplay", Node::of(name_of(row.interplay)));
    node.set("sampling_error", json_number(row.sampling_error));
    for (const double value : row.by_run) runs.items.push_back(json_number(value));
    node.set("by_run", runs);
    measures.items.push_back(node);
  }
  all.set("measures", measures);
  return all;
}

Node json_of(const study::Ablation& told) {
  Node all = Node::object(), rules = Node::list();
  set_common(all, told);
  all.set("jurisdiction", told.jurisdiction.empty() ? Node{} : Node::of(told.jurisdiction));
  all.set("held", json_range(told.held));
  all.set("change", json_range(told.change));
  for (const study::AblationRow& row : told.rows) {
    Node node = Node::object();
    node.set("provision", Node::of(row.rule.id));
    node.set("title", Node::of(row.rule.title));
    node.set("change", json_range(row.change));
    node.set("difference", json_range(row.difference));
    node.set("no_run_differs", Node::of(row.never));
    rules.items.push_back(node);
  }
  all.set("provisions", rules);
  return all;
}

}  // namespace cli
