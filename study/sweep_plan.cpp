#include "study/sweep_plan.hpp"

#include <algorithm>

#include "models/exchange/world/decode_scalars.hpp"
#include "models/exchange/world/problems.hpp"
#include "study/sweep_choices.hpp"
#include "study/sweep_factors.hpp"

namespace study {

namespace {

using exchange::Findings;
using exchange::Reading;
using exchange::json::Member;
using exchange::json::Node;

const std::vector<std::string> kKeys{
    "title", "author",       "note",    "source", "scenario",   "set",      "defaults", "design", "points",
    "seed",  "second_order", "factors", "rows",   "replicates", "policies", "outputs",  "dates"};

// Every default written out.
std::string design_text(const SweepPlan& plan) {
  const Design& design = plan.design;
  Node all = Node::object(), policies = Node::list(), outputs = Node::list(), dates = Node::list();
  all.set("design", Node::of(kDesignNames[static_cast<std::size_t>(design.kind)]));
  if (design.points > 0) all.set("points", Node::of(design.points));
  all.set("seed", Node::of(design.seed));
  if (design.kind == DesignKind::sobol) all.set("second_order", Node::of(design.second_order));
  write_factors(design, all);
  all.set("replicates", Node::of(int64_t{plan.replicates}));
  for (const std::string& id : plan.policies) policies.items.push_back(Node::of(id));
  for (const Monthly output : plan.outputs) outputs.items.push_back(Node::of(declaration_of(output).name));
  for (const Month date : plan.dates) dates.items.push_back(Node::of(to_string(date)));
  all.set("policies", std::move(policies));
  all.set("outputs", std::move(outputs));
  all.set("dates", std::move(dates));
  return exchange::json::to_text(all);
}

// Reads a design key by key and collects what is wrong.
class PlanReader {
 public:
  PlanReader(std::string_view text, const std::string& file, const SweepChanges& changes)
      : file_(file), changes_(changes) {
    auto tree = exchange::json::parse(text, file, findings_.all());
    if (tree && !tree->is_object()) findings_.error(tree->at, "", "a design is an object: { ... }.");
    if (!tree || !tree->is_object()) refuse();
    tree_ = std::move(*tree);
    findings_.look_in(&tree_);
    const Node* policies = tree_.find("policies");
    if (tree_.find("extends") || tree_.find("law") || (policies && policies->is_object())) {
      findings_.error(tree_.at, "", "this is a scenario, not the design of a sweep.",
                      "A design names its scenario: genratchet sweep --help");
      refuse();
    }
    for (const Member& member : tree_.members)
      if (std::find(kKeys.begin(), kKeys.end(), member.key) == kKeys.end())
        findings_.error(member.at, member.key, "unknown key \"" + member.key + "\".",
                        guess(member.key, kKeys));
  }

  // The scenario that the design names.
  void load(const ScenarioLoader& loader) {
    const Node* named = tree_.find("scenario");
    if (!named)
      findings_.error(tree_.at, "", "the design names no scenario.",
                      "For example \"scenario\": \"preset:two-places\".");
    else if (const auto name = exchange::read_text({*named, "scenario", findings_}, {}))
      take([&] { return loader(*name, overrides()); });
  }
  void load(const std::string& scenario_json) {
    take([&] {
      exchange::Loaded loaded = loaded_with(scenario_json, overrides());
      loaded.warnings.clear();  // of a text that nobody wrote
      return loaded;
    });
  }

  SweepPlan read() {
    read_words();
    read_kind();
    read_factors(tree_, world_, plan_.design, findings_);
    check_size();
    read_choices(tree_, world_.scenario, plan_, findings_);
    if (changes_.replicates > 0) plan_.replicates = changes_.replicates;
    if (!findings_.any_error()) try_values();
    if (findings_.any_error()) refuse();
    write();
    plan_.warnings = findings_.sorted(file_);
    return std::move(plan_);
  }

 private:
  static std::optional<std::pair<std::string, std::string>> nothing(const std::string&, const std::string&) {
    return std::nullopt;
  }
  static exchange::Loaded loaded_with(const std::string& scenario_json,
                                      const exchange::Overrides& overrides) {
    return exchange::load_scenario(scenario_json, "scenario", nothing, overrides);
  }

  [[noreturn]] void refuse() { throw sim::InputError(findings_.sorted(file_)); }

  std::string guess(const std::string& word, const std::vector<std::string>& known) const {
    const std::string found = findings_.guess(word, known);
    return found.empty() ? "Known: " + exchange::listed(known, 20) : found;
  }

  exchange::Overrides overrides() {
    exchange::Overrides overrides;
    const Node *set = tree_.find("set"), *defaults = tree_.find("defaults");
    if (set && !set->is_object()) Reading{*set, "set", findings_}.wrong_type("an object");
    if (set)
      for (const Member& member : set->members)
        overrides.set.emplace_back(member.key, exchange::json::to_text(member.value));
    if (defaults)
      if (const auto fixed = exchange::read_boolean({*defaults, "defaults", findings_}))
        overrides.set.emplace_back("draw_parameters", *fixed ? "false" : "true");
    return overrides;
  }

  // What is wrong with a value that the design sets stands in the design.
  void add(sim::Problem problem) {
    const std::string head = "--set ";
    const Node* set = tree_.find("set");
    if (set && problem.file.rfind(head, 0) == 0)
      for (const Member& member : set->members)
        if (problem.file.rfind(head + member.key + "=", 0) == 0) {
          problem.file = file_;
          problem.line = member.at.line;
          problem.column = member.at.column;
        }
    findings_.all().push_back(std::move(problem));
  }

  template <class Load>
  void take(Load&& load) {
    try {
      exchange::Loaded loaded = load();
      for (sim::Problem& warning : loaded.warnings) add(std::move(warning));
      scenario_ = std::move(loaded.scenario);
      sim::Problems none;
      world_.tree =
          exchange::json::parse(scenario_->resolved_json, "scenario", none).value_or(Node::object());
      world_.scenario = &*scenario_;
    } catch (const sim::InputError& error) {
      for (const sim::Problem& problem : error.problems) add(problem);
    }
  }

  void read_words() {
    for (const char* key : {"title", "author", "note", "source"})
      if (const Node* node = tree_.find(key))
        if (const auto text = exchange::read_text({*node, key, findings_}, {});
            text && key == std::string("title"))
          plan_.title = *text;
  }

  void read_kind() {
    Design& design = plan_.design;
    const std::vector<std::string> words{kDesignNames.begin(), kDesignNames.end()};
    const Node *kind = tree_.find("design"), *points = tree_.find("points"), *seed = tree_.find("seed"),
               *second = tree_.find("second_order");
    if (kind) {
      if (const auto word = exchange::read_word({*kind, "design", findings_}, words))
        design.kind = static_cast<DesignKind>(*word);
    } else if (tree_.find("rows")) {
      design.kind = DesignKind::rows;
    } else {
      findings_.error(tree_.at, "", "the design has no \"design\".", "Kinds: " + exchange::listed(words));
    }
    if (seed)
      if (const auto value = exchange::read_seed({*seed, "seed", findings_})) design.seed = *value;
    if (second)
      design.second_order = exchange::read_boolean({*second, "second_order", findings_}).value_or(false);
    if (second && design.kind != DesignKind::sobol)
      findings_.error_at_key("second_order", "only a sobol design has a second order.");
    read_points(points);
  }

  void read_points(const Node* points) {
    Design& design = plan_.design;
    const bool counted = design.kind != DesignKind::grid && design.kind != DesignKind::rows;
    if (points && !counted)
      findings_.error_at_key("points",
                             "a design of this kind takes no \"points\": its factors or rows say how many.");
    if (!points && counted)
      findings_.error(tree_.at, "", "the design has no \"points\".", "For example \"points\": 128.");
    if (!points || !counted) return;
    const auto rule = exchange::in_range(1, static_cast<double>(kMostRows));
    design.points = exchange::read_whole({*points, "points", findings_}, rule, kMostRows).value_or(0);
    if (design.kind == DesignKind::sobol && (design.points & (design.points - 1)) != 0)
      findings_.warning_at("points",
                           "the points of a sobol design are even only if their number is a power of two.",
                           "Take 64, 128, 256 ...");
  }

  void check_size() {
    const Design& design = plan_.design;
    if (design.kind == DesignKind::sobol && 2 * design.factors.size() > kSobolDimensions)
      findings_.error_at_key(
          "factors", "a sobol design has at most " + std::to_string(kSobolDimensions / 2) + " factors.",
          "Screen them first with a morris design.");
    if (design.size() > kMostRows)
      findings_.error_at_key(
          "design", "the design has more than " + exchange::json::to_text(double{kMostRows}) + " rows.");
  }

  void try_values() {
    const auto fault = [&](const std::string& path, const Node& value) -> std::optional<sim::Problem> {
      try {
        loaded_with(scenario_->resolved_json, {{{path, exchange::json::to_text(value)}}});
        return std::nullopt;
      } catch (const sim::InputError& error) {
        for (const sim::Problem& problem : error.problems)
          if (problem.severity == sim::Problem::Severity::error) return problem;
        throw;
      }
    };
    try_factors(tree_, plan_.design, fault, findings_);
  }

  void write() {
    plan_.design_json = design_text(plan_);
    plan_.scenario_json = scenario_->resolved_json;
    plan_.scenario_id = scenario_->id;
  }

  std::string file_;
  SweepChanges changes_;
  Findings findings_;
  Node tree_;
  std::optional<Scenario> scenario_;
  SweepWorld world_;
  SweepPlan plan_;
};

}  // namespace

SweepPlan read_sweep(std::string_view design, const std::string& file_name, const ScenarioLoader& load,
                     const SweepChanges& changes) {
  PlanReader reader(design, file_name, changes);
  reader.load(load);
  return reader.read();
}

SweepPlan sweep_for(const std::string& scenario_json, std::string_view design, const std::string& file_name,
                    const SweepChanges& changes) {
  PlanReader reader(design, file_name, changes);
  reader.load(scenario_json);
  return reader.read();
}

}  // namespace study
