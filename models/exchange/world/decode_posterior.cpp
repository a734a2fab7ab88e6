#include "models/exchange/world/decode_posterior.hpp"

#include <algorithm>

#include "models/exchange/world/decode_scalars.hpp"

namespace exchange {

namespace {

using json::Node;

constexpr int kMostFaultyRows = 10;  // told one by one
constexpr const char* kExample = "Like {\"design_seed\": 1, \"parameters\": [\"leak\"], \"rows\": [[0.1]]}.";

// Reads the object's keys one after the other.
class PosteriorReader {
 public:
  PosteriorReader(const Node& node, const std::string& path, Findings& findings)
      : node_(node), path_(path), findings_(findings) {}

  std::shared_ptr<const Posterior> read() {
    const std::size_t before = findings_.all().size();
    check_keys();
    check_complete();
    if (const Node* title = node_.find("title"); title && title->is_text()) found_.title = title->text;
    if (const Node* seed = node_.find("design_seed"))
      found_.design_seed = read_seed({*seed, path_ + ".design_seed", findings_}).value_or(0);
    if (const Node* parameters = list_at("parameters")) read_parameters(*parameters);
    if (const Node* rows = list_at("rows")) read_rows(*rows);
    if (findings_.all().size() != before) return nullptr;
    return std::make_shared<const Posterior>(std::move(found_));
  }

 private:
  void check_keys() {
    static const std::vector<std::string> known{"title",       "note",       "source", "made_by",
                                                "design_seed", "parameters", "rows"};
    for (const json::Member& member : node_.members) {
      const std::string inside = path_ + "." + member.key;
      if (std::find(known.begin(), known.end(), member.key) == known.end()) {
        const std::string guess = findings_.guess(member.key, known);
        findings_.error(member.at, inside, "unknown key \"" + member.key + "\".",
                        guess.empty() ? "Known: " + listed(known) : guess);
      } else if (std::find(kRemarkKeys.begin(), kRemarkKeys.end(), member.key) != kRemarkKeys.end()) {
        read_text({member.value, inside, findings_}, {});
      } else if (member.key == "made_by") {
        read_made_by(member.value, inside);
      }
    }
  }

  // How the sample was made is for the reader: any names, plain values.
  void read_made_by(const Node& node, const std::string& path) {
    if (!node.is_object()) return Reading{node, path, findings_}.wrong_type("an object");
    for (const json::Member& member : node.members)
      if (member.value.is_list() || member.value.is_object())
        findings_.error(
            member.value.at, path + "." + member.key,
            std::string("expected a single value, found ") + json::name_of(member.value.type) + ".");
  }

  void check_complete() {
    std::vector<std::string> missing;
    for (const char* key : {"design_seed", "parameters", "rows"})
      if (!node_.find(key)) missing.push_back(key);
    if (!missing.empty())
      findings_.error(node_.at, path_, "this posterior lacks " + listed(missing) + ".", kExample);
  }

  const Node* list_at(const char* key) {
    const Node* found = node_.find(key);
    const std::string inside = path_ + "." + key;
    if (found && !found->is_list()) {
      Reading{*found, inside, findings_}.fault(
          std::string("expected a list, found ") + json::name_of(found->type) + ".", kExample);
      return nullptr;
    }
    if (found && found->items.empty()) {
      findings_.error(found->at, inside, "there are no " + std::string(key) + " to draw from.",
                      "Leave the posterior out, or write null, to draw from the priors.");
      return nullptr;
    }
    return found;
  }

  void read_parameters(const Node& list) {
    std::vector<std::string> known;
    for (const auto& declared : declarations()) known.push_back(declared.name);
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const std::string inside = path_ + ".parameters." + std::to_string(i);
      const Node& item = list.items[i];
      const std::string name = read_text({item, inside, findings_}, {}).value_or("");
      const auto declared = declaration_of(name);
      if (item.is_text() && !declared)
        findings_.error(item.at, inside, "\"" + name + "\" is not a parameter.",
                        findings_.guess(name, known));
      else if (std::find(found_.parameters.begin(), found_.parameters.end(), name) != found_.parameters.end())
        findings_.error(item.at, inside, "\"" + name + "\" stands twice.", "Keep one of them.");
      found_.parameters.push_back(name);
      bounds_.push_back(declared ? in_range(declared->low, declared->high) : FieldRule{});
    }
  }

  void read_rows(const Node& list) {
    int faulty = 0;
    const Node* untold = nullptr;  // the first
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      Findings own;  // of this row
      std::vector<double> row = read_row(list.items[i], path_ + ".rows." + std::to_string(i), own);
      if (!own.all().empty() && ++faulty <= kMostFaultyRows)
        findings_.all().insert(findings_.all().end(), own.all().begin(), own.all().end());
      else if (faulty == kMostFaultyRows + 1 && !untold)
        untold = &list.items[i];
      found_.rows.push_back(std::move(row));
    }
    if (untold)
      findings_.error(untold->at, path_ + ".rows",
                      std::to_string(faulty - kMostFaultyRows) + " more rows are faulty.");
  }

  std::vector<double> read_row(const Node& row, const std::string& path, Findings& own) const {
    if (!row.is_list()) {
      Reading{row, path, own}.fault(
          std::string("expected a list of numbers, found ") + json::name_of(row.type) + ".", kExample);
      return {};
    }
    const std::size_t wanted = bounds_.size();
    if (wanted != 0 && row.items.size() != wanted)
      own.error(row.at, path,
                "this row has " + std::to_string(row.items.size()) +
                    (row.items.size() == 1 ? " value for " : " values for ") + std::to_string(wanted) +
                    (wanted == 1 ? " parameter." : " parameters."));
    std::vector<double> values;
    for (std::size_t i = 0; i < row.items.size(); ++i)
      values.push_back(read_number({row.items[i], path + "." + std::to_string(i), own},
                                   i < wanted ? bounds_[i] : FieldRule{})
                           .value_or(0));
    return values;
  }

  const Node& node_;
  const std::string& path_;
  Findings& findings_;
  Posterior found_;
  std::vector<FieldRule> bounds_;  // by parameter
};

}  // namespace

std::shared_ptr<const Posterior> read_posterior(const Node& node, const std::string& path,
                                                Findings& findings) {
  if (node.type == Node::Type::null) return nullptr;
  if (!node.is_object()) {
    Reading{node, path, findings}.fault(
        std::string("expected a file's name, an object or null, found ") + json::name_of(node.type) + ".",
        kExample);
    return nullptr;
  }
  return PosteriorReader(node, path, findings).read();
}

}  // namespace exchange
