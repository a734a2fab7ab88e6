// What `show` says of words: the glossary, the keys of scenario files, and the steps of the month.

#include "bindings/cli/entry.hpp"
#include "bindings/cli/glossary.hpp"
#include "bindings/cli/keys.hpp"
#include "bindings/cli/text.hpp"
#include "models/exchange/model.hpp"

namespace cli {

namespace {

Entry word_entry(const std::string& id) {
  for (const Word& word : glossary()) {
    if (id != word.term && id != word.plain) continue;
    Entry entry{id, "word", word.meaning, {}};
    if (!word.plain.empty()) {
      entry.add("In files", word.term);
      entry.add("On screens", word.plain);
    }
    return entry;
  }
  return {};
}

struct ObjectKeys {
  const char *name, *where;
  std::vector<Key> keys;
};

std::vector<Key> effect_keys() {
  std::vector<Key> all;
  for (std::size_t i = 0; i < exchange::kEffectNames.size(); ++i) {
    exchange::Effect effect;
    effect.type = static_cast<exchange::Effect::Type>(i);
    std::vector<std::string> inner;
    for (const Key& key : keys_of(effect)) inner.push_back(key.name);
    all.push_back(
        {std::string(exchange::kEffectNames[i]), inner.empty() ? "{}" : "{ " + joined(inner, ", ") + " }"});
  }
  return all;
}

std::vector<Key> scenario_keys() {
  KeyLister lister;
  exchange::ScenarioSource source;
  describe(lister, source);
  lister.keys.insert(lister.keys.begin(), {{"extends", "A preset or file whose keys this one inherits."},
                                           {"include", "Files whose keys come in beside this one's."}});
  return lister.keys;
}

std::vector<ObjectKeys> objects() {
  using namespace exchange;
  std::vector<std::string> add, remove;
  return {{"scenario", "a scenario file", scenario_keys()},
          {"provision", "provisions.ID, and policies.ID.amend.ID", keys_of<Provision>()},
          {"applies", "provisions.ID.applies, and each exemption; an axis left out admits everything",
           keys_of<Filter>()},
          {"effects", "provisions.ID.effects: a list of objects with one key each", effect_keys()},
          {"penalty", "an effect", keys_of<Penalty>()},
          {"sources", "provisions.ID.sources", keys_of<Citation>()},
          {"policy", "policies.ID", keys_of<PolicySource>()},
          {"measures", "policies.ID.measures", keys_of(PolicyMeasures{add, remove})},
          {"place", "places.ID", keys_of<PlaceData>()},
          {"repository", "repositories.ID", keys_of<RepositoryData>()},
          {"firm", "firms.ID", keys_of<FirmData>()},
          {"product", "firms.ID.products.NAME", keys_of<ProductData>()},
          {"regulator", "regulators.ID", keys_of<RegulatorData>()},
          {"programme", "programmes.ID", keys_of<ProgrammeData>()},
          {"parameters",
           "parameters.NAME: a number fixes it; or an object",
           {{"value", "The default."},
            {"prior", "{\"uniform\": [low, high]}; also log_uniform, normal, log_normal, beta, fixed."}}}};
}

Entry keys_entry(const std::string& id) {
  for (const ObjectKeys& object : objects()) {
    if (id != std::string(object.name) + " keys") continue;
    Entry entry{object.name, "keys of scenario files", std::string("Stands at ") + object.where + ".", {}};
    for (const Key& key : object.keys) entry.add(key.name, key.what);
    entry.add("everywhere", "title, note, source: they reach the report.");
    return entry;
  }
  return {};
}

std::string id_of(const exchange::ScheduledStep& step) { return std::string(step.event) + "." + step.name; }

Entry step_entry(const std::string& id) {
  const auto steps = exchange::schedule();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (id_of(steps[i]) != id) continue;
    Entry entry{id, "step of the month", steps[i].what, {}};
    entry.add("Step", std::to_string(i + 1) + " of " + std::to_string(steps.size()));
    entry.add("Described in", std::string("docs/odd, section ") + steps[i].section);
    return entry;
  }
  return {};
}

}  // namespace

std::vector<Shelf> word_shelves() {
  Shelf words{"word", "words", {}, word_entry};
  for (const Word& word : glossary()) {
    words.ids.push_back(word.term);
    if (!word.plain.empty()) words.ids.push_back(word.plain);
  }
  Shelf keys{"keys", "keys", {}, keys_entry};
  for (const ObjectKeys& object : objects()) keys.ids.push_back(std::string(object.name) + " keys");
  Shelf steps{"step", "schedule", {}, step_entry};
  for (const auto& step : exchange::schedule()) steps.ids.push_back(id_of(step));
  return {words, keys, steps};
}

}  // namespace cli
