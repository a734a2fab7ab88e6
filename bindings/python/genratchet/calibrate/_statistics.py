"""What is compared with observations: statistics of a run, and how likely an observation is given them (MODEL, section 9)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from genratchet import _core
from genratchet.calibrate._space import Matrix
from genratchet.errors import GenRatchetError

# The model's outputs that a series is read from: one, a difference, or a share.
READINGS: dict[str, tuple[str, ...]] = {
    "sra.open_bases": ("sra.open_bases",),
    "sra.controlled_bases": ("sra.total_bases", "-", "sra.open_bases"),
    "gsa.bytes": ("gsa.bytes",),
    "gsa.institutions": ("gsa.institutions",),
    "gsa_human.bytes": ("gsa_human.bytes",),
    "cngb.bytes": ("cngb.bytes",),
    "cngb.institutions": ("cngb.institutions",),
    "ega.bytes": ("ega.bytes",),
    "nifty.tests": ("nifty.tests",),
    "dbgap.approval_rate": ("dbgap.approvals", "/", "dbgap.requests"),
    "china.share_of_ncbi_users": ("china.share_of_ncbi_users",),
    "hgr.penalties": ("hgr.penalties_published",),
}
BY_INCREMENT = ("sra.open_bases", "sra.controlled_bases", "nifty.tests")
LEAST = 1e-3  # of the observation: less, such as nothing in a small world, is taken for so much
Kind = Literal["log", "share", "count"]


@dataclass(frozen=True)
class Statistic:
    """One number of a run that has an observation.

    Attributes:
        kind: "log": its log is compared, with standard deviation `sd`; "share": binomial with `trials`; "count": Poisson.
        after: it counts what came after the end of this month; None: from the beginning.
        observed: the observation, in `unit`; of an increment, the increment.
    """

    name: str
    series: str
    kind: Kind
    date: str
    after: str | None
    observed: float
    unit: str
    fact: str
    sd: float = 0
    trials: float = 0

    @property
    def target(self) -> float:
        """The observation on the scale on which it is emulated: log, logit, or the count itself."""
        return float(self.scaled(np.array(self.observed)))

    def scaled(self, value: Matrix) -> Matrix:
        with np.errstate(divide="ignore", invalid="ignore"):
            if self.kind == "count":
                return np.asarray(value, dtype=float)
            if self.kind == "share":
                return np.asarray(np.log(value / (1 - value)), dtype=float)
            return np.asarray(np.log(np.maximum(value, LEAST * self.observed)), dtype=float)

    def read(self, frame: pd.DataFrame) -> Matrix:
        """Its value in each run of a sweep's frame."""
        parts = READINGS[self.series]

        def gained(output: str) -> Matrix:
            at_end = frame[f"{output}@{self.date}"].to_numpy(dtype=float)
            return at_end if self.after is None else at_end - frame[f"{output}@{self.after}"].to_numpy(dtype=float)

        first = gained(parts[0])
        if len(parts) == 1:
            return first
        if parts[1] == "-":
            return first - gained(parts[2])
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(first / gained(parts[2]), dtype=float)


Observations = Mapping[str, Any]


def shipped_observations() -> Observations:
    """scenarios/evidence/observations.json."""
    text = (Path(_core.scenario_folder()) / "evidence" / "observations.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def statistics_of(observations: Observations) -> list[Statistic]:
    """Of the points marked "calibrate", and of no other. A series fitted by increments counts from one such point to
    the next, and its first from the beginning. A point without any spread (sra.total_bases) is fitted through others."""
    found = []
    for series, told in observations.items():
        points = [point for point in told["points"] if point["role"] == "calibrate"]
        if series not in READINGS and any("sd_log" in p or "effective_n" in p for p in points):
            raise GenRatchetError(f'"{series}" cannot be fitted: nothing says how it is read. Known: ' + ", ".join(READINGS))
        if series in READINGS:
            found += [_statistic(series, told, points, at) for at in range(len(points))]
    if not found:
        raise GenRatchetError('No observation is marked "calibrate": there is nothing to fit.')
    return found


def _statistic(series: str, told: Mapping[str, Any], points: list[Mapping[str, Any]], at: int) -> Statistic:
    point = points[at]
    date, value = str(point["date"]), float(point["value"])
    after = _month_before(str(point["since"])) if "since" in point else None
    if series in BY_INCREMENT and at > 0:
        after, value = str(points[at - 1]["date"]), value - float(points[at - 1]["value"])
    name = f"{series} {after or ''}..{date}" if series in BY_INCREMENT or after else f"{series} {date}"
    kind: Kind = "share" if "effective_n" in point else "log" if "sd_log" in point else "count"
    sd, trials = float(point.get("sd_log", 0)), float(point.get("effective_n", 0))
    return Statistic(name, series, kind, date, after, value, str(told["unit"]), str(point["fact"]), sd, trials)


def _month_before(month: str) -> str:
    return str(pd.Period(month, freq="M") - 1)


def months_of(statistics: list[Statistic]) -> list[str]:
    return sorted({month for s in statistics for month in (s.after, s.date) if month})


def outputs_of(statistics: list[Statistic]) -> list[str]:
    return list(dict.fromkeys(part for s in statistics for part in READINGS[s.series] if part not in "-/"))


def read_all(statistics: list[Statistic], frame: pd.DataFrame) -> Matrix:
    """By run and statistic, on the scale on which they are emulated; not finite where a run has none."""
    return np.column_stack([s.scaled(s.read(frame)) for s in statistics])
