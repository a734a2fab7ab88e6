#include "models/exchange/law/diff.hpp"

#include <algorithm>

#include "models/exchange/law/behaviour.hpp"
#include "models/exchange/law/words.hpp"

namespace exchange {

namespace {

std::string without_amendment(const std::string& id) { return id.substr(0, id.find('@')); }

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string months(Month month) { return month == sim::kAlways ? "always" : sim::to_string(month); }

class Differences {
 public:
  void field(const std::string& name, const std::string& before, const std::string& after) {
    if (before != after) found_.push_back({name, before, after});
  }
  void filter(const std::string& path, const Filter& a, const Filter& b) {
    for (int axis = 0; axis < kAxes; ++axis)
      field(path + "." + std::string(kAxisNames[static_cast<size_t>(axis)]),
            joined(names_on(a, static_cast<Axis>(axis))), joined(names_on(b, static_cast<Axis>(axis))));
  }
  void exemptions(const Provision& a, const Provision& b) {
    for (const auto& [name, mine] : a.exemptions) {
      const auto other = b.exemptions.find(name);
      if (other == b.exemptions.end())
        field("exempt." + name, "exempt", "");
      else
        filter("exempt." + name, mine, other->second);
    }
    for (const auto& named : b.exemptions)
      if (a.exemptions.count(named.first) == 0) field("exempt." + named.first, "", "exempt");
  }
  std::vector<FieldChange> take() { return std::move(found_); }

 private:
  std::vector<FieldChange> found_;
};

std::string timing(const Provision& provision) {
  return provision.timing == Timing::ex_ante ? "in advance" : "after the fact";
}

LawChange changed(const RuleBook& a, size_t before, const RuleBook& b, size_t after) {
  const Provision &old = a.provisions()[before], &fresh = b.provisions()[after];
  return {LawChange::Kind::changes, fresh.id, before, after, differing_fields(old, fresh)};
}

bool same_dates(const Provision& a, const Provision& b) {
  return a.announced == b.announced && a.effective == b.effective && a.expires == b.expires;
}

// Index of the first provision in `set` whose id, amendments apart, is `id`; kNone if there is none.
size_t find(const RuleBook& book, const ProvisionSet& set, const std::string& id) {
  for (size_t i = 0; i < book.provisions().size(); ++i)
    if (set[i] && without_amendment(book.provisions()[i].id) == without_amendment(id)) return i;
  return LawChange::kNone;
}

size_t find(const RuleBook& book, const std::string& id) {
  for (size_t i = 0; i < book.provisions().size(); ++i)
    if (book.provisions()[i].id == id) return i;
  return LawChange::kNone;
}

}  // namespace

std::vector<FieldChange> differing_fields(const Provision& a, const Provision& b) {
  Differences differences;
  differences.field("instrument", a.instrument, b.instrument);
  differences.field("announced", months(a.announced), months(b.announced));
  differences.field("effective", months(a.effective), months(b.effective));
  differences.field("expires", months(a.expires), months(b.expires));
  differences.field("timing", timing(a), timing(b));
  differences.filter("applies", a.applies, b.applies);
  differences.exemptions(a, b);
  differences.field("effects", words_of(a.effects), words_of(b.effects));
  return differences.take();
}

std::vector<LawChange> diff(const RuleBook& book, Month from, Month to) {
  const ProvisionSet before = book.at(from).in_force(), after = book.at(to).in_force();
  ProvisionSet leaving = before & ~after;
  std::vector<LawChange> changes;
  for (size_t i = 0; i < book.provisions().size(); ++i) {
    if (!after[i] || before[i]) continue;
    const std::string& id = book.provisions()[i].id;
    const size_t amended = find(book, leaving, id);
    if (amended == LawChange::kNone) {
      changes.push_back({LawChange::Kind::enters, id, LawChange::kNone, i, {}});
    } else {
      changes.push_back(changed(book, amended, book, i));
      leaving.reset(amended);
    }
  }
  for (size_t i = 0; i < book.provisions().size(); ++i)
    if (leaving[i])
      changes.push_back({LawChange::Kind::leaves, book.provisions()[i].id, i, LawChange::kNone, {}});
  return changes;
}

std::vector<LawChange> diff(const RuleBook& a, const RuleBook& b) {
  const bool comparable = same_vocabulary(a.vocabulary(), b.vocabulary());
  std::vector<LawChange> changes;
  for (size_t i = 0; i < b.provisions().size(); ++i) {
    const std::string& id = b.provisions()[i].id;
    const size_t old = find(a, id), original = find(a, without_amendment(id));
    if (old == LawChange::kNone && original != LawChange::kNone) {
      changes.push_back(changed(a, original, b, i));  // says what the amendment amends
    } else if (old == LawChange::kNone) {
      changes.push_back({LawChange::Kind::enters, id, LawChange::kNone, i, {}});
    } else if (!comparable || !same_dates(a.provisions()[old], b.provisions()[i]) ||
               behaviour_of(a, old) != behaviour_of(b, i)) {
      changes.push_back(changed(a, old, b, i));
    }
  }
  for (size_t i = 0; i < a.provisions().size(); ++i)
    if (find(b, a.provisions()[i].id) == LawChange::kNone)
      changes.push_back({LawChange::Kind::leaves, a.provisions()[i].id, i, LawChange::kNone, {}});
  return changes;
}

}  // namespace exchange
