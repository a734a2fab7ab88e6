"""Plots for print: a median, the range that holds 90 % of runs, and where the numbers come from.

Colours are those of Okabe and Ito (2008), with wine for their yellow, which is pale on paper: readers with any colour
vision can tell them apart. Lines differ in dash too.
"""

from __future__ import annotations

import difflib
import textwrap
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from genratchet import _core
from genratchet._html import number, preliminary
from genratchet.errors import UnknownNameError

if TYPE_CHECKING:
    from genratchet.result import Result

COLOURS = ["#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#882255"]
DASHES: list[Any] = ["-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)), (0, (3, 1, 1, 1, 1, 1)), (0, (7, 3))]
SUMMABLE = {"kind", "origin"}  # parts of a whole; the copies of two holders are not, nor persons at two depths
BANDS = 4  # more of them hide one another; then ranges stand as bars, beside the last month
LOW, HIGH = 0.05, 0.95


def unknown_output(name: str, known: Iterable[str]) -> str:
    """What is said of a name that is no output: what may have been meant."""
    names = list(known)
    near = difflib.get_close_matches(name.replace(".", "_"), names, 1)
    guess = f' Did you mean "{near[0]}"?' if near else ""
    return f'"{name}" is not an output by policy and run.{guess} Known: ' + ", ".join(names)


def style_of(number: int) -> tuple[str, Any]:
    """Colour and dash of a line, by its number: colours repeat after eight, then with other dashes."""
    return COLOURS[number % len(COLOURS)], DASHES[(number + number // len(COLOURS)) % len(DASHES)]


def axes_or_new(ax: Axes | None, width: float = 7.2, height: float = 4.2) -> Axes:
    if ax is not None:
        return ax
    _, made = plt.subplots(figsize=(width, height), layout="constrained")
    return made


def tidy(ax: Axes, *, grid: str = "y") -> None:
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(axis=grid, color="#dddddd", linewidth=0.6)  # type: ignore[arg-type]
    ax.set_axisbelow(True)


def with_units(ax: Axes, axis: str = "y") -> None:
    """Numbers as 1.2 M."""
    (ax.yaxis if axis == "y" else ax.xaxis).set_major_formatter(FuncFormatter(lambda value, _: number(value)))


def footnote(ax: Axes, text: str) -> None:
    """Small print below an axes, broken at its width."""
    width = ax.get_figure(root=True).get_size_inches()[0]  # type: ignore[union-attr]
    wrapped = "\n".join(textwrap.wrap(text, int(width * 17), break_on_hyphens=False))
    ax.annotate(
        wrapped, (0.01, 0), (0, -36), xycoords=("figure fraction", "axes fraction"), textcoords="offset points", fontsize=7,
        color="#555555", va="top", annotation_clip=False,
    )  # fmt: skip


def dots(ax: Axes, names: list[str], table: pd.DataFrame, columns: tuple[str, str, str], unit: str) -> None:
    """One line for each name: a dot at the median, a bar over the range. The first name is on top."""
    at = np.arange(len(names))[::-1]
    middle, low, high = (table[c].to_numpy(dtype=float) for c in columns)
    ax.hlines(at, low, high, color=COLOURS[1], linewidth=2.5, alpha=0.6)
    ax.plot(middle, at, "o", color=COLOURS[0], markersize=5)
    ax.axvline(0, color="#555555", linewidth=0.8)
    ax.set_yticks(at, names)
    ax.set_xlabel(unit)
    ax.set_ylim(-0.6, len(names) - 0.4)
    with_units(ax, "x")
    tidy(ax, grid="x")


def hindcast(table: pd.DataFrame, series: str, ax: Axes | None = None) -> Axes:
    """One series of `gr.hindcast` beside what was observed: median, 90 % of runs, and for each forecast what could have been
    said without the model.

    Raises:
        UnknownNameError: if the table has no such series.
    """
    known = list(table["series"].unique())
    if series not in known:
        near = difflib.get_close_matches(series, known, 1)
        raise UnknownNameError(f'"{series}" is not a series.' + (f' Did you mean "{near[0]}"?' if near else "") + " Known: " + ", ".join(known))
    rows = table[table["series"] == series].copy()
    rows["month"] = pd.to_datetime(rows["date"])
    seen = rows[rows["observed"].notna()]
    until = max(seen["month"].max(), pd.Timestamp("2020-01")) if len(seen) else rows["month"].max()
    drawn = rows[rows["month"] <= until + pd.DateOffset(years=3)]
    ax = axes_or_new(ax)
    ax.plot(drawn["month"], drawn["mid"], color=COLOURS[1], label="model: median")
    ax.fill_between(drawn["month"], drawn["low"], drawn["high"], color=COLOURS[1], alpha=0.15, linewidth=0, label="model: 90 % of runs")
    marks = {"calibrate": ("o", "observed, used for fitting"), "context": ("s", "observed, known and not used"), "hindcast": ("D", "observed, to be forecast")}
    for role, (mark, label) in marks.items():
        of = seen[seen["role"] == role]
        if len(of):
            ax.plot(of["month"], of["observed"], mark, color=COLOURS[0], fillstyle="full" if role == "hindcast" else "none", label=label)
    naive = {"last_value": ("v", "naive: last value"), "linear": ("x", "naive: linear"), "log_linear": ("+", "naive: log-linear")}
    for at, (column, (mark, label)) in enumerate(naive.items(), start=2):
        if seen[column].notna().any():
            ax.plot(seen["month"], seen[column], mark, color=COLOURS[at], label=label)
    ax.set_title(series, loc="left", fontsize=10)
    ax.set_ylabel(str(rows["unit"].iloc[0]))
    ax.legend(frameon=False, fontsize=8)
    with_units(ax)
    tidy(ax)
    runs = int(rows["runs"].max())
    footnote(ax, f"{preliminary(runs)}Median and 90 % of {runs} runs. Naive: the last value that was known at the fit; a line from the launch through it; growth at a constant rate.")
    return ax


class ResultPlot:
    """The plots of a result: `result.plot.change("held_persons", origin="US", holder="CN")`."""

    def __init__(self, result: Result) -> None:
        self._result = result

    def level(self, output: str, policies: list[str] | None = None, ax: Axes | None = None, **where: str) -> Axes:
        """An output over time, by policy: medians, and the range of 90 % of runs: bands, or with many policies bars that
        show it for the last month.

        Args:
            output: a name of `Result.dataset`, by policy and replicate.
            policies: default: all.
            where: a label for each axis of the output (`origin="US"`). Kinds and origins that are not given
                are summed; every other axis must be.
        """
        values = self._values(output, where)
        return self._bands({p: values.sel(policy=p) for p in policies or self._result.policies}, output, "", ax)

    def change(self, output: str, policies: list[str] | None = None, ax: Axes | None = None, **where: str) -> Axes:
        """What each policy changes in an output, run by run against the reference. As `level`, from the year before
        the first change."""
        reference = self._result.reference
        values = self._values(output, where)
        shown = [p for p in policies or self._result.policies if p != reference]
        changes = {p: values.sel(policy=p) - values.sel(policy=reference) for p in shown}
        ax = self._bands(changes, output, f", change from {reference}", ax)
        if begun := [month for month in map(first_nonzero, changes.values()) if month is not None]:
            a_year_before: Any = min(begun) - np.timedelta64(366, "D")
            ax.set_xlim(left=a_year_before)
        ax.axhline(0, color="#555555", linewidth=0.8)
        return ax

    def asymmetry(self, policies: list[str] | None = None, ax: Axes | None = None) -> Axes:
        """How many times as much the PRC can obtain of US persons as the US of PRC persons, each as a share of those
        that there are. Each step of the axis doubles it or more."""
        ax = self.level("asymmetry", policies, ax)
        ax.set_ylabel("PRC of US persons to US of PRC persons")
        ax.yaxis.set_major_formatter(FuncFormatter(lambda log2, _: odds(log2)))
        return ax

    def policies(self, output: str = "held_us_in_cn", date: str | None = None, ax: Axes | None = None) -> Axes:
        """What each policy changes in a monthly output by a date: medians and ranges. `?`: fewer than nine in ten
        runs share the direction."""
        values = self._values(output, {})
        last = values.sel(time=date or self._result.scenario.report[-1]).squeeze()
        reference = self._result.reference
        rows = []
        for policy in (p for p in self._result.policies if p != reference):
            change = _core.range_of(list((last.sel(policy=policy) - last.sel(policy=reference)).values.ravel()))
            rows.append((policy + (" ?" if change.disagree else ""), change.median, change.low, change.high))
        table = pd.DataFrame(rows, columns=["policy", "change", "low", "high"])
        ax = axes_or_new(ax, height=1.2 + 0.35 * len(rows))
        name = values.attrs.get("long_name", output)
        dots(ax, list(table["policy"]), table, ("change", "low", "high"), f"{unit_of(values)}, change from {reference}")
        ax.set_title(f"{name} by {date or self._result.scenario.report[-1]}", loc="left", fontsize=10)
        footnote(ax, self._origin("bar") + ". ? runs disagree on the direction")
        return ax

    # ------------------------------------------------------------ what they share

    def _values(self, output: str, where: dict[str, str]) -> xr.DataArray:
        from genratchet.result import by_time

        dataset = self._result.dataset
        if output not in dataset.data_vars or not {"policy", "replicate"} <= set(dataset[output].dims):
            known = [str(n) for n, v in dataset.data_vars.items() if {"policy", "replicate"} <= set(v.dims)]
            raise UnknownNameError(unknown_output(output, known))
        values = dataset[output]
        for axis, label in where.items():
            if axis not in values.dims or label not in values[axis].values:
                if axis not in values.dims:
                    raise UnknownNameError(f'{output} has no axis "{axis}". Known: ' + ", ".join(str(d) for d in values.dims))
                raise UnknownNameError(f'{output} has no {axis} "{label}". Known: ' + ", ".join(str(v) for v in values[axis].values))
        left = [d for d in map(str, values.dims) if d not in {"policy", "replicate", "time", "year", *where}]
        if missing := [d for d in left if d not in SUMMABLE]:
            choice = ", ".join(str(v) for v in values[missing[0]].values)
            raise UnknownNameError(f"{output} is by {missing[0]}: say which, {missing[0]}=... of {choice}.")
        chosen = by_time(values.sel(where).sum(left, skipna=False, keep_attrs=True) if left else values.sel(where))
        selected = [f"{k} {v}" for k, v in where.items()] + (["all depths of sequencing"] if "depths together" in values.attrs.get("comment", "") else [])
        chosen.attrs = dict(values.attrs) | {"selected": ", ".join(selected)}
        return chosen

    def _bands(self, lines: dict[str, xr.DataArray], output: str, suffix: str, ax: Axes | None) -> Axes:
        many = len(lines) > BANDS
        ax = axes_or_new(ax, width=9 if many else 7.2)
        first = next(iter(lines.values()))
        month = first["time"].values
        for at, (policy, values) in enumerate(lines.items()):
            low, middle, high = quantiles(values)
            colour, dash = style_of(at)
            ax.plot(month, middle, label=policy, linestyle=dash, color=colour)
            if many:
                bar_beside(ax, at, (low[-1], middle[-1], high[-1]), colour)
            else:
                ax.fill_between(month, low, high, alpha=0.15, linewidth=0, color=colour)
        attributes = self._result.dataset[output].attrs
        selected = first.attrs.get("selected") or ""
        ax.set_title(attributes.get("long_name", output) + (f" ({selected})" if selected else ""), loc="left", fontsize=10)
        ax.set_ylabel(unit_of(self._result.dataset[output]) + suffix)
        ax.margins(x=0.01)
        outside: dict[str, Any] = {"loc": "center left", "bbox_to_anchor": (beside(len(lines)), 0.5)} if many else {}
        ax.legend(frameon=False, fontsize=8, handlelength=3.2, **outside)
        with_units(ax)
        tidy(ax)
        footnote(ax, self._origin("bars, for the last month" if many else "band"))
        return ax

    def _origin(self, mark: str) -> str:
        """Where the numbers come from; `mark`: what shows the range."""
        p = self._result.provenance
        return (
            f"{preliminary(p.replicates)}Median; {mark}: 90 % of {p.replicates} runs. {p.scenario_id}, "
            f"{self._result.scenario.institutions:,} institutions, seed {p.seed}, GenRatchet {p.version}, {p.result_hash[:8]}"
        )


def beside(at: int) -> float:
    """Where the bar of a number stands, right of an axes: in widths of it."""
    return 1.01 + 0.014 * at


def bar_beside(ax: Axes, at: int, values: tuple[float, float, float], colour: str) -> None:
    """The range of a line's last month."""
    low, middle, high = values
    look: dict[str, Any] = {"color": colour, "transform": ax.get_yaxis_transform(), "clip_on": False}
    ax.plot([beside(at)] * 2, [low, high], linewidth=2, alpha=0.6, **look)
    ax.plot([beside(at)], [middle], ".", **look)


def odds(log2: float) -> str:
    """9 to 1; 1 to 9."""
    times = number(float(2 ** abs(log2)))
    return f"{times} to 1" if log2 >= 0 else f"1 to {times}"


def first_nonzero(values: xr.DataArray) -> np.datetime64 | None:
    """The month in which any run first differs from zero."""
    found = np.flatnonzero((values.fillna(0) != 0).any([d for d in values.dims if d != "time"]).values)
    return values["time"].values[found[0]] if found.size else None


def quantiles(values: xr.DataArray) -> Any:
    """Low end, median and high end over runs. Months without any value have none."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "All-NaN", RuntimeWarning)
        low, middle, high = (values.quantile(q, "replicate").values for q in (LOW, 0.5, HIGH))
    return low, middle, high


def unit_of(values: xr.DataArray) -> str:
    return str(values.attrs.get("unit_name", values.attrs.get("units", "")))
