// `cite`: how to cite a result, as text, BibTeX or a CITATION.cff.

#include "bindings/cli/commands.hpp"
#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"
#include "io/citation.hpp"
#include "io/files.hpp"

namespace cli {

namespace {

int cite(const Request& request) {
  const io::Citation citation = io::citation_of(result_named(request.scenario));
  const bool all = request.format == "all";
  std::string out;
  if (all || request.format == "text") out += wrapped(io::citation_text(citation));
  if (all || request.format == "bibtex") out += (all ? "\n" : "") + io::citation_bibtex(citation);
  if (all) out += "\n# CITATION.cff\n";
  if (all || request.format == "cff") out += io::citation_cff(citation);
  if (request.out.empty())
    print(out);
  else
    write_new(request.out, out);
  return kOk;
}

}  // namespace

Command cite_command() {
  return {"cite",
          "how to cite a result: text, BibTeX, CITATION.cff",
          "genratchet cite results/first --format bibtex",
          cite,
          {options::result(),
           {"--format",
            "FORM",
            "text, bibtex, cff or all (the default)",
            [](Request& r) -> Target { return &r.format; },
            Offers::words,
            {"text", "bibtex", "cff", "all"}},
           {"--out", "FILE", "a file, instead of stdout", [](Request& r) -> Target { return &r.out; },
            Offers::files}}};
}

}  // namespace cli
