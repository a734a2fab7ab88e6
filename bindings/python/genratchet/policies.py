"""A policy's parts, and policies side by side: credit, one rule off, trade-off. All of it runs in the C++ core."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from genratchet import _core
from genratchet._html import Card, Shown, preliminary
from genratchet._progress import Progress, shown
from genratchet.analyses import RANGE_NOTE, in_words, options_of, reasons, small, spread
from genratchet.plot import COLOURS, axes_or_new, dots, footnote, tidy, with_units
from genratchet.scenario import Scenario

MARKERS = ["o", "^", "D", "v", "P", "X", "<", ">"]
SCIENCE_ITEMS = ["reach_person_months", "requests_granted", "collaborations", "releases_delayed"]


@dataclass(frozen=True, repr=False)
class Credit(Shown):
    """How much of what a policy changes is due to each of its measures, within the model.

    Attributes:
        table: measure, title, value (the Shapley value, US persons copied to China; minus is fewer), share (of the whole
            change), alone (on top of the reference), last (on top of all the others), each with _low and _high;
            interplay of the measure with the others; sampling_error of `value`.
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
    failures: list[str] = field(default_factory=list)

    def plot(self, ax: Axes | None = None) -> Axes:
        """The value of each measure: median and range."""
        ax = axes_or_new(ax, height=1.4 + 0.35 * len(self.table))
        dots(ax, list(self.table["measure"]), self.table, ("value", "value_low", "value_high"), "US persons copied to China")
        ax.set_title(f"Credit of each measure in {self.policy}, against {self.reference}, by {self.date}", loc="left", fontsize=10)
        how = "every set of measures" if self.exact else f"{self.orders} orders of measures"
        footnote(ax, preliminary(self.replicates) + f"Shapley values over {how}; median, bar: 90 % of {self.replicates} runs; {self.institutions:,} institutions")
        return ax

    def _card(self) -> Card:
        columns = ["measure", "title", "value", "value_low", "value_high", "alone", "last", "interplay"]
        lines = [self.summary, f"{self.sets} sets of measures x {self.replicates} runs, {self.institutions:,} institutions"]
        return Card(f"Credit in {self.policy}", lines, self.table[columns], preliminary(self.replicates) + RANGE_NOTE + " Values sum to the change, run by run.")


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
    options = options_of(replicates or min(8, scenario.replicates), threads)
    with shown(progress, "credit") as show:
        told = _core.credit(scenario._core, policy, reference, small(scenario, institutions), exact_up_to, orders, options, show)
    rows = []
    for r in told.rows:
        ranges = spread("value", r.value) | spread("share", r.share) | spread("alone", r.alone) | spread("last", r.last)
        rows.append(
            {"measure": r.player.id, "title": r.player.title, **ranges, "interplay": r.interplay, "sampling_error": r.sampling_error}
        )
    summary = f"{told.policy} changes US persons copied by {told.date} by {in_words(told.change)}, against {told.reference}"
    return Credit(
        told.policy, told.reference, told.date or "", pd.DataFrame(rows), pd.DataFrame({r.player.id: r.by_run for r in told.rows}),
        pd.Series(told.change_by_run, name="change"), summary, told.exact, told.orders, told.sets, told.replicates,
        told.institutions, told.weight, reasons(told.failures),
    )  # fmt: skip


@dataclass(frozen=True, repr=False)
class Ablation(Shown):
    """One rule off: each provision of a policy taken out alone.

    Attributes:
        table: provision, title, change (of the policy without it, against the reference), difference (against the
            policy), each with _low and _high; never: no run differs.
    """

    policy: str
    reference: str
    date: str
    table: pd.DataFrame
    replicates: int
    institutions: int
    weight: float
    failures: list[str] = field(default_factory=list)

    def plot(self, ax: Axes | None = None) -> Axes:
        """What the policy loses without each rule: median and range."""
        ax = axes_or_new(ax, height=1.4 + 0.32 * len(self.table))
        dots(ax, list(self.table["provision"]), self.table, ("difference", "difference_low", "difference_high"), "US persons copied to China, without the rule")
        ax.set_title(f"{self.policy} with one rule off, by {self.date}", loc="left", fontsize=10)
        footnote(ax, preliminary(self.replicates) + f"Median; bar: 90 % of {self.replicates} runs; {self.institutions:,} institutions")
        return ax

    def _card(self) -> Card:
        note = preliminary(self.replicates) + RANGE_NOTE
        return Card(f"One rule off: {self.policy}", [f"by {self.date}, against {self.reference}"], self.table, note)


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
    options = options_of(replicates or min(8, scenario.replicates), threads)
    with shown(progress, "one rule off") as show:
        told = _core.ablation(scenario._core, policy, reference, jurisdiction, small(scenario, institutions), options, show)
    rows = [
        {"provision": r.rule.id, "title": r.rule.title, **spread("change", r.change), **spread("difference", r.difference), "never": r.never}
        for r in told.rows
    ]
    return Ablation(
        told.policy, told.reference, told.date or "", pd.DataFrame(rows), told.replicates, told.institutions, told.weight,
        reasons(told.failures),
    )  # fmt: skip


@dataclass(frozen=True, repr=False)
class Tradeoff(Shown):
    """Copies against open science, policy by policy, at the last report date.

    Attributes:
        table: policy, title, is_reference, held (US persons copied to China), change (paired), science_cost (share of the
            person-months within reach of US and allied scientists that is lost), each with _low and _high; disagree;
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
                markersize=7, linestyle="none", label=row["policy"],
            )  # fmt: skip
        ax.legend(frameon=False, fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5))
        ax.set_xlabel(f"US persons copied to China, change by {self.date}")
        ax.set_ylabel("cost to open science, % of person-months")
        with_units(ax, "x")
        tidy(ax, grid="both")
        footnote(ax, preliminary(self.replicates) + f"Median; bars: 90 % of {self.replicates} runs. Hollow: dominated: in nine of ten runs one other has no more copies, costs no more, and is better on one")
        return ax

    def _card(self) -> Card:
        columns = ["policy", "held", "change", "disagree", "science_cost", "dominated", "dominated_by", "dominated_share", "copies_worst", "science_worst"]
        line = "Least worst shortfall in copies: " + ", ".join(self.least_worst_copies) + "; in science: " + ", ".join(self.least_worst_science)
        return Card(f"Trade-off by {self.date}", [line], self.table[columns], preliminary(self.replicates) + RANGE_NOTE)


def tradeoff(scenario: Scenario, *, replicates: int | None = None, threads: int | None = None, progress: Progress = "auto") -> Tradeoff:
    """Change against open-science cost for all policies; dominated ones marked; worst shortfall over the runs."""
    with shown(progress, "trade-off") as show:
        told = _core.tradeoff(scenario._core, options_of(replicates, threads), show)
    rows, lost = [], []
    for r in told.rows:
        rows.append(
            {
                "policy": r.policy, "title": r.title, "is_reference": r.is_reference, **spread("held", r.held),
                **spread("change", r.change), **spread("science_cost", r.science_cost), "disagree": r.disagree,
                "dominated": r.dominated, "dominated_by": r.dominated_by, "dominated_share": r.dominated_share,
                "copies_worst": r.copies.worst, "copies_median": r.copies.median, "science_worst": r.science.worst,
                "science_median": r.science.median,
            }
        )  # fmt: skip
        lost += [{"policy": r.policy, "item": item, **spread("lost", of)} for item, of in zip(SCIENCE_ITEMS, r.lost, strict=True)]
    table = pd.DataFrame(rows)
    paired = [c for c in table.columns.astype(str) if c.startswith(("change", "science_cost"))]
    table.loc[table["is_reference"].to_numpy(dtype=bool), paired] = np.nan
    return Tradeoff(
        told.date or "", told.reference, table, pd.DataFrame(lost), told.least_worst_copies, told.least_worst_science,
        told.replicates, told.preliminary,
    )  # fmt: skip
