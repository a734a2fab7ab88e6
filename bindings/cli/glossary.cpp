#include "bindings/cli/glossary.hpp"

namespace cli {

namespace {

const std::vector<Word> kWords{
    {"policy", "", "A set of dated provisions that is run as one world. A scenario compares several."},
    {"reference", "",
     "The policy that the others are compared with; usually current-law: everything enacted, by date."},
    {"scenario", "", "A file: a world, law, policies, how long and how often it is run."},
    {"preset", "", "A scenario that is shipped: preset:us-countermeasures."},
    {"provision", "",
     "One dated rule of law: which transfers it touches, what it does, since when, with its source."},
    {"measure", "", "Provisions that a policy adds or removes together."},
    {"amendment", "",
     "A provision with some keys changed from a date on; until then the original stays in force."},
    {"change", "",
     "Policy minus reference in the same run; minus is fewer. Runs share chance, so it is a paired "
     "difference."},
    {"replicate", "run", "One draw of the parameters and of chance, shared by all policies."},
    {"sweep", "",
     "A designed experiment: the same policies at many points of what is not known, or of choices."},
    {"factor", "", "What a sweep varies: a parameter, or any other value of the scenario."},
    {"point", "", "One row of a sweep's design: a value for each factor."},
    {"store", "", "The file that a sweep is run into, run by run, and can be gone on with."},
    {"range", "range (90 % of runs)",
     "5th to 95th percentile over runs. It contains what is not known about the parameters: more runs do "
     "not narrow it."},
    {"held", "has a copy", "A copy lies onshore in a place, whoever owns it."},
    {"ever-held", "has ever had a copy", "A copy has been onshore at some time; only grows."},
    {"held-now", "has a copy now", "Copies whose term ended and that were destroyed do not count."},
    {"residual", "should be gone", "A copy that should have been destroyed and was not."},
    {"reach", "can obtain",
     "An institution there could obtain the data this month: open, by request, or by compulsion."},
    {"open", "anyone can download", "Tier of data that anyone may use without asking."},
    {"controlled", "by request", "Tier of data that a committee gives out on request."},
    {"closed", "", "Tier of data that is never shared."},
    {"vintage-held", "copied before",
     "Fraction of the data made before a date that is already held at that date (`delay`). The column of "
     "that name in `run` is another share: of the copies that the reference has at the end, those made "
     "before the policy could first differ."},
    {"prior-held", "", "Copies at a date as a fraction of those 5 or 10 years later."},
    {"asymmetry", "9 to 1",
     "How much more of the other's people one side can obtain; log2 in files, a ratio on screens."},
    {"premium", "",
     "Asymmetry premium: what the PRC's regime adds to its net holdings while the US stays open, from four "
     "worlds."},
    {"shapley", "credit",
     "What a measure changes when it comes, averaged over all orders in which a policy's measures could come "
     "(Shapley value). Run by run credits sum to the whole change."},
    {"frontier", "trade-off",
     "Copies against open-science cost; a policy is dominated if another, in nine of ten runs, has no more "
     "of both, and less of one."},
    {"regret", "worst shortfall",
     "How far a policy falls behind the best of those compared in the run that suits it least; each run is "
     "one "
     "possible future."},
    {"hindcast", "against history", "The model's series beside what was observed, misses included."},
    {"prior", "",
     "What is held of a parameter before the observations are looked at: a distribution over the values it "
     "may have."},
    {"posterior", "",
     "What is held of the fitted parameters once observations are taken in: the prior weighted by how likely "
     "each value makes what was observed. Runs draw from a sample of it, a row each, so that values that go "
     "together stay together."},
    {"fitted", "",
     "A parameter drawn from the posterior; of an observation: used to find the posterior (role calibrate)."},
    {"contraction", "",
     "How much narrower the posterior of a parameter is than its prior: one less the ratio of their "
     "variances. Near 1 the data settle it; near 0 they leave it as wide as it was."},
    {"emulator", "",
     "A quick statistical stand-in for the model: learnt from its runs, it says what others would give and "
     "how unsure that is. Fitting asks it, as the model itself would take too long."},
    {"CRPS", "",
     "Continuous ranked probability score: the distance of a forecast's whole distribution from what was "
     "observed, in the unit of the series; smaller is better. Of a single number it is the absolute error."},
    {"naive", "naive forecast",
     "What could be said without the model from the points known at the fit: the last value, a straight "
     "line, or one of logarithms. A model that does no better has no skill over it."},
    {"role", "",
     "What an observation was used for. calibrate: to fit parameters; hindcast: not for fitting, so it can "
     "test the model; context: known, and neither."},
    {"in-sample", "", "Of observations that the model was fitted to. To meet them is no test of it."},
    {"likelihood ratio", "",
     "How many times likelier one model makes an observation than another, by the observation's own error. "
     "Above 1 it speaks for the first; in files its log10 (evidence)."},
    {"channel", "route",
     "The way a copy takes: deposit, mirror, download, request, collaboration, service and others."},
    {"origin", "", "The place of the people (or organisms) sequenced, whoever made the data."},
    {"custodian", "", "Who made and keeps the dataset. Origin is not custody."},
    {"holder", "", "A place, or union of places, in which a copy lies."},
    {"bloc", "", "The group in which a place is reported."},
    {"focal", "", "A place whose copies are followed dataset by dataset."},
    {"persons", "", "Distinct data subjects. Never added up across depths in a headline."},
    {"bases", "", "Letters sequenced, as measured by archives."},
    {"depth", "", "How deeply a person was read: array, low_pass, exome, whole_genome."},
    {"kind", "",
     "human_research, prenatal, clinical, diagnostic (no genomic persons), other_omics (no persons)."},
    {"none", "", "Depth of data without a person's genome."},
    {"array", "", "Depth: genotyping array; persons without bases."},
    {"low_pass", "low-pass", "Depth: a genome read thinly, as prenatal tests do (5e8 bases a person)."},
    {"exome", "", "Depth: the coding part of a genome (8e9 bases a person)."},
    {"whole_genome", "whole genome", "Depth: a genome read some thirty times over (1e11 bases a person)."},
    {"human_research", "research", "Kind: individual-level data of human studies."},
    {"prenatal", "", "Kind: prenatal tests, low-pass."},
    {"clinical", "", "Kind: data of clinical trials and care."},
    {"diagnostic", "", "Kind: pandemic laboratories; specimens are exposed, no genomic person is counted."},
    {"other_omics", "other organisms", "Kind: no persons: microbes, plants, animals, summary-level data."},
    {"deposit", "", "Channel: an institution gives data to a repository."},
    {"mirror", "",
     "Channel: a repository copies another's open data within its bandwidth, first in, first out."},
    {"download", "", "Channel: anyone copies open data."},
    {"request", "", "Channel: controlled data, granted by a committee."},
    {"collaboration", "joint project", "Channel: a joint project leaves a copy with the partner."},
    {"service", "testing service", "Channel: testing and sequencing firms."},
    {"trial", "clinical trial", "Channel: samples of a clinical trial sent abroad."},
    {"brokerage", "", "Channel: commercial bulk data. Rate zero by default: no evidence."},
    {"equity", "acquisitions", "Channel: acquisition or joint venture. Rate zero by default: no evidence."},
    {"intrusion", "theft", "Channel: theft. Rate zero by default: no evidence."},
    {"equipment", "", "Channel: copies through sequencing equipment. Rate zero by default: no evidence."},
    {"prohibit", "", "Effect: the transfer must not happen."},
    {"licence", "", "Effect: an office must agree first; applications queue."},
    {"deposit_first", "", "Effect: a copy must lie in a named repository before the transfer."},
    {"copy_to", "", "Effect: a copy stays in a place, or with the partner."},
    {"notify", "", "Effect: an office must be told."},
    {"open_by_default", "", "Effect: data are to be released within some months."},
    {"admit", "", "Effect: a repository lets these users in."},
    {"deny", "", "Effect: a repository keeps these users out."},
    {"review", "", "Effect: a repository or office decides case by case."},
    {"bar_firm", "", "Effect: a named firm may not be dealt with."},
    {"raise_cost", "", "Effect: the transfer costs so many percent more."},
    {"process_locally", "", "Effect: data must be processed where they were taken."},
    {"compel", "", "Effect: organisations must give what the state asks for."},
    {"delete", "", "Effect: copies are to be destroyed after some months."},
    {"penalty", "", "Effect: a fine after the fact."},
    {"exempt", "", "Effect: cancels provisions of an instrument, its own if none is named."},
    {"draft", "",
     "Status: published for comment, not law; taken as law only from the date a scenario gives."},
    {"in_force", "enacted", "Status: law, from its date of effect on."},
    {"hypothetical", "", "Status: nobody has enacted or tabled it; a question of the scenario's author."},
    {"ex_ante", "in advance", "Timing: stops or licenses before the transfer."},
    {"ex_post", "after the fact", "Timing: punishes after the transfer."},
    {"headline", "",
     "The first number of a run: US persons of the headline depth (whole genomes) copied to mainland China "
     "under the reference."},
    {"median", "",
     "The middle of the runs: as many lie above as below. Medians do not add up, and shares are medians of "
     "each run's share."},
    {"open_science_cost", "science cost",
     "What US and allied scientists can no longer obtain, in person-months of data within reach; minus: "
     "they can obtain more."},
    {"practice", "",
     "What offices do, as distinct from what law says: approval, delay, detection. Parameters, not "
     "provisions."},
    {"contested", "not settled by evidence",
     "A parameter that no evidence settles and whose value may turn a conclusion."},
    {"assumption", "", "A value for which no evidence was found. It is drawn over a range, never asserted."},
    {"grade", "",
     "Of evidence: A primary text or data read; B reputable secondary; C weak secondary; D background, "
     "unverified; S stated by the "
     "source article only; DER our arithmetic from graded inputs."},
    {"weight", "", "Real institutions that each simulated one stands for."},
    {"fork", "",
     "The month in which a policy can first differ from the reference; before it the two are one history."},
    {"salience", "", "Attention to enforcement: +1 with each incident or listing, halved in 24 months."},
    {"leak", "", "Prohibited transfers that go through third places."},
    {"chilling", "over-compliance", "Transfers that law would allow and that are not made for fear of it."},
    {"diversion", "",
     "Evasion: unlicensed, split under a threshold, through an affiliate or a third country."},
    {"preliminary", "", "Fewer than 100 runs: not to be published."},
};

}  // namespace

const std::vector<Word>& glossary() { return kWords; }

std::string term_of(const std::string& word) {
  for (const Word& known : glossary())
    if (word == known.plain) return known.term;
  return word;
}

}  // namespace cli
