// ./dev bench guard: small fixed runs, each one subject that can get slower on its own. guard.py counts the
// instructions inside `counted` and compares them with guard.json.
//
//   guard          what this program was made with, then the names of the cases, one a line
//   guard CASE     runs a case
//
// To add a case: a function that prepares it and returns what is to be counted, and a line in kCases. Then
// ./dev bench guard --update.

#include <fmt/format.h>
#include <gnu/libc-version.h>

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/csv.hpp"
#include "io/files.hpp"
#include "models/exchange/model.hpp"
#include "sim/chance.hpp"
#include "sim/error.hpp"
#include "sim/simulation.hpp"
#include "study/ensemble.hpp"
#include "study/summary.hpp"

namespace {

using namespace exchange;
using Work = std::function<void()>;  // what is counted

volatile uint64_t kept;  // what a case finds goes here, or the compiler could leave the work out

Scenario headline(std::vector<std::pair<std::string, std::string>> set = {}) {
  Overrides overrides;
  overrides.set = std::move(set);
  return io::load_scenario_file("preset:us-countermeasures", overrides).scenario;
}

// The headline world until 2030, smaller: law changes in its last decade.
Scenario small_headline(int institutions) {
  return headline({{"institutions", std::to_string(institutions)},
                   {"end", "\"2030-12\""},
                   {"report", "[\"2026-06\", \"2030-12\"]"}});
}

Scenario only(Scenario scenario, const std::vector<std::string>& policies) {
  std::vector<PolicyData> chosen;
  for (const std::string& id : policies)
    chosen.push_back(scenario.policies[static_cast<std::size_t>(LawSet::policy_index(scenario, id))]);
  scenario.policies = std::move(chosen);
  return scenario;
}

study::Ensemble ensemble_of(const Scenario& scenario, int32_t replicates) {
  study::RunOptions options;
  options.replicates = replicates;
  options.premium_worlds = false;
  study::Ensemble ensemble = study::run_ensemble(scenario, options);
  for (const sim::RunFailure& failure : ensemble.failures) throw sim::Error(failure.reason);  // not "faster"
  return ensemble;
}

Work read() {
  return [] { kept = headline().policies.size(); };
}

Work compile_law() {
  return [scenario = headline()] { kept = LawSet(scenario).books.size(); };
}

// One of very many transfers between the first sixteen places; the same for the same number.
Proposal transfer(uint64_t number) {
  uint64_t digits = sim::mix(number, 1);
  const auto pick = [&](uint64_t choices) {
    return static_cast<uint8_t>(std::exchange(digits, digits / choices) % choices);
  };
  Proposal proposal;
  proposal.origin = proposal.custodian = proposal.from = PlaceId{pick(16)};
  proposal.to = PlaceId{pick(16)};
  proposal.kind = static_cast<Kind>(pick(kKinds));
  proposal.tier = static_cast<Tier>(pick(kTiers));
  proposal.channel = static_cast<Channel>(pick(kChannels));
  proposal.funding = static_cast<Funding>(pick(kFundings));
  proposal.persons = int64_t{1} << pick(16);
  return proposal;
}

// Each transfer in each month.
void judge_all(const RuleBook& book, const std::vector<Proposal>& transfers, Month first, Month end) {
  uint64_t verdicts = 0;
  for (Month month = first; month < end; month = month + 1) {
    const Version& law = book.at(month);
    for (const Proposal& one : transfers) verdicts += bits_of(law.judge(one));
  }
  kept = verdicts;
}

// Verdicts that are known: in a run, nearly all.
Work judge() {
  const Scenario scenario = only(headline(), {"current-law"});
  const auto book = LawSet(scenario).books[0][0];
  std::vector<Proposal> transfers;
  for (uint64_t i = 0; i < 1000; ++i) transfers.push_back(transfer(i));
  judge_all(*book, transfers, scenario.first, scenario.end);
  return [=, first = scenario.first, end = scenario.end] { judge_all(*book, transfers, first, end); };
}

// Enough institutions that the lives of datasets are most of the work, as in the headline.
Work world() {
  const auto scenario =
      std::make_shared<const Scenario>(only(small_headline(6000), {"current-law"}));  // Setting refers to it
  const auto setting = std::make_shared<const Setting>(*scenario, scenario->defaults, 0);
  const World world{setting, std::make_shared<const LawSet>(*scenario), 0};
  const auto state = std::make_shared<State>(initial_state(world));
  return [=] {
    Record record(*setting);
    sim::run<Model>(world, *state, scenario->first, scenario->end, 1, record);
  };
}

Work two_places() {
  return [scenario = io::load_scenario_file("preset:two-places").scenario] { ensemble_of(scenario, 8); };
}

// Policies that share their history until they differ: the state is copied there.
Work fork() {
  return [scenario = only(small_headline(300), {"current-law", "location-based-access", "full-closure"})] {
    ensemble_of(scenario, 1);
  };
}

Work summary() {
  const auto ensemble = std::make_shared<const study::Ensemble>(
      ensemble_of(only(small_headline(300), {"current-law", "full-closure"}), 2));
  return [ensemble] { kept = io::summary_csv(study::summary(*ensemble)).size(); };
}

struct Case {
  std::string_view name;
  Work (*prepare)();
};

const Case kCases[] = {{"read", read},      {"compile-law", compile_law}, {"judge", judge},
                       {"world", world},    {"two-places", two_places},   {"fork", fork},
                       {"summary", summary}};

// The standard library is part of the compiler; memory comes from the C library.
std::string made_with() {
#if defined(__clang__)
  const std::string compiler =
      fmt::format("clang {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  const std::string compiler = fmt::format("gcc {}.{}.{}", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
#if defined(__x86_64__)
  const char* const architecture = "x86_64";
#elif defined(__aarch64__)
  const char* const architecture = "aarch64";
#else
  const char* const architecture = "another architecture";
#endif
  return fmt::format("{}, glibc {}, {}", compiler, gnu_get_libc_version(), architecture);
}

int list() {
  fmt::print("{}\n", made_with());
  for (const Case& one : kCases) fmt::print("{}\n", one.name);
  return 0;
}

}  // namespace

// Counting is switched on where this function begins and off where it ends, by name.
extern "C" [[gnu::noinline]] void counted(const Work& work) { work(); }

int main(int argc, char** argv) try {
  if (argc < 2) return list();
  for (const Case& one : kCases)
    if (one.name == argv[1]) {
      counted(one.prepare());
      return 0;
    }
  fmt::print(stderr, "guard: no case is called \"{}\"\n", argv[1]);
  return 2;
} catch (const std::exception& problem) {
  fmt::print(stderr, "guard: {}\n", problem.what());
  return 1;
}
