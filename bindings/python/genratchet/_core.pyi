# Made by bindings/python/tools/stubs.py
"""
GenRatchet's C++ core. The package genratchet is the way in.
"""
from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import os
import pathlib
import typing
__all__: list[str] = ['Ablation', 'AblationRow', 'Challenge', 'ChallengePoint', 'ChallengedAssumption', 'Change', 'Citation', 'ComparedOutput', 'Comparison', 'Conclusion', 'ConstantRow', 'CoverageRow', 'Credit', 'CreditRow', 'Delay', 'DelayPoint', 'EvidenceFact', 'Explanation', 'Factor', 'FieldChange', 'Finding', 'HindcastPoint', 'HindcastSeries', 'Hits', 'LawChange', 'MeasureData', 'MethodScore', 'NaiveForecast', 'NaiveScore', 'Observation', 'ParameterRow', 'Player', 'PolicyData', 'Posterior', 'PremiumRow', 'Preset', 'Problem', 'Provenance', 'Provision', 'Range', 'Remark', 'Rival', 'RivalPoint', 'Rivals', 'RunFailure', 'RunOptions', 'Scenario', 'Scoreboard', 'SeriesScore', 'Shortfall', 'Sides', 'SweepPlan', 'SweepResults', 'SweepStore', 'SweepWorker', 'Telling', 'Tradeoff', 'TradeoffRow', 'TreeChange', 'Turn', 'Unobserved', 'Verification', 'VerificationPart', 'ablation', 'bound_names', 'challenge', 'citation_bibtex', 'citation_cff', 'citation_text', 'commit', 'compare', 'constant_table', 'credit', 'delay', 'design_points', 'design_rows', 'diff', 'differing_fields', 'explain', 'export_csv', 'export_netcdf', 'hindcast', 'law_diff', 'law_diff_of_policies', 'law_in_force', 'load_selected', 'mechanisms', 'parameter_table', 'parse_against', 'premium', 'presets', 'range_of', 'read_against', 'read_coverage', 'read_facts', 'read_provenance', 'read_sweep_file', 'rivals', 'run', 'run_only', 'run_sweep', 'scenario_folder', 'scenario_named', 'schema_json', 'scoreboard', 'sides_of', 'sweep_for', 'tradeoff', 'verify', 'version']
class Problem:
    """
    One fault of an input, in the words a user needs: where, why, and the likely mend.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('severity', 'file', 'line', 'column', 'path', 'message', 'suggestion')
    def __getstate__(self) -> tuple[bool, str, int, int, str, str, str]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def __str__(self) -> str:
        ...
    @property
    def column(self) -> int:
        """
        1-based, counted in characters (code points)
        """
    @property
    def file(self) -> str:
        """
        as the user named it
        """
    @property
    def line(self) -> int:
        """
        1-based; 0 where no text has the place
        """
    @property
    def message(self) -> str:
        """
        one sentence
        """
    @property
    def path(self) -> str:
        """
        dotted, e.g. policies.x.amend.y.effective
        """
    @property
    def severity(self) -> str:
        ...
    @property
    def suggestion(self) -> str:
        """
        the likely mend, or empty
        """
class Range:
    """
    5th to 95th percentile over the replicates that finished. All NaN where there is none.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('median', 'low', 'high', 'runs', 'sd_low', 'sd_high', 'below', 'above', 'disagree')
    def __repr__(self) -> str:
        ...
    @property
    def above(self) -> int:
        """
        runs below zero, and above
        """
    @property
    def below(self) -> int:
        """
        runs below zero, and above
        """
    @property
    def disagree(self) -> bool:
        """
        Fewer than 90 % of the runs point the same way. Where no run points anywhere there is nothing to disagree on.
        """
    @property
    def high(self) -> float:
        ...
    @property
    def low(self) -> float:
        ...
    @property
    def median(self) -> float:
        ...
    @property
    def runs(self) -> int:
        ...
    @property
    def sd_high(self) -> float:
        """
        simulation error of the two ends, same unit
        """
    @property
    def sd_low(self) -> float:
        """
        simulation error of the two ends, same unit
        """
class RunFailure:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('policy', 'replicate', 'reason')
    def __repr__(self) -> str:
        ...
    @property
    def policy(self) -> int:
        ...
    @property
    def reason(self) -> str:
        ...
    @property
    def replicate(self) -> int:
        ...
class Remark:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('title', 'note', 'source')
    def __repr__(self) -> str:
        ...
    @property
    def note(self) -> str:
        ...
    @property
    def source(self) -> str:
        ...
    @property
    def title(self) -> str:
        ...
class PolicyData:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('id', 'remark', 'starts_from', 'added', 'removed', 'amended')
    def __repr__(self) -> str:
        ...
    @property
    def added(self) -> list[str]:
        """
        provision or measure ids, as written
        """
    @property
    def amended(self) -> list[str]:
        """
        ids of the provisions it amends
        """
    @property
    def id(self) -> str:
        ...
    @property
    def remark(self) -> Remark:
        ...
    @property
    def removed(self) -> list[str]:
        """
        provision or measure ids, as written
        """
    @property
    def starts_from(self) -> str:
        """
        as written; empty: the scenario's `law`
        """
class MeasureData:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('id', 'remark', 'provisions')
    def __repr__(self) -> str:
        ...
    @property
    def id(self) -> str:
        ...
    @property
    def provisions(self) -> list[str]:
        ...
    @property
    def remark(self) -> Remark:
        ...
class TreeChange:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('path', 'before', 'after', 'only_words')
    def __repr__(self) -> str:
        ...
    @property
    def after(self) -> str:
        """
        as text; empty where the tree has nothing there
        """
    @property
    def before(self) -> str:
        """
        as text; empty where the tree has nothing there
        """
    @property
    def only_words(self) -> bool:
        """
        a title, note or the like: changes no number
        """
    @property
    def path(self) -> str:
        """
        dotted
        """
class Preset:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('name', 'title', 'note')
    def __repr__(self) -> str:
        ...
    @property
    def name(self) -> str:
        """
        "us-countermeasures"
        """
    @property
    def note(self) -> str:
        """
        "us-countermeasures"
        """
    @property
    def title(self) -> str:
        """
        "us-countermeasures"
        """
class ParameterRow:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('name', 'label', 'unit', 'prior', 'source', 'grade', 'doc', 'value', 'low', 'high', 'posterior_median', 'posterior_low', 'posterior_high', 'contested')
    def __repr__(self) -> str:
        ...
    @property
    def contested(self) -> bool:
        """
        `challenge` moves it
        """
    @property
    def doc(self) -> str:
        """
        grade of the evidence, A best; "assumption" where there is none
        """
    @property
    def grade(self) -> str:
        """
        grade of the evidence, A best; "assumption" where there is none
        """
    @property
    def high(self) -> float:
        """
        low and high: the middle 90 % of the prior; the value if it is fixed
        """
    @property
    def label(self) -> str:
        """
        label: what screens call it; of contested ones only
        """
    @property
    def low(self) -> float:
        """
        low and high: the middle 90 % of the prior; the value if it is fixed
        """
    @property
    def name(self) -> str:
        """
        label: what screens call it; of contested ones only
        """
    @property
    def posterior_high(self) -> float:
        """
        Of a parameter that was fitted and is drawn from the posterior, whatever its prior; else NaN.
        """
    @property
    def posterior_low(self) -> float:
        """
        Of a parameter that was fitted and is drawn from the posterior, whatever its prior; else NaN.
        """
    @property
    def posterior_median(self) -> float:
        """
        Of a parameter that was fitted and is drawn from the posterior, whatever its prior; else NaN.
        """
    @property
    def prior(self) -> str:
        """
        grade of the evidence, A best; "assumption" where there is none
        """
    @property
    def source(self) -> str:
        """
        grade of the evidence, A best; "assumption" where there is none
        """
    @property
    def unit(self) -> str:
        """
        label: what screens call it; of contested ones only
        """
    @property
    def value(self) -> float:
        """
        low and high: the middle 90 % of the prior; the value if it is fixed
        """
class ConstantRow:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('name', 'unit', 'source', 'grade', 'doc', 'value', 'low', 'high')
    def __repr__(self) -> str:
        ...
    @property
    def doc(self) -> str:
        """
        grade of the evidence; "assumption" where there is none
        """
    @property
    def grade(self) -> str:
        """
        grade of the evidence; "assumption" where there is none
        """
    @property
    def high(self) -> float:
        """
        low and high: where it may lie; no run draws it
        """
    @property
    def low(self) -> float:
        """
        low and high: where it may lie; no run draws it
        """
    @property
    def name(self) -> str:
        """
        grade of the evidence; "assumption" where there is none
        """
    @property
    def source(self) -> str:
        """
        grade of the evidence; "assumption" where there is none
        """
    @property
    def unit(self) -> str:
        """
        grade of the evidence; "assumption" where there is none
        """
    @property
    def value(self) -> float:
        """
        low and high: where it may lie; no run draws it
        """
class Posterior:
    """
    The sample.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('title', 'design_seed', 'parameters', 'rows')
    def __repr__(self) -> str:
        ...
    @property
    def design_seed(self) -> int:
        """
        of the draw from the priors that belongs to each row
        """
    @property
    def parameters(self) -> list[str]:
        """
        fitted, by name
        """
    @property
    def rows(self) -> list[list[float]]:
        """
        values in that order
        """
    @property
    def title(self) -> str:
        """
        what it is, on one line
        """
class Scenario:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('id', 'author', 'remark', 'first', 'end', 'law_as_of', 'report', 'institutions', 'weight', 'seed', 'replicates', 'draw_parameters', 'fitted', 'detail', 'reference', 'policies', 'measures', 'groups', 'posterior')
    def __repr__(self) -> str:
        ...
    @property
    def author(self) -> str:
        ...
    @property
    def detail(self) -> str:
        """
        of origins in the result: "blocs" or "places"
        """
    @property
    def draw_parameters(self) -> bool:
        """
        false: every replicate runs at the defaults
        """
    @property
    def end(self) -> str | None:
        """
        [first, end)
        """
    @property
    def first(self) -> str | None:
        """
        [first, end)
        """
    @property
    def fitted(self) -> list[str]:
        """
        parameters drawn from it: those that the scenario leaves to it
        """
    @property
    def groups(self) -> dict[str, list[str]]:
        """
        of places
        """
    @property
    def id(self) -> str:
        ...
    @property
    def institutions(self) -> int:
        ...
    @property
    def law_as_of(self) -> str | None:
        """
        --as-of: law announced later is not known
        """
    @property
    def measures(self) -> dict[str, MeasureData]:
        ...
    @property
    def policies(self) -> list[PolicyData]:
        """
        in the order of the file
        """
    @property
    def posterior(self) -> Posterior | None:
        """
        null: every parameter is drawn from its prior
        """
    @property
    def reference(self) -> str:
        ...
    @property
    def remark(self) -> Remark:
        ...
    @property
    def replicates(self) -> int:
        ...
    @property
    def report(self) -> list[str | None]:
        """
        2026-06, 2030-12, 2040-12
        """
    @property
    def resolved_json(self) -> str:
        """
        everything included, every default written out
        """
    @property
    def seed(self) -> int:
        ...
    @property
    def sha256(self) -> str:
        """
        filled by io
        """
    @property
    def warnings(self) -> list[Problem]:
        ...
    @property
    def weight(self) -> float:
        """
        real institutions for each simulated one
        """
class Sides:
    """
    "US" and "PRC" persons, "the US" and "mainland China"; other places by their id.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('a_people', 'a_place', 'b_people', 'b_place')
    def __repr__(self) -> str:
        ...
    @property
    def a_people(self) -> str:
        """
        whose data lie open: the US
        """
    @property
    def a_place(self) -> str:
        """
        whose data lie open: the US
        """
    @property
    def b_people(self) -> str:
        """
        who holds copies: mainland China
        """
    @property
    def b_place(self) -> str:
        """
        who holds copies: mainland China
        """
class Citation:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('text', 'fact', 'grade')
    def __repr__(self) -> str:
        ...
    @property
    def fact(self) -> str:
        """
        fact id of scenarios/evidence, e.g. "U7"
        """
    @property
    def grade(self) -> str:
        """
        A, B, C, D, S, DER or "assumption"
        """
    @property
    def text(self) -> str:
        """
        as it should be printed
        """
class Provision:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('id', 'jurisdiction', 'citation', 'title', 'summary', 'note', 'since', 'announced', 'effective', 'expires', 'status', 'timing', 'effects', 'grade', 'sources')
    def __repr__(self) -> str:
        ...
    @property
    def announced(self) -> str | None:
        ...
    @property
    def citation(self) -> str:
        """
        "28 CFR 202.303", "HGR Regulations (...), Art. 24"
        """
    @property
    def effective(self) -> str | None:
        ...
    @property
    def effects(self) -> str:
        ...
    @property
    def expires(self) -> str | None:
        """
        first month no longer in force
        """
    @property
    def grade(self) -> str:
        """
        of its first source; "-" if none
        """
    @property
    def id(self) -> str:
        """
        readable: "us-bulk-data-rule"
        """
    @property
    def jurisdiction(self) -> str:
        """
        a place or group: "US", "CN", "UK Biobank" is an instrument of "GB"
        """
    @property
    def note(self) -> str:
        ...
    @property
    def since(self) -> str:
        """
        "2025-04-08", or the month; "always"
        """
    @property
    def sources(self) -> list[Citation]:
        ...
    @property
    def status(self) -> str:
        ...
    @property
    def summary(self) -> str:
        """
        one or two sentences, what it says
        """
    @property
    def timing(self) -> str:
        ...
    @property
    def title(self) -> str:
        ...
class Finding:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('provision', 'why')
    def __repr__(self) -> str:
        ...
    @property
    def provision(self) -> int:
        """
        index in RuleBook::provisions()
        """
    @property
    def why(self) -> str:
        """
        decides: what its effects do; looked at: why it does not decide
        """
class Change:
    """
    A transfer like the one asked about but for one thing, and what law says of it.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('what', 'outcome', 'because', 'month')
    def __repr__(self) -> str:
        ...
    @property
    def because(self) -> str:
        """
        note of the exemption, or the provisions that now decide; may be empty
        """
    @property
    def month(self) -> str | None:
        """
        when the altered transfer is judged
        """
    @property
    def outcome(self) -> str:
        ...
    @property
    def what(self) -> str:
        """
        "100 persons or fewer", "before 2025-04-08", "federal money", "via HK, JP or TH"
        """
class Explanation:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('month', 'outcome', 'outcome_words', 'decides', 'looked_at', 'changes', 'assumed')
    def __repr__(self) -> str:
        ...
    @property
    def assumed(self) -> list[str]:
        """
        as given: what the asker did not say
        """
    @property
    def changes(self) -> list[Change]:
        """
        each one alters the outcome
        """
    @property
    def decides(self) -> list[Finding]:
        """
        in the order of the book; empty if free
        """
    @property
    def looked_at(self) -> list[Finding]:
        """
        nearest to deciding first
        """
    @property
    def month(self) -> str | None:
        ...
    @property
    def outcome(self) -> str:
        ...
    @property
    def outcome_words(self) -> str:
        ...
class FieldChange:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('field', 'before', 'after')
    def __repr__(self) -> str:
        ...
    @property
    def after(self) -> str:
        """
        in words; empty where there was or is nothing
        """
    @property
    def before(self) -> str:
        """
        in words; empty where there was or is nothing
        """
    @property
    def field(self) -> str:
        """
        dotted, as in scenario files: "applies.persons_over", "effective"
        """
class LawChange:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('kind', 'id', 'changes')
    def __repr__(self) -> str:
        ...
    @property
    def changes(self) -> list[FieldChange]:
        """
        of a change; empty otherwise
        """
    @property
    def id(self) -> str:
        """
        of the provision after the change, or of the one that leaves
        """
    @property
    def kind(self) -> str:
        ...
class RunOptions:
    ...
    def __init__(self, *, replicates: typing.SupportsInt | typing.SupportsIndex = 0, first_replicate: typing.SupportsInt | typing.SupportsIndex = 0, threads: typing.SupportsInt | typing.SupportsIndex = 1, share_history: bool = True, premium_worlds: bool = True) -> None:
        ...
    @property
    def first_replicate(self) -> int:
        ...
    @property
    def premium_worlds(self) -> bool:
        """
        also run the four worlds of the asymmetry premium
        """
    @property
    def replicates(self) -> int:
        """
        0: as the scenario says
        """
    @property
    def share_history(self) -> bool:
        ...
    @property
    def threads(self) -> int:
        ...
class Provenance:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('version', 'commit', 'scenario_id', 'scenario_sha256', 'generator', 'result_hash', 'seed', 'replicates', 'first_replicate', 'premium_worlds', 'flags', 'policies', 'failures', 'written', 'files')
    def __repr__(self) -> str:
        ...
    @property
    def commit(self) -> str:
        ...
    @property
    def failures(self) -> list[str]:
        ...
    @property
    def files(self) -> dict[str, str]:
        """
        of the directory, but provenance.json: name -> SHA-256
        """
    @property
    def first_replicate(self) -> int:
        ...
    @property
    def flags(self) -> list[tuple[str, str]]:
        ...
    @property
    def generator(self) -> str:
        ...
    @property
    def policies(self) -> list[str]:
        ...
    @property
    def premium_worlds(self) -> bool:
        ...
    @property
    def replicates(self) -> int:
        ...
    @property
    def result_hash(self) -> str:
        ...
    @property
    def scenario_id(self) -> str:
        ...
    @property
    def scenario_sha256(self) -> str:
        ...
    @property
    def seed(self) -> int:
        ...
    @property
    def version(self) -> str:
        ...
    @property
    def written(self) -> str:
        """
        the day, UTC: 2026-11-23
        """
class VerificationPart:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('name', 'same', 'finding')
    def __repr__(self) -> str:
        ...
    @property
    def finding(self) -> str:
        """
        in plain words
        """
    @property
    def name(self) -> str:
        """
        "numbers", or a file of the result
        """
    @property
    def same(self) -> bool:
        ...
class Verification:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('parts', 'remarks', 'verified')
    def __repr__(self) -> str:
        ...
    @property
    def parts(self) -> list[VerificationPart]:
        ...
    @property
    def remarks(self) -> list[str]:
        """
        named, no failure: another version or commit than the one that ran it
        """
    @property
    def verified(self) -> bool:
        ...
class ComparedOutput:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('policy', 'output', 'unit', 'a', 'b', 'change')
    def __repr__(self) -> str:
        ...
    @property
    def a(self) -> Range:
        ...
    @property
    def b(self) -> Range:
        ...
    @property
    def change(self) -> Range:
        """
        b minus a, run by run; no runs if the results share no chance
        """
    @property
    def output(self) -> str:
        ...
    @property
    def policy(self) -> str:
        ...
    @property
    def unit(self) -> str:
        ...
class Comparison:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('date', 'paired', 'outputs')
    def __repr__(self) -> str:
        ...
    @property
    def date(self) -> str | None:
        """
        the last report date that both reach; else their last common month
        """
    @property
    def outputs(self) -> list[ComparedOutput]:
        """
        policies and outputs that both have
        """
    @property
    def paired(self) -> int:
        """
        runs with the same seed, number, generator and version
        """
class EvidenceFact:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('id', 'statement', 'value', 'unit', 'date', 'source', 'grade', 'role', 'note')
    def __repr__(self) -> str:
        ...
    @property
    def date(self) -> str:
        """
        value as written; empty if it is none
        """
    @property
    def grade(self) -> str:
        """
        value as written; empty if it is none
        """
    @property
    def id(self) -> str:
        """
        value as written; empty if it is none
        """
    @property
    def note(self) -> str:
        """
        what speaks against it, or limits it; empty if nothing does
        """
    @property
    def role(self) -> str:
        """
        value as written; empty if it is none
        """
    @property
    def source(self) -> str:
        """
        value as written; empty if it is none
        """
    @property
    def statement(self) -> str:
        """
        value as written; empty if it is none
        """
    @property
    def unit(self) -> str:
        """
        value as written; empty if it is none
        """
    @property
    def value(self) -> str:
        """
        value as written; empty if it is none
        """
class CoverageRow:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('provision', 'transfers', 'standing', 'bound')
    def __repr__(self) -> str:
        ...
    @property
    def bound(self) -> bool:
        ...
    @property
    def provision(self) -> str:
        ...
    @property
    def standing(self) -> float:
        """
        combinations of place, kind and archive whose release or access it touched, mean over runs
        """
    @property
    def transfers(self) -> float:
        """
        proposed transfers that it touched, mean over runs
        """
class DelayPoint:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('years', 'announced', 'held', 'cost')
    def __repr__(self) -> str:
        ...
    @property
    def announced(self) -> str | None:
        """
        first announcement of the measure, so shifted
        """
    @property
    def cost(self) -> Range:
        """
        paired: H_T(t0 + years) - H_T(t0)
        """
    @property
    def held(self) -> Range:
        """
        US persons copied to CN by T
        """
    @property
    def years(self) -> int:
        """
        later; negative is earlier
        """
class Delay:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('measure', 'reference', 'announced', 'effective', 'date', 'points', 'vintage_held', 'prior_held_5', 'prior_held_10', 'failures')
    def __repr__(self) -> str:
        ...
    @property
    def announced(self) -> str | None:
        """
        t0 without delay: first announcement, first effect
        """
    @property
    def date(self) -> str | None:
        """
        T: the last report date
        """
    @property
    def effective(self) -> str | None:
        """
        t0 without delay: first announcement, first effect
        """
    @property
    def failures(self) -> list[RunFailure]:
        ...
    @property
    def measure(self) -> str:
        ...
    @property
    def points(self) -> list[DelayPoint]:
        """
        in the order asked
        """
    @property
    def prior_held_10(self) -> Range:
        """
        H_ref(t0) / H_ref(t0 + 5 or 10 years); no runs if that lies after the end
        """
    @property
    def prior_held_5(self) -> Range:
        """
        H_ref(t0) / H_ref(t0 + 5 or 10 years); no runs if that lies after the end
        """
    @property
    def reference(self) -> str:
        ...
    @property
    def vintage_held(self) -> Range:
        """
        of US persons sequenced before t0, the share copied by t0
        """
class Conclusion:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('subject', 'against', 'verdict', 'about_policies')
    def __repr__(self) -> str:
        ...
    @property
    def about_policies(self) -> bool:
        ...
    @property
    def against(self) -> str:
        """
        policies: `subject` leaves less or more copied than `against`; or the two sides
        """
    @property
    def subject(self) -> str:
        """
        policies: `subject` leaves less or more copied than `against`; or the two sides
        """
    @property
    def verdict(self) -> str:
        ...
class ChallengePoint:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('value', 'held', 'factor', 'verdicts')
    def __repr__(self) -> str:
        ...
    @property
    def factor(self) -> Range:
        """
        the same over that of the run in which nothing was moved, by replicate
        """
    @property
    def held(self) -> Range:
        """
        US persons copied to the PRC under the reference, at the last report date
        """
    @property
    def value(self) -> float:
        ...
    @property
    def verdicts(self) -> list[str]:
        """
        of Challenge::conclusions
        """
class Turn:
    """
    A conclusion that does not survive: reversed, or lost because the runs no longer agree.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('conclusion', 'fate', 'holds_at', 'turns_at')
    def __repr__(self) -> str:
        ...
    @property
    def conclusion(self) -> int:
        """
        of Challenge::conclusions
        """
    @property
    def fate(self) -> str:
        ...
    @property
    def holds_at(self) -> float:
        """
        neighbouring values; the same if it holds at none
        """
    @property
    def turns_at(self) -> float:
        """
        neighbouring values; the same if it holds at none
        """
class ChallengedAssumption:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('parameter', 'label', 'unit', 'points', 'turns', 'spread', 'worst')
    def __repr__(self) -> str:
        ...
    @property
    def label(self) -> str:
        """
        of a contested one: what it is, in a few plain words
        """
    @property
    def parameter(self) -> str:
        ...
    @property
    def points(self) -> list[ChallengePoint]:
        """
        ascending values
        """
    @property
    def spread(self) -> float:
        """
        greatest over least median of `held`: how far it moves the headline number
        """
    @property
    def turns(self) -> list[Turn]:
        """
        reversed ones first
        """
    @property
    def unit(self) -> str:
        ...
    @property
    def worst(self) -> str:
        ...
class Challenge:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('conclusions', 'held', 'assumptions', 'replicates', 'institutions', 'weight', 'failures')
    def __repr__(self) -> str:
        ...
    @property
    def assumptions(self) -> list[ChallengedAssumption]:
        """
        most influential first
        """
    @property
    def conclusions(self) -> list[Conclusion]:
        """
        where nothing is moved
        """
    @property
    def failures(self) -> list[RunFailure]:
        ...
    @property
    def held(self) -> Range:
        ...
    @property
    def institutions(self) -> int:
        ...
    @property
    def replicates(self) -> int:
        ...
    @property
    def weight(self) -> float:
        ...
class PremiumRow:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('date', 'premium', 'inflow', 'retention', 'interaction', 'held_in_cn', 'held_in_us', 'net', 'foreign_bases', 'domestic_bases')
    def __repr__(self) -> str:
        ...
    @property
    def date(self) -> str | None:
        ...
    @property
    def domestic_bases(self) -> Range:
        """
        what the PRC holds, by origin, in the world open-actual; gigabases
        """
    @property
    def foreign_bases(self) -> Range:
        """
        what the PRC holds, by origin, in the world open-actual; gigabases
        """
    @property
    def held_in_cn(self) -> typing.Annotated[list[Range], "FixedSize(4)"]:
        """
        H, G, N by world
        """
    @property
    def held_in_us(self) -> typing.Annotated[list[Range], "FixedSize(4)"]:
        """
        H, G, N by world
        """
    @property
    def inflow(self) -> Range:
        ...
    @property
    def interaction(self) -> Range:
        ...
    @property
    def net(self) -> typing.Annotated[list[Range], "FixedSize(4)"]:
        """
        H, G, N by world
        """
    @property
    def premium(self) -> Range:
        ...
    @property
    def retention(self) -> Range:
        ...
class Observation:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('series', 'date', 'value', 'unit', 'role', 'fact', 'sd_log')
    def __repr__(self) -> str:
        ...
    @property
    def date(self) -> str | None:
        ...
    @property
    def fact(self) -> str:
        """
        role: "calibrate", "hindcast" or "context"
        """
    @property
    def role(self) -> str:
        """
        role: "calibrate", "hindcast" or "context"
        """
    @property
    def sd_log(self) -> float:
        """
        of its error, on logarithms; 0.3, the commonest, where none is stated
        """
    @property
    def series(self) -> str:
        """
        a name of hindcast_series()
        """
    @property
    def unit(self) -> str:
        """
        role: "calibrate", "hindcast" or "context"
        """
    @property
    def value(self) -> float:
        ...
class NaiveForecast:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('method', 'value', 'crps', 'log_crps')
    def __repr__(self) -> str:
        ...
    @property
    def crps(self) -> float:
        """
        its absolute error, and that of logarithms: they compare with the model's
        """
    @property
    def log_crps(self) -> float:
        """
        its absolute error, and that of logarithms: they compare with the model's
        """
    @property
    def method(self) -> str:
        """
        one of naive_methods()
        """
    @property
    def value(self) -> float:
        """
        NaN where the points do not suffice
        """
class HindcastPoint:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('date', 'mid', 'low', 'high', 'runs', 'observed', 'inside', 'ratio', 'crps', 'log_crps', 'naive')
    def __repr__(self) -> str:
        ...
    @property
    def crps(self) -> float:
        """
        of the runs against the observation (see crps); NaN without one
        """
    @property
    def date(self) -> str | None:
        ...
    @property
    def high(self) -> float:
        ...
    @property
    def inside(self) -> bool:
        """
        the observation lies in [low, high]
        """
    @property
    def log_crps(self) -> float:
        """
        of the runs against the observation (see crps); NaN without one
        """
    @property
    def low(self) -> float:
        ...
    @property
    def mid(self) -> float:
        ...
    @property
    def naive(self) -> list[NaiveForecast]:
        """
        of forecasts alone, from what was known of the series when the model was fitted
        """
    @property
    def observed(self) -> Observation | None:
        ...
    @property
    def ratio(self) -> float:
        """
        mid / observed; NaN without one
        """
    @property
    def runs(self) -> int:
        ...
class HindcastSeries:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('name', 'unit', 'points')
    def __repr__(self) -> str:
        ...
    @property
    def name(self) -> str:
        ...
    @property
    def points(self) -> list[HindcastPoint]:
        """
        every June and December of the run, and the dates of observations; ascending
        """
    @property
    def unit(self) -> str:
        ...
class Hits:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('inside', 'all')
    def __repr__(self) -> str:
        ...
    @property
    def all(self) -> int:
        ...
    @property
    def inside(self) -> int:
        ...
class NaiveScore:
    """
    A naive forecaster beside the model, over the forecasts for which it says anything.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('method', 'points', 'crps', 'log_crps', 'skill', 'log_skill', 'beaten')
    def __repr__(self) -> str:
        ...
    @property
    def beaten(self) -> bool:
        """
        the model's mean is smaller, on both scales where both are defined
        """
    @property
    def crps(self) -> float:
        """
        means of its own; NaN where there is none
        """
    @property
    def log_crps(self) -> float:
        """
        means of its own; NaN where there is none
        """
    @property
    def log_skill(self) -> float:
        """
        of the model over it: 1 - model's mean / its mean; 1 is perfect, below 0 worse
        """
    @property
    def method(self) -> str:
        ...
    @property
    def points(self) -> int:
        ...
    @property
    def skill(self) -> float:
        """
        of the model over it: 1 - model's mean / its mean; 1 is perfect, below 0 worse
        """
class SeriesScore:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('name', 'unit', 'forecasts', 'calibrate', 'context', 'crps', 'log_crps', 'naive')
    def __repr__(self) -> str:
        ...
    @property
    def calibrate(self) -> Hits:
        """
        By role: "hindcast" alone are forecasts; "calibrate" was used for fitting (in-sample), "context" only shown.
        """
    @property
    def context(self) -> Hits:
        """
        By role: "hindcast" alone are forecasts; "calibrate" was used for fitting (in-sample), "context" only shown.
        """
    @property
    def crps(self) -> float:
        """
        means of the model over the forecasts; NaN where there is none
        """
    @property
    def forecasts(self) -> Hits:
        """
        By role: "hindcast" alone are forecasts; "calibrate" was used for fitting (in-sample), "context" only shown.
        """
    @property
    def log_crps(self) -> float:
        """
        means of the model over the forecasts; NaN where there is none
        """
    @property
    def naive(self) -> list[NaiveScore]:
        """
        by naive_methods(); empty without forecasts
        """
    @property
    def name(self) -> str:
        ...
    @property
    def unit(self) -> str:
        ...
class MethodScore:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('method', 'series', 'beaten', 'skill', 'log_skill')
    def __repr__(self) -> str:
        ...
    @property
    def beaten(self) -> int:
        """
        that it can forecast, and of those the ones in which the model beats it
        """
    @property
    def log_skill(self) -> float:
        """
        means over the series; NaN where there is none
        """
    @property
    def method(self) -> str:
        ...
    @property
    def series(self) -> int:
        """
        that it can forecast, and of those the ones in which the model beats it
        """
    @property
    def skill(self) -> float:
        """
        means over the series; NaN where there is none
        """
class Scoreboard:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('series', 'forecasts', 'calibrate', 'context', 'methods')
    def __repr__(self) -> str:
        ...
    @property
    def calibrate(self) -> Hits:
        ...
    @property
    def context(self) -> Hits:
        ...
    @property
    def forecasts(self) -> Hits:
        ...
    @property
    def methods(self) -> list[MethodScore]:
        """
        by naive_methods()
        """
    @property
    def series(self) -> list[SeriesScore]:
        """
        those with an observation
        """
class Telling:
    """
    What one observation says of the full model against a rival, over runs that share parameters and chance.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('nearer', 'evidence', 'runs', 'tells')
    def __repr__(self) -> str:
        ...
    @property
    def evidence(self) -> float:
        """
        median over paired runs of log10 of their likelihoods' ratio, full over rival; 9 at most
        """
    @property
    def nearer(self) -> float:
        """
        share of paired runs in which the full model lies nearer to it; a tie counts half
        """
    @property
    def runs(self) -> int:
        ...
    @property
    def tells(self) -> int:
        """
        1: for the full model, -1: for the rival, 0: cannot tell them apart
        """
class RivalPoint:
    """
    An observation, the reference's range in the full model and under each rival, and what it says of each.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('observed', 'full', 'under', 'tells')
    def __repr__(self) -> str:
        ...
    @property
    def full(self) -> Range:
        ...
    @property
    def observed(self) -> Observation:
        ...
    @property
    def tells(self) -> list[Telling]:
        """
        by rival
        """
    @property
    def under(self) -> list[Range]:
        """
        by rival
        """
class Unobserved:
    """
    An output that was not observed, at the first report date.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('output', 'full', 'under', 'apart')
    def __repr__(self) -> str:
        ...
    @property
    def apart(self) -> float:
        """
        share of pairs of runs of the two, of different parameters, that stand in the commoner order
        """
    @property
    def full(self) -> Range:
        ...
    @property
    def output(self) -> str:
        ...
    @property
    def under(self) -> Range:
        ...
class Rival:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('mechanism', 'on', 'held', 'verdicts', 'would_tell')
    def __repr__(self) -> str:
        ...
    @property
    def held(self) -> Range:
        """
        US persons copied to the PRC under the reference, at the last report date
        """
    @property
    def mechanism(self) -> str:
        """
        a name of mechanisms()
        """
    @property
    def on(self) -> bool:
        """
        the rival has it; false: the scenario has it, and the rival does without
        """
    @property
    def verdicts(self) -> list[str]:
        """
        of Rivals::conclusions
        """
    @property
    def would_tell(self) -> list[Unobserved]:
        """
        those that would, most apart first
        """
class Rivals:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('held', 'conclusions', 'rivals', 'points', 'unobserved_at', 'replicates', 'institutions', 'weight', 'failures')
    def __repr__(self) -> str:
        ...
    @property
    def conclusions(self) -> list[Conclusion]:
        """
        of the full model
        """
    @property
    def failures(self) -> list[RunFailure]:
        ...
    @property
    def held(self) -> Range:
        """
        as Rival::held, in the full model
        """
    @property
    def institutions(self) -> int:
        ...
    @property
    def points(self) -> list[RivalPoint]:
        """
        by series in the hindcast's order, then date
        """
    @property
    def replicates(self) -> int:
        ...
    @property
    def rivals(self) -> list[Rival]:
        ...
    @property
    def unobserved_at(self) -> str | None:
        ...
    @property
    def weight(self) -> float:
        ...
class Player:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('id', 'title', 'provisions', 'added', 'removed', 'amended')
    def __repr__(self) -> str:
        ...
    @property
    def added(self) -> int:
        """
        provisions, going from the reference to the policy
        """
    @property
    def amended(self) -> int:
        """
        provisions, going from the reference to the policy
        """
    @property
    def id(self) -> str:
        """
        of the measure or the provision
        """
    @property
    def provisions(self) -> list[str]:
        """
        whose text differs; an amended one counts once, under its first id
        """
    @property
    def removed(self) -> int:
        """
        provisions, going from the reference to the policy
        """
    @property
    def title(self) -> str:
        """
        of the measure or the provision
        """
class CreditRow:
    """
    Persons; negative: fewer US persons are copied to CN.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('player', 'value', 'share', 'alone', 'last', 'interplay', 'sampling_error', 'by_run')
    def __repr__(self) -> str:
        ...
    @property
    def alone(self) -> Range:
        """
        what it changes alone, on top of the reference
        """
    @property
    def by_run(self) -> list[float]:
        """
        the Shapley value, by replicate; NaN if a set failed in it
        """
    @property
    def interplay(self) -> str:
        ...
    @property
    def last(self) -> Range:
        """
        what it changes on top of all the others: what would be lost without it
        """
    @property
    def player(self) -> Player:
        ...
    @property
    def sampling_error(self) -> float:
        """
        of `value`, one standard deviation, in the median run; 0 if exact
        """
    @property
    def share(self) -> Range:
        """
        of the whole change, by run, NaN in runs without one; no runs if they disagree on its direction
        """
    @property
    def value(self) -> Range:
        """
        the Shapley value
        """
class Credit:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('policy', 'reference', 'date', 'held_reference', 'held_policy', 'change', 'change_by_run', 'rows', 'exact', 'orders', 'sets', 'replicates', 'institutions', 'weight', 'failures')
    def __repr__(self) -> str:
        ...
    @property
    def change(self) -> Range:
        """
        paired; the values of the rows sum to it, run by run
        """
    @property
    def change_by_run(self) -> list[float]:
        """
        by replicate
        """
    @property
    def date(self) -> str | None:
        """
        the last report date
        """
    @property
    def exact(self) -> bool:
        ...
    @property
    def failures(self) -> list[RunFailure]:
        ...
    @property
    def held_policy(self) -> Range:
        """
        US persons copied to CN
        """
    @property
    def held_reference(self) -> Range:
        """
        US persons copied to CN
        """
    @property
    def institutions(self) -> int:
        ...
    @property
    def orders(self) -> int:
        """
        sampled ones; 0 if exact
        """
    @property
    def policy(self) -> str:
        ...
    @property
    def reference(self) -> str:
        ...
    @property
    def replicates(self) -> int:
        ...
    @property
    def rows(self) -> list[CreditRow]:
        """
        in the order of the law
        """
    @property
    def sets(self) -> int:
        """
        sets of measures that were run
        """
    @property
    def weight(self) -> float:
        ...
class AblationRow:
    """
    Persons; negative: fewer US persons are copied to CN.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('rule', 'change', 'difference', 'never')
    def __repr__(self) -> str:
        ...
    @property
    def change(self) -> Range:
        """
        of the policy without it, against the reference
        """
    @property
    def difference(self) -> Range:
        """
        of the policy without it, against the policy
        """
    @property
    def never(self) -> bool:
        """
        no run differs: here it makes no difference
        """
    @property
    def rule(self) -> Player:
        """
        one provision: gone, or as the reference has it where the policy removes or amends it
        """
class Ablation:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('policy', 'reference', 'jurisdiction', 'date', 'held', 'change', 'rows', 'replicates', 'institutions', 'weight', 'failures')
    def __repr__(self) -> str:
        ...
    @property
    def change(self) -> Range:
        """
        of the whole policy; against the reference
        """
    @property
    def date(self) -> str | None:
        """
        the last report date
        """
    @property
    def failures(self) -> list[RunFailure]:
        ...
    @property
    def held(self) -> Range:
        """
        of the whole policy; against the reference
        """
    @property
    def institutions(self) -> int:
        ...
    @property
    def jurisdiction(self) -> str:
        ...
    @property
    def policy(self) -> str:
        ...
    @property
    def reference(self) -> str:
        ...
    @property
    def replicates(self) -> int:
        ...
    @property
    def rows(self) -> list[AblationRow]:
        """
        in the order of the law
        """
    @property
    def weight(self) -> float:
        ...
class Shortfall:
    """
    How far a policy falls short of the best of the scenario's policies in the same run (regret), over the runs in which every policy finished. Each run is one future; they have no probabilities here.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('worst', 'median', 'runs')
    def __repr__(self) -> str:
        ...
    @property
    def median(self) -> float:
        """
        NaN without runs
        """
    @property
    def runs(self) -> int:
        ...
    @property
    def worst(self) -> float:
        """
        NaN without runs
        """
class TradeoffRow:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('policy', 'title', 'is_reference', 'held', 'change', 'disagree', 'science_cost', 'lost', 'dominated', 'dominated_by', 'dominated_share', 'copies', 'science')
    def __repr__(self) -> str:
        ...
    @property
    def change(self) -> Range:
        """
        paired, against the reference; of the reference itself: no runs, NaN
        """
    @property
    def copies(self) -> Shortfall:
        """
        persons; share of the reference's person-months
        """
    @property
    def disagree(self) -> bool:
        ...
    @property
    def dominated(self) -> bool:
        """
        in nine of ten runs one other has no more copies, no more cost, and less of one
        """
    @property
    def dominated_by(self) -> str:
        """
        the policy that does so in most runs; empty if none does in any
        """
    @property
    def dominated_share(self) -> float:
        """
        of the runs in which both finished: where it does so; NaN without such runs
        """
    @property
    def held(self) -> Range:
        """
        US persons of the headline depth copied to mainland China
        """
    @property
    def is_reference(self) -> bool:
        ...
    @property
    def lost(self) -> typing.Annotated[list[Range], "FixedSize(4)"]:
        """
        by item, in its unit: what is lost, of delays what comes on top; ditto
        """
    @property
    def policy(self) -> str:
        ...
    @property
    def science(self) -> Shortfall:
        """
        persons; share of the reference's person-months
        """
    @property
    def science_cost(self) -> Range:
        """
        share of the person-months within reach of US and allied scientists that is lost; ditto
        """
    @property
    def title(self) -> str:
        ...
class Tradeoff:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('date', 'reference', 'replicates', 'policies', 'preliminary', 'rows', 'least_worst_copies', 'least_worst_science', 'failures')
    def __repr__(self) -> str:
        ...
    @property
    def date(self) -> str | None:
        ...
    @property
    def failures(self) -> list[RunFailure]:
        ...
    @property
    def least_worst_copies(self) -> list[str]:
        """
        The policies whose worst shortfall is least; several if they are equal.
        """
    @property
    def least_worst_science(self) -> list[str]:
        """
        The policies whose worst shortfall is least; several if they are equal.
        """
    @property
    def policies(self) -> int:
        ...
    @property
    def preliminary(self) -> bool:
        """
        below 100 replicates
        """
    @property
    def reference(self) -> str:
        ...
    @property
    def replicates(self) -> int:
        ...
    @property
    def rows(self) -> list[TradeoffRow]:
        """
        the scenario's policies in order, reference included
        """
class Factor:
    """
    What is varied. In a row a factor has a `level`: a number, or the position of one of its listed values.
    """
    fields: typing.ClassVar[tuple[str, ...]] = ('name', 'path', 'parameter', 'values', 'low', 'high')
    def __repr__(self) -> str:
        ...
    def at(self, u: typing.SupportsFloat | typing.SupportsIndex) -> float:
        """
        the level below which a share u of its range lies, 0 < u < 1
        """
    @property
    def high(self) -> float:
        """
        levels are clipped to these
        """
    @property
    def low(self) -> float:
        """
        levels are clipped to these
        """
    @property
    def name(self) -> str:
        """
        as the design has it; the head of its column
        """
    @property
    def parameter(self) -> bool:
        """
        parameters.NAME: rows that differ in such only share a world
        """
    @property
    def path(self) -> str:
        """
        dotted, as --set takes it
        """
    @property
    def values(self) -> list[str]:
        """
        listed; if empty, levels are numbers drawn from `spread`
        """
class SweepPlan:
    ...
    fields: typing.ClassVar[tuple[str, ...]] = ('title', 'scenario_id', 'kind', 'factors', 'points', 'second_order', 'replicates', 'policies', 'reference', 'outputs', 'dates', 'rows', 'runs', 'warnings')
    def __repr__(self) -> str:
        ...
    def levels(self, first: typing.SupportsInt | typing.SupportsIndex, last: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.float64]:
        """
        The level of each factor in row `number`, 0 <= number < design.size().
        """
    @property
    def dates(self) -> list[str | None]:
        ...
    @property
    def design_json(self) -> str:
        """
        every default written out; names no scenario and sets nothing
        """
    @property
    def factors(self) -> list[Factor]:
        ...
    @property
    def kind(self) -> str:
        ...
    @property
    def outputs(self) -> list[tuple[str, str, str, str]]:
        ...
    @property
    def points(self) -> int:
        """
        0 where the kind does not ask for them
        """
    @property
    def policies(self) -> list[str]:
        """
        in the scenario's order, the reference among them
        """
    @property
    def reference(self) -> str:
        ...
    @property
    def replicates(self) -> int:
        """
        of each row; replicate r has the same chance, and the same draw, in every row
        """
    @property
    def rows(self) -> int:
        ...
    @property
    def runs(self) -> int:
        ...
    @property
    def scenario_id(self) -> str:
        ...
    @property
    def scenario_json(self) -> str:
        """
        resolved; what the design `set` is in it
        """
    @property
    def second_order(self) -> bool:
        ...
    @property
    def title(self) -> str:
        ...
    @property
    def warnings(self) -> list[Problem]:
        ...
class SweepResults:
    ...
    @staticmethod
    def failed(units: collections.abc.Sequence[tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex]], policies: typing.SupportsInt | typing.SupportsIndex, reason: str) -> SweepResults:
        ...
    def __getstate__(self) -> tuple[int, numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.float64], dict[int, str]]:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: tuple[typing.SupportsInt | typing.SupportsIndex, typing.Annotated[numpy.typing.ArrayLike, numpy.int64], typing.Annotated[numpy.typing.ArrayLike, numpy.int64], typing.Annotated[numpy.typing.ArrayLike, numpy.float64], collections.abc.Mapping[typing.SupportsInt | typing.SupportsIndex, str]]) -> None:
        ...
    def numbers(self, columns: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.float64]:
        """
        [output][date]; empty if it failed
        """
    def reasons(self) -> list[str]:
        """
        why it failed; empty if it finished
        """
class SweepWorker:
    ...
    def __init__(self, scenario_json: str, design_json: str) -> None:
        ...
    def run(self, units: collections.abc.Sequence[tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex]]) -> SweepResults:
        """
        Runs these units and hands over each that finished or failed, one at a time, in no particular order. Memory grows with the number of units: call it block by block. False if progress stopped it. What `take` throws ends it and is thrown on.
        """
class SweepStore:
    ...
    @staticmethod
    def create(path: os.PathLike[str] | str | bytes, plan: SweepPlan) -> SweepStore:
        """
        A new store. Throws BadStore if there is something of that name, sim::Error if it cannot be written.
        """
    @staticmethod
    def open(path: os.PathLike[str] | str | bytes, plan: SweepPlan) -> SweepStore:
        """
        An earlier one, to go on. Throws BadStore, with what differs, if it was made by another design, scenario or version, is no store, or belongs to a sweep that is still running.
        """
    @staticmethod
    def read(path: os.PathLike[str] | str | bytes) -> SweepStore:
        """
        One to look at, finished or not, whatever version made it; it can be opened many times. Throws BadStore.
        """
    def add(self, results: SweepResults) -> None:
        """
        A unit, whole; one that is there already is left as it is. Committed once enough have gathered or enough time has gone by. Throws sim::Error.
        """
    def block(self, first: typing.SupportsInt | typing.SupportsIndex, last: typing.SupportsInt | typing.SupportsIndex) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int32], numpy.typing.NDArray[numpy.int32], numpy.typing.NDArray[numpy.float64], dict[int, str]]:
        """
        Every run of the rows [first, last), by point, policy, replicate.
        """
    def commit(self) -> None:
        ...
    def content_hash(self) -> str:
        """
        SHA-256 over the names of outputs, dates, policies and factors, the values of factors, and the runs in order: the numbers, never the bytes of the file.
        """
    def finish(self) -> None:
        """
        Commits, and writes the file anew under its name: the same content, the same bytes.
        """
    def forget_failures(self) -> None:
        """
        units with a failed run are to be run again
        """
    def missing(self, first: typing.SupportsInt | typing.SupportsIndex, last: typing.SupportsInt | typing.SupportsIndex) -> list[tuple[int, int]]:
        """
        The units of the rows [first, last) that are not there.
        """
    def reasons(self) -> list[tuple[str, int]]:
        """
        The reasons of failures, the most frequent first.
        """
    def save(self, target: os.PathLike[str] | str | bytes) -> bool:
        """
        A copy of what is committed, which appears whole; a finished store's has its bytes. False, and nothing done, if something has the name already. Throws sim::Error, also between add() and commit().
        """
    @property
    def complete(self) -> bool:
        ...
    @property
    def failed(self) -> int:
        """
        in the store; failed ones are among the runs
        """
    @property
    def path(self) -> pathlib.Path:
        ...
    @property
    def plan(self) -> SweepPlan:
        ...
    @property
    def runs(self) -> int:
        """
        in the store; failed ones are among the runs
        """
def ablation(scenario: Scenario, policy: str, reference: str, jurisdiction: str, institutions: typing.SupportsInt | typing.SupportsIndex, options: RunOptions, progress: typing.Any) -> Ablation:
    """
    With a jurisdiction a provision is taken out of the policy, whatever the reference says; a policy that has nothing to be compared with is then compared with itself. Throws sim::Error as credit() does, and if no provision is left to take out.
    """
def challenge(scenario: Scenario, only: collections.abc.Sequence[str], institutions: typing.SupportsInt | typing.SupportsIndex, values: typing.SupportsInt | typing.SupportsIndex, options: RunOptions, progress: typing.Any) -> Challenge:
    """
    Throws sim::Error for a parameter in `only` that does not exist.
    """
def citation_bibtex(directory: os.PathLike[str] | str | bytes) -> str:
    """
    @misc for the result, @software for the program
    """
def citation_cff(directory: os.PathLike[str] | str | bytes) -> str:
    """
    Citation File Format 1.2.0
    """
def citation_text(directory: os.PathLike[str] | str | bytes) -> str:
    """
    one sentence for the result, one for the program
    """
def compare(a: os.PathLike[str] | str | bytes, b: os.PathLike[str] | str | bytes, outputs: collections.abc.Sequence[str]) -> Comparison:
    """
    `wanted`: monthly outputs; empty means all. Throws sim::Error if the two have no month in common.
    """
def constant_table() -> list[ConstantRow]:
    """
    The numbers that every run shares, in the order of their declaration. Throws sim::Error if the evidence cannot be read.
    """
def credit(scenario: Scenario, policy: str, reference: str, institutions: typing.SupportsInt | typing.SupportsIndex, exact_up_to: typing.SupportsInt | typing.SupportsIndex, orders: typing.SupportsInt | typing.SupportsIndex, options: RunOptions, progress: typing.Any) -> Credit:
    """
    Throws sim::Error if a policy is not there, if the two do not differ, or if there is nothing to compare with.
    """
def delay(scenario: Scenario, measure: str, years: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], options: RunOptions, progress: typing.Any) -> Delay:
    """
    `measure`: a measure or a provision, in the reference or only in the library. Throws sim::Error if there is no such thing or it has no date to shift.
    """
def design_points(seed: typing.SupportsInt | typing.SupportsIndex, rows: typing.SupportsInt | typing.SupportsIndex, parameters: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.float64]:
    """
    Where parameter number `ordinal` of replicate `replicate` (below 2^32) lies in its prior, in (0, 1). A Latin hypercube that never needs to know its size: a replicate's draw does not depend on how many replicates there are, yet each aligned block of 2^k replicates has one in each of the 2^k equal parts of every parameter's prior. Van der Corput's sequence under two nested shuffles (Owen 1995), independent for each parameter: the largest correlation found between two of 64 parameters over 1,000 replicates is 0.15, against 0.58 in a Kronecker sequence on square roots of primes.
    """
def design_rows(kind: str, ranges: collections.abc.Sequence[tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]], points: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, second_order: bool) -> numpy.typing.NDArray[numpy.float64]:
    """
    Makes the rows of a design.
    """
def diff(before: str, after: str) -> list[TreeChange]:
    """
    Objects are compared key by key, everything else as a whole. What only one side has is one change. In the order of the trees' keys.
    """
def differing_fields(a: Provision, b: Provision) -> list[FieldChange]:
    """
    Fields in which two provisions differ, apart from words that have no effect.
    """
def explain(scenario: Scenario, policy: str, words: collections.abc.Mapping[str, str], persons: typing.SupportsInt | typing.SupportsIndex | None) -> tuple[Explanation, list[Provision]]:
    """
    Reads every provision: for one question, not for a month of transfers.
    """
def export_csv(store: SweepStore, file: os.PathLike[str] | str | bytes) -> None:
    """
    One row for each run: point, factors, policy, replicate, one column OUTPUT@YYYY-MM for each output and date, failure (its reason, or nothing). In blocks: memory does not grow with the sweep. Replaces a file in one step.
    """
def export_netcdf(store: SweepStore, file: os.PathLike[str] | str | bytes) -> None:
    """
    NetCDF-4, CF-1.8: every output by (point, policy, replicate, time), factors as coordinates of point; missing where a run failed.
    """
def hindcast(scenario: Scenario, options: RunOptions, against: collections.abc.Sequence[Observation], forecasts: os.PathLike[str] | str | bytes | None, progress: typing.Any) -> tuple[list[HindcastSeries], list[RunFailure]]:
    """
    All series under a policy; observations of other series, or outside the run, are left out.
    """
def law_diff(scenario: Scenario, policy: str, start: str | None, end: str | None) -> list[tuple[LawChange, Provision]]:
    """
    Objects are compared key by key, everything else as a whole. What only one side has is one change. In the order of the trees' keys.
    """
def law_diff_of_policies(scenario: Scenario, a: str, b: str) -> list[tuple[LawChange, Provision]]:
    """
    Objects are compared key by key, everything else as a whole. What only one side has is one change. In the order of the trees' keys.
    """
def law_in_force(scenario: Scenario, month: str | None, policy: str) -> list[Provision]:
    """
    Indices of a book's provisions that are in force in a month, by jurisdiction and then by date.
    """
def load_selected(named: str, text: str | None, set: collections.abc.Sequence[tuple[str, str]], law_as_of: str | None, reference: str | None, policies: collections.abc.Sequence[str], institutions: typing.SupportsInt | typing.SupportsIndex) -> Scenario:
    """
    Policies are chosen as if a file extended the scenario and named them; a smaller world is overrides too, so that a result knows both. Fills Scenario::sha256_input. Throws sim::InputError with every problem; exchange::UnknownName for a policy that is not there, or a world that would be larger.
    """
def mechanisms() -> list[str]:
    """
    The structural switches, by the names of their scenarios: "domestic-growth-only" and so on.
    """
def parameter_table(scenario: Scenario) -> list[ParameterRow]:
    """
    In the order of their declaration. Throws sim::Error if the evidence cannot be read.
    """
def parse_against(text: str, name: str, scenario: Scenario) -> list[Observation]:
    """
    Text in the form of scenarios/evidence/observations.json, or CSV with the columns date, series, value and, if wanted, unit; `name` stands for the file in messages. All get the role "hindcast". Throws sim::InputError with every fault: an unknown series, another unit than the series has, a month outside the run, what is no number, a value below 0 or a share above 1, the same twice, and months of a series that the model was fitted to.
    """
def premium(scenario: Scenario, options: RunOptions, progress: typing.Any) -> tuple[list[PremiumRow], list[RunFailure]]:
    """
    One row for each report date; empty without the worlds.
    """
def presets() -> list[Preset]:
    """
    The shipped scenarios that can be run, by name.
    """
def range_of(values: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> Range:
    """
    Values that are not numbers are left out, and not counted as runs.
    """
def read_against(path: os.PathLike[str] | str | bytes, scenario: Scenario) -> list[Observation]:
    """
    The same of a file. Throws sim::Error if it cannot be read.
    """
def read_coverage(directory: os.PathLike[str] | str | bytes, policy: str) -> list[CoverageRow]:
    """
    Of one policy of a result. Throws sim::Error if the directory is no result, or has no such policy.
    """
def read_facts() -> dict[str, EvidenceFact]:
    """
    By id. An empty path means the shipped evidence. Throws sim::Error.
    """
def read_provenance(directory: os.PathLike[str] | str | bytes) -> Provenance:
    """
    provenance.json of a result. Throws sim::Error if this is not the directory of one.
    """
def read_sweep_file(file: os.PathLike[str] | str | bytes, replicates: typing.SupportsInt | typing.SupportsIndex = 0) -> SweepPlan:
    """
    The design of a file; its `scenario` is preset:NAME or a path relative to the file. Throws sim::InputError.
    """
def rivals(scenario: Scenario, only: collections.abc.Sequence[str], institutions: typing.SupportsInt | typing.SupportsIndex, options: RunOptions, progress: typing.Any) -> Rivals:
    ...
def run(scenario: Scenario, options: RunOptions, directory: os.PathLike[str] | str | bytes, flags: collections.abc.Sequence[tuple[str, str]], progress: typing.Any) -> pathlib.Path:
    ...
def run_only(scenario: Scenario, options: RunOptions, progress: typing.Any) -> int:
    """
    false: runs go to on_record alone, and `runs` of the ensemble stay unfinished
    """
def run_sweep(store: SweepStore, threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any) -> bool:
    """
    Runs what the store lacks, in blocks, and commits as it goes; progress counts what was there before too. False if it was stopped: what was finished is committed.
    """
def scenario_folder() -> pathlib.Path:
    """
    The shipped scenarios: GENRATCHET_SCENARIOS, else beside the executable or extension, else the source tree's, else ./scenarios. Throws sim::Error if there is none.
    """
def scenario_named(named: str) -> str:
    """
    A path that exists or "preset:NAME"; a bare name of a preset is made into one. Throws exchange::UnknownName, with what may have been meant.
    """
def schema_json() -> str:
    """
    JSON Schema (draft 2020-12) of scenario files, from the declarations that read them.
    """
def scoreboard(series: collections.abc.Sequence[HindcastSeries]) -> Scoreboard:
    ...
def sides_of(scenario: Scenario) -> Sides:
    ...
def sweep_for(scenario_json: str, design: str, name: str = 'design', replicates: typing.SupportsInt | typing.SupportsIndex = 0) -> SweepPlan:
    """
    A design for a scenario at hand: the resolved text of a scenario, and a design (as in a file, without `scenario`; `set` and `defaults` are applied). plan == sweep_for(plan.scenario_json, plan.design_json).
    """
def tradeoff(scenario: Scenario, options: RunOptions, progress: typing.Any) -> Tradeoff:
    ...
def verify(directory: os.PathLike[str] | str | bytes, threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any) -> Verification:
    """
    How many runs, and of what, the result says; `run` says with what threads, progress and on_record. Files are compared with the SHA-256 that provenance.json lists and, where they follow from the numbers, with what the new run gives. A scenario that is not the one that was run is not run again. Throws sim::Error if this is no result.
    """
bound_names: list[str]
commit: str
version: str
