#include "study/sweep_factors.hpp"

#include <algorithm>

#include "models/exchange/world/decode_scalars.hpp"
#include "study/challenge.hpp"

namespace study {

namespace {

using exchange::Findings;
using exchange::Reading;
using exchange::json::Member;
using exchange::json::Node;

constexpr const char* kParameters = "parameters.";

std::vector<std::string> parameter_names() {
  std::vector<std::string> names;
  for (const sim::Declaration& declared : exchange::declarations()) names.push_back(declared.name);
  return names;
}

// Reads one factor after the other.
class FactorReader {
 public:
  FactorReader(const SweepWorld& world, DesignKind kind, Findings& findings)
      : world_(world), kind_(kind), findings_(findings) {}

  // The factor of a name, without its range; nothing if there can be none.
  std::optional<Factor> named(const Member& entry, const std::string& path) {
    Factor factor;
    factor.name = entry.key;
    const bool prefixed = entry.key.rfind(kParameters, 0) == 0;
    const std::string bare = prefixed ? entry.key.substr(std::string(kParameters).size()) : entry.key;
    declared_ = exchange::declaration_of(bare);
    factor.parameter = declared_.has_value();
    factor.path = factor.parameter ? kParameters + bare : entry.key;
    if (declared_) {
      factor.low = declared_->low;
      factor.high = declared_->high;
    } else if (prefixed && bare.find('.') == std::string::npos) {
      findings_.error(entry.at, path, "\"" + bare + "\" is not a parameter.",
                      findings_.guess(bare, parameter_names()));
      return std::nullopt;
    } else if (!is_known(bare)) {
      findings_.error(entry.at, path, "\"" + bare + "\" is neither a parameter nor a key of the scenario.",
                      findings_.guess(bare, known_names()));
      return std::nullopt;
    }
    return factor;
  }

  void read_range(const Node& node, const std::string& path, Factor& factor) {
    if (node.is_list()) return read_values(node, path, factor);
    if (!node.is_object()) return Reading{node, path, findings_}.wrong_type("an object");
    static const std::vector<std::string> known{"low", "high", "scale", "values", "title", "note", "source"};
    for (const Member& member : node.members)
      if (std::find(known.begin(), known.end(), member.key) == known.end())
        findings_.error(member.at, path + "." + member.key, "unknown key \"" + member.key + "\".",
                        guess_or_known(member.key, known));
    const Node *values = node.find("values"), *low = node.find("low"), *high = node.find("high");
    if (values && (low || high))
      findings_.error(values->at, path + ".values", "a factor has values, or low and high, not both.");
    else if (values)
      read_values(*values, path + ".values", factor);
    else if (low || high || node.find("scale"))
      read_ends(node, path, factor);
    else
      take_prior(node, path, factor);
  }

  // One value of a factor: of a parameter, a number in its range.
  bool good_value(const Node& value, const std::string& path, const Factor& factor) {
    if (factor.parameter)
      return exchange::read_number({value, path, findings_}, exchange::in_range(factor.low, factor.high))
          .has_value();
    if (value.type != Node::Type::null) return true;
    Reading{value, path, findings_}.wrong_type("a value");
    return false;
  }

 private:
  std::string guess_or_known(const std::string& word, const std::vector<std::string>& known) {
    const std::string guess = findings_.guess(word, known);
    return guess.empty() ? "Known: " + exchange::listed(known) : guess;
  }

  bool is_known(const std::string& key) const {
    return key.find('.') != std::string::npos || !world_.scenario || world_.tree.find(key);
  }
  std::vector<std::string> known_names() const {
    std::vector<std::string> names = parameter_names();
    for (const Member& member : world_.tree.members) names.push_back(member.key);
    return names;
  }

  void read_values(const Node& node, const std::string& path, Factor& factor) {
    if (!node.is_list() || node.items.empty())
      return Reading{node, path, findings_}.fault("values are a list of one or more.",
                                                  "For example [0, 0.1, 0.2].");
    for (std::size_t i = 0; i < node.items.size(); ++i)
      if (good_value(node.items[i], path + "." + std::to_string(i), factor))
        factor.values.push_back(node.items[i]);
  }

  void read_ends(const Node& node, const std::string& path, Factor& factor) {
    if (!needs_no_values(node, path, factor)) return;
    const auto end = [&](const char* key) -> std::optional<double> {
      const Node* given = node.find(key);
      if (!given) {
        Reading{node, path, findings_}.fault("the factor has no \"" + std::string(key) + "\".",
                                             "Give low and high.");
        return std::nullopt;
      }
      return exchange::read_number({*given, path + "." + key, findings_},
                                   exchange::in_range(factor.low, factor.high));
    };
    const auto low = end("low"), high = end("high");
    bool log = false;
    if (const Node* scale = node.find("scale"))
      log = exchange::read_word({*scale, path + ".scale", findings_}, {"linear", "log"}).value_or(0) == 1;
    if (!low || !high) return;
    if (*low >= *high) return findings_.error(node.find("low")->at, path + ".low", "low must be below high.");
    if (log && *low <= 0)
      return findings_.error(node.find("low")->at, path + ".low", "on a log scale low must be above 0.");
    factor.spread = log ? sim::Prior::log_uniform(*low, *high) : sim::Prior::uniform(*low, *high);
  }

  // Neither ends nor values: the parameter's own prior.
  void take_prior(const Node& node, const std::string& path, Factor& factor) {
    if (!needs_no_values(node, path, factor)) return;
    factor.spread = world_.scenario ? range_of_parameter(*world_.scenario, *declared_) : declared_->prior;
    if (factor.spread.shape == sim::Prior::Shape::fixed)
      Reading{node, path, findings_}.fault("this parameter has no range of its own.",
                                           "Give low and high, or values.");
  }

  bool needs_no_values(const Node& node, const std::string& path, const Factor& factor) {
    if (factor.parameter && kind_ != DesignKind::grid) return true;
    Reading{node, path, findings_}.fault(
        factor.parameter ? "a grid needs listed values." : "what is not a parameter needs listed values.",
        "For example {\"values\": " + std::string(factor.parameter ? "[0, 0.1, 0.2]" : "[true, false]") +
            "}.");
    return false;
  }

  const SweepWorld& world_;
  DesignKind kind_;
  Findings& findings_;
  std::optional<sim::Declaration> declared_;  // of the factor that is being read
};

// Two names of one path would undo each other.
void add(Factor factor, const exchange::json::Spot& at, const std::string& path, Design& design,
         Findings& findings) {
  for (const Factor& other : design.factors)
    if (other.path == factor.path)
      return findings.error(at, path, "\"" + other.name + "\" and \"" + factor.name + "\" are the same.");
  design.factors.push_back(std::move(factor));
}

std::size_t level_of(const Node& value, Factor& factor) {
  const std::string text = exchange::json::to_text(value);
  for (std::size_t i = 0; i < factor.values.size(); ++i)
    if (exchange::json::to_text(factor.values[i]) == text) return i;
  factor.values.push_back(value);
  return factor.values.size() - 1;
}

void read_rows(const Node& rows, FactorReader& reader, Design& design, Findings& findings) {
  if (!rows.is_list() || rows.items.empty())
    return Reading{rows, "rows", findings}.fault("rows are a list of one or more.",
                                                 "For example [{\"leak\": 0.1}, {\"leak\": 0.2}].");
  for (std::size_t r = 0; r < rows.items.size(); ++r) {
    const Node& row = rows.items[r];
    const std::string path = "rows." + std::to_string(r);
    if (!row.is_object()) {
      Reading{row, path, findings}.wrong_type("an object");
      continue;
    }
    for (const Member& member : row.members) {
      if (r > 0) break;  // the first row says which factors there are
      if (auto factor = reader.named(member, path + "." + member.key))
        add(std::move(*factor), member.at, path + "." + member.key, design, findings);
    }
    auto& levels = design.given.emplace_back(design.factors.size());
    for (std::size_t f = 0; f < design.factors.size(); ++f) {
      Factor& factor = design.factors[f];
      const Node* value = row.find(factor.name);
      if (!value)
        Reading{row, path, findings}.fault("this row has no \"" + factor.name + "\".",
                                           "Every row gives every factor.");
      else if (reader.good_value(*value, path + "." + factor.name, factor))
        levels[f] = static_cast<double>(level_of(*value, factor));
    }
    for (const Member& member : row.members)
      if (r > 0 && !rows.items[0].find(member.key))
        findings.error(member.at, path + "." + member.key, "the first row has no \"" + member.key + "\".",
                       "Every row gives every factor.");
  }
}

}  // namespace

void read_factors(const Node& tree, const SweepWorld& world, Design& design, Findings& findings) {
  FactorReader reader(world, design.kind, findings);
  const bool by_rows = design.kind == DesignKind::rows;
  const char *wanted = by_rows ? "rows" : "factors", *other = by_rows ? "factors" : "rows";
  if (tree.find(other))
    findings.error_at_key(other, std::string("this kind of design takes no \"") + other + "\".");
  const Node* given = tree.find(wanted);
  if (!given) return findings.error(tree.at, "", std::string("the design has no \"") + wanted + "\".");
  if (by_rows) return read_rows(*given, reader, design, findings);
  if (!given->is_object()) return Reading{*given, wanted, findings}.wrong_type("an object");
  if (given->members.empty()) findings.error(given->at, wanted, "the design varies nothing.");
  for (const Member& member : given->members) {
    const std::string path = "factors." + member.key;
    auto factor = reader.named(member, path);
    if (!factor) continue;
    reader.read_range(member.value, path, *factor);
    add(std::move(*factor), member.at, path, design, findings);
  }
}

void try_factors(const Node& tree, const Design& design, const TrialOfValue& fault, Findings& findings) {
  const bool by_rows = design.kind == DesignKind::rows;
  const Node& names = by_rows ? tree.find("rows")->items.front() : *tree.find("factors");
  for (const Factor& factor : design.factors) {
    if (factor.parameter) continue;
    std::optional<sim::Problem> first;
    bool good = factor.values.empty();
    for (const Node& value : factor.values) {
      const auto found = fault(factor.path, value);
      good = good || !found;
      if (good) break;
      if (!first) first = found;
    }
    if (!good)
      findings.error(names.member(factor.name)->at, (by_rows ? "rows.0." : "factors.") + factor.name,
                     "no value of this factor makes a scenario: " + first->message, first->suggestion);
  }
}

void write_factors(const Design& design, Node& tree) {
  Node factors = Node::object(), rows = Node::list();
  for (const Factor& factor : design.factors) {
    Node node = Node::object();
    const bool log = factor.spread.shape == sim::Prior::Shape::log_uniform;
    if (factor.listed()) {
      node.set("values", Node::list(factor.values));
    } else if (log || factor.spread.shape == sim::Prior::Shape::uniform) {
      node.set("low", Node::of(factor.spread.a));
      node.set("high", Node::of(factor.spread.b));
      node.set("scale", Node::of(log ? "log" : "linear"));
    }
    factors.set(factor.name, std::move(node));
  }
  for (const auto& levels : design.given) {
    Node row = Node::object();
    for (std::size_t f = 0; f < levels.size(); ++f)
      row.set(design.factors[f].name, design.factors[f].value(levels[f]));
    rows.items.push_back(std::move(row));
  }
  if (design.kind == DesignKind::rows)
    tree.set("rows", std::move(rows));
  else
    tree.set("factors", std::move(factors));
}

}  // namespace study
