// The schema and the decoder come from the same declarations; tests/python/test_schema.py validates real
// files.
#include <catch2/catch.hpp>

#include "models/exchange/world/door.hpp"
#include "models/exchange/world/json_text.hpp"
#include "models/exchange/world/parameters.hpp"

using namespace exchange;

TEST_CASE("the schema is JSON and names what the decoder reads", "[schema]") {
  sim::Problems problems;
  const auto schema = json::parse(schema_json(), "schema", problems);
  REQUIRE(problems.empty());
  CHECK(schema->find("$schema")->text == "https://json-schema.org/draft/2020-12/schema");
  CHECK(json::locate(*schema, "additionalProperties").node->boolean == false);
  for (const char* key :
       {"title", "extends", "include", "end", "places", "provisions", "policies", "switches"}) {
    CHECK(json::locate(*schema, std::string("properties.") + key).complete);
  }
  for (const auto& declared : declarations()) {
    CHECK(json::locate(*schema, std::string("properties.parameters.properties.") + declared.name).complete);
  }
  const auto month = json::locate(*schema, "properties.start.pattern");
  REQUIRE(month.complete);
  CHECK(month.node->text == "^[0-9]{4}-(0[1-9]|1[0-2])$");
  CHECK(json::locate(*schema, "$defs.amendment.properties.exempt.properties.remove").complete);
  CHECK(json::locate(*schema, "$defs.effect.properties.delete").complete);
}
