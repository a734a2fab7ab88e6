// `new`: a scenario to start from, with notes that say what to change.

#include <filesystem>

#include "bindings/cli/commands.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"
#include "io/files.hpp"
#include "models/exchange/world/encode.hpp"
#include "models/exchange/world/problems.hpp"

namespace cli {

namespace {

using exchange::Provision;
using exchange::Scenario;
using exchange::json::Node;

Node object(std::initializer_list<std::pair<const char*, Node>> members) {
  Node node = Node::object();
  for (const auto& [key, value] : members) node.set(key, value);
  return node;
}
Node text(const std::string& words) { return Node::of(words); }

Node frame(const std::string& title, const std::string& note) {
  return object(
      {{"title", text(title)},
       {"author", text("Your name")},
       {"note",
        text(note +
             " Any object may carry title, note and source; they reach the report. JSON has no comments: "
             "these notes are meant to be replaced.")},
       {"extends", text(kHeadline)},
       {"reference", text("current-law")}});
}

// The commonest edit: an existing provision with one thing changed.
Node amending() {
  const Node rule = object(
      {{"note",
        text("An amendment: keys that are not named stay; the original stays in force until `effective`. "
             "What else can change: genratchet show provision. The rule as it is: genratchet show "
             "us-bulk-data-rule.")},
       {"announced", text("2026-09")},
       {"effective", text("2027-01")},
       {"applies", object({{"persons_over", object({{"count", Node::of(int64_t{0})},
                                                    {"months", Node::of(int64_t{12})}})}})}});
  const Node policy =
      object({{"title", text("Bulk-data rule from the first person")},
              {"source", text("Whose proposal it is. Left out, the report says author's assumption.")},
              {"starts_from", text("current-law")},
              {"amend", object({{"us-bulk-data-rule", rule}})}});
  Node all = frame("What if the US bulk-data rule had no threshold?",
                   "A scenario to start from: one policy, which amends one provision of current law.");
  all.set("policies", object({{"current-law", Node::object()}, {"my-policy", policy}}));
  return all;
}

// A provision of one's own, made like another: every key of it is there to be changed.
Node like(Provision original) {
  const std::string id = "my-" + original.id;
  original.instrument = "Proposal like " + original.instrument;
  original.status = exchange::Status::hypothetical;
  original.announced = sim::Month::of(2026, 9);
  original.effective = sim::Month::of(2027, 1);
  original.expires = sim::kNever;
  original.announced_text = original.effective_text = "";
  original.note =
      "Made like " + original.id +
      ": its applies, exempt and effects are copied. Meaning of the keys: genratchet show provision.";
  original.sources = {{"Whose proposal it is; made like " + original.id, "", "assumption"}};
  const Node policy =
      object({{"title", text("Current law and one provision more")},
              {"source", text("Whose proposal it is. Left out, the report says author's assumption.")},
              {"starts_from", text("current-law")},
              {"measures", object({{"add", Node::list({text(id)})}})}});
  Node all =
      frame("What if there were a provision like " + original.id + "?",
            "A scenario to start from: one provision of your own, which one policy adds to current law.");
  Node provisions = Node::object(), policies = object({{"current-law", Node::object()}});
  provisions.set(id, encode(original));
  policies.set("with-" + id, policy);
  all.set("provisions", provisions);
  all.set("policies", policies);
  return all;
}

const Provision& provision_named(const Scenario& scenario, const std::string& id) {
  const auto found = scenario.library.find(id);
  if (found != scenario.library.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [name, unused] : scenario.library) known.push_back(name);
  throw UsageError("\"" + id + "\" is not a provision. " + exchange::did_you_mean(id, known) +
                   "\nAll: genratchet show provisions");
}

int new_scenario(const Request& request) {
  namespace fs = std::filesystem;
  const fs::path file = request.out;
  if (file.extension() != ".json")
    throw UsageError(file.string() + ": the name of a scenario file ends in .json.");
  Request headline;
  headline.quiet = true;
  const Node tree = request.like.empty() ? amending() : like(provision_named(load(headline), request.like));
  write_new(file.string(), exchange::json::to_text(tree));
  print("Wrote " + file.string() + "\n" + "Next  genratchet check " + file.string() +
        "\n      genratchet run " + file.string() + " --replicates 8\n");
  return kOk;
}

}  // namespace

Command new_command() {
  return {"new",
          "a scenario file to start from",
          "genratchet new my-policy.json --like us-bulk-data-rule",
          new_scenario,
          {{"file",
            "FILE",
            "the file to write; it must not exist",
            [](Request& r) -> Target { return &r.out; },
            Offers::files,
            {},
            0,
            0,
            true},
           {"--like", "PROVISION", "with a provision of your own, made like this one",
            [](Request& r) -> Target { return &r.like; }, Offers::provisions}}};
}

}  // namespace cli
