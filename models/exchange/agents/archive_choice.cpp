#include "models/exchange/agents/archive_choice.hpp"

#include "models/exchange/world/constants.hpp"
#include "sim/math.hpp"

namespace exchange {

namespace {

constexpr double kNestScale = constant("archives.nest_scale");  // INSDC's three archives are near substitutes
constexpr double kLineKilobytesPerDay = constant("archives.upload_line") * 1e6 / 8 * 86400 / 1000;

double scale_of(const RepositoryView& r) { return r.insdc ? kNestScale : 1; }

bool in_prc(const Setting& s, const RepositoryView& r) { return s.cn >= 0 && r.place == s.cn_place && !r.insdc; }

// Who chooses, as far as the choice depends on it.
struct Chooser {
  PlaceId place;
  bool considers_prc = false;  // the PRC's archives: its own institutions, once they have turned to them
  double loyalty = 0;          // to one of them: CNGB (the second) takes a fixed share
  double kilobases = 0;        // to upload, if from the PRC
};

double value(const Setting& s, const Chooser& chooser, RepositoryId r, RepositoryId mandated, double pull, int month_number) {
  const RepositoryView& view = s.repositories[r];
  double v = pull;
  if (s.bloc_of_place[view.place.value] == s.bloc_of_place[chooser.place.value]) v += s.p.home_preference;
  if (r == mandated) v += s.p.mandate_pull;
  if (s.is_cn_side(chooser.place) && view.place != s.cn_place)
    v -= s.p.upload_friction * chooser.kilobases * view.bytes_per_base[static_cast<std::size_t>(month_number)] / kLineKilobytesPerDay;
  return v;
}

bool is_considered(const Setting& s, const Chooser& chooser, RepositoryId r, Tier tier, Month month) {
  return accepts(s.repositories[r], tier, month) && (!in_prc(s, s.repositories[r]) || chooser.considers_prc);
}

// One of the PRC's archives has all the weight of their group.
void be_loyal(const Setting& s, const Chooser& chooser, PerArchive& weight) {
  RepositoryId chosen = 0;
  double sum = 0;
  for (RepositoryId r = 1; r < s.repositories.size(); ++r) {
    if (weight[r] <= 0 || !in_prc(s, s.repositories[r])) continue;
    if (!chosen || chooser.loyalty < s.p.cngb_share) chosen = r;
    sum += weight[r];
    weight[r] = 0;
  }
  if (chosen) weight[chosen] = sum;
}

// Cumulative over repositories; all 0 if none takes the data.
PerArchive odds(const Setting& s, const PerArchive& pull, const Chooser& chooser, Tier tier, RepositoryId mandated,
                 Month month) {
  PerArchive weight{};
  double insdc = 0, total = 0;
  for (RepositoryId r = 1; r < s.repositories.size(); ++r) {
    if (!is_considered(s, chooser, r, tier, month)) continue;
    const double v = value(s, chooser, r, mandated, pull[r], s.month_number(month));
    weight[r] = sim::exp(v / scale_of(s.repositories[r]));
    if (s.repositories[r].insdc) insdc += weight[r];
  }
  const double inclusive = insdc > 0 ? sim::exp(kNestScale * sim::log(insdc)) : 0;
  be_loyal(s, chooser, weight);
  for (RepositoryId r = 1; r < s.repositories.size(); ++r) {
    if (s.repositories[r].insdc && insdc > 0) weight[r] *= inclusive / insdc;
    total += weight[r];
  }
  double sum = 0;
  for (double& w : weight) w = total > 0 ? (sum += w / total) : 0;
  return weight;
}

RepositoryId pick(const PerArchive& odds, double u) {
  for (RepositoryId r = 1; r < odds.size(); ++r)
    if (u < odds[r]) return r;
  return 0;
}

}  // namespace

bool accepts(const RepositoryView& r, Tier tier, Month month) {
  return r.opened <= month && (tier == Tier::open ? r.open : r.controlled);
}

void publish_odds(const World& w, State& state, Month month) {
  const Setting& s = w.s();
  Published& now = state.published;
  for (RepositoryId r = 1; r < s.repositories.size(); ++r)
    now.pull[r] = s.p.depositor_pull * sim::log(1.0 + static_cast<double>(now.depositors[r]));
  now.odds.resize(static_cast<std::size_t>(s.places) * 2);
  for (int place = 0; place < s.places; ++place)
    for (const Tier tier : {Tier::open, Tier::controlled})
      now.odds[static_cast<std::size_t>(place) * 2 + index_of(tier)] =
          odds(s, now.pull, {PlaceId{static_cast<uint8_t>(place)}}, tier, 0, month);
}

RepositoryId choose_archive(const Desk& desk, const Profile& profile, const Dataset& d, Tier tier, RepositoryId mandated, double u) {
  const Setting& s = desk.s();
  const Published& now = desk.state.published;
  if (!s.is_cn_side({profile.place}) && !mandated) return pick(now.odds[std::size_t{profile.place} * 2 + index_of(tier)], u);
  const Chooser me{{profile.place}, s.is_cn_side({profile.place}) && profile.adopts < now.adoption, profile.loyalty,
                   static_cast<double>(d.kilobases)};
  return pick(odds(s, now.pull, me, tier, mandated, desk.month), u);
}

}  // namespace exchange
