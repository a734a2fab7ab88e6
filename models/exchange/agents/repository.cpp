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
  double bytes = 0;
  for (const auto& r : s.repositories)
    if (r.mirrors) bytes += r.capacity_bytes > 0 ? r.capacity_bytes : 1e18;
  return bytes;
}

// Simulated kilobytes for real bytes.
int64_t simulated(const Setting& s, double bytes) { return static_cast<int64_t>(bytes / 1000 / std::max(1e-9, s.scenario.weight)); }

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
  if (number == 0) return;
  const auto& released = state.insdc_kilobytes;  // cumulative, to the end of last month
  const int64_t line = simulated(s, s.economy.bandwidth_bytes[static_cast<std::size_t>(number)] * s.p.mirrored_share_cn);
  const int64_t room = simulated(s, mirror_capacity(s)) - state.mirrored_kilobytes;
  state.mirrored_kilobytes += std::min({line, room, released.back() - state.mirrored_kilobytes});  // what idles is lost
  while (now.mirror_to < number && released[static_cast<std::size_t>(now.mirror_to)] <= state.mirrored_kilobytes) ++now.mirror_to;
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
