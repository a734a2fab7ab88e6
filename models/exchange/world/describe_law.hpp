#pragma once
// Provisions as scenario files write them.

#include "models/exchange/world/describe.hpp"

namespace exchange {

inline const std::vector<std::string> kGrades{"A", "B", "C", "D", "S", "DER", "assumption"};
inline const std::vector<std::string> kSides{"sender", "recipient", "either"};

template <class Visitor>
void describe(Visitor& v, Filter::PersonsOver& p) {
  v.field("count", p.count, "Strictly more than this many persons.", in_range(0, 1e12));
  v.field("months", p.months, "Counted per sender and recipient over the trailing twelve months: 12.",
          in_range(12, 12));
}

template <class Visitor>
void describe(Visitor& v, Filter& f) {
  v.field("origin", f.origin, "Where the people (or organisms) were sampled: places, groups, or !place.",
          naming(Names::filter_place));
  v.field("custodian", f.custodian, "Place of who made the dataset.", naming(Names::filter_place));
  v.field("from", f.from, "Place of the sender of the copy.", naming(Names::filter_place));
  v.field("to", f.to, "Place of the recipient of the copy.", naming(Names::filter_place));
  v.field("kind", f.kind, "Kinds of dataset.");
  v.field("tier", f.tier, "Tiers of access.");
  v.field("channel", f.channel, "Routes.");
  v.field("sender", f.sender, "What the sender is.");
  v.field("recipient", f.recipient, "What the recipient is.");
  v.field("funding", f.funding, "Who paid.");
  v.field("repository", f.repository, "Repositories that take part.", naming(Names::repository));
  v.field("firm", f.firm, "Firms named by the rule, on either side.", naming(Names::firm));
  v.field("persons_over", f.persons_over, "Only above a number of persons.");
}

template <class Visitor>
void describe(Visitor& v, Penalty& p) {
  v.field("min", p.min, "Least statutory amount.", in_range(0, 1e12));
  v.field("max", p.max, "Greatest statutory amount.", in_range(0, 1e12));
  v.field("currency", p.currency, "Currency, one of usd_per.");
  v.field("gain_multiple_min", p.gain_multiple_min, "Least multiple of illegal gain.", in_range(0, 1000));
  v.field("gain_multiple_max", p.gain_multiple_max, "Greatest multiple of illegal gain.", in_range(0, 1000));
  v.field("gain_threshold", p.gain_threshold, "The multiple applies from this gain on.", in_range(0, 1e12));
  v.field("against", p.against, "Who pays.", one_of(kSides));
}

// The fields that carry meaning for the effect's type; the type itself is the key.
template <class Visitor>
void describe(Visitor& v, Effect& e) {
  using Type = Effect::Type;
  switch (e.type) {
    case Type::licence:
    case Type::notify:
      v.field("office", e.office, "Office that decides or is told.", naming(Names::office));
      break;
    case Type::review:
      v.field("office", e.office, "Office that reviews.", naming(Names::office));
      v.field("repository", e.repository, "Repository that reviews.", naming(Names::repository));
      break;
    case Type::deposit_first:
      v.field("repository", e.repository, "Where a copy must lie first.", naming(Names::repository));
      break;
    case Type::admit:
    case Type::deny:
      v.field("repository", e.repository, "The repository; empty: the one that takes part.",
              naming(Names::repository));
      break;
    case Type::copy_to:
      v.field("holder", e.holder, "A place, or partner: the receiving side.", naming(Names::holder));
      break;
    case Type::open_by_default:
      v.field("months", e.months, "To be released within this many months.", in_range(0, 127));
      break;
    case Type::delete_copies:
      v.field("months", e.months, "To be destroyed after this many months.", in_range(0, 127));
      break;
    case Type::bar_firm:
      v.field("until", e.until, "Contracts made before it stand until then.", dated(Dates::open_month));
      break;
    case Type::raise_cost:
      v.field("percent", e.percent, "By how much.", in_range(0, 127));
      break;
    case Type::exempt:
      v.field("instrument", e.instrument, "Instrument whose provisions it cancels; empty: its own.");
      break;
    case Type::penalty:
      describe(v, e.penalty);
      break;
    default:
      break;
  }
}

template <class Visitor>
void describe(Visitor& v, Citation& c) {
  v.field("text", c.text, "As it should be printed.");
  v.field("fact", c.fact, "Fact id of the evidence files.");
  v.field("grade", c.grade, "Grade of the evidence.", one_of(kGrades));
}

template <class Visitor>
void describe(Visitor& v, Provision& p) {
  v.field("jurisdiction", p.jurisdiction, "Whose law: a place or group.", naming(Names::place_or_group));
  v.field("instrument", p.instrument, "The act or regulation.");
  v.field("article", p.article, "The article or section.");
  v.field("title", p.title, "One line.");
  v.field("summary", p.summary, "One or two sentences: what it says.");
  v.field("note", p.note, "How the model reads it.");
  v.field("announced", p.announced, "When it became known.", dated(Dates::day, &p.announced_text));
  v.field("effective", p.effective, "First month in force.", dated(Dates::day, &p.effective_text));
  v.field("expires", p.expires, "First month no longer in force.", dated(Dates::day));
  v.field("status", p.status, "Draft, in force, or hypothetical.");
  v.field("timing", p.timing, "Acts in advance, or punishes after the fact.");
  v.field("sources", p.sources, "Citations.");
  v.field("applies", p.applies, "Which transfers it touches; an axis left out admits everything.");
  v.field("exempt", Exemptions{p.exemptions, p.exemption_notes}, "Transfers it does not touch, by name.");
  v.field("effects", p.effects, "What it does.");
}

}  // namespace exchange
