#pragma once
// A provision is one dated rule of law as data: ODD section 7.3. Text of law only; practice (approval,
// delay, detection) is a parameter elsewhere.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/exchange/law/types.hpp"

namespace exchange {

// Which transfers a provision touches. An empty list admits everything on that axis. Places are names of
// places or of groups of places ("allies", "countries_of_concern", "EU"), expanded when a rule book is built;
// a name that starts with "!" is taken out ("!CN": every place but CN).
struct Filter {
  std::vector<std::string> origin, custodian, from, to;
  std::vector<Kind> kind;
  std::vector<Tier> tier;
  std::vector<Channel> channel;
  std::vector<Party> sender, recipient;
  std::vector<Funding> funding;
  std::vector<std::string> repository;  // names; the repository that takes part
  std::vector<std::string> firm;        // named firms: on either side
  struct PersonsOver {
    int64_t count = 0;   // strictly more than this many persons
    int32_t months = 12; // within a sender-recipient pair's trailing months
  };
  std::optional<PersonsOver> persons_over;
};

struct Penalty {
  double min = 0, max = 0;          // statutory amounts in `currency`
  std::string currency = "USD";
  double gain_multiple_min = 0, gain_multiple_max = 0;  // of illegal gain, where gain is at least gain_threshold
  double gain_threshold = 0;
  std::string against;              // "sender", "recipient", "either"
};

// One effect. `type` decides which of the other fields carry meaning.
struct Effect {
  enum class Type : uint8_t {
    prohibit, licence, deposit_first, copy_to, notify, open_by_default, admit, deny, review, bar_firm, raise_cost,
    process_locally, compel, delete_copies, penalty, exempt
  };
  Type type = Type::prohibit;
  std::string office;       // licence, notify, review: the regulator's id
  std::string repository;   // deposit_first, admit, deny, review
  std::string holder;       // copy_to: a place, or "partner" (the receiving side keeps a copy)
  std::string instrument;   // exempt: the instrument whose provisions it cancels; empty = its own
  int32_t months = 0;       // open_by_default: within; delete_copies: after
  Month until = sim::kNever;  // bar_firm: contracts made before it are grandfathered until
  double percent = 0;       // raise_cost
  Penalty penalty;          // penalty
};

enum class Status : uint8_t { draft, in_force, hypothetical };
enum class Timing : uint8_t { ex_ante, ex_post };

struct Citation {
  std::string text;   // as it should be printed
  std::string fact;   // fact id of scenarios/evidence, e.g. "U7"
  std::string grade;  // A, B, C, D, S, DER or "assumption"
};

struct Provision {
  std::string id;           // readable: "us-bulk-data-rule"
  std::string jurisdiction; // a place or group: "US", "CN", "UK Biobank" is an instrument of "GB"
  std::string instrument;   // "28 CFR 202"
  std::string article;      // "202.303"
  std::string title;
  std::string summary;      // one or two sentences, what it says
  std::string note;
  Month announced = sim::kAlways;
  Month effective = sim::kAlways;
  Month expires = sim::kNever;  // first month no longer in force
  std::string announced_text, effective_text;  // the full date where known: "2025-04-08"
  Status status = Status::in_force;
  Timing timing = Timing::ex_ante;
  std::vector<Citation> sources;
  Filter applies;
  std::map<std::string, Filter> exemptions;  // by name; a transfer that matches one is not touched
  std::map<std::string, std::string> exemption_notes;  // by name: the text to print, e.g. "28 CFR 202.504"
  std::vector<Effect> effects;
};

// What a transfer is, as far as law is concerned.
struct Proposal {
  PlaceId origin{}, custodian{}, from{}, to{};
  Kind kind = Kind::other_omics;
  Tier tier = Tier::open;
  Channel channel = Channel::download;
  Party sender = Party::institution, recipient = Party::institution;
  Funding funding = Funding::private_funds;
  RepositoryId repository = 0;  // 0: none takes part
  FirmId firm = 0;              // 0: no firm that any law names
  int64_t persons = 0;          // this transfer plus the pair's trailing window
};

}  // namespace exchange
