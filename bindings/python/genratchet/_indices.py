"""SALib's estimators on our rows, and what there is to doubt in what they find."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from genratchet._factors import needed
from genratchet.errors import GenRatchetError

Y: TypeAlias = npt.NDArray[np.float64]

RESAMPLES = 1000
WIDE = 0.1  # of an interval: half its width
WIDE_SHARE = 0.25  # the same, of the largest ST or mu_star
LEVELS = 4  # of a morris design
FEW_TRAJECTORIES = 10


def found_by_sobol(names: list[str], rows: Y, values: Y, second_order: bool, seed: int) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """The table of indices, that of pairs, and remarks on the samples."""
    analyze = needed("SALib.analyze.sobol", "sensitivity").analyze
    stride = (2 if second_order else 1) * len(names) + 2
    must_be_radial(rows, stride, len(names))
    values, notes = _whole(values, stride, "base sample")
    samples = len(values) // stride
    if samples & (samples - 1):
        notes.append(f"{samples} base samples are no power of two: the points are uneven. Take 64, 128, 256 ...")
    columns = ["S1", "S1_conf", "ST", "ST_conf"]
    if np.ptp(values) == 0:
        return _unmoved(names, columns), pd.DataFrame(), [*notes, "The output is the same at all points: no factor moves it."]
    found = analyze(
        {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names)}, values, calc_second_order=second_order,
        num_resamples=RESAMPLES, seed=max(1, seed),
    )  # fmt: skip
    table = pd.DataFrame({"factor": names, **{column: found[column] for column in columns}})
    rows_of_pairs = [
        {"factor": names[j], "other": names[k], "S2": found["S2"][j, k], "S2_conf": found["S2_conf"][j, k]}
        for j in range(len(names))
        for k in range(j + 1, len(names))
        if second_order
    ]
    return table, pd.DataFrame(rows_of_pairs), notes


def found_by_morris(names: list[str], rows: Y, values: Y, seed: int) -> tuple[pd.DataFrame, list[str]]:
    analyze = needed("SALib.analyze.morris", "sensitivity").analyze
    stride = len(names) + 1
    must_be_steps(rows, stride)
    kept = np.repeat(~np.isnan(values).reshape(-1, stride).any(axis=1), stride)
    values, notes = _whole(values, stride, "trajectory")
    if len(values) // stride < FEW_TRAJECTORIES:
        notes.append(f"{len(values) // stride} trajectories are few: take {FEW_TRAJECTORIES} or more.")
    columns = ["mu", "mu_star", "mu_star_conf", "sigma"]
    found = analyze(
        {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names)}, rows[kept], values, num_levels=LEVELS,
        num_resamples=RESAMPLES, seed=max(1, seed),
    )  # fmt: skip
    return pd.DataFrame({"factor": names, **{column: np.asarray(found[column], dtype=float) for column in columns}}), notes


def must_be_radial(rows: Y, stride: int, factors: int) -> None:
    """Saltelli's scheme: A, then A with one column of B after the other, and B last."""
    if len(rows) == 0 or len(rows) % stride:
        raise GenRatchetError(f"{len(rows)} rows are no whole base samples of {stride} rows. Is second_order as in the design?")
    groups = rows.reshape(-1, stride, factors)
    first, last = groups[:, 0], groups[:, -1]
    for j in range(factors):
        expected = first.copy()
        expected[:, j] = last[:, j]
        if not np.array_equal(groups[:, j + 1], expected):
            raise GenRatchetError("The rows do not stand in the order of a sobol design. Is second_order as in the design?")


def must_be_steps(rows: Y, stride: int) -> None:
    """Trajectories: each row differs from the one before in one column, each column once."""
    whole = len(rows) > 0 and len(rows) % stride == 0
    moved = np.diff(rows.reshape(-1, stride, stride - 1), axis=1) != 0 if whole else np.zeros((1, 1, 1), dtype=bool)
    if not (moved.sum(axis=2) == 1).all() or not (moved.sum(axis=1) == 1).all():
        raise GenRatchetError("The rows do not stand in the order of a morris design.")


def _whole(values: Y, stride: int, what: str) -> tuple[Y, list[str]]:
    """Without the groups in which a value is missing."""
    groups = values.reshape(-1, stride)
    whole = ~np.isnan(groups).any(axis=1)
    if not whole.any():
        raise GenRatchetError(f"Every {what} has a point without a value: nothing can be said.")
    lost = int((~whole).sum())
    notes = [f"{lost} of {len(groups)} groups of points ({what}) have a point without a value and were left out."] if lost else []
    return groups[whole].ravel(), notes


def _unmoved(names: list[str], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"factor": names, **dict.fromkeys(columns, math.nan)})


def sobol_doubts(table: pd.DataFrame) -> list[str]:
    """Signs that there were too few points, in plain words."""
    doubts = []
    largest = float(table["ST"].max())
    if math.isnan(largest):
        return []
    for index in ("S1", "ST"):
        width = table[index + "_conf"]
        if names := list(table["factor"][(width > WIDE) | (width > WIDE_SHARE * largest)]):
            doubts.append(f"{index} of {', '.join(names)} is uncertain by up to {width.max():.2f}: not converged. Take more samples.")
        if names := list(table["factor"][table[index] + width < 0]):
            doubts.append(f"{index} of {', '.join(names)} is below zero by more than its interval, which no index can be: take more samples.")
    total, slack = float(table["S1"].sum()), math.sqrt(float((table["S1_conf"] ** 2).sum()))
    if total - slack > 1:
        doubts.append(f"S1 sum to {total:.2f}; they cannot exceed 1: take more samples.")
    return doubts


def morris_doubts(table: pd.DataFrame) -> list[str]:
    wide = table["mu_star_conf"] > WIDE_SHARE * table["mu_star"].max()
    if names := list(table["factor"][wide]):
        return [f"mu* of {', '.join(names)} is uncertain by more than a quarter of the largest: take more trajectories."]
    return []
