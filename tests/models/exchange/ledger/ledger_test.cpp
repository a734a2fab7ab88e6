// The functions that change who holds what: dataset and books in step.

#include <catch2/catch.hpp>

#include <cmath>

#include "tests/models/exchange/support.hpp"

namespace exchange::test {

namespace {

constexpr int kA = 0, kB = 1, kC = 2, kUnion = 3;
const int kKd = static_cast<int>(kind_depth(Kind::human_research, Depth::exome));

// A, B and C with the union of A and C; archives in A (both tiers) and B (INSDC).
struct Bench {
  Bench() : run(world()), books(run.s().shape) {}
  static Scenario world() {
    Scenario s = still_world();
    add_place(s, "C", 1);
    s.groups["greater_china"] = {"A", "C"};
    add_archive(s, "archive-a", "A", {Tier::open, Tier::controlled});
    add_archive(s, "archive-b", "B", {Tier::open, Tier::controlled}, "insdc");
    return s;
  }
  Dataset produced(int place, int32_t persons = 7) {
    Dataset d;
    d.persons = persons;
    d.kilobases = 1000 * persons;
    d.origin = d.custodian = static_cast<uint8_t>(place);
    d.kd = kind_depth(Kind::human_research, Depth::exome);
    d.flags = kShareable;
    record_production(run.s(), books, d);
    return d;
  }
  Amount ever(int holder, int origin) const { return books.held_ever.at(holder, origin, kKd); }
  Amount now(int holder, int origin) const { return books.held_now.at(holder, origin, kKd); }
  Amount residual(int holder, int origin) const { return books.residual.at(holder, origin, kKd); }
  Amount route(const AmountTable& table, int side, int route, int origin) const { return table.at(side, route, origin, kKd); }

  Run run;
  Tallies books;
};

}  // namespace

TEST_CASE("kind and depth pack into eleven and come back", "[ledger]") {
  int seen = 0;
  for (int kd = 0; kd < kKindDepths; ++kd) {
    const auto packed = KindDepth(kd);
    CHECK(kind_depth(kind_of(packed), depth_of(packed)) == packed);
    seen += counts_persons(kind_of(packed));
    CHECK((depth_of(packed) != Depth::none) == counts_persons(kind_of(packed)));
  }
  CHECK(seen == 9);
}

TEST_CASE("production enters what exists, who holds it and by which route", "[ledger]") {
  Bench b;
  const Dataset d = b.produced(kA);
  CHECK(b.books.produced.at(kA, kKd).persons == 7);
  CHECK(b.books.shareable.at(kA, kKd).datasets == 1);
  CHECK(b.ever(kA, kA).persons == 7);
  CHECK(b.ever(kUnion, kA).persons == 7);
  CHECK(b.ever(kC, kA).persons == 0);
  CHECK(b.route(b.books.first, 0, kOwnRoute, kA).datasets == 1);
  CHECK(b.route(b.books.sole, 0, kOwnRoute, kA).datasets == 1);
  CHECK(b.books.exposed.at(kA, kKd, 0, 1).persons == 7);
  CHECK(compellable(b.run.s(), d) == 1);
}

TEST_CASE("a second copy by another route takes the sole route away and counts nothing twice", "[ledger]") {
  Bench b;
  Dataset d = b.produced(kB);
  record_copy(b.run.s(), b.books, d, kA, Channel::download);
  CHECK(b.ever(kA, kB).datasets == 1);
  CHECK(b.route(b.books.sole, 0, index_of(Channel::download), kB).datasets == 1);
  record_copy(b.run.s(), b.books, d, kA, Channel::download);
  CHECK(b.route(b.books.any, 0, index_of(Channel::download), kB).datasets == 1);
  record_copy(b.run.s(), b.books, d, kA, Channel::mirror);
  CHECK(b.ever(kA, kB).datasets == 1);
  CHECK(b.now(kA, kB).datasets == 1);
  CHECK(b.route(b.books.first, 0, index_of(Channel::download), kB).datasets == 1);
  CHECK(b.route(b.books.first, 0, index_of(Channel::mirror), kB).datasets == 0);
  CHECK(b.route(b.books.any, 0, index_of(Channel::mirror), kB).datasets == 1);
  CHECK(b.route(b.books.sole, 0, index_of(Channel::download), kB).datasets == 0);
  CHECK(b.books.exposed.at(kB, kKd, 0, 2).datasets == 0);  // moved from what only B can compel
  CHECK(b.books.exposed.at(kB, kKd, 0, 3).datasets == 1);
}

TEST_CASE("the union holds what a member holds, until the last of them lets go", "[ledger]") {
  Bench b;
  Dataset d = b.produced(kB);
  record_copy(b.run.s(), b.books, d, kA, Channel::request);
  record_copy(b.run.s(), b.books, d, kC, Channel::request);
  CHECK(b.ever(kUnion, kB).persons == 7);
  record_end_of_term(b.run.s(), b.books, d, kA, true);
  CHECK(b.now(kA, kB).persons == 0);
  CHECK(b.now(kUnion, kB).persons == 7);
  record_end_of_term(b.run.s(), b.books, d, kC, true);
  CHECK(b.now(kUnion, kB).persons == 0);
  CHECK(b.ever(kUnion, kB).persons == 7);
  CHECK(b.ever(kA, kB).persons == 7);
}

TEST_CASE("a copy that should be gone is residual until it is lawful again, or gone", "[ledger]") {
  Bench b;
  Dataset d = b.produced(kB);
  record_copy(b.run.s(), b.books, d, kA, Channel::request);
  record_end_of_term(b.run.s(), b.books, d, kA, false);
  record_end_of_term(b.run.s(), b.books, d, kA, false);
  CHECK(b.residual(kA, kB).datasets == 1);
  CHECK(b.now(kA, kB).datasets == 1);
  record_copy(b.run.s(), b.books, d, kA, Channel::download);
  CHECK(b.residual(kA, kB).datasets == 0);
  CHECK(b.now(kA, kB).datasets == 1);
  CHECK(b.ever(kA, kB).datasets == 1);
}

TEST_CASE("a residual copy that is destroyed after all is residual no more", "[ledger]") {
  Bench b;
  Dataset d = b.produced(kB);
  record_copy(b.run.s(), b.books, d, kA, Channel::request);
  record_end_of_term(b.run.s(), b.books, d, kA, false);
  record_end_of_term(b.run.s(), b.books, d, kA, true);
  CHECK(b.now(kA, kB).datasets == 0);
  CHECK(b.residual(kA, kB).datasets == 0);
}

TEST_CASE("the end of a term of something not held changes nothing", "[ledger]") {
  Bench b;
  Dataset d = b.produced(kB);
  const Tallies before = b.books;
  record_end_of_term(b.run.s(), b.books, d, kA, true);
  record_end_of_term(b.run.s(), b.books, d, kA, false);
  CHECK(same_books(before, b.books));
}

TEST_CASE("a release moves exposure and counts bases, bytes and studies where it lies", "[ledger]") {
  Bench b;
  Dataset d = b.produced(kA);
  record_release(b.run.s(), b.books, d, 1, Tier::controlled, 0);
  const int at_a = b.run.s().access_set(Tier::controlled, 1);
  CHECK(at_a > 0);
  CHECK(b.books.exposed.at(kA, kKd, 0, 1).datasets == 0);
  CHECK(b.books.exposed.at(kA, kKd, at_a, 1).datasets == 1);
  CHECK(b.books.deposited_kilobases[1] == 7000);
  CHECK(b.books.deposited_controlled[1] == 7000);
  CHECK(b.books.stored_kilobytes[1] == 3500);
  CHECK(b.books.controlled_kilobytes[1] == 3500);
  CHECK(b.books.studies_controlled[1] == 1);
  CHECK(b.books.deposits_from[1 * 3 + kA] == 7000);
  record_backup(b.run.s(), b.books, d, 2, 0);
  CHECK(b.books.backup_kilobases[2] == 7000);
  CHECK(b.books.deposited_kilobases[2] == 0);
  CHECK(b.books.stored_kilobytes[2] == 3500);
  CHECK(b.books.studies_controlled[2] == 0);  // nobody has access to a backup
}

TEST_CASE("worker tallies add up in any order and are left empty", "[ledger]") {
  Bench b;
  Tallies books(b.run.s().shape), other(b.run.s().shape), together(b.run.s().shape);
  for (Tallies* t : {&books, &together}) t->held_ever.at(1, 2, 3) += Amount{5, 6, 1};
  for (Tallies* t : {&other, &together}) {
    t->held_ever.at(1, 2, 3) += Amount{-2, 1, 0};
    t->licences[2] += 4;
    t->proposed.at(0, 1, 3) += Amount{1, 1, 1};
  }
  books.take_from(other);
  CHECK(same_books(books, together));
  CHECK(same_books(other, Tallies(b.run.s().shape)));
}

TEST_CASE("asymmetry is a log ratio of shares, and undefined where there is too little to share", "[ledger]") {
  CHECK(asymmetry(9e4, 1e5, 1e4, 1e5) == Approx(std::log2(0.9001 / 0.1001)));
  CHECK(asymmetry(5e4, 1e5, 5e5, 1e6) == Approx(0).margin(1e-12));
  CHECK(asymmetry(1e4, 1e5, 9e4, 1e5) == Approx(-asymmetry(9e4, 1e5, 1e4, 1e5)));
  CHECK(std::isnan(asymmetry(10, 9999, 10, 1e5)));
  CHECK(std::isnan(asymmetry(10, 1e5, 10, 9999)));
}

}  // namespace exchange::test
