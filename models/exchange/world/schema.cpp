// The JSON Schema of scenario files, from the same declarations that read them. No key is required: a file
// that extends another may give any part; what must be there after all is merged, the door checks.

#include "models/exchange/world/decode_parameters.hpp"
#include "models/exchange/world/describe_world.hpp"
#include "models/exchange/world/door.hpp"

namespace exchange {

namespace {

using json::Node;

constexpr const char* kMonth = "[0-9]{4}-(0[1-9]|1[0-2])";
constexpr const char* kIdPattern = "^[A-Za-z0-9_][A-Za-z0-9_-]*$";

template <class T>
constexpr const char* kName = nullptr;
template <>
constexpr const char* kName<PlaceData> = "place";
template <>
constexpr const char* kName<RepositoryData> = "repository";
template <>
constexpr const char* kName<ProductData> = "product";
template <>
constexpr const char* kName<FirmData> = "firm";
template <>
constexpr const char* kName<RegulatorData> = "regulator";
template <>
constexpr const char* kName<ProgrammeData> = "programme";
template <>
constexpr const char* kName<SeriesSource> = "series";
template <>
constexpr const char* kName<MeasureData> = "measure";
template <>
constexpr const char* kName<PolicySource> = "policy";
template <>
constexpr const char* kName<PolicyMeasures> = "policy_measures";
template <>
constexpr const char* kName<Switches> = "switches";
template <>
constexpr const char* kName<Provision> = "provision";
template <>
constexpr const char* kName<Filter> = "filter";
template <>
constexpr const char* kName<Filter::PersonsOver> = "persons_over";
template <>
constexpr const char* kName<Citation> = "citation";

Node with(Node node, const char* key, Node value) {
  node.set(key, std::move(value));
  return node;
}
Node typed(const char* type) { return with(Node::object(), "type", Node::of(type)); }
Node pattern(const std::string& regex) { return with(typed("string"), "pattern", Node::of(regex)); }
Node texts(const std::vector<std::string>& words) {
  Node list = Node::list();
  for (const std::string& word : words) list.items.push_back(Node::of(word));
  return list;
}
Node either(Node a, Node b) {
  return with(Node::object(), "anyOf", Node::list({std::move(a), std::move(b)}));
}
Node reference(const std::string& name) { return with(Node::object(), "$ref", Node::of("#/$defs/" + name)); }

Node ranged(Node node, const FieldRule& rule) {
  if (rule.low > std::numeric_limits<double>::lowest()) node.set("minimum", Node::of(rule.low));
  if (rule.high < std::numeric_limits<double>::max()) node.set("maximum", Node::of(rule.high));
  return node;
}

Node month(const FieldRule& rule) {
  const std::string open = "|always|never";
  if (rule.dates == Dates::month) return pattern("^" + std::string(kMonth) + "$");
  if (rule.dates == Dates::open_month) return pattern("^(" + std::string(kMonth) + open + ")$");
  return pattern("^(" + std::string(kMonth) + "(-(0[1-9]|[12][0-9]|3[01]))?" + open + ")$");
}

// An object with these properties and no others, beside title, note and source.
Node closed(Node properties) {
  for (const std::string& key : kRemarkKeys) {
    if (!properties.find(key)) properties.set(key, typed("string"));
  }
  return with(with(typed("object"), "properties", std::move(properties)), "additionalProperties",
              Node::of(false));
}

// An object keyed by ids.
Node by_id(Node entry) {
  Node remarks = Node::object();
  for (const std::string& key : kRemarkKeys) remarks.set(key, Node::object());
  Node node = with(typed("object"), "propertyNames", with(Node::object(), "pattern", Node::of(kIdPattern)));
  return with(with(std::move(node), "properties", std::move(remarks)), "additionalProperties",
              std::move(entry));
}

// Describes the fields of one struct.
class SchemaWriter {
 public:
  SchemaWriter(Node& definitions, bool amending) : definitions_(definitions), amending_(amending) {}

  template <class T>
  void field(const char* key, T&& value, const char* doc, const FieldRule& rule = {}) {
    Node node = of(value, rule);
    node.set("description", Node::of(doc));
    properties.set(key, std::move(node));
  }

  Node properties = Node::object();

 private:
  Node of(bool&, const FieldRule&) { return typed("boolean"); }
  Node of(double&, const FieldRule& rule) { return ranged(typed("number"), rule); }
  Node of(int32_t&, const FieldRule& rule) { return ranged(typed("integer"), rule); }
  Node of(int64_t&, const FieldRule& rule) { return ranged(typed("integer"), rule); }
  Node of(uint64_t&, const FieldRule&) {
    return ranged(typed("integer"), in_range(0, std::numeric_limits<double>::max()));
  }
  Node of(std::string&, const FieldRule& rule) {
    if (!rule.choices) return typed("string");
    Node words = texts(*rule.choices);
    words.items.push_back(Node::of(""));
    return with(Node::object(), "enum", std::move(words));
  }
  Node of(Month&, const FieldRule& rule) { return month(rule); }
  Node of(LastMonth&, const FieldRule& rule) { return month(rule); }
  template <class Enum>
  std::enable_if_t<std::is_enum_v<Enum>, Node> of(Enum&, const FieldRule&) {
    return with(Node::object(), "enum", texts(words_of<Enum>()));
  }
  template <class T>
  Node of(std::optional<T>&, const FieldRule& rule) {
    T value{};
    return either(of(value, rule), typed("null"));
  }
  template <class T>
  Node of(std::vector<T>&, const FieldRule& rule) {
    T value{};
    const Node item = of(value, rule);
    return either(item, with(typed("array"), "items", item));
  }
  template <class T>
  Node of(Keyed<T>&, const FieldRule& rule) {
    T value{};
    return by_id(of(value, rule));
  }
  template <class T>
  Node of(Library<T>&, const FieldRule& rule) {
    T value{};
    return by_id(of(value, rule));
  }
  template <class T>
  Node of(std::map<std::string, T>&, const FieldRule& rule) {
    T value{};
    return by_id(of(value, rule));
  }
  template <class T>
  Node of(ByMonth<T>&, const FieldRule& rule) {
    Node months =
        with(Node::object(), ("^" + std::string(kMonth) + "$").c_str(), ranged(typed("number"), rule));
    Node remarks = Node::object();
    for (const std::string& key : kRemarkKeys) remarks.set(key, typed("string"));
    return with(
        with(with(typed("object"), "patternProperties", std::move(months)), "properties", std::move(remarks)),
        "additionalProperties", Node::of(false));
  }
  Node of(SeriesEntries&, const FieldRule& rule) {
    SeriesSource series;
    return by_id(of(series, rule));
  }

  Node of(Amendments&, const FieldRule&) {
    if (!definitions_.find("amendment")) {
      definitions_.set("amendment", Node::object());
      Provision provision;
      SchemaWriter writer(definitions_, true);
      describe(writer, provision);
      definitions_.set("amendment", closed(std::move(writer.properties)));
    }
    return by_id(reference("amendment"));
  }

  Node of(Exemptions&, const FieldRule& rule) {
    Filter filter;
    Node named = by_id(of(filter, rule));
    if (!amending_) return named;
    std::vector<std::string> names;
    Node properties = with(Node::object(), "remove", of(names, rule));
    return closed(with(std::move(properties), "add", std::move(named)));
  }

  Node of(Effect&, const FieldRule&) {
    if (definitions_.find("effect")) return reference("effect");
    definitions_.set("effect", Node::object());
    Node types = Node::object(), one_of = Node::list();
    for (std::size_t i = 0; i < kEffectNames.size(); ++i) {
      Effect effect;
      effect.type = static_cast<Effect::Type>(i);
      SchemaWriter writer(definitions_, false);
      describe(writer, effect);
      const std::string name(kEffectNames[i]);
      types.set(name, closed(std::move(writer.properties)));
      one_of.items.push_back(with(Node::object(), "required", Node::list({Node::of(name)})));
    }
    definitions_.set("effect", with(closed(std::move(types)), "oneOf", std::move(one_of)));
    return reference("effect");
  }

  Node of(ParameterEntries&, const FieldRule&) {
    Node properties = Node::object();
    Parameters::declare(
        [&](auto, const sim::Declaration& declared) { properties.set(declared.name, parameter(declared)); });
    return closed(std::move(properties));
  }
  Node parameter(const sim::Declaration& declared) {
    const Node number = ranged(typed("number"), in_range(declared.low, declared.high));
    Node entry = with(with(Node::object(), "value", number), "prior", reference("prior"));
    entry.set("fitted",
              with(typed("boolean"), "description",
                   Node::of("true: drawn from the posterior although a value or prior stands here.")));
    Node node = either(number, closed(std::move(entry)));
    node.set("description", Node::of(std::string(declared.doc) + " Unit: " + declared.unit +
                                     ". Source: " + declared.source + ". A number alone fixes it."));
    return node;
  }

  Node of(PosteriorEntry&, const FieldRule&) {
    Node properties = Node::object();
    properties.set("made_by",
                   with(typed("object"), "description", Node::of("How the sample was made: any names.")));
    properties.set("design_seed", with(typed("integer"), "minimum", Node::of(int64_t{0})));
    Node names = Node::list();
    for (const sim::Declaration& declared : declarations()) names.items.push_back(Node::of(declared.name));
    Node parameters = with(typed("array"), "items", with(Node::object(), "enum", std::move(names)));
    properties.set("parameters", with(std::move(parameters), "minItems", Node::of(int64_t{1})));
    const Node row = with(typed("array"), "items", typed("number"));
    properties.set("rows", with(with(typed("array"), "items", row), "minItems", Node::of(int64_t{1})));
    Node object =
        with(closed(std::move(properties)), "required", texts({"design_seed", "parameters", "rows"}));
    return with(Node::object(), "anyOf", Node::list({typed("string"), std::move(object), typed("null")}));
  }

  // Structs are defined once, by name. A citation may be a text.
  template <class T>
  std::enable_if_t<std::is_class_v<T>, Node> of(T&, const FieldRule&) {
    static_assert(kName<T> != nullptr);
    if (!definitions_.find(kName<T>)) {
      definitions_.set(kName<T>, Node::object());
      definitions_.set(kName<T>, closed(properties_of<T>()));
    }
    const Node node = reference(kName<T>);
    return std::is_same_v<T, Citation> ? either(typed("string"), node) : node;
  }
  template <class T>
  Node properties_of() {
    SchemaWriter writer(definitions_, false);
    if constexpr (std::is_same_v<T, PolicyMeasures>) {
      std::vector<std::string> add, remove;
      PolicyMeasures measures{add, remove};
      describe(writer, measures);
    } else {
      T value{};
      describe(writer, value);
    }
    return std::move(writer.properties);
  }

  Node& definitions_;
  bool amending_;
};

Node prior() {
  Node properties = Node::object();
  for (const std::string& shape : kShapeNames) {
    const int64_t arguments = shape == "fixed" ? 0 : 2;
    Node numbers = with(with(typed("array"), "items", typed("number")), "minItems", Node::of(arguments));
    properties.set(shape, with(std::move(numbers), "maxItems", Node::of(arguments)));
  }
  Node node = with(typed("object"), "properties", std::move(properties));
  node = with(with(std::move(node), "minProperties", Node::of(int64_t{1})), "maxProperties",
              Node::of(int64_t{1}));
  return with(std::move(node), "additionalProperties", Node::of(false));
}

}  // namespace

std::string schema_json() {
  Node definitions = with(Node::object(), "prior", prior());
  SchemaWriter writer(definitions, false);
  ScenarioSource source;
  describe(writer, source);
  for (const char* key : {"schema", "$schema", "extends"}) writer.properties.set(key, typed("string"));
  writer.properties.set("include", either(typed("string"), with(typed("array"), "items", typed("string"))));
  Node schema = Node::object();
  schema.set("$schema", Node::of("https://json-schema.org/draft/2020-12/schema"));
  schema.set("title", Node::of("GenRatchet scenario"));
  schema.set("description", Node::of("A scenario, or a part of one: world, law or measures."));
  for (const json::Member& member : closed(std::move(writer.properties)).members)
    schema.set(member.key, member.value);
  schema.set("$defs", std::move(definitions));
  return json::to_text(schema);
}

}  // namespace exchange
