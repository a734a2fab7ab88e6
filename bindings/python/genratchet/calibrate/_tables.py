"""What a calibration found, as tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from genratchet._factors import needed
from genratchet.calibrate._process import RANKS
from genratchet.calibrate._space import Matrix, Space
from genratchet.calibrate._statistics import Statistic

EDGE = 0.025  # of the predictive distribution: what lies beyond, on either side, is a conflict
UNINFORMED, UNMOVED = 0.1, 0.5  # contraction, and shift in prior sd, below which data say next to nothing
STRONG = 0.25  # a correlation worth telling


def predictive_table(statistics: list[Statistic], runs: Matrix) -> pd.DataFrame:
    """Each observation among the runs: median and range that holds 90 % of them, in its unit; `below`: the share of runs that
    lie below it; `pit`: its place in the predictive distribution, the error of the observation included; `conflict`: it lies in
    the outer 2.5 % on either side."""
    rows = []
    for at, s in enumerate(statistics):
        scaled = runs[:, at][~np.isnan(runs[:, at])]
        values = unscaled(s, scaled)
        low, median, high = np.quantile(values, [0.05, 0.5, 0.95])
        pit = _pit(s, scaled)
        rows.append({
            "statistic": s.name, "unit": s.unit, "observed": s.observed, "low": low, "median": median, "high": high,
            "below": float((values < s.observed).mean()), "pit": pit, "conflict": not EDGE <= pit <= 1 - EDGE,
        })  # fmt: skip
    return pd.DataFrame(rows)


def unscaled(s: Statistic, scaled: Matrix) -> Matrix:
    if s.kind == "log":
        return np.asarray(np.exp(scaled), dtype=float)
    return np.asarray(1 / (1 + np.exp(-scaled)), dtype=float) if s.kind == "share" else scaled


def _pit(s: Statistic, scaled: Matrix) -> float:
    stats: Any = needed("scipy.stats", "calibration")
    if s.kind == "log":
        return float(stats.norm.cdf((s.target - scaled) / s.sd).mean())
    if s.kind == "share":
        return float(stats.binom.cdf(np.floor(s.observed * s.trials), s.trials, unscaled(s, scaled)).mean())
    return float((scaled < s.observed).mean() + (scaled == s.observed).mean() / 2)


def parameter_table(space: Space, prior: Matrix, posterior: Matrix) -> pd.DataFrame:
    """Of each fitted parameter: median and middle 90 % before and after; contraction = 1 - variance after / before, of its
    position in the prior; `informed`: that is at least 0.1, or the mean has moved by half a prior sd."""
    before, after = space.values(prior), space.values(posterior)
    rows = []
    for at in space.fitted:
        name = space.names[at]
        told: dict[str, Any] = {"parameter": name}
        for label, values in (("prior", before[name]), ("posterior", after[name])):
            low, median, high = np.quantile(values, [0.05, 0.5, 0.95])
            told |= {label: median, label + "_low": low, label + "_high": high}
        contraction = 1 - float(posterior[:, at].var())
        shift = float(posterior[:, at].mean())
        rows.append(told | {"shift": shift, "contraction": contraction, "informed": contraction >= UNINFORMED or abs(shift) >= UNMOVED})
    return pd.DataFrame(rows)


def pair_table(space: Space, posterior: Matrix) -> pd.DataFrame:
    """Fitted parameters that go with another, fitted or not: what data say of them, they say of both together."""
    together = np.atleast_2d(np.corrcoef(posterior, rowvar=False))
    rows = [
        {"parameter": space.names[a], "with": space.names[b], "fitted": b in space.fitted, "correlation": together[a, b]}
        for a in space.fitted
        for b in range(len(space.names))
        if (b not in space.fitted or b > a) and abs(together[a, b]) >= STRONG
    ]
    table = pd.DataFrame(rows, columns=["parameter", "with", "fitted", "correlation"])
    return table.sort_values("correlation", key=abs, ascending=False, kind="stable", ignore_index=True)


def direction_table(space: Space, posterior: Matrix) -> pd.DataFrame:
    """Principal axes of the fitted parameters' posterior positions, the least known first. Variance 1 is the prior's."""
    variances, axes = np.linalg.eigh(np.cov(posterior[:, space.fitted], rowvar=False))
    rows = []
    for at in np.argsort(-variances):
        axis = axes[:, at] * np.sign(axes[np.argmax(abs(axes[:, at])), at])
        order = [k for k in np.argsort(-abs(axis)) if abs(axis[k]) >= 0.3]
        rows.append({"variance": variances[at], "direction": " ".join(f"{axis[k]:+.2f} {space.fitted_names[k]}" for k in order)})
    return pd.DataFrame(rows)


def rank_table(space: Space, ranks: Matrix) -> pd.DataFrame:
    """Whether ranks are uniform: mean (0.5 if so), spread over that of uniform ones (above 1: ranges too narrow; below 1: too
    wide), and the p value of a chi-squared test on eight equal bins."""
    stats: Any = needed("scipy.stats", "calibration")
    rows = []
    for at, name in enumerate(space.fitted_names):
        place = (ranks[:, at] + 0.5) / (RANKS + 1)
        counts, _ = np.histogram(place, 8, (0, 1))
        inside = float(((place > 0.05) & (place < 0.95)).mean())
        spread = float(place.std() * np.sqrt(12))
        told = {"parameter": name, "runs": len(place), "mean": place.mean(), "spread": spread, "inside_90": inside}
        rows.append(told | {"p": float(stats.chisquare(counts).pvalue)})
    return pd.DataFrame(rows)


def convergence_table(space: Space, rhat: Matrix) -> pd.DataFrame:
    """Over rows: median, 95th percentile, highest, and how many rows lie above 1.1."""
    low, high = np.quantile(rhat, [0.5, 0.95], axis=0)
    return pd.DataFrame(
        {
            "parameter": space.fitted_names,
            "median": low,
            "95 %": high,
            "highest": rhat.max(axis=0),
            "rows_above_1.1": (rhat > 1.1).sum(axis=0),
            "rows": len(rhat),
        }
    )


def size_table(statistics: list[Statistic], small: Matrix, full: Matrix) -> pd.DataFrame:
    """The same parameters in worlds of two sizes: mean difference, small minus full, on the scale of the likelihood (logs;
    of counts the counts), its standard error, and how many runs lack the statistic in the small world."""
    rows = []
    for at, s in enumerate(statistics):
        both = np.isfinite(small[:, at]) & np.isfinite(full[:, at])
        off = (small - full)[both, at]
        rows.append({"statistic": s.name, "difference": off.mean(), "error": off.std(ddof=1) / np.sqrt(len(off)), "spread": off.std(ddof=1),
                     "missing": int((~np.isfinite(small[:, at])).sum())})  # fmt: skip
    return pd.DataFrame(rows)
