#include "models/exchange/world/decode.hpp"

#include <algorithm>

#include "models/exchange/world/decode_parameters.hpp"
#include "models/exchange/world/decode_posterior.hpp"
#include "models/exchange/world/decode_scalars.hpp"

namespace exchange {

namespace {

using json::Node;

bool is_remark(const std::string& key) {
  return std::find(kRemarkKeys.begin(), kRemarkKeys.end(), key) != kRemarkKeys.end();
}

constexpr int kMostUnknown = 50;  // reported of one object

// Reads the fields of one object.
class Reader {
 public:
  Reader(const Node& object, std::string path, Findings& findings, std::map<std::string, Remark>& remarks,
         bool amending = false)
      : object_(object),
        path_(std::move(path)),
        findings_(findings),
        remarks_(remarks),
        amending_(amending) {}

  template <class T>
  void field(const char* key, T&& value, const char* /*doc*/, const FieldRule& rule = {}) {
    known_.push_back(key);
    if (const Node* node = object_.find(key)) read(*node, below(path_, key), value, rule);
  }

  void allow(const char* key) { known_.push_back(key); }

  // Whatever is left has no meaning; titles, notes and sources are kept for the report.
  void finish() {
    Remark remark;
    int unknown = 0;
    for (const json::Member& member : object_.members) {
      const std::string path = below(path_, member.key);
      const bool declared = std::find(known_.begin(), known_.end(), member.key) != known_.end();
      if (is_remark(member.key) && (!declared || member.value.is_text())) keep(remark, member, path);
      if (declared || is_remark(member.key) || ++unknown > kMostUnknown) continue;
      const std::string guess = findings_.guess(member.key, known_);
      findings_.error(member.at, path, "unknown key \"" + member.key + "\".",
                      !guess.empty()     ? guess
                      : known_.empty() ? "Leave it out: nothing is told here."
                                       : "Known: " + listed(known_, 16));
    }
    if (unknown > kMostUnknown)
      findings_.error(object_.at, path_, std::to_string(unknown - kMostUnknown) + " more keys of this object are unknown.");
    if (!remark.title.empty() || !remark.note.empty() || !remark.source.empty()) remarks_[path_] = remark;
  }

  template <class T>
  void read_object(T& value) {
    describe(*this, value);
    finish();
  }

 private:
  static std::string below(const std::string& path, const std::string& key) {
    return path.empty() ? key : path + "." + key;
  }

  void keep(Remark& remark, const json::Member& member, const std::string& path) {
    const auto text = read_text({member.value, path, findings_}, {});
    if (text)
      (member.key == "title" ? remark.title : member.key == "note" ? remark.note : remark.source) = *text;
  }

  bool is_object(const Node& node, const std::string& path) {
    if (!node.is_object()) Reading{node, path, findings_}.wrong_type("an object");
    return node.is_object();
  }

  // Calls body(id, node, path) for each entry of an object that is keyed by ids, remarks apart.
  template <class Body>
  void each_entry(const Node& node, const std::string& path, bool ids, Body&& body) {
    if (!is_object(node, path)) return;
    Remark remark;
    for (const json::Member& member : node.members) {
      const std::string inside = below(path, member.key);
      if (is_remark(member.key) && member.value.is_text()) {
        keep(remark, member, inside);
      } else if (ids && !is_id(member.key)) {
        findings_.error(member.at, inside, "\"" + member.key + "\" cannot be an id.",
                        "Use letters, digits, - and _.");
      } else {
        body(member, inside);
      }
    }
    if (!remark.title.empty() || !remark.note.empty() || !remark.source.empty()) remarks_[path] = remark;
  }

  template <class T>
  static void take(const std::optional<T>& read, T& value) {
    if (read) value = *read;
  }

  void read(const Node& node, const std::string& path, bool& value, const FieldRule&) {
    take(read_boolean({node, path, findings_}), value);
  }
  void read(const Node& node, const std::string& path, double& value, const FieldRule& rule) {
    take(read_number({node, path, findings_}, rule), value);
  }
  void read(const Node& node, const std::string& path, int32_t& value, const FieldRule& rule) {
    if (const auto whole = read_whole({node, path, findings_}, rule, INT32_MAX))
      value = static_cast<int32_t>(*whole);
  }
  void read(const Node& node, const std::string& path, int64_t& value, const FieldRule& rule) {
    take(read_whole({node, path, findings_}, rule, int64_t{1} << 53), value);
  }
  void read(const Node& node, const std::string& path, uint64_t& value, const FieldRule&) {
    take(read_seed({node, path, findings_}), value);
  }
  void read(const Node& node, const std::string& path, std::string& value, const FieldRule& rule) {
    take(read_text({node, path, findings_}, rule), value);
  }
  void read(const Node& node, const std::string& path, Month& value, const FieldRule& rule) {
    take(read_month({node, path, findings_}, rule), value);
  }
  void read(const Node& node, const std::string& path, LastMonth& value, const FieldRule& rule) {
    if (const auto month = read_month({node, path, findings_}, rule)) value.end = *month + 1;
  }

  template <class Enum>
  std::enable_if_t<std::is_enum_v<Enum>> read(const Node& node, const std::string& path, Enum& value,
                                              const FieldRule&) {
    if (const auto word = read_word({node, path, findings_}, words_of<Enum>()))
      value = static_cast<Enum>(*word);
  }

  template <class T>
  void read(const Node& node, const std::string& path, std::optional<T>& value, const FieldRule& rule) {
    if (node.type == Node::Type::null) return value.reset();
    if (!value) value = T();
    read(node, path, *value, rule);
  }

  // A single value where a list is expected is a list of one.
  template <class T>
  void read(const Node& node, const std::string& path, std::vector<T>& value, const FieldRule& rule) {
    value.clear();
    if (!node.is_list()) return read_item(node, path, value, rule);
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      read_item(node.items[i], below(path, std::to_string(i)), value, rule);
    }
  }
  template <class T>
  void read_item(const Node& node, const std::string& path, std::vector<T>& list, const FieldRule& rule) {
    T item{};  // a faulty one too: the places of the others are known by their number
    read(node, path, item, rule);
    list.push_back(std::move(item));
  }

  template <class T>
  void read(const Node& node, const std::string& path, Keyed<T>& value, const FieldRule& rule) {
    if (node.is_list() && node.items.empty()) return;
    each_entry(node, path, true, [&](const json::Member& member, const std::string& inside) {
      T item{};
      item.*value.id = member.key;
      read(member.value, inside, item, rule);
      value.items.push_back(std::move(item));
    });
  }

  template <class T>
  void read(const Node& node, const std::string& path, Library<T>& value, const FieldRule& rule) {
    each_entry(node, path, true, [&](const json::Member& member, const std::string& inside) {
      T item{};
      item.*value.id = member.key;
      read(member.value, inside, item, rule);
      value.items.emplace(member.key, std::move(item));
    });
  }

  template <class T>
  void read(const Node& node, const std::string& path, std::map<std::string, T>& value, const FieldRule& rule) {
    each_entry(node, path, true, [&](const json::Member& member, const std::string& inside) {
      read(member.value, inside, value[member.key], rule);
    });
  }

  template <class T>
  void read(const Node& node, const std::string& path, ByMonth<T>& value, const FieldRule& rule) {
    value.items.clear();
    each_entry(node, path, false, [&](const json::Member& member, const std::string& inside) {
      Node key = Node::of(member.key);
      key.at = member.at;
      const auto month = read_month({key, inside, findings_}, {});
      const auto number = read_number({member.value, inside, findings_}, rule);
      if (month && number) value.items.push_back({*month, *number});
    });
    std::stable_sort(value.items.begin(), value.items.end(), earlier<T>);
  }
  template <class T>
  static bool earlier(const T& a, const T& b) {
    return month_of(a) < month_of(b);
  }
  static Month month_of(const DatedValue& v) { return v.month; }
  static Month month_of(const std::pair<Month, double>& v) { return v.first; }

  void read(const Node& node, const std::string& path, SeriesEntries& value, const FieldRule& rule) {
    each_entry(node, path, true, [&](const json::Member& member, const std::string& inside) {
      SeriesSource series;
      read(member.value, inside, series, rule);
      value.values[member.key] = series.values;
      value.notes[member.key] = {remarks_[inside], series.unit};
    });
  }

  void read(const Node& node, const std::string& path, ParameterEntries& value, const FieldRule&) {
    each_entry(node, path, false, [&](const json::Member& member, const std::string& inside) {
      read_parameter(member, inside, value, findings_, remarks_);
    });
  }

  void read(const Node& node, const std::string& path, PosteriorEntry& value, const FieldRule&) {
    value.sample = read_posterior(node, path, findings_);
    value.tree = node;
  }

  void read(const Node& node, const std::string& path, Amendments& value, const FieldRule&) {
    value.changes = Node::object();
    each_entry(node, path, true, [&](const json::Member& member, const std::string&) {
      value.changes.members.push_back(member);
    });
  }

  void read(const Node& node, const std::string& path, Exemptions& value, const FieldRule& rule) {
    if (!amending_) return add_exemptions(node, path, value, rule);
    if (!is_object(node, path)) return;
    Reader reader(node, path, findings_, remarks_);
    std::vector<std::string> removed;
    reader.field("remove", removed, "");
    reader.allow("add");
    reader.finish();
    for (std::size_t i = 0; i < removed.size(); ++i) remove_exemption(removed[i], path, value);
    if (const Node* added = node.find("add")) add_exemptions(*added, below(path, "add"), value, rule);
  }

  void remove_exemption(const std::string& name, const std::string& path, Exemptions& value) {
    std::vector<std::string> names;
    for (const auto& [known, filter] : value.filters) names.push_back(known);
    if (value.filters.erase(name) == 0) {
      findings_.error_at(below(path, "remove"), "there is no exemption \"" + name + "\" to remove.",
                         names.empty() ? "It has none." : "Exemptions: " + listed(names));
    }
    value.notes.erase(name);
  }

  void add_exemptions(const Node& node, const std::string& path, Exemptions& value, const FieldRule& rule) {
    each_entry(node, path, true, [&](const json::Member& member, const std::string& inside) {
      Filter filter;
      read(member.value, inside, filter, rule);
      value.filters[member.key] = filter;
      const Node* note = member.value.find("note");
      if (note && note->is_text()) value.notes[member.key] = note->text;
    });
  }

  // Exactly one key, the effect's type.
  void read(const Node& node, const std::string& path, Effect& value, const FieldRule&) {
    if (!is_object(node, path)) return;
    const json::Member* type = nullptr;
    for (const json::Member& member : node.members) {
      if (is_remark(member.key)) continue;
      if (type)
        return findings_.error(member.at, path, "an effect has one key, not two.", "Make it two effects.");
      type = &member;
    }
    if (!type) return Reading{node, path, findings_}.fault("an effect needs one key.", kinds_of_effect());
    const auto words = words_of<Effect::Type>();
    const auto found = std::find(words.begin(), words.end(), type->key);
    if (found == words.end()) {
      const std::string guess = findings_.guess(type->key, words);
      return findings_.error(type->at, below(path, type->key), "unknown effect \"" + type->key + "\".",
                             guess.empty() ? kinds_of_effect() : guess);
    }
    value.type = static_cast<Effect::Type>(found - words.begin());
    const std::string inside = below(path, type->key);
    if (is_object(type->value, inside)) Reader(type->value, inside, findings_, remarks_).read_object(value);
    Reader(node, path, findings_, remarks_).remarks_only(type->key);
  }
  void remarks_only(const std::string& key) {
    known_.push_back(key);
    finish();
  }
  static std::string kinds_of_effect() { return "Effects: " + listed(words_of<Effect::Type>(), 16); }

  void read(const Node& node, const std::string& path, Citation& value, const FieldRule&) {
    if (node.is_text()) {
      value.text = node.text;
    } else if (is_object(node, path)) {
      Reader(node, path, findings_, remarks_).read_object(value);
    }
  }

  template <class T>
  std::enable_if_t<std::is_class_v<T>> read(const Node& node, const std::string& path, T& value,
                                            const FieldRule&) {
    if (is_object(node, path)) Reader(node, path, findings_, remarks_, amending_).read_object(value);
  }

  const Node& object_;
  std::string path_;
  Findings& findings_;
  std::map<std::string, Remark>& remarks_;
  bool amending_;
  std::vector<std::string> known_;
};

}  // namespace

void decode(const Node& tree, ScenarioSource& source, Findings& findings) {
  if (!tree.is_object()) return findings.error(tree.at, "", "a scenario is an object: { ... }.");
  std::map<std::string, Remark> remarks;
  Reader reader(tree, "", findings, remarks);
  for (const char* key : {"extends", "include", "schema", "$schema"}) reader.allow(key);
  reader.read_object(source);
  source.scenario.remarks = std::move(remarks);
  source.given_report = tree.find("report") != nullptr;
}

void decode_amendment(const Node& change, const std::string& path, Provision& provision, Findings& findings) {
  std::map<std::string, Remark> remarks;
  if (!change.is_object()) return findings.error(change.at, path, "expected an object.");
  Reader(change, path, findings, remarks, true).read_object(provision);
}

}  // namespace exchange
