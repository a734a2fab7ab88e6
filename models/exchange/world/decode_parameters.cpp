#include "models/exchange/world/decode_parameters.hpp"

#include <algorithm>

#include "models/exchange/world/decode_scalars.hpp"

namespace exchange {

namespace {

using sim::Prior;

std::vector<std::string> parameter_names() {
  std::vector<std::string> names;
  for (const auto& declared : declarations()) names.push_back(declared.name);
  return names;
}

// What is wrong with the arguments of a prior; nothing if they can be drawn from.
std::string fault_of(const Prior& prior, const sim::Declaration& declared) {
  const bool bounds = prior.shape == Prior::Shape::uniform || prior.shape == Prior::Shape::log_uniform;
  if (bounds && (prior.a < declared.low || prior.b > declared.high))
    return "it leaves the range " + json::to_text(declared.low) + " to " + json::to_text(declared.high) + ".";
  switch (prior.shape) {
    case Prior::Shape::uniform:
      return prior.a < prior.b ? "" : "low must be below high.";
    case Prior::Shape::log_uniform:
      return prior.a > 0 && prior.a < prior.b ? "" : "0 < low < high must hold.";
    case Prior::Shape::normal:
      return prior.b > 0 ? "" : "the standard deviation must be above 0.";
    case Prior::Shape::log_normal:
      return prior.a > 0 && prior.b > 0 ? "" : "median and sd must be above 0.";
    case Prior::Shape::beta:
      return prior.a > 0 && prior.b > 0 ? "" : "alpha and beta must be above 0.";
    default:
      return "";
  }
}

std::optional<Prior> read_prior(const Reading& r, const sim::Declaration& declared) {
  if (!r.node.is_object() || r.node.members.size() != 1) {
    r.fault("a prior is an object with one key.", "For example {\"uniform\": [0, 1]}.");
    return std::nullopt;
  }
  const json::Member& member = r.node.members[0];
  const auto shape = std::find(kShapeNames.begin(), kShapeNames.end(), member.key);
  if (shape == kShapeNames.end()) {
    r.findings.error(member.at, r.path, "\"" + member.key + "\" is not a prior.",
                     "Priors: " + listed(kShapeNames));
    return std::nullopt;
  }
  Prior prior;
  prior.shape = static_cast<Prior::Shape>(shape - kShapeNames.begin());
  const auto& numbers = member.value.items;
  const std::size_t wanted = prior.shape == Prior::Shape::fixed ? 0 : 2;
  const bool all_numbers =
      std::all_of(numbers.begin(), numbers.end(), [](const auto& n) { return n.is_number(); });
  if (!member.value.is_list() || numbers.size() != wanted || !all_numbers) {
    Reading{member.value, r.path, r.findings}.fault(
        "\"" + member.key + "\" takes a list of " + std::to_string(wanted) + " numbers.",
        "For example {\"uniform\": [0, 1]}.");
    return std::nullopt;
  }
  if (wanted == 2) {
    prior.a = numbers[0].number;
    prior.b = numbers[1].number;
  }
  const std::string fault = fault_of(prior, declared);
  if (!fault.empty())
    Reading{member.value, r.path, r.findings}.fault("this prior cannot be drawn from: " + fault,
                                                    "For example {\"uniform\": [0, 1]}.");
  return fault.empty() ? std::optional(prior) : std::nullopt;
}

// Only priors that differ from the declared one are kept.
void keep_prior(const Prior& prior, const sim::Declaration& declared, ParameterEntries& into) {
  into.priors.erase(declared.name);
  if (!same(prior, declared.prior)) into.priors[declared.name] = prior;
}

// The keys of the long form; remarks are kept by path.
void read_long_form(const json::Node& node, const std::string& path, const sim::Declaration& declared,
                    ParameterEntries& into, Findings& findings, std::map<std::string, Remark>& remarks) {
  Remark remark;
  bool prior_given = false, value_given = false;
  std::optional<bool> fitted;
  for (const json::Member& member : node.members) {
    const std::string inside = path + "." + member.key;
    const Reading reading{member.value, inside, findings};
    if (member.key == "value") {
      value_given = true;
      if (const auto value = read_number(reading, in_range(declared.low, declared.high)))
        set(into.values, declared.name, *value);
    } else if (member.key == "prior") {
      prior_given = true;
      if (const auto prior = read_prior(reading, declared)) keep_prior(*prior, declared, into);
    } else if (member.key == "fitted") {
      fitted = read_boolean(reading);
    } else if (member.key == "title" || member.key == "note" || member.key == "source") {
      std::string& text = member.key == "title"  ? remark.title
                          : member.key == "note" ? remark.note
                                                 : remark.source;
      text = read_text(reading, {}).value_or("");
    } else {
      const std::vector<std::string> known{"value", "prior", "fitted", "title", "note", "source"};
      const std::string guess = findings.guess(member.key, known);
      findings.error(member.at, inside, "unknown key \"" + member.key + "\".",
                     guess.empty() ? "Known: " + listed(known) : guess);
    }
  }
  if (value_given && !prior_given && !fitted.value_or(false)) keep_prior(Prior::fixed(), declared, into);
  if (!fitted.value_or(!value_given && !prior_given)) into.own[declared.name] = prior_given;
  if (!remark.title.empty() || !remark.note.empty() || !remark.source.empty()) remarks[path] = remark;
}

}  // namespace

void read_parameter(const json::Member& entry, const std::string& path, ParameterEntries& into,
                    Findings& findings, std::map<std::string, Remark>& remarks) {
  const auto declared = declaration_of(entry.key);
  if (!declared) {
    const std::string guess = findings.guess(entry.key, parameter_names());
    findings.error(entry.at, path, "\"" + entry.key + "\" is not a parameter.",
                   guess.empty() ? "All of them stand in the scenario.json of any result" : guess);
    return;
  }
  if (entry.value.is_object()) return read_long_form(entry.value, path, *declared, into, findings, remarks);
  const auto value = read_number({entry.value, path, findings}, in_range(declared->low, declared->high));
  if (!value) return;
  set(into.values, entry.key, *value);
  into.own[entry.key] = false;
  keep_prior(Prior::fixed(), *declared, into);
}

json::Node to_json(const Prior& prior) {
  json::Node arguments = json::Node::list();
  if (prior.shape != Prior::Shape::fixed)
    arguments.items = {json::Node::of(prior.a), json::Node::of(prior.b)};
  json::Node node = json::Node::object();
  node.set(kShapeNames[static_cast<std::size_t>(prior.shape)], std::move(arguments));
  return node;
}

bool same(const Prior& a, const Prior& b) { return a.shape == b.shape && a.a == b.a && a.b == b.b; }

}  // namespace exchange
