// `verify`: runs a result again and says whether its numbers and files are what was run.

#include "io/verify.hpp"
#include "bindings/cli/analysis.hpp"
#include "bindings/cli/commands.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"

namespace cli {

namespace {

using exchange::json::Node;

std::string text_of(const io::Verification& v, const std::string& result) {
  std::string out =
      wrapped(v.verified() ? result + " verifies: run again, it is the same." : result + " does NOT verify.");
  for (const auto& part : v.parts)
    out += wrapped(part.finding, left(part.same ? "same" : "DIFFERS", 9) + left(part.name, 15), 24);
  for (const std::string& remark : v.remarks) out += wrapped(remark, "note     ");
  return out;
}

Node json_of(const io::Verification& v) {
  Node all = Node::object(), parts = Node::object(), remarks = Node::list();
  for (const auto& part : v.parts) {
    Node node = Node::object();
    node.set("same", Node::of(part.same));
    node.set("finding", Node::of(part.finding));
    parts.set(part.name, node);
  }
  for (const std::string& remark : v.remarks) remarks.items.push_back(Node::of(remark));
  all.set("verified", Node::of(v.verified()));
  all.set("parts", parts);
  all.set("remarks", remarks);
  return all;
}

int verify(const Request& request) {
  Analysis analysis(request);
  const io::Verification v = io::verify(result_named(request.scenario), analysis.options());
  if (v.stopped) return analysis.stopped();
  analysis.progress().clear();
  print(request.json ? exchange::json::to_text(json_of(v)) + "\n" : text_of(v, request.scenario));
  return v.verified() ? kOk : kThreshold;
}

}  // namespace

Command verify_command() {
  return {"verify",
          "run a result again and compare its numbers and files",
          "genratchet verify results/first",
          verify,
          {options::result(), options::threads(), options::progress(), options::json()}};
}

}  // namespace cli
