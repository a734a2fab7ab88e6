"""Figures of a calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from genratchet.calibrate._process import RANKS
from genratchet.plot import COLOURS, footnote, tidy

if TYPE_CHECKING:
    from genratchet.calibrate._calibration import Calibration

PRIOR, POSTERIOR = COLOURS[5], COLOURS[1]


class CalibrationPlot:
    """The figures of a calibration: `calibration.plot.parameters()`."""

    def __init__(self, calibration: Calibration) -> None:
        self._found = calibration

    def parameters(self) -> Figure:
        """Prior and posterior of each fitted parameter, in its own unit."""
        space = self._found.space
        prior = space.values(self._found.prior_z)
        figure, axes = _grid(len(space.fitted))
        for ax, name in zip(axes, space.fitted_names, strict=False):
            both = [prior[name].to_numpy(), self._found.posterior[name].to_numpy()]
            low, high = np.quantile(np.concatenate(both), [0.002, 0.998])
            bins: Any = np.linspace(low, high, 36)
            for values, colour, label in zip(both, (PRIOR, POSTERIOR), ("prior", "posterior"), strict=True):
                ax.hist(values, bins, density=True, histtype="stepfilled", alpha=0.45, color=colour, label=label)
            ax.set_title(name, loc="left", fontsize=9)
            ax.set_yticks([])
            tidy(ax, grid="x")
        axes[0].legend(frameon=False, fontsize=8)
        return figure

    def pairs(self) -> Figure:
        """The fitted parameters two by two: positions in their priors (standard normal before fitting)."""
        space, z = self._found.space, self._found.posterior_z
        n = len(space.fitted)
        figure, axes = plt.subplots(n, n, figsize=(1.1 * n + 1, 1.1 * n + 1), squeeze=False, layout="constrained")
        for (row, column), ax in np.ndenumerate(axes):
            ax.set_xticks([])
            ax.set_yticks([])
            if column > row:
                ax.axis("off")
            elif column == row:
                ax.hist(z[:, space.fitted[row]], np.linspace(-3, 3, 25), color=POSTERIOR)
            else:
                ax.plot(z[:, space.fitted[column]], z[:, space.fitted[row]], ",", color=POSTERIOR, alpha=0.6)
                ax.set_ylim(-3, 3)
            ax.set_xlim(-3, 3)
            if row == n - 1:
                ax.set_xlabel(space.fitted_names[column], fontsize=6)
            if column == 0:
                ax.set_ylabel(space.fitted_names[row], fontsize=6)
        return figure

    def predictive(self) -> Figure:
        """Runs over observations: medians and 90 % of runs, before and after fitting; 1 is the observation."""
        before, after = self._found.prior_predictive, self._found.posterior_predictive
        figure, ax = plt.subplots(figsize=(8, 1.6 + 0.34 * len(before)), layout="constrained")
        at = np.arange(len(before))[::-1]
        for table, colour, label, lift in ((before, PRIOR, "prior", 0.14), (after, POSTERIOR, "posterior", -0.14)):
            if table.empty:
                continue
            shown = (table[["low", "median", "high"]].div(table["observed"], axis=0)).clip(lower=1e-3)
            ax.hlines(at + lift, shown["low"], shown["high"], color=colour, linewidth=2.5)
            ax.plot(shown["median"], at + lift, "o", color=colour, markersize=4, label=label)
        ax.errorbar(np.ones(len(at)), at, xerr=_errors(self._found), fmt="|", color="#000000", capsize=2, linewidth=0.8, label="observation, 90 %")
        ax.set_xscale("log")
        ax.set_yticks(at, list(before["statistic"]), fontsize=7)
        ax.set_xlabel("model / observation")
        ax.legend(frameon=False, fontsize=8)
        tidy(ax, grid="x")
        footnote(ax, f"Lines: 90 % of runs. {self._found.made_by['institutions']:,} institutions. Left end cut at 0.001.")
        return figure

    def ranks(self, which: str = "prior") -> Figure:
        """Ranks of known values, by fitted parameter; "prior" or "posterior". Dashed: 95 % of counts if all is right."""
        ranks = self._found.all_ranks[which]
        bins: Any = np.linspace(0, 1, 9)
        figure, axes = _grid(ranks.shape[1])
        mean = len(ranks) / 8
        width = 1.96 * np.sqrt(mean * (1 - 1 / 8))
        for ax, name, of_one in zip(axes, self._found.space.fitted_names, ranks.T, strict=False):
            ax.hist((of_one + 0.5) / (RANKS + 1), bins, color=POSTERIOR)
            for level in (mean - width, mean + width):
                ax.axhline(level, color="#000000", linestyle="--", linewidth=0.8)
            ax.set_title(name, loc="left", fontsize=9)
            ax.set_yticks([])
            tidy(ax)
        return figure


def _grid(count: int) -> tuple[Figure, list[Axes]]:
    rows = -(-count // 4)
    figure, axes = plt.subplots(rows, min(4, count), figsize=(2.4 * min(4, count), 1.8 * rows), squeeze=False, layout="constrained")
    for ax in axes.flat[count:]:
        ax.axis("off")
    return figure, list(axes.flat)


def _errors(found: Calibration) -> Any:
    """How far the middle 90 % of each observation's own error goes, over the observation."""
    off = pd.DataFrame([{"kind": s.kind, "sd": s.sd, "n": s.trials, "y": s.observed} for s in found.statistics])
    log = np.exp(1.645 * off["sd"])
    share = 1.645 * np.sqrt((1 - off["y"]).clip(lower=0) / (off["y"] * off["n"]).where(off["kind"] == "share", np.nan))
    count = 1.645 / np.sqrt(off["y"].clip(lower=0.5))
    high = np.select([off["kind"] == "log", off["kind"] == "share"], [log - 1, share], count)
    low = np.select([off["kind"] == "log", off["kind"] == "share"], [1 - 1 / log, share], np.minimum(count, 0.99))
    return np.vstack([low, high])
