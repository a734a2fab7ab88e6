#include "models/exchange/agents/archive_choice.hpp"

#include "sim/math.hpp"

namespace exchange {

namespace {

constexpr double kNestScale = 0.5;               // INSDC's three archives are near substitutes
constexpr double kLineKilobytesPerDay = 1.62e9;  // 150 Mb/s (F-BW-01): a PRC institution's way abroad

double scale_of(const RepositoryView& r) { return r.insdc ? kNestScale : 1; }

std::size_t attraction_cell(RepositoryId r, bool home, bool mandated) { return std::size_t{r} * 4 + home * 2u + mandated; }

// A group of near substitutes: one choice, with the inclusive value of its members.
struct Nest {
  RepositoryId members[8] = {};
  double weight[8] = {};  // exp(V / scale)
  double sum = 0;
  int count = 0;

  void add(RepositoryId r, double w) {
    members[count] = r;
    weight[count++] = w;
    sum += w;
  }
};

double weight_of(const Nest& nest, double scale) {
  return nest.count == 0 || scale == 1 ? nest.sum : sim::exp(scale * sim::log(nest.sum));
}

RepositoryId pick(const Nest& nest, double u) {
  double at = u * nest.sum;
  for (int i = 0; i + 1 < nest.count; ++i)
    if ((at -= nest.weight[i]) < 0) return nest.members[i];
  return nest.members[nest.count - 1];
}

// Of the PRC's archives an institution is loyal to one: CNGB (the second) to a fixed share of them.
RepositoryId pick_prc(const Nest& nest, double share_of_second, double loyalty) {
  return nest.count > 1 && loyalty < share_of_second ? nest.members[1] : nest.members[0];
}

// Whether the archives of the PRC are considered: by its own institutions, once they have turned to them.
bool considers_prc_archives(const Desk& desk, const Profile& profile) {
  return desk.s().is_cn_side({profile.place}) && profile.adopts < desk.state.published.adoption;
}

// What an upload from the PRC takes off: 1 for everybody else.
double friction(const Desk& desk, const Profile& profile, const Dataset& d, const RepositoryView& view) {
  const Setting& s = desk.s();
  if (!s.is_cn_side({profile.place}) || view.place == s.cn_place) return 1;
  const double kilobytes = static_cast<double>(d.kilobases) * view.bytes_per_base[static_cast<std::size_t>(desk.number())];
  return sim::exp(-s.p.upload_friction * (kilobytes / kLineKilobytesPerDay) / scale_of(view));
}

}  // namespace

void publish_attraction(const World& w, State& state) {
  const Setting& s = w.s();
  auto& attraction = state.published.attraction;
  attraction.assign(s.repositories.size() * 4, 0);
  for (RepositoryId r = 1; r < s.repositories.size(); ++r) {
    const double pull = s.p.depositor_pull * sim::log(1.0 + static_cast<double>(state.published.depositors[r]));
    for (const bool home : {false, true})
      for (const bool mandated : {false, true})
        attraction[attraction_cell(r, home, mandated)] =
            sim::exp((pull + home * s.p.home_preference + mandated * s.p.mandate_pull) / scale_of(s.repositories[r]));
  }
}

bool accepts(const RepositoryView& r, Tier tier, Month month) {
  return r.opened <= month && (tier == Tier::open ? r.open : r.controlled);
}

RepositoryId choose_archive(const Desk& desk, const Profile& profile, const Dataset& d, Tier tier, RepositoryId mandated, double u) {
  const Setting& s = desk.s();
  const auto& attraction = desk.state.published.attraction;
  Nest options[10];
  double weight[10], total = 0;
  int count = 2;  // [0] INSDC, [1] the PRC's archives, then one by one
  for (RepositoryId r = 1; r < s.repositories.size(); ++r) {
    const RepositoryView& view = s.repositories[r];
    if (!accepts(view, tier, desk.month)) continue;
    const bool prc = view.place == s.cn_place && s.cn >= 0;
    if (prc && !considers_prc_archives(desk, profile)) continue;
    const bool home = s.bloc_of_place[view.place.value] == s.bloc_of_place[profile.place];
    const double w = attraction[attraction_cell(r, home, r == mandated)] * friction(desk, profile, d, view);
    options[view.insdc ? 0 : prc ? 1 : count++].add(r, w);
  }
  for (int i = 0; i < count; ++i) total += weight[i] = weight_of(options[i], i == 0 ? kNestScale : 1);
  if (total <= 0) return 0;
  double at = u * total;
  for (int i = 0; i < count; ++i) {
    if (at < weight[i]) return i == 1 ? pick_prc(options[1], s.p.cngb_share, profile.loyalty) : pick(options[i], at / weight[i]);
    at -= weight[i];
  }
  return 0;
}

}  // namespace exchange
