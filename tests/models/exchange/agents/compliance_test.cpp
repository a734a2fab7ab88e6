// What an agent does with a verdict.

#include <catch2/catch.hpp>

#include <cmath>

#include "models/exchange/agents/compliance.hpp"

namespace exchange {

namespace {

Verdict stopped() {
  Verdict v;
  v.prohibited = 1;
  return v;
}

Verdict licensed() {
  Verdict v;
  v.offices = 1;
  return v;
}

Verdict punishable() {
  Verdict v;
  v.punishable = 1;
  return v;
}

Stakes honest() {
  Stakes s;
  s.theta = 1000;
  return s;
}

}  // namespace

TEST_CASE("what is free is done, unless attention holds it back", "[compliance]") {
  Stakes s = honest();
  CHECK(choose(Verdict{}, s, 0.5, 0.0) == Choice::comply);
  s.chilled = 0.3;
  CHECK(choose(Verdict{}, s, 0.5, 0.29) == Choice::drop);
  CHECK(choose(Verdict{}, s, 0.5, 0.31) == Choice::comply);
}

TEST_CASE("what needs a licence is applied for, if the answer is worth the wait", "[compliance]") {
  Stakes s = honest();
  s.approval = 0.85;
  s.delay = 1;
  CHECK(choose(licensed(), s, 0.5, 0.5) == Choice::apply);
  s.delay = 13;  // 0.85 exp(-13 / 6) = 0.097
  CHECK(choose(licensed(), s, 0.5, 0.5) == Choice::drop);
  s.delay = 12;  // 0.115
  CHECK(choose(licensed(), s, 0.5, 0.5) == Choice::apply);
  s.approval = 0.05;
  s.delay = 1;
  CHECK(choose(licensed(), s, 0.5, 0.5) == Choice::drop);
}

TEST_CASE("what is prohibited is dropped or goes around; what is punishable only afterwards is heeded", "[compliance]") {
  Stakes s = honest();
  s.leak = 0.1;
  CHECK(choose(stopped(), s, 0.5, 0.09) == Choice::divert);
  CHECK(choose(stopped(), s, 0.5, 0.11) == Choice::drop);
  CHECK(choose(punishable(), s, 0.5, 0.0) == Choice::drop);
  Verdict both = licensed();
  both.prohibited = 1;  // one prohibition stops it, whatever an office might say
  CHECK(choose(both, s, 0.5, 0.5) == Choice::drop);
}

TEST_CASE("evasion weighs gain against fine, and nobody evades what is free", "[compliance]") {
  Stakes s;
  s.theta = 4;
  s.kappa = 2;
  s.detection = 0.1;
  s.fine = 50;
  s.worth = 10;
  // logit = -4 + 2 (1 - 0.1 x 50 / 10) = -3 where no licence is to be had
  CHECK(probability_to_evade(s, false) == Approx(1 / (1 + std::exp(3.0))).epsilon(1e-12));
  s.approval = 0.6;
  s.delay = 3;  // g = 1 - 0.6 exp(-0.5)
  const double g = 1 - 0.6 * std::exp(-0.5);
  CHECK(probability_to_evade(s, true) == Approx(1 / (1 + std::exp(4 - 2 * (g - 0.5)))).epsilon(1e-12));
  const double p = probability_to_evade(s, false);
  CHECK(choose(stopped(), s, p - 1e-9, 0.99) == Choice::evade);
  CHECK(choose(stopped(), s, p + 1e-9, 0.99) == Choice::drop);
  CHECK(choose(Verdict{}, s, 0.0, 0.99) == Choice::comply);
}

TEST_CASE("higher fines, better detection, quicker answers and likelier approval never raise evasion", "[compliance]") {
  Stakes base;
  base.fine = 5;
  base.delay = 4;
  base.approval = 0.5;
  base.worth = 3;
  const double p = probability_to_evade(base, true);
  for (double Stakes::*up : {&Stakes::fine, &Stakes::detection, &Stakes::approval, &Stakes::theta}) {
    Stakes s = base;
    s.*up *= 1.5;
    CHECK(probability_to_evade(s, true) < p);
  }
  for (double Stakes::*up : {&Stakes::delay, &Stakes::worth}) {
    Stakes s = base;
    s.*up *= 1.5;
    CHECK(probability_to_evade(s, true) > p);
  }
  CHECK(probability_to_evade(base, false) > p);
}

}  // namespace exchange
