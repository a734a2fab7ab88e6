#include <catch2/catch.hpp>

#include "io/citation.hpp"

namespace {

io::Citation made() {
  io::Citation c;
  c.title = "What if 50 % of \"all\" data_sets {were} open?";
  c.author = "A. Researcher";
  c.provenance.version = "0.1.0";
  c.provenance.commit = "abc123";
  c.provenance.scenario_id = "my-policy";
  c.provenance.scenario_sha256 = std::string(64, 'a');
  c.provenance.result_hash = std::string(64, 'b');
  c.provenance.written = "2027-02-03";
  c.provenance.policies = {"one", "two"};
  c.provenance.replicates = 8;
  return c;
}

}  // namespace

TEST_CASE("A citation says who, what, when, and by which hashes") {
  const std::string text = io::citation_text(made());
  CHECK_THAT(text, Catch::StartsWith("A. Researcher: What if 50 %"));
  CHECK_THAT(text,
             Catch::Contains("open? Simulation result of the scenario my-policy, 2 policies x 8 runs") &&
                 Catch::Contains("GenRatchet 0.1.0, 2027.") && Catch::Contains(std::string(64, 'a')) &&
                 Catch::Contains(std::string(64, 'b')));
}

TEST_CASE("BibTeX: what means something to TeX is written so that it means itself") {
  const std::string bibtex = io::citation_bibtex(made());
  CHECK_THAT(bibtex, Catch::StartsWith("@misc{genratchet-bbbbbbbb,\n  author = {{A. Researcher}},\n"));
  CHECK_THAT(bibtex, Catch::Contains("50 \\% of \"all\" data\\_sets \\{were\\} open?"));
  CHECK_THAT(bibtex, Catch::Contains("@software{genratchet,") && Catch::Contains("commit abc123"));
}

TEST_CASE("An author whom no scenario names is not made up") {
  io::Citation c = made();
  c.author.clear();
  CHECK_THAT(io::citation_text(c), Catch::StartsWith("What if"));
  CHECK_THAT(io::citation_bibtex(c),
             !Catch::Contains("Researcher") && Catch::StartsWith("@misc{genratchet-bbbbbbbb,\n  title"));
  CHECK_THAT(io::citation_cff(c), Catch::Contains("author of the scenario my-policy, not named"));
}
