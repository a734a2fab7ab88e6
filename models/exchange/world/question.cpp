#include "models/exchange/world/question.hpp"

#include <algorithm>

#include "models/exchange/world/decode_scalars.hpp"
#include "models/exchange/world/problems.hpp"

namespace exchange {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& word,
                         const std::vector<std::string>& known) {
  throw UnknownName("\"" + word + "\" is not a " + what + ". " + did_you_mean(word, known) +
                    "\nKnown: " + listed(known, 45));
}

template <class Names>
std::vector<std::string> words_of(const Names& names) {
  return {names.begin(), names.end()};
}

template <class Enum, class Names>
Enum one_of(const std::string& what, const std::string& word, const Names& names) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (plain(names[i]) == plain(word)) return static_cast<Enum>(i);
  refuse(what, word, words_of(names));
}

PlaceId place(const std::string& word, const Scenario& scenario) {
  std::vector<std::string> ids;
  const std::string wanted = plain(word) == "prc" || plain(word) == "china" ? "cn" : plain(word);
  for (std::size_t i = 0; i < scenario.places.size(); ++i) {
    const auto& known = scenario.places[i];
    if (plain(known.id) == wanted || plain(known.name) == wanted) return {static_cast<uint8_t>(i)};
    ids.push_back(known.id);
  }
  refuse("place", word, ids);
}

// Position from 1 among things with an id and a name.
template <class Things>
uint8_t numbered(const std::string& what, const std::string& word, const Things& things) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (plain(things[i].id) == plain(word) || plain(things[i].name) == plain(word))
      return static_cast<uint8_t>(i + 1);
    ids.push_back(things[i].id);
  }
  refuse(what, word, ids);
}

Tier usual_tier(Channel channel) {
  if (channel == Channel::download || channel == Channel::mirror || channel == Channel::deposit)
    return Tier::open;
  return channel == Channel::request ? Tier::controlled : Tier::closed;
}

Party usual_sender(Channel channel) {
  const bool archive =
      channel == Channel::download || channel == Channel::mirror || channel == Channel::request;
  return archive ? Party::repository : Party::institution;
}

Party usual_recipient(Channel channel) {
  if (channel == Channel::deposit || channel == Channel::mirror) return Party::repository;
  const bool trade =
      channel == Channel::service || channel == Channel::brokerage || channel == Channel::equity;
  return trade ? Party::firm : Party::institution;
}

std::string spaced(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

class Reader {
 public:
  Reader(const Question& question, const Scenario& scenario) : q_(question), s_(scenario) {}

  Asked read() {
    auto& p = asked_.proposal;
    p.kind =
        one_of<Kind>("kind of data", plain(q_.kind) == "research" ? "human_research" : q_.kind, kKindNames);
    p.channel = one_of<Channel>("channel", q_.channel, kChannelNames);
    p.from = place(q_.from, s_);
    p.to = place(q_.to, s_);
    money_and_tier();
    parties();
    persons();
    places();
    asked_.month = q_.date.empty() ? s_.report.front() : asked_month(q_.date);
    if (q_.date.empty()) assume(sim::to_string(asked_.month));
    return asked_;
  }

 private:
  void assume(const std::string& what) { asked_.assumed.push_back(what); }

  void money_and_tier() {
    auto& p = asked_.proposal;
    p.funding = Funding::private_funds;
    if (q_.funding.empty())
      assume("private funding");
    else
      p.funding = one_of<Funding>("source of funding", q_.funding, kFundingNames);
    p.tier = usual_tier(p.channel);
    if (q_.tier.empty())
      assume(std::string(kTierNames[static_cast<std::size_t>(p.tier)]) + " data");
    else
      p.tier = one_of<Tier>("tier", q_.tier, kTierNames);
  }

  void parties() {
    auto& p = asked_.proposal;
    p.sender = usual_sender(p.channel);
    p.recipient = usual_recipient(p.channel);
    if (!q_.sender.empty()) p.sender = one_of<Party>("party", q_.sender, kPartyNames);
    if (!q_.recipient.empty()) p.recipient = one_of<Party>("party", q_.recipient, kPartyNames);
    if (!q_.firm.empty())
      p.firm = numbered("firm", q_.firm, s_.firms);
    else
      assume("recipient not listed");
    if (!q_.repository.empty()) p.repository = numbered("repository", q_.repository, s_.repositories);
    const auto party = [](Party of) { return "a " + spaced(kPartyNames[static_cast<std::size_t>(of)]); };
    if (q_.sender.empty() && p.sender != Party::institution) assume("sender " + party(p.sender));
    if (q_.recipient.empty() && p.recipient != Party::institution) assume("recipient " + party(p.recipient));
    if (q_.repository.empty() && (p.sender == Party::repository || p.recipient == Party::repository))
      assume("a repository that no law names");
  }

  void persons() {
    asked_.proposal.persons = q_.persons.value_or(1);
    if (!q_.persons)
      assume("1 person");
    else if (*q_.persons < 0)
      throw UnknownName("persons: there cannot be fewer than none.");
  }

  void places() {
    auto& p = asked_.proposal;
    p.origin = q_.origin.empty() ? p.from : place(q_.origin, s_);
    p.custodian = q_.custodian.empty() ? p.from : place(q_.custodian, s_);
    const std::string& from = s_.places[p.from.value].id;
    if (q_.origin.empty()) assume("people of " + from);
    if (q_.custodian.empty()) assume("custodian in " + from);
  }

  const Question& q_;
  const Scenario& s_;
  Asked asked_;
};

}  // namespace

Asked proposal_of(const Question& question, const Scenario& scenario) {
  return Reader(question, scenario).read();
}

std::string plain(std::string_view word) {
  std::string out;
  for (const char c : word)
    out += c == '-' || c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

Month asked_month(const std::string& text) {
  const auto month = month_from(text, Dates::day);
  if (!month || *month == sim::kAlways || *month == sim::kNever)
    throw UnknownName("\"" + text + "\" is not a month. Write YYYY-MM, 01 to 12.");
  return *month;
}

}  // namespace exchange
