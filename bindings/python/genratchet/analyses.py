"""Questions to a scenario that take more than its own runs. Each runs in the C++ core, which the command line shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from genratchet import _core
from genratchet._html import Card, Shown, number, preliminary
from genratchet._plain import count_of
from genratchet._progress import Progress, shown
from genratchet._selection import threads_of
from genratchet.plot import COLOURS, axes_or_new, dots, footnote, tidy, with_units
from genratchet.scenario import Scenario

RANGE_NOTE = "Median and the range that holds 90 % of runs."


def spread(name: str, r: _core.Range) -> dict[str, float]:
    """A range as three columns: NAME, NAME_low, NAME_high."""
    return {name: r.median, name + "_low": r.low, name + "_high": r.high}


def in_words(r: _core.Range, as_text: Any = number) -> str:
    return "-" if r.runs == 0 else f"{as_text(r.median)} ({as_text(r.low)} to {as_text(r.high)})"


def reasons(failures: Iterable[_core.RunFailure]) -> list[str]:
    return [f"policy {f.policy}, run {f.replicate}: {f.reason}" for f in failures]


def options_of(replicates: int | None, threads: int | None) -> _core.RunOptions:
    return _core.RunOptions(replicates=count_of(replicates, "replicates"), threads=threads_of(threads), premium_worlds=False)


def few(replicates: int | None, scenario: Scenario) -> int:
    """Unless said otherwise 8, or as the scenario says if that is fewer."""
    return min(8, scenario.replicates) if replicates is None else replicates


def small(scenario: Scenario, institutions: int | None) -> int:
    """A size that the core understands: 0 is the scenario's own."""
    return 0 if institutions is None or institutions >= scenario.institutions else institutions


@dataclass(frozen=True, repr=False)
class Delay(Shown):
    """What is copied because a measure came some years later.

    Attributes:
        table: years, announced, held (US persons copied to China by `date`), cost (paired, against no delay), each
            with _low and _high; runs.
        vintage_held: of the US persons sequenced before the measure, the share copied by then: median, low, high.
        prior_held_5, prior_held_10: of the copies there 5 (10) years later, the share that was there before.
    """

    measure: str
    reference: str
    announced: str
    effective: str
    date: str
    table: pd.DataFrame
    vintage_held: tuple[float, float, float]
    prior_held_5: tuple[float, float, float]
    prior_held_10: tuple[float, float, float]
    failures: list[str] = field(default_factory=list)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Cost of each year of delay: median and range."""
        ax = axes_or_new(ax)
        t = self.table
        ax.plot(t["years"], t["cost"], "o-", color=COLOURS[0], markersize=4)
        ax.fill_between(t["years"], t["cost_low"], t["cost_high"], color=COLOURS[1], alpha=0.2, linewidth=0)
        ax.axhline(0, color="#555555", linewidth=0.8)
        ax.set_xlabel(f"years later than {self.announced}")
        ax.set_ylabel("US persons copied to China, change")
        ax.set_title(f"Cost of delay of {self.measure}, by {self.date}", loc="left", fontsize=10)
        with_units(ax)
        tidy(ax)
        footnote(ax, preliminary(self.replicates) + f"Median; band: 90 % of {self.replicates} runs")
        return ax

    @property
    def replicates(self) -> int:
        return int(self.table["runs"].max())

    def _card(self) -> Card:
        line = f"announced {self.announced}, in force since {self.effective}; copies by {self.date}, change from no delay"
        note = preliminary(self.replicates) + RANGE_NOTE
        return Card(f"Cost of delay: {self.measure}", [line], self.table, note)


def delay(
    scenario: Scenario,
    measure: str,
    years: Iterable[int] = range(11),
    *,
    replicates: int | None = None,
    threads: int | None = None,
    progress: Progress = "auto",
) -> Delay:
    """Moves a measure, or one provision, by whole years and counts what is copied because of it.

    Raises:
        GenRatchetError: if there is no such measure, or it has no date.
    """
    with shown(progress, "delay") as show:
        told = _core.delay(scenario._core, measure, list(years), options_of(replicates, threads), show)
    rows = [
        {"years": p.years, "announced": p.announced, **spread("held", p.held), **spread("cost", p.cost), "runs": p.held.runs}
        for p in told.points
    ]

    def three(r: _core.Range) -> tuple[float, float, float]:
        return r.median, r.low, r.high

    return Delay(
        told.measure, told.reference, str(told.announced), str(told.effective), told.date or "", pd.DataFrame(rows),
        three(told.vintage_held), three(told.prior_held_5), three(told.prior_held_10), reasons(told.failures),
    )  # fmt: skip


@dataclass(frozen=True, repr=False)
class Challenge(Shown):
    """What contested assumptions do to the conclusions, each moved over its range alone.

    Attributes:
        table: parameter, label, unit, lowest, highest (values tried), spread (greatest over least median of the
            headline number), order: "holds", "blurs" (runs no longer agree somewhere) or "changes" (a conclusion is
            reversed). Most influential first.
        points: parameter, value, held (US persons copied under the reference), factor (over nothing moved).
        turns: parameter, subject, against, verdict (where nothing is moved), fate, holds_at, turns_at.
        conclusions: subject, against, verdict: whether `subject` leaves less or more copied than `against`.
    """

    table: pd.DataFrame
    points: pd.DataFrame
    turns: pd.DataFrame
    conclusions: pd.DataFrame
    replicates: int
    institutions: int
    weight: float
    failures: list[str] = field(default_factory=list)

    def plot(self, ax: Axes | None = None, most: int = 12) -> Axes:
        """How far each assumption moves the headline number, most influential on top. *: a conclusion is reversed."""
        top = self.table.head(most)
        ax = axes_or_new(ax, height=1.4 + 0.32 * len(top))
        at = range(len(top) - 1, -1, -1)
        held = self.points.groupby("parameter")["held"]
        ax.hlines(list(at), held.min()[top["parameter"]], held.max()[top["parameter"]], color=COLOURS[1], linewidth=6, alpha=0.7)
        names = [label + (" *" if order == "changes" else "") for label, order in zip(top["label"], top["order"], strict=True)]
        ax.set_yticks(list(at), names)
        ax.set_ylim(-0.6, len(top) - 0.4)
        ax.set_xlabel("US persons copied to China, median under the reference")
        with_units(ax, "x")
        tidy(ax, grid="x")
        footnote(
            ax,
            preliminary(self.replicates) + f"Each assumption moved alone over its range; {self.institutions:,} institutions that stand "
            f"for {self.weight:g} each. * a conclusion is reversed",
        )
        return ax

    def _card(self) -> Card:
        decided = [in_a_sentence(*c) for c in self.conclusions.itertuples(index=False) if c.verdict != "undecided"]
        undecided = [f"{c.subject} against {c.against}" for c in self.conclusions.itertuples() if c.verdict == "undecided"]
        lines = [
            f"{self.institutions:,} institutions that stand for {self.weight:g} each, {self.replicates} runs of each policy",
            "Nine in ten runs agree, with nothing moved: " + ("; ".join(decided) or "on nothing"),
            *(["Not decided to begin with: " + "; ".join(undecided)] if undecided else []),
        ]
        note = preliminary(self.replicates) + "order: what becomes of what the runs agreed on; where it turns: .turns"
        return Card("Contested assumptions, most influential first", lines, self.table, note)


SIDES = "copies in the PRC"  # subject of the conclusion about the two sides


def in_a_sentence(subject: str, against: str, verdict: str) -> str:
    """A conclusion as words."""
    if subject == SIDES:
        return f"{'fewer' if verdict == 'less' else 'more'} {subject} than {against}"
    return f"{subject} leaves {'fewer' if verdict == 'less' else 'more'} copies than {against}"


def challenge(
    scenario: Scenario,
    policy: str | Sequence[str] | None = None,
    parameters: Sequence[str] = (),
    *,
    values: int = 3,
    institutions: int | None = 4000,
    replicates: int | None = None,
    threads: int | None = None,
    progress: Progress = "auto",
) -> Challenge:
    """Moves each contested assumption over its range, alone, and sees which conclusions survive.

    Args:
        policy: only this policy (or these) and the reference.
        parameters: only these; default: every contested one.
        values: to how many values of its range each is moved.
        institutions: size of the world in which it is done, each institution standing for more; None: the whole.
        replicates: runs of each policy; default: 8, or as the scenario says if that is fewer.
    """
    chosen = [policy] if isinstance(policy, str) else list(policy or [])
    scenario = scenario.select(*chosen) if chosen else scenario
    options = options_of(few(replicates, scenario), threads)
    with shown(progress, "challenge") as show:
        told = _core.challenge(scenario._core, list(parameters), small(scenario, institutions), values, options, show)
    table, points, turns = [], [], []
    conclusions = pd.DataFrame([[c.subject, c.against, c.verdict] for c in told.conclusions], columns=["subject", "against", "verdict"])
    for a in told.assumptions:
        tried = [p.value for p in a.points]
        table.append([a.parameter, a.label or a.parameter, a.unit, min(tried), max(tried), a.spread, a.worst])
        points += [
            {"parameter": a.parameter, "value": p.value, **spread("held", p.held), **spread("factor", p.factor)} for p in a.points
        ]
        for t in a.turns:
            c = told.conclusions[t.conclusion]
            turns.append([a.parameter, c.subject, c.against, c.verdict, t.fate, t.holds_at, t.turns_at])
    return Challenge(
        pd.DataFrame(table, columns=["parameter", "label", "unit", "lowest", "highest", "spread", "order"]),
        pd.DataFrame(points),
        pd.DataFrame(turns, columns=["parameter", "subject", "against", "verdict", "fate", "holds_at", "turns_at"]),
        conclusions, told.replicates, told.institutions, told.weight, reasons(told.failures),
    )  # fmt: skip


WORLDS = ["US open, PRC as it is", "both open", "US mirrors the PRC", "US mirrors an open PRC"]


@dataclass(frozen=True, repr=False)
class Premium(Shown):
    """What the PRC's regime adds to its net holdings while the US stays open, from four worlds on shared chance.

    Attributes:
        table: date, part (premium = inflow + retention; interaction), persons, with _low and _high.
        worlds: date, world, held_in_cn (US persons), held_in_us (PRC persons), net, with _low and _high.
    """

    table: pd.DataFrame
    worlds: pd.DataFrame
    replicates: int

    def plot(self, ax: Axes | None = None) -> Axes:
        """The parts of the premium at the last date."""
        last = self.table[self.table["date"] == self.table["date"].max()]
        ax = axes_or_new(ax, height=2.4)
        dots(ax, list(last["part"]), last, ("persons", "persons_low", "persons_high"), "persons")
        ax.set_title(f"Asymmetry premium by {last['date'].max()}", loc="left", fontsize=10)
        footnote(ax, preliminary(self.replicates) + f"Median; bar: 90 % of {self.replicates} runs. Premium = inflow + retention")
        return ax

    def _card(self) -> Card:
        return Card("Asymmetry premium", ["inflow + retention, persons"], self.table, preliminary(self.replicates) + RANGE_NOTE)


def premium(scenario: Scenario, *, replicates: int | None = None, threads: int | None = None, progress: Progress = "auto") -> Premium:
    """The asymmetry premium. Tables are empty if the scenario lacks the measures that its worlds need."""
    options = _core.RunOptions(replicates=count_of(replicates, "replicates"), threads=threads_of(threads), premium_worlds=True)
    with shown(progress, "premium") as show:
        told = _core.premium(scenario._core, options, show)
    parts, worlds = [], []
    for row in told:
        for part in ("premium", "inflow", "retention", "interaction"):
            parts.append({"date": row.date, "part": part, **spread("persons", getattr(row, part))})
        for world, cn, us, net in zip(WORLDS, row.held_in_cn, row.held_in_us, row.net, strict=True):
            worlds.append(
                {"date": row.date, "world": world, **spread("held_in_cn", cn), **spread("held_in_us", us), **spread("net", net)}
            )
    return Premium(pd.DataFrame(parts), pd.DataFrame(worlds), max((row.premium.runs for row in told), default=0))


def hindcast(scenario: Scenario, *, replicates: int | None = None, threads: int | None = None, progress: Progress = "auto") -> pd.DataFrame:
    """The model against history under the reference policy, half-yearly, observed or not.

    Columns: series, date, mid, low, high (90 % of runs), unit, observed, role ("calibrate" was used for fitting),
    fact, inside, ratio (mid over observed).
    """
    with shown(progress, "hindcast") as show:
        told = _core.hindcast(scenario._core, options_of(replicates, threads), show)
    rows = []
    for series in told:
        for p in series.points:
            o = p.observed
            seen = (o.value, o.role, o.fact, p.inside, p.ratio) if o else (float("nan"), "", "", None, float("nan"))
            rows.append([series.name, p.date, p.mid, p.low, p.high, series.unit, *seen])
    columns = ["series", "date", "mid", "low", "high", "unit", "observed", "role", "fact", "inside", "ratio"]
    return pd.DataFrame(rows, columns=columns)
