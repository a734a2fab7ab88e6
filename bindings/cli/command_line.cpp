#include "bindings/cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include "bindings/cli/load.hpp"
#include "bindings/cli/text.hpp"
#include "models/exchange/world/problems.hpp"

namespace cli {

namespace {

constexpr const char* kScenario = "a scenario file, preset:NAME, or the name of a preset";

// Adds the commands, each bound to the request that they fill.
class Reader {
 public:
  explicit Reader(Request& request) : r_(request) {
    app_.name("genratchet");
    app_.set_version_flag("--version", "GenRatchet " + version());
    app_.require_subcommand(1);
    app_.get_formatter()->column_width(30);
    app_.footer(
        "\nStart with:  genratchet run preset:us-countermeasures\n"
        "Help on one: genratchet COMMAND --help");
    add_runs();
    add_law();
    add_rest();
  }

  CLI::App& app() { return app_; }

 private:
  CLI::App* command(CLI::App& parent, const std::string& name, const std::string& what,
                    const std::string& example) {
    CLI::App* sub = parent.add_subcommand(name, what);
    const std::string whole = (&parent == &app_ ? "" : parent.get_name() + " ") + name;
    sub->footer("\nExample:\n  " + example);
    sub->callback([this, whole] { r_.command = whole; });
    sub->add_flag("--quiet", r_.quiet, "no progress, no remarks on stderr");
    sub->add_flag("--verbose", r_.verbose, "say more on stderr");
    return sub;
  }

  void scenario(CLI::App* sub, bool required = true) {
    auto* option = sub->add_option("scenario", r_.scenario, kScenario);
    if (required) option->required();
    sub->add_option("--set", r_.set, "change a value: path=value (repeatable)")->allow_extra_args(false);
    sub->add_option("--as-of", r_.as_of, "law as it was known on a date: YYYY-MM or YYYY-MM-DD");
  }

  void ensemble(CLI::App* sub) {
    sub->add_option("--seed", r_.seed, "the seed of all chance");
    sub->add_option("--replicates", r_.replicates, "runs of each policy")
        ->check(CLI::Range(1, 1000000).description(""));
    sub->add_option("--threads", r_.threads, "default: all processors; never changes a result")
        ->check(CLI::Range(1, 1024).description(""));
    sub->add_option("--reference", r_.reference, "the policy that others are compared with");
    sub->add_option("--progress", r_.progress, "auto, bar or none")
        ->check(CLI::IsMember({"auto", "bar", "none"}).description(""));
    sub->add_flag("--defaults", r_.defaults, "every run at the parameters' defaults: no draw");
  }

  void json(CLI::App* sub) { sub->add_flag("--json", r_.json, "JSON instead of a table"); }
  void table(CLI::App* sub) {
    sub->add_option("--table", r_.table, "short or full")
        ->check(CLI::IsMember({"short", "full"}).description(""));
  }
  void policy(CLI::App* sub, const std::string& what) {
    sub->add_option("--policy", r_.policies, what)->allow_extra_args(false);
  }

  void add_runs() {
    CLI::App* run = command(app_, "run", "run every policy of a scenario and print the changes",
                            "genratchet run preset:us-countermeasures --replicates 8");
    scenario(run), ensemble(run), json(run), table(run);
    policy(run, "only this policy and the reference (repeatable)");
    run->add_option("--out", r_.out, "folder for the result; default results/NAME-HASH");
    run->add_option("--detail", r_.detail, "blocs or places: how the result tells origins apart")
        ->check(CLI::IsMember({"blocs", "places"}).description(""));
    run->add_flag("--dry-run", r_.dry_run, "only say what it would take");
    CLI::App* delay =
        command(app_, "delay", "what each year of delay of a measure costs",
                "genratchet delay preset:us-countermeasures --measure us-bulk-data --years 0:10");
    scenario(delay), ensemble(delay), json(delay);
    delay->add_option("--measure", r_.measure, "the measure or provision to delay")->required();
    delay->add_option("--years", r_.years, "FIRST:LAST year of delay");
    CLI::App* premium = command(app_, "premium", "the four worlds of the asymmetry premium",
                                "genratchet premium preset:us-countermeasures --replicates 8");
    scenario(premium), ensemble(premium), json(premium);
    CLI::App* hindcast = command(app_, "hindcast", "modelled against observed, by series and date",
                                 "genratchet hindcast preset:us-countermeasures --replicates 8");
    scenario(hindcast), ensemble(hindcast), json(hindcast);
    policy(hindcast, "the policy to show; default: the reference");
  }

  void add_law() {
    CLI::App* law = app_.add_subcommand("law", "the law: list, diff, coverage");
    law->require_subcommand(1);
    const std::string which = "the policy whose law is meant; default: the reference";
    CLI::App* list = command(*law, "list", "provisions in force in a month",
                             "genratchet law list --date 2026-06 --policy current-law");
    scenario(list, false), json(list), table(list), policy(list, which);
    list->add_option("--date", r_.date, "YYYY-MM; default: the first date the scenario reports");
    CLI::App* diff = command(*law, "diff", "what changed between two dates, or between two policies",
                             "genratchet law diff 2019-01 2026-06");
    diff->add_option("dates", r_.dates, "two dates, YYYY-MM; none if two policies are compared")
        ->expected(0, 2);
    diff->add_option("--scenario", r_.scenario, kScenario);
    json(diff), policy(diff, which + "; twice to compare two policies");
    CLI::App* coverage = command(*law, "coverage", "which provisions bound in a result, or can never bind in a scenario",
                                 "genratchet law coverage results/us-countermeasures-3f9c");
    scenario(coverage), json(coverage), policy(coverage, which);
  }

  void add_explain() {
    CLI::App* sub = command(app_, "explain", "what the law says of one transfer, and why",
                            "genratchet explain --origin US --kind prenatal --channel service \\\n"
                            "      --from US --to CN --date 2026-03 --persons 500");
    scenario(sub, false), json(sub), table(sub),
        policy(sub, "the policy whose law is meant; default: the reference");
    Question& q = r_.question;
    sub->add_option("--origin", q.origin, "place of the people sequenced");
    sub->add_option("--kind", q.kind, "human-research, prenatal, clinical, diagnostic, other-omics")
        ->required();
    sub->add_option("--channel", q.channel, "deposit, mirror, download, request, collaboration, service, ...")
        ->required();
    sub->add_option("--from", q.from, "place the copy leaves")->required();
    sub->add_option("--to", q.to, "place it goes to")->required();
    sub->add_option("--date", q.date, "month, YYYY-MM");
    sub->add_option("--persons", q.persons, "persons in 12 months between the two parties");
    sub->add_option("--custodian", q.custodian, "place of who made the data");
    sub->add_option("--tier", q.tier, "open, controlled, closed");
    sub->add_option("--funding", q.funding, "federal, state, private");
    sub->add_option("--sender", q.sender, "institution, firm, repository, government, foreign-controlled");
    sub->add_option("--recipient", q.recipient, "as --sender");
    sub->add_option("--repository", q.repository, "the repository that takes part");
    sub->add_option("--firm", q.firm, "the firm that takes part, if law may name it");
  }

  void add_rest() {
    add_explain();
    CLI::App* check = command(app_, "check", "every error and warning of a scenario at once",
                              "genratchet check my-policy.json");
    scenario(check), json(check);
    CLI::App* verify = command(app_, "verify", "run a result again and compare its numbers and files",
                               "genratchet verify results/us-countermeasures-3f9c");
    verify->add_option("result", r_.scenario, "the folder of a result")->required();
    verify->add_option("--threads", r_.threads, "default: all processors; never changes a result")
        ->check(CLI::Range(1, 1024).description(""));
    verify->add_option("--progress", r_.progress, "auto, bar or none")
        ->check(CLI::IsMember({"auto", "bar", "none"}).description(""));
    json(verify);
    CLI::App* cite = command(app_, "cite", "how to cite a result",
                             "genratchet cite results/us-countermeasures-3f9c --format bibtex");
    cite->add_option("result", r_.scenario, "the folder of a result")->required();
    cite->add_option("--format", r_.format, "text, bibtex, cff or all")
        ->check(CLI::IsMember({"text", "bibtex", "cff", "all"}).description(""));
    cite->add_option("--out", r_.out, "a file, instead of stdout");
    CLI::App* schema = command(app_, "schema", "JSON Schema of scenario files",
                               "genratchet schema --out scenario.schema.json");
    schema->add_option("--out", r_.out, "a file, instead of stdout");
    CLI::App* list = command(app_, "list", "the scenarios that are shipped", "genratchet list");
    json(list);
    CLI::App* doctor =
        command(app_, "doctor", "what this machine offers, and what is amiss", "genratchet doctor");
    json(doctor);
  }

  Request& r_;
  CLI::App app_{"GenRatchet: genomic data under asymmetric openness, simulated."};
};

const CLI::App& deepest(const CLI::App& app) {
  const auto used = app.get_subcommands();
  return used.empty() ? app : deepest(*used.front());
}

std::vector<std::string> known_words(const CLI::App& app, bool options) {
  std::vector<std::string> words;
  if (options) {
    for (const CLI::Option* option : app.get_options())
      for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  } else {
    for (const CLI::App* sub : app.get_subcommands({})) words.push_back(sub->get_name());
  }
  return words;
}

// `unknown command "rum". Did you mean "run"?`, for the first argument that was not understood.
std::string complaint(const CLI::App& app, const CLI::ParseError& error,
                      const std::vector<std::string>& typed) {
  const CLI::App& sub = deepest(app);
  const std::vector<std::string> left_over = sub.remaining(false);
  std::string word = left_over.empty() ? "" : left_over.front();
  const bool needs_command = !sub.get_subcommands({}).empty();
  if (word.empty() && needs_command && !typed.empty() && typed.back() != sub.get_name()) word = typed.front();
  if (word.empty()) return needs_command ? "no command given." : error.what();
  const bool option = word[0] == '-';
  const std::string name = word.substr(0, word.find('='));
  const std::string what = option          ? "unknown option "
                           : needs_command ? "unknown command \""
                                           : "unexpected argument \"";
  return what + name + (option ? ". " : "\". ") + exchange::did_you_mean(name, known_words(sub, option));
}

}  // namespace

std::optional<Request> parse(int argc, char** argv, int& exit_code) {
  Request request;
  request.typed.assign(argv + 1, argv + argc);
  Reader reader(request);
  exit_code = kOk;
  try {
    reader.app().parse(argc, argv);
    return request;
  } catch (const CLI::Success& asked) {  // --help, --version
    reader.app().exit(asked);
  } catch (const CLI::ParseError& error) {
    exit_code = kUsage;
    say("genratchet: " + complaint(reader.app(), error, request.typed));
    const CLI::App& sub = deepest(reader.app());
    std::string path = sub.get_name();
    for (const CLI::App* up = sub.get_parent(); up; up = up->get_parent()) path = up->get_name() + " " + path;
    say("Help: " + path + " --help");
  }
  return {};
}

std::string reader_version() { return "CLI11 " CLI11_VERSION; }

}  // namespace cli
