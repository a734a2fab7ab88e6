#include "models/exchange/agents/repository.hpp"

#include <algorithm>

#include "models/exchange/ledger/access.hpp"
#include "sim/samplers.hpp"

namespace exchange {

namespace {

bool someone_mirrors(const Setting& s, Month month) {
  for (RepositoryId r = 1; r < s.repositories.size(); ++r)
    if (s.repositories[r].mirrors && s.repositories[r].opened <= month) return true;
  return false;
}

double mirror_capacity(const Setting& s) {
  double capacity = 0;
  for (const auto& r : s.repositories)
    if (r.mirrors) capacity += r.capacity_bytes > 0 ? r.capacity_bytes : 1e30;
  return capacity;
}

// Bytes that the mirror's line has carried since it opened.
double carried(const Setting& s, int month_number) {
  int opened = 0;
  for (const auto& r : s.repositories)
    if (r.mirrors) opened = std::max(0, s.month_number(r.opened));
  const auto& line = s.economy.bandwidth_bytes;
  const double before = opened > 0 ? line[static_cast<std::size_t>(opened) - 1] : 0;
  return (line[static_cast<std::size_t>(month_number)] - before) * s.p.mirrored_share_cn;
}

// Requests from one side and how many are granted, this month.
void decide(const World& w, State& state, Month month, RepositoryId r, bool prc, double mean) {
  const Setting& s = w.s();
  const auto entity = sim::mix(sim::key_of(s.scenario.repositories[r - 1u].id), prc ? 1 : 0);
  sim::Stream draws = s.chance.at(entity, month, uint16_t(Purpose::requests));
  const int64_t asked = sim::poisson(draws, mean);
  const auto set = s.access_sets[static_cast<std::size_t>(s.access_set(Tier::controlled, static_cast<uint8_t>(1u << (r - 1))))];
  const PlaceId user = prc ? s.cn_place : s.us >= 0 ? s.us_place : s.repositories[r].place;
  const Access access = access_of(s, law_in(w, state, month), s.repositories[r].place, Kind::human_research, set, user, month);
  const int64_t granted = sim::binomial(draws, asked, std::max(access.open, access.request) / static_cast<double>(kFullMonth));
  state.requests[r] += asked;
  state.approvals[r] += granted;
  state.requests_total[r] += asked;
  state.approvals_total[r] += granted;
  if (prc) {
    state.requests_prc += asked;
    state.approvals_prc += granted;
  }
}

}  // namespace

void publish_mirrors(const World& w, State& state, Month month) {
  const Setting& s = w.s();
  Published& now = state.published;
  now.mirror_from = now.mirror_to = state.mirrored_to;
  if (!someone_mirrors(s, month) || s.scenario.switches.domestic_growth_only) return;
  const int number = s.month_number(month);
  const double can = std::min(carried(s, number), mirror_capacity(s)) / std::max(1e-9, s.scenario.weight);
  while (now.mirror_to < number && static_cast<double>(state.insdc_kilobytes[static_cast<std::size_t>(now.mirror_to)]) * 1000 <= can) ++now.mirror_to;
  state.mirrored_to = now.mirror_to;
}

void decide_requests(const World& w, State& state, Month month) {
  const Setting& s = w.s();
  for (RepositoryId r = 1; r < s.repositories.size(); ++r) {
    state.requests[r] = state.approvals[r] = 0;
    const auto studies = static_cast<double>(state.tallies[0].studies_controlled[r]);
    if (!s.repositories[r].controlled || studies == 0) continue;
    const double mean = studies * s.p.requests_per_study_year / 12;
    const double share = s.cn >= 0 ? s.p.request_share_prc : 0;
    decide(w, state, month, r, false, mean * (1 - share));
    if (share > 0) decide(w, state, month, r, true, mean * share);
  }
}

void close_inflow(const World& w, State& state, Month month) {
  const Setting& s = w.s();
  const Tallies& books = state.tallies[0];
  int64_t kilobases = 0, bytes = 0;
  for (RepositoryId r = 1; r < s.repositories.size(); ++r) {
    if (!(s.insdc_mask >> (r - 1) & 1)) continue;
    kilobases += books.deposited_kilobases[r];
    bytes += books.stored_kilobytes[r];
  }
  (void)month;
  state.insdc_kilobases.push_back(kilobases);
  state.insdc_kilobytes.push_back(bytes);
}

}  // namespace exchange
