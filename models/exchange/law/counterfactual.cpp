#include "models/exchange/law/counterfactual.hpp"

#include <algorithm>

#include "models/exchange/law/words.hpp"

namespace exchange {

namespace {

bool same(const Proposal& a, const Proposal& b) {
  for (int axis = 0; axis < kMaskAxes; ++axis)
    if (value_on(a, static_cast<Axis>(axis)) != value_on(b, static_cast<Axis>(axis))) return false;
  return a.persons == b.persons;
}

void set(Proposal& p, Axis axis, int value) {
  const auto byte = static_cast<uint8_t>(value);
  switch (axis) {
    case Axis::origin:
      p.origin = {byte};
      break;
    case Axis::custodian:
      p.custodian = {byte};
      break;
    case Axis::from:
      p.from = {byte};
      break;
    case Axis::to:
      p.to = {byte};
      break;
    case Axis::kind:
      p.kind = static_cast<Kind>(value);
      break;
    case Axis::tier:
      p.tier = static_cast<Tier>(value);
      break;
    case Axis::channel:
      p.channel = static_cast<Channel>(value);
      break;
    case Axis::sender:
      p.sender = static_cast<Party>(value);
      break;
    case Axis::recipient:
      p.recipient = static_cast<Party>(value);
      break;
    case Axis::funding:
      p.funding = static_cast<Funding>(value);
      break;
    case Axis::repository:
      p.repository = byte;
      break;
    case Axis::firm:
      p.firm = byte;
      break;
    case Axis::persons:
      break;
  }
}

// Number of values that exist on an axis in this world.
int count_on(Axis axis, const LawVocabulary& vocabulary) {
  if (axis <= Axis::to) return std::min<int>(kMostPlaces, static_cast<int>(vocabulary.places.size()));
  if (axis == Axis::repository) return static_cast<int>(vocabulary.repositories.size()) + 1;
  if (axis == Axis::firm) return static_cast<int>(vocabulary.firms.size()) + 1;
  return kAxisSize[static_cast<size_t>(axis)];
}

// A short list by name, a long one by number.
std::string via(const std::vector<std::string>& places) {
  if (places.size() <= 6) return "via " + either_of(places);
  return "via a third country, " + std::to_string(places.size()) + " of them, " + places.front() + " first";
}

// Law does not judge a breach by its route; to name it beside lawful ones would read as if it did.
bool is_breach(Channel channel) {
  return channel == Channel::diversion || channel == Channel::intrusion || channel == Channel::equipment;
}

class Search {
 public:
  Search(const RuleBook& book, Month month, const Proposal& proposal)
      : book_(book), month_(month), proposal_(proposal), outcome_(outcome_of(book, month, {proposal})) {}

  std::vector<Change> run() {
    exemptions();
    persons();
    before();
    after();
    others(Axis::funding, Change::Of::funding, " money");
    others(Axis::tier, Change::Of::tier, " data");
    others(Axis::channel, Change::Of::channel, "", "by ");
    others(Axis::recipient, Change::Of::recipient, " as recipient");
    others(Axis::sender, Change::Of::sender, " as sender");
    others(Axis::firm, Change::Of::firm, " as firm");
    others(Axis::kind, Change::Of::kind, " data");
    if (proposal_.repository == 0 && goes_through_archives()) others(Axis::repository, Change::Of::repository, "", "at ");
    routes();
    return std::move(found_);
  }

 private:
  bool goes_through_archives() const {
    const Channel c = proposal_.channel;
    return c == Channel::deposit || c == Channel::mirror || c == Channel::download || c == Channel::request;
  }
  const LawVocabulary& words() const { return book_.vocabulary(); }

  // Keeps it if the outcome is another, and no change found before comes to the same transfer.
  bool consider(Change change) {
    change.outcome = outcome_of(book_, change.month, change.legs);
    if (change.outcome == outcome_) return false;
    for (const Change& old : found_)
      if (old.month == change.month && old.legs.size() == 1 && change.legs.size() == 1 &&
          same(old.legs[0], change.legs[0]))
        return false;
    if (change.because.empty()) change.because = reasons(change);
    found_.push_back(std::move(change));
    return true;
  }

  std::string reasons(const Change& change) const {
    std::string ids;
    for (const Proposal& leg : change.legs)
      for (const size_t i : deciding(book_, change.month, leg, change.outcome)) {
        const std::string& id = book_.provisions()[i].id;
        if (ids.find(id) == std::string::npos) ids += (ids.empty() ? "" : ", ") + id;
      }
    return ids;
  }

  Change change(Change::Of of, std::string what, const Proposal& altered) const {
    return {of, std::move(what), Outcome::free, {}, month_, {altered}};
  }

  // Each exemption of a provision that decides: the least that must be altered to meet it.
  void exemptions() {
    for (const size_t i : deciding(book_, month_, proposal_, outcome_)) {
      size_t number = 0;
      for (const auto& named : book_.provisions()[i].exemptions) {
        const Mask& mask = book_.rules().rule[i].exemptions[number++];
        Proposal altered = proposal_;
        if (!meet(mask, altered)) continue;
        Change met = change(Change::Of::exemption, named.first, altered);
        const auto note = book_.provisions()[i].exemption_notes.find(named.first);
        if (note != book_.provisions()[i].exemption_notes.end()) met.because = note->second;
        consider(std::move(met));
      }
    }
  }

  bool meet(const Mask& mask, Proposal& altered) const {
    const uint32_t failing = mask.failing(proposal_);
    for (int a = 0; a < kMaskAxes; ++a) {
      if (!(failing >> a & 1)) continue;
      const Axis axis = static_cast<Axis>(a);
      int value = 0;
      while (value < count_on(axis, words()) && !(mask.values[static_cast<size_t>(a)] >> value & 1)) ++value;
      if (value == count_on(axis, words())) return false;
      set(altered, axis, value);
    }
    if (altered.persons <= mask.persons_over) altered.persons = mask.persons_over + 1;
    return true;
  }

  void persons() {
    for (const int64_t threshold : book_.at(month_).person_thresholds()) {
      const bool above = proposal_.persons > threshold;
      if (above && threshold == 0) continue;  // a transfer of nobody
      Proposal altered = proposal_;
      altered.persons = above ? threshold : threshold + 1;
      const std::string count = std::to_string(threshold);
      consider(change(Change::Of::persons,
                      above ? count + " persons or fewer" : "more than " + count + " persons", altered));
    }
  }

  // A date as the provision that brought it writes it: of those of its month, one that touches the transfer.
  std::string date(Month month) const {
    const ProvisionSet touched = book_.at(month).touched(proposal_);
    for (size_t i = 0; i < book_.provisions().size(); ++i) {
      const Provision& provision = book_.provisions()[i];
      if (touched[i] && provision.effective == month && !provision.effective_text.empty()) return provision.effective_text;
    }
    return sim::to_string(month);
  }

  void before() {
    const std::vector<Month>& dates = book_.change_dates();
    for (auto at = dates.rbegin(); at != dates.rend(); ++at) {
      if (month_ < *at || *at <= sim::kAlways) continue;
      Change earlier = change(Change::Of::month, "before " + date(*at), proposal_);
      earlier.month = *at - 1;
      if (consider(std::move(earlier))) return;
    }
  }

  void after() {
    for (const Month at : book_.change_dates()) {
      if (at <= month_) continue;
      Change later = change(Change::Of::month, "from " + date(at), proposal_);
      later.month = at;
      if (consider(std::move(later))) return;
    }
  }

  // Every other value of one axis; values that lead to the same outcome are one change.
  void others(Axis axis, Change::Of of, const std::string& behind, const std::string& ahead = "") {
    std::vector<std::vector<std::string>> names(static_cast<size_t>(Outcome::prohibited) + 1);
    std::vector<Proposal> first(names.size());
    for (int value = 0; value < count_on(axis, words()); ++value) {
      Proposal altered = proposal_;
      set(altered, axis, value);
      if (same(altered, proposal_) || is_breach(altered.channel)) continue;
      const size_t outcome = static_cast<size_t>(outcome_of(book_, month_, {altered}));
      if (names[outcome].empty()) first[outcome] = altered;
      names[outcome].push_back(name_of(altered, axis, words()));
    }
    for (size_t outcome = 0; outcome < names.size(); ++outcome)
      if (!names[outcome].empty())
        consider(change(of, ahead + either_of(names[outcome]) + behind, first[outcome]));
  }

  // Two legs through each third place, judged as two transfers of the same data.
  void routes() {
    std::vector<std::vector<std::string>> names(static_cast<size_t>(Outcome::prohibited) + 1);
    std::vector<std::vector<Proposal>> first(names.size());
    for (int via = 0; via < count_on(Axis::to, words()); ++via) {
      std::vector<Proposal> legs{proposal_, proposal_};
      set(legs[0], Axis::to, via);
      set(legs[1], Axis::from, via);
      if (legs[0].to == proposal_.to || legs[1].from == proposal_.from) continue;
      const size_t outcome = static_cast<size_t>(outcome_of(book_, month_, legs));
      if (names[outcome].empty()) first[outcome] = legs;
      names[outcome].push_back(words().places[static_cast<size_t>(via)]);
    }
    for (size_t outcome = 0; outcome < names.size(); ++outcome) {
      if (names[outcome].empty()) continue;
      Change detour = change(Change::Of::route, via(names[outcome]), proposal_);
      detour.legs = first[outcome];
      consider(std::move(detour));
    }
  }

  const RuleBook& book_;
  Month month_;
  const Proposal& proposal_;
  Outcome outcome_;
  std::vector<Change> found_;
};

}  // namespace

std::vector<Change> changes_to(const RuleBook& book, Month month, const Proposal& proposal) {
  return Search(book, month, proposal).run();
}

}  // namespace exchange
