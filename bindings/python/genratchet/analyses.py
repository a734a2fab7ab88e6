"""Questions to a scenario that take more than its own runs. Each runs in the C++ core, which the command line shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd
from matplotlib.axes import Axes

from genratchet import _core
from genratchet._html import Card
from genratchet._plain import count_of
from genratchet._progress import Progress, shown
from genratchet._selection import threads_of
from genratchet._told import RANGE_NOTE, Told, World, cells, change, marked, reasons, runs_of, spread
from genratchet.plot import COLOURS, axes_or_new, dots, footnote, tidy, with_units
from genratchet.scenario import Scenario


def options_of(replicates: int | None, threads: int | None) -> _core.RunOptions:
    return _core.RunOptions(replicates=count_of(replicates, "replicates"), threads=threads_of(threads), premium_worlds=False)


def few(replicates: int | None, scenario: Scenario) -> int:
    """Unless said otherwise 8, or as the scenario says if that is fewer."""
    return min(8, scenario.replicates) if replicates is None else replicates


def small(scenario: Scenario, institutions: int | None) -> int:
    """A size that the core understands: 0 is the scenario's own."""
    return 0 if institutions is None or institutions >= scenario.institutions else institutions


@dataclass(frozen=True, repr=False)
class Delay(Told):
    """What is copied because a measure came some years later.

    Attributes:
        table: years, announced, held (US persons copied to China by `date`, or whom `world` names), cost (paired, against
            no delay), each with _low, _high and _runs; cost_disagree: fewer than nine in ten runs share a direction; runs.
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
    replicates: int
    world: World
    failures: list[str] = field(default_factory=list)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Cost of each year of delay: median and range."""
        ax = axes_or_new(ax)
        t = self.table
        ax.plot(t["years"], t["cost"], "o-", color=COLOURS[0], markersize=4)
        ax.fill_between(t["years"], t["cost_low"], t["cost_high"], color=COLOURS[1], alpha=0.2, linewidth=0)
        ax.axhline(0, color="#555555", linewidth=0.8)
        ax.set_xlabel(f"years later than {self.announced}")
        for _, row in t[t["cost_disagree"]].iterrows():
            ax.annotate("?", (row["years"], row["cost"]), (0, 5), textcoords="offset points", ha="center")
        ax.set_ylabel(f"{self.world.copied}, change")
        ax.set_title(f"Cost of delay of {self.measure}, by {self.date}", loc="left", fontsize=10)
        with_units(ax)
        tidy(ax)
        footnote(ax, self._small_print(f"Median; band: 90 % of {runs_of(t, 'cost')} runs.", bool(t["cost_disagree"].any())))
        return ax

    def _found(self) -> Card:
        line = f"announced {self.announced}, in force since {self.effective}; {self.world.copied} by {self.date}, change from no delay"
        table = self.table[["years", "announced"]].assign(held=cells(self.table, "held"), cost=cells(self.table, "cost"))
        return Card(f"Cost of delay: {self.measure}", [line], table, RANGE_NOTE)


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
        {"years": p.years, "announced": p.announced, **spread("held", p.held), **change("cost", p.cost), "runs": p.held.runs}
        for p in told.points
    ]

    def three(r: _core.Range) -> tuple[float, float, float]:
        return r.median, r.low, r.high

    return Delay(
        told.measure, told.reference, str(told.announced), str(told.effective), told.date or "", pd.DataFrame(rows),
        three(told.vintage_held), three(told.prior_held_5), three(told.prior_held_10), replicates or scenario.replicates,
        World.of(scenario), reasons(told.failures),
    )  # fmt: skip


@dataclass(frozen=True, repr=False)
class Challenge(Told):
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
    world: World
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
        ax.set_xlabel(f"{self.world.copied}, median under the reference")
        with_units(ax, "x")
        tidy(ax, grid="x")
        footnote(ax, self._small_print("Each assumption moved alone over its range. * a conclusion is reversed."))
        return ax

    def _found(self) -> Card:
        decided = [in_a_sentence(self.world, *c) for c in self.conclusions.itertuples(index=False) if c.verdict != "undecided"]
        undecided = [in_a_sentence(self.world, *c) for c in self.conclusions.itertuples(index=False) if c.verdict == "undecided"]
        lines = [
            f"{self.institutions:,} institutions, {self.replicates} runs of each policy",
            "Nine in ten runs agree, with nothing moved: " + ("; ".join(decided) or "on nothing"),
            *(["So few runs may agree by chance."] if self.replicates < FEW else []),
            *(["Not decided to begin with: " + "; ".join(undecided)] if undecided else []),
        ]
        note = "order: what becomes of what the runs agreed on; where it turns: .turns."
        return Card("Contested assumptions, most influential first", lines, self.table, note)


FEW = 6  # runs, of which one cannot disagree unseen
SIDES = "copies in the PRC"  # subject of the conclusion about the two sides


def in_a_sentence(world: World, subject: str, against: str, verdict: str) -> str:
    """A conclusion as words."""
    if verdict == "undecided":
        return "which side has more of the other's people" if subject == SIDES else f"{subject} against {against}"
    if subject == SIDES:
        most, least = (world.a_place, world.b_place) if verdict == "less" else (world.b_place, world.a_place)
        return f"{most} has more of the other's people than {least}"
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
        conclusions, told.replicates, told.institutions, told.weight, World.of(scenario, told.institutions, told.weight),
        reasons(told.failures),
    )  # fmt: skip


WORLDS = ["{a} open, {b} as it is", "both open", "{a} mirrors the {b}", "{a} mirrors an open {b}"]


@dataclass(frozen=True, repr=False)
class Premium(Told):
    """What the PRC's regime adds to its net holdings while the US stays open, from four worlds on shared chance.

    Attributes:
        table: date, part (premium = inflow + retention; interaction), persons, with _low, _high, _runs and _disagree.
        worlds: date, world, held_in_cn (US persons), held_in_us (PRC persons), net, with _low, _high and _runs.
    """

    table: pd.DataFrame
    worlds: pd.DataFrame
    replicates: int
    world: World
    failures: list[str] = field(default_factory=list)

    def plot(self, ax: Axes | None = None) -> Axes:
        """The parts of the premium at the last date."""
        last = self.table[self.table["date"] == self.table["date"].max()]
        ax = axes_or_new(ax, height=2.4)
        dots(ax, marked(last["part"], last["persons_disagree"]), last, ("persons", "persons_low", "persons_high"), "persons")
        ax.set_title(f"Asymmetry premium by {last['date'].max()}", loc="left", fontsize=10)
        text = f"Median; bar: 90 % of {runs_of(last, 'persons')} runs. Premium = inflow + retention, run by run."
        footnote(ax, self._small_print(text, bool(last["persons_disagree"].any())))
        return ax

    def _found(self) -> Card:
        w = self.world
        lines = [f"inflow: more {w.a_people} persons copied; retention: fewer {w.b_people} persons that left; premium: both"]
        table = self.table if self.table.empty else self.table[["date", "part"]].assign(persons=cells(self.table, "persons"))
        return Card("Asymmetry premium", lines, table, RANGE_NOTE + " Parts add up in every run, medians do not.")


def premium(scenario: Scenario, *, replicates: int | None = None, threads: int | None = None, progress: Progress = "auto") -> Premium:
    """The asymmetry premium. Tables are empty if the scenario lacks the measures that its worlds need."""
    options = _core.RunOptions(replicates=count_of(replicates, "replicates"), threads=threads_of(threads), premium_worlds=True)
    with shown(progress, "premium") as show:
        told, failures = _core.premium(scenario._core, options, show)
    parts, worlds, where = [], [], World.of(scenario)
    names = [name.format(a=where.a_people, b=where.b_people) for name in WORLDS]
    for row in told:
        for part in ("premium", "inflow", "retention", "interaction"):
            parts.append({"date": row.date, "part": part, **change("persons", getattr(row, part))})
        for world, cn, us, net in zip(names, row.held_in_cn, row.held_in_us, row.net, strict=True):
            worlds.append(
                {"date": row.date, "world": world, **spread("held_in_cn", cn), **spread("held_in_us", us), **spread("net", net)}
            )
    return Premium(pd.DataFrame(parts), pd.DataFrame(worlds), replicates or scenario.replicates, where, reasons(failures))
