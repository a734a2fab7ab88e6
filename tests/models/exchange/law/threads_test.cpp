// The tables fill while many threads read them; every thread gets the verdicts that one would.

#include <catch2/catch.hpp>
#include <thread>

#include "models/exchange/law/memo.hpp"
#include "tests/models/exchange/law/small_law.hpp"

using namespace law_test;

TEST_CASE("threads that read and fill at once get equal verdicts") {
  Dice dice(11);
  const std::vector<Provision> law = random_provisions(dice, 60, 20);
  std::vector<Proposal> proposals;
  for (int i = 0; i < 20000; ++i) proposals.push_back(random_proposal(dice));
  const RuleBook book = book_of(law), shared = book_of(law);
  std::vector<uint64_t> alone;
  for (const Proposal& proposal : proposals) alone.push_back(bits_of(book.at(kToday).judge(proposal)));

  std::vector<std::vector<uint64_t>> together(4, std::vector<uint64_t>(proposals.size()));
  std::vector<std::thread> team;
  for (size_t t = 0; t < together.size(); ++t)
    team.emplace_back([&, t] {
      for (size_t i = 0; i < proposals.size(); ++i) {
        const size_t at = (i * 7919 + t * 5003) % proposals.size();  // each in its own order
        together[t][at] = bits_of(shared.at(kToday).judge(proposals[at]));
      }
    });
  for (std::thread& member : team) member.join();
  for (const std::vector<uint64_t>& verdicts : together) REQUIRE(verdicts == alone);
}

TEST_CASE("a full memo forgets, and never confuses cells") {
  VerdictPool pool;
  VerdictMemo memo;
  memo.open(uint64_t{1} << 31, pool);
  const uint64_t many = 4 * memo.slots();
  for (uint64_t i = 0; i < many; ++i) memo.put(i * 40503, pool.number(i % 50 + 1));
  uint64_t known = 0;
  for (uint64_t i = 0; i < many; ++i) {
    const uint64_t verdict = memo.find(i * 40503);
    if (verdict == 0) continue;
    ++known;
    REQUIRE(verdict == i % 50 + 1);
  }
  REQUIRE(known > memo.slots() / 2);
  REQUIRE(memo.entries() <= memo.slots());
}

TEST_CASE("copies of a rule book outlive the original") {
  std::unique_ptr<RuleBook> original = std::make_unique<RuleBook>(book_of({bulk_rule()}));
  const RuleBook copy = *original;
  original.reset();
  REQUIRE(copy.at(kToday).judge(us_to_cn()).prohibited);
  REQUIRE(copy.fine(copy.at(kToday), us_to_cn(), 0) == 368136);
}
