#include "models/exchange/world/encode.hpp"

#include <algorithm>

#include "models/exchange/world/decode_parameters.hpp"

namespace exchange {

namespace {

using json::Node;
using Remarks = std::map<std::string, Remark>;

std::string month_text(Month month, Dates dates) {
  if (dates != Dates::month && month == sim::kAlways) return "always";
  return sim::to_string(month);
}

// Writes the fields of one object.
class Writer {
 public:
  Writer(std::string path, const Remarks& remarks) : path_(std::move(path)), remarks_(remarks) {}

  template <class T>
  void field(const char* key, T&& value, const char* /*doc*/, const FieldRule& rule = {}) {
    Node node = write(value, below(path_, key), rule);
    if (node.type != Node::Type::null) node_.set(key, std::move(node));
  }

  template <class T>
  Node write_object(T& value) {
    describe(*this, value);
    return finish();
  }

  // Remarks that no field of the struct holds.
  Node finish() {
    add_remark(node_, path_);
    return std::move(node_);
  }

 private:
  static std::string below(const std::string& path, const std::string& key) {
    return path.empty() ? key : path + "." + key;
  }
  void add_remark(Node& node, const std::string& path) const {
    const auto found = remarks_.find(path);
    if (found == remarks_.end()) return;
    const Remark& remark = found->second;
    const std::pair<const char*, const std::string*> entries[] = {
        {"title", &remark.title}, {"note", &remark.note}, {"source", &remark.source}};
    for (const auto& [key, text] : entries) {
      if (!text->empty() && !node.find(key)) node.set(key, Node::of(*text));
    }
  }

  Node write(bool value, const std::string&, const FieldRule&) { return Node::of(value); }
  Node write(double value, const std::string&, const FieldRule&) { return Node::of(value); }
  Node write(int32_t value, const std::string&, const FieldRule&) { return Node::of(int64_t{value}); }
  Node write(int64_t value, const std::string&, const FieldRule&) { return Node::of(value); }
  Node write(uint64_t value, const std::string&, const FieldRule&) { return Node::of(value); }
  Node write(std::string& value, const std::string&, const FieldRule&) { return Node::of(value); }
  Node write(LastMonth& value, const std::string&, const FieldRule&) {
    return Node::of(sim::to_string(value.end - 1));
  }
  Node write(Month value, const std::string&, const FieldRule& rule) {
    if (rule.date_text && !rule.date_text->empty()) return Node::of(*rule.date_text);
    return Node::of(month_text(value, rule.dates));
  }
  template <class Enum>
  std::enable_if_t<std::is_enum_v<Enum>, Node> write(Enum value, const std::string&, const FieldRule&) {
    return Node::of(Words<Enum>::names[static_cast<std::size_t>(value)]);
  }
  template <class T>
  Node write(std::optional<T>& value, const std::string& path, const FieldRule& rule) {
    return value ? write(*value, path, rule) : Node{};
  }

  template <class T>
  Node write(std::vector<T>& value, const std::string& path, const FieldRule& rule) {
    Node list = Node::list();
    for (std::size_t i = 0; i < value.size(); ++i) {
      list.items.push_back(write(value[i], below(path, std::to_string(i)), rule));
    }
    return list;
  }

  template <class T>
  Node write(Keyed<T>& value, const std::string& path, const FieldRule& rule) {
    Node object = Node::object();
    for (T& item : value.items) object.set(item.*value.id, write(item, below(path, item.*value.id), rule));
    add_remark(object, path);
    return object;
  }
  template <class T>
  Node write(Library<T>& value, const std::string& path, const FieldRule& rule) {
    return write(value.items, path, rule);
  }
  template <class T>
  Node write(std::map<std::string, T>& value, const std::string& path, const FieldRule& rule) {
    Node object = Node::object();
    for (auto& [key, item] : value) object.set(key, write(item, below(path, key), rule));
    add_remark(object, path);
    return object;
  }

  static Month month_of(const DatedValue& v) { return v.month; }
  static Month month_of(const std::pair<Month, double>& v) { return v.first; }
  static double value_of(const DatedValue& v) { return v.value; }
  static double value_of(const std::pair<Month, double>& v) { return v.second; }
  template <class T>
  Node write(ByMonth<T>& value, const std::string& path, const FieldRule&) {
    Node object = Node::object();
    for (const T& item : value.items) object.set(sim::to_string(month_of(item)), Node::of(value_of(item)));
    add_remark(object, path);
    return object;
  }

  Node write(SeriesEntries& value, const std::string& path, const FieldRule&) {
    Node object = Node::object();
    for (auto& [name, values] : value.values) {
      SeriesSource series{name, value.notes[name].unit, values};
      object.set(name, Writer(below(path, name), remarks_).write_object(series));
    }
    add_remark(object, path);
    return object;
  }

  Node write(ParameterEntries& value, const std::string& path, const FieldRule&) {
    Node object = Node::object();
    Parameters::declare([&](auto member, const sim::Declaration& declared) {
      Node entry = Node::object();
      entry.set("value", Node::of(value.values.*member));
      const auto prior = value.priors.find(declared.name);
      entry.set("prior", to_json(prior == value.priors.end() ? declared.prior : prior->second));
      if (std::find(value.fitted.begin(), value.fitted.end(), declared.name) != value.fitted.end())
        entry.set("fitted", Node::of(true));
      add_remark(entry, below(path, declared.name));
      object.set(declared.name, std::move(entry));
    });
    add_remark(object, path);
    return object;
  }

  Node write(PosteriorEntry& value, const std::string&, const FieldRule&) { return value.tree; }

  Node write(Amendments& value, const std::string&, const FieldRule&) { return value.changes; }

  Node write(Exemptions& value, const std::string& path, const FieldRule& rule) {
    Node object = Node::object();
    for (auto& [name, filter] : value.filters) {
      Node entry = write(filter, below(path, name), rule);
      const auto note = value.notes.find(name);
      if (note != value.notes.end()) entry.set("note", Node::of(note->second));
      object.set(name, std::move(entry));
    }
    return object;
  }

  Node write(Effect& value, const std::string& path, const FieldRule&) {
    const std::string type(kEffectNames[static_cast<std::size_t>(value.type)]);
    Node effect = Node::object();
    effect.set(type, Writer(below(path, type), remarks_).write_object(value));
    add_remark(effect, path);
    return effect;
  }

  // An axis left out admits everything: empty ones say nothing.
  Node write(Filter& value, const std::string& path, const FieldRule&) {
    const Node full = Writer(path, remarks_).write_object(value);
    Node filter = Node::object();
    for (const json::Member& axis : full.members) {
      if (!axis.value.is_list() || !axis.value.items.empty()) filter.set(axis.key, axis.value);
    }
    return filter;
  }

  template <class T>
  std::enable_if_t<std::is_class_v<T>, Node> write(T& value, const std::string& path, const FieldRule&) {
    return Writer(path, remarks_).write_object(value);
  }

  std::string path_;
  const Remarks& remarks_;
  Node node_ = Node::object();
};

}  // namespace

json::Node encode(const ScenarioSource& source) {
  ScenarioSource copy = source;  // describe() asks for what can be written to
  return Writer("", source.scenario.remarks).write_object(copy);
}

json::Node encode(const Provision& provision) {
  Provision copy = provision;
  const Remarks none;
  return Writer("", none).write_object(copy);
}

}  // namespace exchange
