"""The plot of a sweep: an output against one of its factors."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from genratchet.plot import BANDS, HIGH, LOW, axes_or_new, footnote, style_of, tidy, with_units

MOST_VALUES = 12  # shown one by one; more of a number are put together
PARTS = 10


def plot_factor(table: pd.DataFrame, factor: str, output: str, policies: list[str], origin: str, ax: Axes | None) -> Axes:
    """table: factor, policy, value; one row for each run, NaN where it failed."""
    ax = axes_or_new(ax)
    values = table["factor"]
    is_number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    places, labels = _by_part(values) if is_number else _by_name(values)
    for number, policy in enumerate(policies):
        mine = (table["policy"] == policy).to_numpy()
        grouped = table.loc[mine, "value"].groupby(places[mine])
        low, middle, high = (grouped.quantile(q) for q in (LOW, 0.5, HIGH))
        colour, dash = style_of(number)
        if is_number:
            ax.plot(middle.index, middle, label=policy, color=colour, linestyle=dash, marker="o", markersize=3)
            if len(policies) <= BANDS:
                ax.fill_between(middle.index, low, high, alpha=0.15, linewidth=0, color=colour)
            else:
                ax.vlines(middle.index, low, high, color=colour, linewidth=1, alpha=0.5)
        else:
            beside = middle.index + (number - (len(policies) - 1) / 2) * 0.6 / len(policies)
            ax.vlines(beside, low, high, color=colour, linewidth=2.5, alpha=0.5)
            ax.plot(beside, middle, "o", label=policy, color=colour, markersize=4)
    if labels:
        ax.set_xticks(range(len(labels)), labels)
    ax.set_xlabel(factor)
    ax.set_ylabel(output.rpartition(", ")[2])
    ax.set_title(output.rpartition(", ")[0], loc="left", fontsize=10)
    ax.legend(frameon=False, fontsize=8)
    with_units(ax)
    tidy(ax)
    parts = f" {factor} in {PARTS} parts of as many points" if is_number and values.nunique() > MOST_VALUES else ""
    footnote(ax, origin + (";" + parts if parts else ""))
    return ax


def _by_part(values: pd.Series[float]) -> tuple[pd.Series[float], list[str]]:
    """Where each run stands: at its own value, or at the middle of those near it."""
    if values.nunique() <= MOST_VALUES:
        return values, []
    part = pd.qcut(values, PARTS, labels=False, duplicates="drop")
    return values.groupby(part).transform("median"), []


def _by_name(values: pd.Series[str]) -> tuple[pd.Series[float], list[str]]:
    codes, names = pd.factorize(values, sort=True)
    return pd.Series(codes.astype(np.float64), index=values.index), [str(name) for name in names]
