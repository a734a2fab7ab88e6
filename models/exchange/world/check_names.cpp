#include <algorithm>

#include "models/exchange/world/check.hpp"

namespace exchange {

namespace {

using Ids = std::vector<std::string>;

template <class T>
Ids ids_of(const std::vector<T>& items) {
  Ids ids;
  for (const T& item : items) ids.push_back(item.id);
  return ids;
}
template <class T>
Ids keys_of(const std::map<std::string, T>& items) {
  Ids ids;
  for (const auto& [id, item] : items) ids.push_back(id);
  return ids;
}
Ids joined(Ids a, const Ids& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// Everything that can be named, and how a reader calls it.
class Directory {
 public:
  explicit Directory(const ScenarioSource& source) {
    const Scenario& s = source.scenario;
    places_ = ids_of(s.places);
    places_and_groups_ = joined(places_, keys_of(s.groups));
    repositories_ = ids_of(s.repositories);
    firms_ = ids_of(s.firms);
    offices_ = vocabulary_of(s).offices;
    for (const auto& declared : declarations()) parameters_.push_back(declared.name);
    series_ = joined(parameters_, keys_of(s.inputs));
    provisions_ = keys_of(s.library);
    provisions_and_measures_ = joined(keys_of(s.measures), provisions_);
    for (const PolicySource& policy : source.policies) {
      policies_.push_back(policy.id);
    }
    holders_ = joined({"partner"}, places_);
  }

  const Ids& of(Names names) const {
    switch (names) {
      case Names::place:
        return places_;
      case Names::place_or_group:
      case Names::filter_place:
        return places_and_groups_;
      case Names::holder:
        return holders_;
      case Names::repository:
        return repositories_;
      case Names::firm:
        return firms_;
      case Names::office:
        return offices_;
      case Names::parameter:
        return parameters_;
      case Names::series:
        return series_;
      case Names::provision:
        return provisions_;
      case Names::provision_or_measure:
        return provisions_and_measures_;
      default:
        return policies_;
    }
  }

 private:
  Ids places_, places_and_groups_, holders_, repositories_, firms_, offices_, parameters_, series_,
      provisions_, provisions_and_measures_, policies_;
};

struct Called {
  const char* one;   // "a policy"
  const char* many;  // "Policies"
};

Called called(Names names) {
  switch (names) {
    case Names::place:
      return {"a place", "Places"};
    case Names::place_or_group:
    case Names::filter_place:
      return {"a place or group", "Places"};
    case Names::holder:
      return {"a place or \"partner\"", "Places"};
    case Names::repository:
      return {"a repository", "Repositories"};
    case Names::firm:
      return {"a firm", "Firms"};
    case Names::office:
      return {"an office of a regulator", "Offices"};
    case Names::parameter:
      return {"a parameter", "Parameters"};
    case Names::series:
      return {"a parameter or a series of inputs", "Series"};
    case Names::provision:
      return {"a provision", "Provisions"};
    case Names::provision_or_measure:
      return {"a provision or measure", "Measures"};
    default:
      return {"a policy", "Policies"};
  }
}

// Looks up every text that names something.
class NameChecker {
 public:
  NameChecker(const Directory& directory, std::string path, Findings& findings)
      : directory_(directory), path_(std::move(path)), findings_(findings) {}

  template <class T>
  void field(const char* key, T&& value, const char* /*doc*/, const FieldRule& rule = {}) {
    check(value, path_.empty() ? key : path_ + "." + key, rule, key);
  }

 private:
  void check(std::string& value, const std::string& path, const FieldRule& rule, const char* key) {
    if (rule.names == Names::anything || value.empty()) return;
    const bool taken_out = rule.names == Names::filter_place && value[0] == '!';
    const std::string name = taken_out ? value.substr(1) : value;
    const Ids& known = directory_.of(rule.names);
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    const bool few = known.size() <= 12;
    const std::string guess = did_you_mean(name, known);
    const std::string choice =
        few || guess.empty() ? std::string(called(rule.names).many) + ": " + listed(known) : "";
    findings_.error_at(path,
                       std::string(key) + " \"" + name + "\" is not " + called(rule.names).one + " here.",
                       guess + (guess.empty() || choice.empty() ? "" : "  ") + (known.empty() ? "" : choice));
  }

  template <class T>
  void check(std::vector<T>& values, const std::string& path, const FieldRule& rule, const char* key) {
    for (std::size_t i = 0; i < values.size(); ++i)
      check(values[i], path + "." + std::to_string(i), rule, key);
  }
  template <class T>
  void check(Keyed<T>& values, const std::string& path, const FieldRule&, const char*) {
    for (T& item : values.items) inside(item, path + "." + item.*values.id);
  }
  template <class T>
  void check(Library<T>& values, const std::string& path, const FieldRule&, const char*) {
    for (auto& [id, item] : values.items) inside(item, path + "." + id);
  }
  void check(std::map<std::string, Ids>& values, const std::string& path, const FieldRule& rule,
             const char*) {
    for (auto& [id, names] : values) check(names, path + "." + id, rule, "member");
  }
  void check(Exemptions& values, const std::string& path, const FieldRule&, const char*) {
    for (auto& [name, filter] : values.filters) inside(filter, path + "." + name);
  }
  void check(Effect& value, const std::string& path, const FieldRule&, const char*) {
    inside(value, path + "." + std::string(kEffectNames[static_cast<std::size_t>(value.type)]));
  }

  // Structs are entered; numbers, dates and words name nothing.
  template <class T>
  std::enable_if_t<std::is_same_v<T, Filter> || std::is_same_v<T, Switches> ||
                   std::is_same_v<T, PolicyMeasures>>
  check(T& value, const std::string& path, const FieldRule&, const char*) {
    inside(value, path);
  }
  template <class T>
  std::enable_if_t<!std::is_same_v<T, Filter> && !std::is_same_v<T, Switches> &&
                   !std::is_same_v<T, PolicyMeasures>>
  check(T&, const std::string&, const FieldRule&, const char*) {}

  template <class T>
  void inside(T& value, const std::string& path) {
    NameChecker checker(directory_, path, findings_);
    describe(checker, value);
  }

  const Directory& directory_;
  std::string path_;
  Findings& findings_;
};

}  // namespace

namespace {

std::string first_steps(const std::string& path, int steps) {
  std::size_t end = 0;
  while (steps-- > 0 && end != std::string::npos) end = path.find('.', end == 0 ? 0 : end + 1);
  return path.substr(0, end);
}

// The names that a policy's amendments bring in. What they do not mention was judged with the original.
void check_amendments(PolicyData& policy, const Directory& directory, Findings& findings) {
  for (Provision& provision : policy.provisions) {
    const std::size_t at = provision.id.find('@');
    const std::string id = provision.id.substr(0, at);
    const auto& amended = policy.amended;
    if (at == std::string::npos || std::find(amended.begin(), amended.end(), id) == amended.end()) continue;
    Findings found;
    NameChecker checker(directory, "policies." + policy.id + ".amend." + id, found);
    describe(checker, provision);
    for (const sim::Problem& problem : found.all()) {
      if (findings.exists(first_steps(problem.path, 5)))
        findings.error_at(problem.path, problem.message, problem.suggestion);
    }
  }
}

}  // namespace

void check_names(ScenarioSource& source, Findings& findings) {
  const Directory directory(source);
  NameChecker checker(directory, "", findings);
  describe(checker, source);
  for (PolicyData& policy : source.scenario.policies) check_amendments(policy, directory, findings);
}

}  // namespace exchange
