#include "models/exchange/ledger/reach.hpp"

#include <algorithm>

namespace exchange {

bool is_research_or_clinical(int kd) { return kd >= 2 && kd < 10; }

const Access& access_in(const State& state, int set, int origin, int kd, int focal) {
  return state.access.back().table->at(set, origin, kind_of(KindDepth(kd)), focal);
}

bool compels(const World& w, const State& state, Month month, int focal) {
  const PlaceId place = w.s().focal[static_cast<std::size_t>(focal)];
  if (!w.laws->compellers[place.value]) return true;  // general legal process
  const Version& law = law_in(w, state, month);
  const RuleBook& book = rule_book_in(w, state, month);
  for (std::size_t i = 0; i < book.provisions().size(); ++i) {
    if (!law.in_force().test(i)) continue;
    for (const Effect& effect : book.provisions()[i].effects) {
      if (effect.type != Effect::Type::compel) continue;
      const auto bound = book.vocabulary().expand(book.provisions()[i].jurisdiction);
      if (std::find(bound.begin(), bound.end(), place) != bound.end()) return true;
    }
  }
  return false;
}

double expected(const Access& access, bool compelled) {
  if (compelled || access.open) return 1;
  return access.request / static_cast<double>(kFullMonth);
}

}  // namespace exchange
