#include "models/exchange/world/parameters.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace exchange;
using sim::Prior;

TEST_CASE("every parameter is declared once, with all its words", "[parameters]") {
  std::set<std::string> names;
  const Parameters defaults;
  for (const auto& declared : declarations()) {
    INFO(declared.name);
    CHECK(names.insert(declared.name).second);
    CHECK(std::string(declared.unit) != "");
    CHECK(std::string(declared.source) != "");
    CHECK(std::string(declared.doc).size() > 20);
    CHECK(declared.low < declared.high);
    CHECK(*get(defaults, declared.name) >= declared.low);
    CHECK(*get(defaults, declared.name) <= declared.high);
    CHECK((!declared.contested || declared.prior.shape != Prior::Shape::fixed));
  }
  CHECK(names.size() * sizeof(double) == sizeof(Parameters));
}

TEST_CASE("the default lies in the body of its prior", "[parameters]") {
  const Parameters defaults;
  for (const auto& declared : declarations()) {
    INFO(declared.name);
    const double value = *get(defaults, declared.name);
    if (declared.prior.shape == Prior::Shape::fixed) continue;
    CHECK(declared.prior.quantile(0.02, value) <= value);
    CHECK(declared.prior.quantile(0.98, value) >= value);
  }
}

TEST_CASE("draws stay inside the bounds and differ", "[parameters]") {
  const Parameters defaults;
  std::set<double> detections;
  for (uint64_t replicate = 0; replicate < 200; ++replicate) {
    const Parameters drawn = draw(defaults, {}, 1, replicate);
    for (const auto& declared : declarations()) {
      INFO(declared.name);
      CHECK(*get(drawn, declared.name) >= declared.low);
      CHECK(*get(drawn, declared.name) <= declared.high);
    }
    detections.insert(drawn.detection);
  }
  CHECK(detections.size() == 200);
}

TEST_CASE("a replicate's draw depends on its number alone", "[parameters]") {
  const Parameters seventh = draw({}, {}, 42, 7);
  for (uint64_t replicate = 0; replicate < 7; ++replicate) draw({}, {}, 42, replicate);
  CHECK(draw({}, {}, 42, 7).repatriated == seventh.repatriated);
  CHECK(draw({}, {}, 43, 7).repatriated != seventh.repatriated);
  // Fixing one parameter moves no other.
  const Parameters fixed = draw({}, {{"nu_other", Prior::fixed()}}, 42, 7);
  CHECK(fixed.nu_other == Parameters{}.nu_other);
  CHECK(fixed.repatriated == seventh.repatriated);
}

TEST_CASE("a prior of the scenario replaces the declared one, within the bounds", "[parameters]") {
  for (uint64_t replicate = 0; replicate < 50; ++replicate) {
    const Parameters drawn =
        draw({}, {{"detection", Prior::uniform(0.5, 0.6)}, {"leak", Prior::normal(5, 1)}}, 1, replicate);
    CHECK(drawn.detection >= 0.5);
    CHECK(drawn.detection <= 0.6);
    CHECK(drawn.leak == 1);  // clipped
  }
}

TEST_CASE("parameters are known by name", "[parameters]") {
  Parameters p;
  CHECK(set(p, "xi", 1) == false);
  CHECK(set(p, "repatriated", 0.25));
  CHECK(p.repatriated == 0.25);
  CHECK(*get(p, "repatriated") == 0.25);
  CHECK_FALSE(get(p, "xi"));
  CHECK(std::string(declaration_of("repatriated")->unit) == "share of persons");
}
