"""The model against history: beside what was observed, and beside forecasts that anybody could have made."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pandas as pd

from genratchet import _core
from genratchet._progress import Progress, shown
from genratchet._told import reasons
from genratchet.analyses import options_of
from genratchet.scenario import Scenario

NAIVE = {"last value": "last_value", "linear": "linear", "log-linear": "log_linear"}
NONE = float("nan")


def hindcast(
    scenario: Scenario,
    *,
    replicates: int | None = None,
    threads: int | None = None,
    progress: Progress = "auto",
    against: str | os.PathLike[str] | pd.DataFrame | None = None,
    forecasts: str | os.PathLike[str] | None = None,
) -> pd.DataFrame:
    """The model against history under the reference policy, half-yearly, observed or not.

    Columns: series, date, mid, low, high (90 % of runs), unit, observed, role ("calibrate" was used for fitting, only
    "hindcast" is a forecast), fact, inside, ratio (mid over observed), runs (with a value), crps and log_crps (of the runs
    against what was observed; of logarithms), and for forecasts last_value, linear and log_linear: what could have been said
    without the model. `.attrs["scoreboard"]`: a dict for each series with forecasts, model and naive forecasters beside each
    other; pandas.DataFrame makes a table of it. `.attrs["failures"]`: runs that failed, and why.

    Args:
        against: more observations to forecast: a file (CSV of date, series, value and unit, or JSON as
            scenarios/evidence/observations.json), or a table with these columns.
        forecasts: a new file for what the model says of every series, to publish its SHA-256 before anybody looks.

    Raises:
        ScenarioError: with all that is wrong with `against`.
        FileExistsError: if `forecasts` is there already.
    """
    target = None if forecasts is None else Path(forecasts)
    if target is not None and target.exists():
        raise FileExistsError(f"{target} exists; it is left alone. Take another name.")
    brought = observations_of(scenario, against)
    with shown(progress, "hindcast") as show:
        told, failures = _core.hindcast(scenario._core, options_of(replicates, threads), brought, target, show)
    table = pd.DataFrame([row_of(series, p) for series in told for p in series.points])
    table.attrs["scoreboard"] = [score_of(s) for s in _core.scoreboard(told).series if s.forecasts.all]
    table.attrs["failures"] = reasons(failures)
    return table


def observations_of(scenario: Scenario, given: str | os.PathLike[str] | pd.DataFrame | None) -> list[_core.Observation]:
    if given is None:
        return []
    if isinstance(given, pd.DataFrame):
        return _core.parse_against(given.to_csv(index=False), "against", scenario._core)
    return _core.read_against(Path(given), scenario._core)


def row_of(series: _core.HindcastSeries, p: _core.HindcastPoint) -> dict[str, Any]:
    o = p.observed
    naive = {NAIVE[n.method]: n.value for n in p.naive}
    return {
        "series": series.name, "date": p.date, "mid": p.mid, "low": p.low, "high": p.high, "unit": series.unit,
        "observed": o.value if o else NONE, "role": o.role if o else "", "fact": o.fact if o else "",
        "inside": p.inside if o else None, "ratio": p.ratio if o else NONE, "runs": p.runs, "crps": p.crps, "log_crps": p.log_crps,
        **{name: naive.get(name, NONE) for name in NAIVE.values()},
    }  # fmt: skip


def score_of(s: _core.SeriesScore) -> dict[str, Any]:
    """series, unit, forecasts, inside, crps, log_crps, and of each naive forecaster its crps, the model's skill over it on both
    scales, and whether the model beats it."""
    score = {
        "series": s.name, "unit": s.unit, "forecasts": s.forecasts.all, "inside": s.forecasts.inside, "crps": s.crps, "log_crps": s.log_crps,
    }  # fmt: skip
    for n in s.naive:
        name = NAIVE[n.method]
        score |= {
            f"{name}_crps": n.crps, f"{name}_skill": n.skill, f"{name}_log_skill": n.log_skill,
            f"{name}_beaten": n.beaten if n.points else None,
        }  # fmt: skip
    return score
