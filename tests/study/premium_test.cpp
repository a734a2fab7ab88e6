#include <catch2/catch.hpp>

#include "study/premium.hpp"
#include "tests/study/synthetic.hpp"

using namespace study;
using study::test::cell;
using study::test::synthetic;

namespace {

const Month kLast = Month::of(2030, 12);
const std::vector<std::string> kWorlds{"us-open-prc-actual", "us-open-prc-open", "us-mirrors-prc-actual",
                                       "us-mirrors-prc-open"};

void put(Ensemble& e, int32_t world, int32_t replicate, double us_in_cn, double cn_in_us) {
  cell(e, world, replicate, Monthly::held_us_in_cn, kLast) = us_in_cn;
  cell(e, world, replicate, Monthly::held_cn_in_us, kLast) = cn_in_us;
}

}  // namespace

TEST_CASE("The premium is its inflow and its retention, run by run") {
  Ensemble e = synthetic(kWorlds, 3);
  for (int r = 0; r < 3; ++r) {
    put(e, 0, r, 100 + r, 5);
    put(e, 1, r, 90, 40 + 2 * r);
    put(e, 2, r, 20, 5);
    put(e, 3, r, 20, 6);
  }
  const auto parts = premium_parts(e, *find_premium_worlds(e), kLast);
  CHECK(parts.inflow == std::vector<double>{10, 11, 12});
  CHECK(parts.retention == std::vector<double>{35, 37, 39});
  for (std::size_t r = 0; r < 3; ++r) CHECK(parts.premium[r] == parts.inflow[r] + parts.retention[r]);
  CHECK(parts.interaction == std::vector<double>{44, 47, 50});
}

TEST_CASE("A PRC regime that changes nothing has no premium") {
  Ensemble e = synthetic(kWorlds, 2);
  for (int world = 0; world < 4; ++world)
    for (int r = 0; r < 2; ++r) put(e, world, r, 7 + r, 3);
  const auto rows = premium(e);
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].premium.median == 0);
  CHECK(rows[1].interaction.high == 0);
  CHECK(rows[1].net[0].median == 4.5);
}

TEST_CASE("The worlds that were appended come first; without worlds there is no premium") {
  CHECK_FALSE(find_premium_worlds(synthetic({"a", "b"}, 1)));
  CHECK(premium(synthetic({"a"}, 1)).empty());
  auto names = kWorlds;
  for (const char* id :
       {"premium:open-actual", "premium:open-open", "premium:mirror-actual", "premium:mirror-open"})
    names.push_back(id);
  CHECK(*find_premium_worlds(synthetic(names, 1)) == PremiumWorlds{4, 5, 6, 7});
}

TEST_CASE("A run that failed in one world is left out of the premium") {
  Ensemble e = synthetic(kWorlds, 2);
  study::test::run_of(e, 3, 1).finished = false;
  const auto rows = premium(e);
  CHECK(rows[0].premium.runs == 2);
  CHECK(rows[0].interaction.runs == 1);
}
