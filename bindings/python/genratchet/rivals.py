"""Rival mechanisms beside the full model: what observations can tell, what would tell, which conclusions turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
from matplotlib.axes import Axes

from genratchet import _core
from genratchet._html import Card
from genratchet._progress import Progress, shown
from genratchet._told import Told, World, cells, reasons, spread
from genratchet.analyses import few, in_a_sentence, options_of, small
from genratchet.plot import COLOURS, axes_or_new, footnote, tidy
from genratchet.scenario import Scenario

FULL = "full model"
TELLS = {1: "full", 0: "neither", -1: "rival"}
FATES = ["reversed", "lost", "holds"]  # gravest first
NOT_REFITTED = (
    "Parameters are those of the full model, centred or fitted under it: a rival fitted by itself may lie as near. "
    "One that cannot be told apart is not refuted."
)


@dataclass(frozen=True, repr=False)
class Rivals(Told):
    """The full model and rival mechanisms on the same parameters and chance.

    Attributes:
        table: mechanism, held (US persons copied under the reference), and of the observations how many speak for the full
            model, for the rival, or for neither ("context", the years before the calibration, left out).
        conclusions: subject, against, verdict (in the full model), rival, under (the verdict there), fate: "reversed", "lost" or "holds";
            the gravest fate first.
        observations: series, date, observed, unit, role, sd_log, rival, full and under (the model's, with _low, _high and
            _runs), nearer (share of paired runs in which the full model is), evidence (median log10 of the likelihood
            ratio, full over rival), tells ("full", "rival" or "neither").
        would_tell: rival, output, full and under at `would_tell_at`, apart (share of pairs of runs of different
            parameters in the same order); outputs that were not observed, most apart first.
    """

    table: pd.DataFrame
    conclusions: pd.DataFrame
    observations: pd.DataFrame
    would_tell: pd.DataFrame
    would_tell_at: str
    replicates: int
    institutions: int
    weight: float
    world: World
    failures: list[str] = field(default_factory=list)

    def plot(self, ax: Axes | None = None) -> Axes:
        """How many observations speak for the full model, for each rival, or for neither."""
        rivals = self.table[self.table["mechanism"] != FULL]
        ax = axes_or_new(ax, height=1.6 + 0.4 * len(rivals))
        at = range(len(rivals) - 1, -1, -1)
        left = [0] * len(rivals)
        for column, colour in (("for_full", COLOURS[1]), ("for_rival", COLOURS[2]), ("neither", "#cccccc")):
            ax.barh(list(at), rivals[column], left=left, color=colour, label=column.replace("_", " the ") if "_" in column else column)
            left = [a + b for a, b in zip(left, rivals[column], strict=True)]
        ax.set_yticks(list(at), list(rivals["mechanism"]))
        ax.set_xlabel("observations that speak")
        ax.legend(frameon=False, ncols=3, loc="lower left", bbox_to_anchor=(0, 1))
        tidy(ax, grid="x")
        footnote(ax, self._small_print(NOT_REFITTED))
        return ax

    def _found(self) -> Card:
        turned = self.conclusions[self.conclusions["fate"] != "holds"]
        lines = [f"{self.institutions:,} institutions, {self.replicates} runs of each policy"]
        for fate in FATES[:2]:
            rows = turned[turned["fate"] == fate].itertuples(index=False)
            said = [f"{in_a_sentence(self.world, str(c.subject), str(c.against), str(c.verdict))} (under {c.rival})" for c in rows]
            lines.append(f"{fate.capitalize()}: " + ("; ".join(said) or "nothing"))
        table = pd.DataFrame({"mechanism": self.table["mechanism"], "copied": cells(self.table, "held")})
        counts = self.table[["for_full", "for_rival", "neither"]]
        return Card("Rival mechanisms, and what observations say", lines, pd.concat([table, counts], axis=1), NOT_REFITTED)


def name_of(rival: _core.Rival) -> str:
    return rival.mechanism if rival.on else "no " + rival.mechanism


def fate(before: str, now: str) -> str:
    if before in ("undecided", now):
        return "holds"
    return "lost" if now == "undecided" else "reversed"


def conclusions_of(told: _core.Rivals) -> pd.DataFrame:
    rows = [
        [c.subject, c.against, c.verdict, name_of(r), r.verdicts[i], fate(c.verdict, r.verdicts[i])]
        for i, c in enumerate(told.conclusions)
        for r in told.rivals
    ]
    table = pd.DataFrame(rows, columns=["subject", "against", "verdict", "rival", "under", "fate"])
    return table.sort_values("fate", key=lambda fates: fates.map(FATES.index), kind="stable", ignore_index=True)


def observations_of(told: _core.Rivals) -> pd.DataFrame:
    rows = []
    for p in told.points:
        o = p.observed
        seen = {"series": o.series, "date": o.date, "observed": o.value, "unit": o.unit, "role": o.role, "sd_log": o.sd_log}
        for rival, under, telling in zip(told.rivals, p.under, p.tells, strict=True):
            says = {"nearer": telling.nearer, "evidence": telling.evidence, "tells": TELLS[telling.tells]}
            rows.append({**seen, "rival": name_of(rival), **spread("full", p.full), **spread("under", under), **says})
    return pd.DataFrame(rows)


def table_of(told: _core.Rivals) -> pd.DataFrame:
    rows = [{"mechanism": FULL, **spread("held", told.held)}]
    for rival in told.rivals:
        mine = [p.tells[len(rows) - 1].tells for p in told.points if p.observed.role != "context"]
        says = {"for_full": mine.count(1), "for_rival": mine.count(-1), "neither": mine.count(0)}
        rows.append({"mechanism": name_of(rival), **spread("held", rival.held), **says})
    counts = ["for_full", "for_rival", "neither"]
    return pd.DataFrame(rows).astype(dict.fromkeys(counts, "Int64"))


def rivals(
    scenario: Scenario,
    policy: str | Sequence[str] | None = None,
    mechanisms: Sequence[str] = (),
    *,
    institutions: int | None = 4000,
    replicates: int | None = None,
    threads: int | None = None,
    progress: Progress = "auto",
) -> Rivals:
    """Runs the full model and each rival mechanism on the same parameters and chance.

    Args:
        policy: only this policy (or these) and the reference.
        mechanisms: only these; default: every structural switch, the other way than the scenario has it.
        institutions: size of the world in which it is done, each institution standing for more; None: the whole.
        replicates: runs of each policy; default: 8, or as the scenario says if that is fewer.
    """
    chosen = [policy] if isinstance(policy, str) else list(policy or [])
    scenario = scenario.select(*chosen) if chosen else scenario
    options = options_of(few(replicates, scenario), threads)
    with shown(progress, "rivals") as show:
        told = _core.rivals(scenario._core, list(mechanisms), small(scenario, institutions), options, show)
    would = [
        {"rival": name_of(r), "output": u.output, **spread("full", u.full), **spread("under", u.under), "apart": u.apart}
        for r in told.rivals
        for u in r.would_tell
    ]
    return Rivals(
        table_of(told), conclusions_of(told), observations_of(told), pd.DataFrame(would), str(told.unobserved_at),
        told.replicates, told.institutions, told.weight, World.of(scenario, told.institutions, told.weight), reasons(told.failures),
    )  # fmt: skip
