#include "bindings/cli/law_words.hpp"

#include "bindings/cli/numbers.hpp"
#include "models/exchange/law/words.hpp"
#include "study/posterior.hpp"

namespace cli {

using exchange::Provision;
using exchange::json::Node;

std::string penalty_of(const Provision& provision) {
  std::string text;
  for (const exchange::Effect& effect : provision.effects) {
    if (effect.type != exchange::Effect::Type::penalty) continue;
    const exchange::Penalty& p = effect.penalty;
    std::string one;
    if (p.min > 0) one += p.currency + " " + with_commas(p.min);
    if (p.gain_multiple_min > 0)
      one += (one.empty() ? "" : ", or ") +
             (p.gain_multiple_min == 2 ? "twice" : two_digits(p.gain_multiple_min) + " times") + " the gain" +
             (p.min > 0 ? " if more" : "");
    if (p.max > 0) one += (one.empty() ? "" : "; ") + ("at most " + p.currency + " " + with_commas(p.max));
    if (one.empty()) one = "amount not stated";
    if (!p.against.empty() && p.against != "either") one += ". On the " + p.against;
    text += (text.empty() ? "" : ". Also: ") + one;
  }
  return text.empty() ? "" : text + ".";
}

Node json_month(sim::Month month) {
  return month == sim::kNever || month == sim::kAlways ? Node{} : Node::of(sim::to_string(month));
}

Node json_of(const Provision& provision) {
  Node node = Node::object(), sources = Node::list();
  node.set("id", Node::of(provision.id));
  node.set("jurisdiction", Node::of(provision.jurisdiction));
  node.set("citation", Node::of(citation_of(provision)));
  node.set("title", Node::of(provision.title));
  node.set("summary", Node::of(provision.summary));
  node.set("announced", json_month(provision.announced));
  node.set("effective", json_month(provision.effective));
  node.set("expires", json_month(provision.expires));
  node.set("timing", Node::of(provision.timing == exchange::Timing::ex_ante ? "ex_ante" : "ex_post"));
  node.set("effects", Node::of(exchange::words_of(provision.effects)));
  for (const exchange::Citation& citation : provision.sources) {
    Node source = Node::object();
    source.set("text", Node::of(citation.text));
    source.set("fact", Node::of(citation.fact));
    source.set("grade", Node::of(citation.grade));
    sources.items.push_back(source);
  }
  node.set("sources", sources);
  return node;
}

std::string practice(const std::string& lead, const std::string& name, const exchange::Scenario& scenario) {
  const auto declared = exchange::declaration_of(name);
  const auto value = exchange::get(scenario.defaults, name);
  if (!declared || !value) return "";
  const auto given = scenario.priors.find(name);
  const sim::Prior& prior = given == scenario.priors.end() ? declared->prior : given->second;
  const study::Range posterior = study::posterior_range(scenario, name);
  if (posterior.runs > 0)
    return lead + " " + percent(posterior.median) + " (" + percent(posterior.low) + " to " +
           percent(posterior.high) + "), fitted: the posterior of this scenario.";
  std::string text = lead + " " + percent(*value);
  if (prior.shape != sim::Prior::Shape::fixed)
    text +=
        " (" + percent(prior.quantile(0.05, *value)) + " to " + percent(prior.quantile(0.95, *value)) + ")";
  const bool assumed = std::string(declared->source) == "assumption";
  return text +
         (assumed ? ". ASSUMPTION, no evidence found." : ". Evidence " + std::string(declared->source) + ".");
}

}  // namespace cli
