// Our Philox against its authors' own (Debian's librandom123-dev; native builds only).

#include <Random123/philox.h>

#include <catch2/catch.hpp>

#include "sim/chance.hpp"

TEST_CASE("philox agrees with Random123", "[chance][oracle]") {
  uint64_t x = 1;
  const auto next = [&x] { return static_cast<uint32_t>(sim::scramble(++x)); };
  for (int i = 0; i < 10000; ++i) {
    const sim::Block counter{next(), next(), next(), next()};
    const std::array<uint32_t, 2> key{next(), next()};
    const r123::Philox4x32::ctr_type theirs =
        r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    const sim::Block ours = sim::philox(counter, key);
    for (unsigned w = 0; w < 4; ++w) REQUIRE(ours[w] == theirs[w]);
  }
}
