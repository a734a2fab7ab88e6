"""A policy's parts, and policies side by side: credit, one rule off, trade-off. All of it runs in the C++ core."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd
from matplotlib.axes import Axes

from genratchet import _core
from genratchet._html import Card
from genratchet._progress import Progress, shown
from genratchet._told import RANGE_NOTE, Told, World, cells, change, in_words, marked, percent, reasons, runs_of, spread
from genratchet.analyses import few, options_of, small
from genratchet.plot import COLOURS, axes_or_new, dots, footnote, tidy, with_units
from genratchet.scenario import Scenario

MARKERS = ["o", "^", "D", "v", "P", "X", "<", ">"]
SCIENCE_ITEMS = ["reach_person_months", "requests_granted", "collaborations", "releases_delayed"]


NO_EVIDENCE = "This shares out what the model computes under its assumptions; it is no evidence of what a measure did or will do."
NO_PROOF = "What the model computes under its assumptions: no difference here is no proof that a rule never matters."
DOMINATED = "in nine of ten runs one other policy has no more copies and costs science no more, and is better on one of them"
SHORTFALL = "Shortfalls: behind the best of these policies in the same run, one possible future without a probability."
NOT_WEIGHED = "How copies weigh against science is not for the model to say."


def dominance(dominated: bool, by: str, share: float) -> str:
    """By whom a policy is dominated; in fewer than nine of ten runs that decides nothing."""
    if not share > 0:
        return "-"
    return f"by {by}, in {percent(share)} of runs" if dominated else f"undecided: by {by} in {percent(share)} of runs"


@dataclass(frozen=True, repr=False)
class Credit(Told):
    """How much of what a policy changes is due to each of its measures, within the model.

    Attributes:
        table: measure, title, value (the Shapley value, US persons copied to China, or whom `world` names; minus is
            fewer), share (of the whole change; none if the runs disagree on its direction), alone (on top of the
            reference), last (on top of all the others), each with _low, _high and _runs, but for share with _disagree
            (fewer than nine in ten runs share a direction); interplay of the measure with the others; sampling_error
            of `value`.
        by_run: the Shapley values, one row for each run, one column for each measure.
        change: of the whole policy, by run: what the values sum to.
        exact: every set of measures was run; else orders were sampled.
    """

    policy: str
    reference: str
    date: str
    table: pd.DataFrame
    by_run: pd.DataFrame
    change: pd.Series[float]
    summary: str
    exact: bool
    orders: int
    sets: int
    replicates: int
    institutions: int
    weight: float
    world: World
    failures: list[str] = field(default_factory=list)

    def plot(self, ax: Axes | None = None) -> Axes:
        """The value of each measure: median and range."""
        ax = axes_or_new(ax, height=1.4 + 0.35 * len(self.table))
        names = marked(self.table["measure"], self.table["value_disagree"])
        dots(ax, names, self.table, ("value", "value_low", "value_high"), self.world.copied)
        ax.set_title(f"Credit of each measure in {self.policy}, against {self.reference}, by {self.date}", loc="left", fontsize=10)
        how = "every set of measures" if self.exact else f"{self.orders} orders of measures"
        text = f"Shapley values over {how}; median, bar: 90 % of {runs_of(self.table, 'value')} runs. " + NO_EVIDENCE
        footnote(ax, self._small_print(text, bool(self.table["value_disagree"].any())))
        return ax

    def _found(self) -> Card:
        t = self.table
        words = {"credit": cells(t, "value"), "share": cells(t, "share", percent), "alone": cells(t, "alone"), "last": cells(t, "last")}
        lines = [self.summary, f"{self.sets} sets of measures x {self.replicates} runs, {self.institutions:,} institutions"]
        shown = t[["measure", "title"]].assign(**words, interplay=t["interplay"])
        return Card(f"Credit in {self.policy}", lines, shown, f"{RANGE_NOTE} Credits sum to the change, run by run. {NO_EVIDENCE}")


def credit(
    scenario: Scenario,
    policy: str,
    *,
    reference: str = "",
    institutions: int | None = 4000,
    exact_up_to: int = 8,
    orders: int = 20,
    replicates: int | None = None,
    threads: int | None = None,
    progress: Progress = "auto",
) -> Credit:
    """Shapley value of each measure in a policy: its effect averaged over all orders in which they could come.

    Args:
        reference: what the policy is compared with; default: the scenario's reference, or for the reference itself the
            policy that removes most from it.
        institutions: size of the world in which it is done; None: the whole.
        exact_up_to: measures; with more, `orders` orders are sampled.
        replicates: default: 8, or as the scenario says if that is fewer.

    Raises:
        GenRatchetError: if there is no such policy, or nothing differs.
    """
    options = options_of(few(replicates, scenario), threads)
    with shown(progress, "credit") as show:
        told = _core.credit(scenario._core, policy, reference, small(scenario, institutions), exact_up_to, orders, options, show)
    rows = []
    for r in told.rows:
        ranges = change("value", r.value) | spread("share", r.share) | change("alone", r.alone) | change("last", r.last)
        rows.append(
            {"measure": r.player.id, "title": r.player.title, **ranges, "interplay": r.interplay, "sampling_error": r.sampling_error}
        )
    world = World.of(scenario, told.institutions, told.weight)
    summary = f"{told.policy} changes {world.copied} by {told.date} by {in_words(told.change)}, against {told.reference}"
    return Credit(
        told.policy, told.reference, told.date or "", pd.DataFrame(rows), pd.DataFrame({r.player.id: r.by_run for r in told.rows}),
        pd.Series(told.change_by_run, name="change"), summary, told.exact, told.orders, told.sets, told.replicates,
        told.institutions, told.weight, world, reasons(told.failures),
    )  # fmt: skip


@dataclass(frozen=True, repr=False)
class Ablation(Told):
    """One rule off: each provision of a policy taken out alone.

    Attributes:
        table: provision, title, change (of the policy without it, against the reference), difference (against the
            policy), each with _low, _high, _runs and _disagree; never: no run differs.
    """

    policy: str
    reference: str
    date: str
    table: pd.DataFrame
    replicates: int
    institutions: int
    weight: float
    world: World
    failures: list[str] = field(default_factory=list)

    def plot(self, ax: Axes | None = None) -> Axes:
        """What the policy loses without each rule: median and range."""
        ax = axes_or_new(ax, height=1.4 + 0.32 * len(self.table))
        names = marked(self.table["provision"], self.table["difference_disagree"])
        dots(ax, names, self.table, ("difference", "difference_low", "difference_high"), f"{self.world.copied}, without the rule")
        ax.set_title(f"{self.policy} with one rule off, by {self.date}", loc="left", fontsize=10)
        text = f"Median; bar: 90 % of {runs_of(self.table, 'difference')} runs. {NO_PROOF}"
        footnote(ax, self._small_print(text, bool(self.table["difference_disagree"].any())))
        return ax

    def _found(self) -> Card:
        t = self.table
        words = {"change": cells(t, "change"), "difference": cells(t, "difference"), "no run differs": list(t["never"])}
        lines = [f"{self.world.copied} by {self.date}, against {self.reference}"]
        return Card(f"One rule off: {self.policy}", lines, t[["provision", "title"]].assign(**words), f"{RANGE_NOTE} {NO_PROOF}")


def ablation(
    scenario: Scenario,
    policy: str,
    *,
    reference: str = "",
    jurisdiction: str = "",
    institutions: int | None = 4000,
    replicates: int | None = None,
    threads: int | None = None,
    progress: Progress = "auto",
) -> Ablation:
    """Takes each provision of a policy out alone; `jurisdiction`: every provision of that place, else those that differ
    from the reference. Other arguments as in `credit`."""
    options = options_of(few(replicates, scenario), threads)
    with shown(progress, "one rule off") as show:
        told = _core.ablation(scenario._core, policy, reference, jurisdiction, small(scenario, institutions), options, show)
    rows = [
        {"provision": r.rule.id, "title": r.rule.title, **change("change", r.change), **change("difference", r.difference), "never": r.never}
        for r in told.rows
    ]
    return Ablation(
        told.policy, told.reference, told.date or "", pd.DataFrame(rows), told.replicates, told.institutions, told.weight,
        World.of(scenario, told.institutions, told.weight), reasons(told.failures),
    )  # fmt: skip


@dataclass(frozen=True, repr=False)
class Tradeoff(Told):
    """Copies against open science, policy by policy, at the last report date.

    Attributes:
        table: policy, title, is_reference, held (US persons copied to China, or whom `world` names), change (paired),
            science_cost (share of the person-months within reach of US and allied scientists that is lost), each with
            _low, _high and _runs; change_disagree (also as disagree) and science_cost_disagree: fewer than nine in ten
            runs share a direction;
            dominated (in nine of ten runs one other has no more copies, costs no more, and is better on one),
            dominated_by (the one that does so in most runs, however few), dominated_share (of runs); copies_worst, copies_median, science_worst,
            science_median: how far it falls short of the best policy of the same run (shortfall).
        lost: by policy and item of open science, what is lost, in its unit.
    """

    date: str
    reference: str
    table: pd.DataFrame
    lost: pd.DataFrame
    least_worst_copies: list[str]
    least_worst_science: list[str]
    replicates: int
    preliminary: bool
    world: World
    failures: list[str] = field(default_factory=list)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Change against cost: left and down is better in both. Hollow: dominated in nine of ten runs. Bars: 90 % of runs."""
        ax = axes_or_new(ax, width=8.2, height=4.4)
        ax.plot(0, 0, "s", color=COLOURS[0], markersize=7, linestyle="none", label=f"{self.reference}, the reference")
        percent = self.table.copy()
        costs = [c for c in percent.columns.astype(str) if c.startswith("science_cost")]
        percent[costs] = 100 * percent[costs]
        for at, (_, row) in enumerate(percent[~percent["is_reference"]].iterrows()):
            colour = COLOURS[1 + at % (len(COLOURS) - 1)]
            face = "none" if row["dominated"] else colour
            ax.hlines(row["science_cost"], row["change_low"], row["change_high"], color=colour, alpha=0.4, linewidth=1.5)
            ax.vlines(row["change"], row["science_cost_low"], row["science_cost_high"], color=colour, alpha=0.4, linewidth=1.5)
            ax.plot(
                row["change"], row["science_cost"], MARKERS[at % len(MARKERS)], markerfacecolor=face, markeredgecolor=colour,
                markersize=7, linestyle="none", label=row["policy"] + (" ?" if row["disagree"] or row["science_cost_disagree"] else ""),
            )  # fmt: skip
        ax.legend(frameon=False, fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5))
        ax.set_xlabel(f"{self.world.copied}, change by {self.date}")
        ax.set_ylabel("cost to open science, % of person-months")
        with_units(ax, "x")
        tidy(ax, grid="both")
        text = f"Median; bars: 90 % of {runs_of(self.table, 'change')} runs. Hollow: {DOMINATED}. {NOT_WEIGHED}"
        footnote(ax, self._small_print(text, bool((self.table["disagree"] | self.table["science_cost_disagree"]).any())))
        return ax

    def _found(self) -> Card:
        t = self.table
        words = {
            "held": cells(t, "held"), "change": cells(t, "change"), "science_cost": cells(t, "science_cost", percent),
            "dominated": [dominance(*row) for row in t[["dominated", "dominated_by", "dominated_share"]].to_numpy()],
        }  # fmt: skip
        lines = [
            f"{self.world.copied} by {self.date}; science_cost: share of the person-months within reach of scientists that is lost",
            "Least worst shortfall in copies: " + ", ".join(self.least_worst_copies) + "; in science: " + ", ".join(self.least_worst_science),
        ]
        shown = t[["policy"]].assign(**words, copies_worst=t["copies_worst"], science_worst=t["science_worst"].map(percent))
        return Card(f"Trade-off by {self.date}", lines, shown, f"{RANGE_NOTE} dominated: {DOMINATED}. {SHORTFALL} {NOT_WEIGHED}")


def tradeoff(scenario: Scenario, *, replicates: int | None = None, threads: int | None = None, progress: Progress = "auto") -> Tradeoff:
    """Change against open-science cost for all policies; dominated ones marked; worst shortfall over the runs."""
    with shown(progress, "trade-off") as show:
        told = _core.tradeoff(scenario._core, options_of(replicates, threads), show)
    rows, lost = [], []
    for r in told.rows:
        rows.append(
            {
                "policy": r.policy, "title": r.title, "is_reference": r.is_reference, **spread("held", r.held),
                **change("change", r.change), **change("science_cost", r.science_cost), "disagree": r.disagree,
                "dominated": r.dominated, "dominated_by": r.dominated_by, "dominated_share": r.dominated_share,
                "copies_worst": r.copies.worst, "copies_median": r.copies.median, "science_worst": r.science.worst,
                "science_median": r.science.median,
            }
        )  # fmt: skip
        lost += [{"policy": r.policy, "item": item, **change("lost", of)} for item, of in zip(SCIENCE_ITEMS, r.lost, strict=True)]
    return Tradeoff(
        told.date or "", told.reference, pd.DataFrame(rows), pd.DataFrame(lost), told.least_worst_copies, told.least_worst_science,
        told.replicates, told.preliminary, World.of(scenario), reasons(told.failures),
    )  # fmt: skip
