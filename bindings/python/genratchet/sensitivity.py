"""Which uncertain inputs an output depends on: Sobol' indices and Morris' screening, by SALib."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from genratchet import _core
from genratchet._factors import Factors, design_factors, needed
from genratchet._html import card
from genratchet._indices import Y, found_by_morris, found_by_sobol, morris_doubts, sobol_doubts
from genratchet._progress import Progress
from genratchet.errors import GenRatchetError, UnknownNameError
from genratchet.plot import COLOURS, axes_or_new, footnote, tidy
from genratchet.scenario import Scenario
from genratchet.sweep import plan_of, run_plan
from genratchet.swept import HEADLINE, Sweep

Method = Literal["sobol", "morris"]
MUCH_CHANCE = 0.1  # of the variance


@dataclass(frozen=True)
class Sensitivity:
    """How much each factor moves an output, over the ranges it was given and within the model.

    Attributes:
        method: "sobol" or "morris".
        output: what was looked at.
        table: for sobol by factor S1 (share of the output's variance that is due to the factor alone), ST (with all its
            interactions), and half the width of their 95 % intervals, S1_conf and ST_conf; for morris mu (mean effect of
            crossing the range), mu_star (mean of its size), mu_star_conf and sigma (how much it differs from place to
            place).
        pairs: with second_order: factor, other, S2, S2_conf.
        warnings: why the numbers may mislead, in plain words.
        chance: share of the variance between points that is chance; None where one run at each point cannot tell.
        sweep: the runs; None of a function, and in copies that were pickled.
    """

    method: Method
    output: str
    table: pd.DataFrame
    pairs: pd.DataFrame
    warnings: list[str] = field(default_factory=list)
    chance: float | None = None
    sweep: Sweep | None = None

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"sweep": None}

    def plot(self, ax: Axes | None = None) -> Axes:
        """Bars with intervals, the most influential factor on top."""
        bars = {"S1": "alone (S1)", "ST": "with interactions (ST)"} if self.method == "sobol" else {"mu_star": "mean size of effects (mu*)"}
        table = self.table.sort_values(list(bars)[-1], kind="stable")
        ax = axes_or_new(ax, height=1.4 + 0.5 * len(table))
        at = np.arange(len(table), dtype=float)
        thick = 0.7 / len(bars)
        for number, (column, label) in enumerate(reversed(bars.items())):
            place = at + (number - (len(bars) - 1) / 2) * thick
            error = table[column + "_conf"]
            colour = COLOURS[1] if number == 0 else COLOURS[5]
            ax.barh(place, table[column], thick * 0.9, xerr=error, color=colour, label=label, error_kw={"linewidth": 1, "capsize": 2})
        ax.set_yticks(at, table["factor"])
        ax.set_xlabel("share of variance" if self.method == "sobol" else "effect of crossing the range")
        ax.axvline(0, color="#555555", linewidth=0.8)
        ax.set_title(self.output, loc="left", fontsize=10)
        ax.legend(frameon=False, fontsize=8, loc="lower right")
        tidy(ax, grid="x")
        footnote(ax, self._origin())
        return ax

    def _origin(self) -> str:
        told = "Lines: 95 % of resamplings of the points; what is not known about the model is not in them."
        if self.warnings:
            told = f"{len(self.warnings)} WARNINGS, see .warnings: these numbers may mislead. {told}"
        return told if self.sweep is None else f"{told} {self.sweep._size()} of {self.sweep._plan.scenario_id}"

    def __repr__(self) -> str:
        lines = [f"<Sensitivity ({self.method}) of {self.output}>", self.table.to_string(index=False, float_format="{:.3g}".format)]
        return "\n".join([*lines, *("! " + warning for warning in self.warnings)])

    def _repr_html_(self) -> str:
        return card(f"Sensitivity ({self.method}): {self.output}", ["! " + warning for warning in self.warnings], self.table, self._origin())


def sensitivity(
    scenario: Scenario,
    factors: Factors,
    *,
    output: str = HEADLINE,
    policy: str | None = None,
    against: str | None = None,
    date: str | None = None,
    method: Method = "sobol",
    samples: int = 64,
    replicates: int = 4,
    second_order: bool = False,
    defaults: bool = True,
    seed: int = 1,
    executor: Any = None,
    store: str | os.PathLike[str] | None = None,
    threads: int | None = None,
    progress: Progress = "auto",
) -> Sensitivity:
    """Sobol' indices (or Morris' effects) of an output for some factors.

    A point's value is the mean of its runs; where one failed, its base sample is left out. The same replicate has the same
    chance at every point, so chance that all points share moves no index.

    Args:
        factors: names, each over its parameter's own range; or {name: (low, high)}, {name: [values]}, or as designs have
            them.
        policy: default: the reference.
        against: look at the change from this policy, run by run.
        date: default: the scenario's last report date.
        samples: base samples (a power of two) or trajectories. Points: samples x (factors + 2), with second_order
            samples x (2 factors + 2); for morris samples x (factors + 1).
        defaults: other parameters stay at their defaults; False: drawn, one draw for each replicate.

    Raises:
        ImportError: without SALib; `pip install genratchet[sensitivity]` brings it.
        ScenarioError: with every problem of the factors.
    """
    needed("SALib", "sensitivity")
    if method not in ("sobol", "morris"):
        raise UnknownNameError(f'"{method}" is not a method. Known: sobol, morris')
    chosen = policy or scenario.reference
    design: dict[str, Any] = {
        "title": f"Sensitivity of {output}", "design": method, "points": samples, "seed": seed,
        "factors": design_factors(factors), "replicates": replicates, "defaults": defaults, "outputs": [output],
        "policies": list(dict.fromkeys([chosen, against or chosen])),
    }  # fmt: skip
    if date is not None:
        design["dates"] = [date]
    if method == "sobol":
        design["second_order"] = second_order
    swept = run_plan(plan_of(scenario, design), executor, store, threads=threads, progress=progress)
    runs = values_of(swept, chosen, against)
    words = swept._column(None, None)[0] + f"; {chosen}" + (f" minus {against}" if against else "")
    levels = swept._plan.levels(0, swept._plan.rows)
    rows = pd.DataFrame(levels, columns=swept.factors)
    found = indices(method, rows, runs.mean(axis=1), second_order=second_order, seed=seed, output=words)
    share = chance_of(runs)
    doubts = found.warnings + _doubts_of(runs, share)
    return _told(Sensitivity(method, words, found.table, found.pairs, doubts, share, swept))


def sobol_indices(rows: pd.DataFrame, values: Y, *, second_order: bool = False, seed: int = 1, output: str = "the output") -> Sensitivity:
    """Sobol' indices of any function: its values at the rows of a sobol design, one column for each factor.

    >>> rows = gr.design_rows("sobol", {"x": (0, 1), "y": (0, 1)}, points=256)
    >>> gr.sobol_indices(rows, rows.x + rows.y**2)
    """
    return _told(indices("sobol", rows, values, second_order=second_order, seed=seed, output=output))


def morris_effects(rows: pd.DataFrame, values: Y, *, seed: int = 1, output: str = "the output") -> Sensitivity:
    """Morris' elementary effects of any function: its values at the rows of a morris design (4 levels)."""
    return _told(indices("morris", rows, values, seed=seed, output=output))


def _told(found: Sensitivity) -> Sensitivity:
    """Its warnings, as warnings of who called."""
    for warning in found.warnings:
        warnings.warn(warning, stacklevel=3)
    return found


def design_rows(
    kind: Literal["latin-hypercube", "sobol", "morris"],
    factors: Mapping[str, tuple[float, float]],
    points: int,
    *,
    seed: int = 1,
    second_order: bool = False,
) -> pd.DataFrame:
    """The rows of a sampled design, as sweeps have them, over ranges that need belong to no scenario."""
    ranges = [(float(low), float(high)) for low, high in factors.values()]
    return pd.DataFrame(_core.design_rows(kind, ranges, points, seed, second_order), columns=list(factors))


def indices(method: Method, rows: pd.DataFrame, values: Y, *, second_order: bool = False, seed: int = 1, output: str = "") -> Sensitivity:
    numbers = np.asarray(values, dtype=float)
    if len(rows) != len(numbers):
        raise GenRatchetError(f"{len(rows)} rows have {len(numbers)} values; each row has one.")
    names = [str(name) for name in rows.columns]
    points = rows.to_numpy(dtype=float)
    if method == "sobol":
        table, pairs, notes = found_by_sobol(names, points, numbers, second_order, seed)
        doubts = sobol_doubts(table)
    else:
        table, notes = found_by_morris(names, points, numbers, seed)
        pairs, doubts = pd.DataFrame(), morris_doubts(table)
    return Sensitivity(method, output, table, pairs, notes + doubts)


def values_of(swept: Sweep, policy: str, against: str | None) -> Y:
    """By point and replicate; NaN where a run failed."""
    plan = swept._plan
    last = plan.dates.index(max(swept.dates))
    _, numbers = swept._columns(slice(last, last + 1))
    by_policy = numbers.reshape(plan.rows, len(plan.policies), plan.replicates)
    runs: Y = by_policy[:, plan.policies.index(policy)]
    return runs - by_policy[:, plan.policies.index(against)] if against else runs


def chance_of(runs: Y) -> float | None:
    """Which share of the variance between points' means is chance: what is left of the runs when point and replicate
    are taken out, over the number of replicates. Chance common to all points cancels."""
    whole: npt.NDArray[np.float64] = runs[~np.isnan(runs).any(axis=1)]
    points, replicates = whole.shape
    if points < 2 or replicates < 2:
        return None
    means = whole.mean(axis=1)
    left = whole - means[:, None] - whole.mean(axis=0) + whole.mean()
    noise = float((left**2).sum()) / ((points - 1) * (replicates - 1)) / replicates
    between = float(means.var(ddof=1))
    return min(1.0, noise / between) if between > 0 else None


def _doubts_of(runs: Y, share: float | None) -> list[str]:
    doubts = []
    failed = int(np.isnan(runs).sum())
    if failed:
        doubts.append(f"{failed} of {runs.size} runs failed: see .sweep.failures.")
    if runs.shape[1] == 1:
        doubts.append("One run at each point: the indices are those of one course of chance, the same at all points. Replicates average over it.")
    elif share is not None and share > MUCH_CHANCE:
        doubts.append(f"{share:.0%} of the variance between points is chance: indices are blurred by it. More replicates help.")
    return doubts
