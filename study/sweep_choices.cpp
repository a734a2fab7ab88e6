#include "study/sweep_choices.hpp"

#include <algorithm>

#include "models/exchange/world/decode_scalars.hpp"

namespace study {

namespace {

using exchange::Findings;
using exchange::Reading;
using exchange::json::Node;

template <class T>
bool has(const std::vector<T>& list, const T& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Calls visit(where, text) for each text of a list, or for a single text.
template <class Visit>
void each_text(const Node& design, const char* key, Findings& findings, Visit&& visit) {
  const Node* given = design.find(key);
  if (!given) return;
  const std::vector<Node> items = given->is_list() ? given->items : std::vector<Node>{*given};
  if (items.empty())
    Reading{*given, key, findings}.fault("the list is empty.", "Leave it out for all of them.");
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string path = given->is_list() ? key + ("." + std::to_string(i)) : key;
    const Reading reading{items[i], path, findings};
    if (const auto text = exchange::read_text(reading, {})) visit(reading, *text);
  }
}

void read_replicates(const Node& design, const Scenario* scenario, SweepPlan& plan, Findings& findings) {
  constexpr int32_t most = 1'000'000;
  if (scenario) plan.replicates = std::min(scenario->replicates, kSweepReplicates);
  const Node* given = design.find("replicates");
  if (!given) return;
  const auto count =
      exchange::read_whole({*given, "replicates", findings}, exchange::in_range(1, most), most);
  if (count) plan.replicates = static_cast<int32_t>(*count);
}

void read_policies(const Node& design, const Scenario* scenario, SweepPlan& plan, Findings& findings) {
  std::vector<std::string> known, wanted;
  if (scenario)
    for (const auto& policy : scenario->policies) known.push_back(policy.id);
  each_text(design, "policies", findings, [&](const Reading& reading, const std::string& id) {
    if (scenario && !has(known, id)) {
      const std::string guess = findings.guess(id, known);
      reading.fault("\"" + id + "\" is not a policy here.",
                    guess.empty() ? "Policies: " + exchange::listed(known, 20) : guess);
    }
    wanted.push_back(id);
  });
  if (!scenario) return;
  plan.reference = scenario->reference.empty() ? known.front() : scenario->reference;
  for (const std::string& id : known)
    if (wanted.empty() || id == plan.reference || has(wanted, id)) plan.policies.push_back(id);
}

void read_outputs(const Node& design, SweepPlan& plan, Findings& findings) {
  std::vector<std::string> known;
  for (int o = 0; o < exchange::kMonthly; ++o) known.push_back(declaration_of(static_cast<Monthly>(o)).name);
  each_text(design, "outputs", findings, [&](const Reading& reading, const std::string& name) {
    const auto found = std::find(known.begin(), known.end(), name);
    const auto output = static_cast<Monthly>(found - known.begin());
    if (found == known.end())
      reading.fault("\"" + name + "\" is not a monthly output.",
                    findings.guess(name, known) + " All: genratchet show outputs");
    else if (has(plan.outputs, output))
      reading.fault("\"" + name + "\" stands twice.");
    else
      plan.outputs.push_back(output);
  });
  for (int o = 0; o < exchange::kMonthly && !design.find("outputs"); ++o)
    plan.outputs.push_back(static_cast<Monthly>(o));
}

void read_dates(const Node& design, const Scenario* s, SweepPlan& plan, Findings& findings) {
  each_text(design, "dates", findings, [&](const Reading& reading, const std::string& text) {
    const auto month = exchange::month_from(text, exchange::Dates::month);
    if (!month)
      reading.fault("\"" + text + "\" is not a month.", "Write YYYY-MM, 01 to 12.");
    else if (s && (*month < s->first || *month >= s->end))
      reading.fault(text + " lies outside the run.",
                    "It is " + to_string(s->first) + " to " + to_string(s->end - 1) + ".");
    else if (has(plan.dates, *month))
      reading.fault(text + " stands twice.");
    else
      plan.dates.push_back(*month);
  });
  if (design.find("dates") || !s) return;
  for (const Month date : s->report)  // a scenario is warned of others, and runs without them
    if (date >= s->first && date < s->end) plan.dates.push_back(date);
  if (plan.dates.empty()) plan.dates = {s->end - 1};
}

}  // namespace

void read_choices(const Node& design, const Scenario* scenario, SweepPlan& plan, Findings& findings) {
  read_replicates(design, scenario, plan, findings);
  read_policies(design, scenario, plan, findings);
  read_outputs(design, plan, findings);
  read_dates(design, scenario, plan, findings);
}

}  // namespace study
