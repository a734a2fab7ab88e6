"""Fitting to history: which values of the parameters that observations speak of agree with them.

Waves of runs, an emulator of what is observed, conditional sampling; what the data do not identify stays as it was.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from genratchet import _core
from genratchet._plain import count_of
from genratchet._progress import Progress
from genratchet._temporary import TemporaryFolder
from genratchet.calibrate import _tables
from genratchet.calibrate._calibration import Calibration
from genratchet.calibrate._emulator import Emulator
from genratchet.calibrate._process import STEPS, Process, Wave
from genratchet.calibrate._space import FITTED, Matrix, Space
from genratchet.calibrate._statistics import Observations, shipped_observations, statistics_of
from genratchet.calibrate._waves import Bench
from genratchet.scenario import Scenario

__all__ = ["calibrate", "Calibration", "FITTED"]

HELD_OUT = 256  # runs of the prior that are taken for data
SMALL = 2000  # institutions
SIZED = 128  # runs that are repeated in a small world


def calibrate(
    scenario: Scenario,
    fitted: Iterable[str] | None = None,
    observations: Observations | None = None,
    *,
    runs: int = 1024,
    waves: int = 3,
    rows: int = 1024,
    institutions: int | None = None,
    seed: int = 1,
    executor: Any = None,
    store: str | os.PathLike[str] | None = None,
    threads: int | None = None,
    checks: bool = True,
    steps: int = STEPS,
    progress: Progress = "auto",
) -> Calibration:
    """Fits some parameters to the observations marked "calibrate", all others at their prior.

    >>> found = gr.calibrate(scenario, store="calibration")   # about an hour on two processors
    >>> found.parameters
    >>> found.save("posterior.json")

    Args:
        fitted: names of parameters; default: the twelve of `genratchet.calibrate.FITTED`.
        observations: as in scenarios/evidence/observations.json, which is the default.
        runs: of each wave; the first, of the prior, has twice as many.
        waves: the first is the prior; each other lies where the posterior of those before it does.
        rows: of the posterior.
        institutions: simulated; default: the scenario's own number. Small worlds bias what a few large studies make up:
            see Calibration.sizes.
        seed: of all chance; also the posterior's design seed.
        executor, threads, progress: as in gr.sweep, through which all runs go.
        store: folder that keeps the runs: the same call goes on where it was interrupted. Default: a temporary one.
        checks: also run every row of the posterior, and known values: as long as a wave, and some minutes.
        steps: moves of each chain.

    Raises:
        ImportError: without SciPy and scikit-learn; `pip install genratchet[calibration]` brings them.
        GenRatchetError: if the store is of other runs.
    """
    for count, name in ((runs, "runs"), (waves, "waves"), (rows, "rows")):
        count_of(count, name)
    scenario = without_posterior(scenario)
    space = Space.of(scenario, fitted)
    statistics = statistics_of(shipped_observations() if observations is None else observations)
    temporary = TemporaryFolder() if store is None else None
    folder = temporary.path if temporary else Path(store or ".")
    folder.mkdir(parents=True, exist_ok=True)
    spent = Stopwatch(folder / "seconds")
    bench = Bench(space, statistics, folder, executor, threads, spent.note)
    process = Process(bench, seed, institutions or scenario.institutions, progress, steps)
    done, accuracy = _waves(process, runs, waves)
    emulator = process.emulator(process.training(done))
    accuracy.append(emulator.accuracy.assign(wave=waves))
    prior = space.draws(seed, rows)
    posterior = process.fitted_given(emulator, prior, 800)
    told = _checks(process, emulator, done, posterior) if checks else {}
    total = int(sum(len(wave.z) for wave in done) + (rows if checks else 0))
    return Calibration(
        space=space, statistics=statistics, prior_z=prior, posterior_z=posterior, posterior=space.values(posterior[:, space.fitted], space.fitted),
        prior_predictive=_tables.predictive_table(statistics, done[0].runs),
        parameters=_tables.parameter_table(space, prior, posterior), pairs=_tables.pair_table(space, posterior),
        directions=_tables.direction_table(space, posterior), accuracy=pd.concat(accuracy, ignore_index=True),
        design_seed=seed, made_by={"seed": seed, "seconds": round(spent.note()), "runs": total, "waves": waves} | _made_by(scenario, process), **told,
    )  # fmt: skip


def _made_by(scenario: Scenario, process: Process) -> dict[str, Any]:
    return {
        "date": time.strftime("%Y-%m-%d"), "version": _core.version, "scenario": scenario.id, "scenario_sha256": scenario.sha256,
        "institutions": process.institutions, "steps": process.steps,
    }  # fmt: skip


class Stopwatch:
    """Seconds of every sitting of a calibration, kept in a file: an interrupted one loses what came after its last note."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._begun = time.monotonic() - (float(file.read_text("utf-8")) if file.exists() else 0)

    def note(self) -> float:
        seconds = time.monotonic() - self._begun
        self._file.write_text(f"{seconds:.0f}", "utf-8")
        return seconds


def without_posterior(scenario: Scenario) -> Scenario:
    """What is to be fitted is drawn from its prior, also where a posterior is at hand."""
    return scenario.with_({"posterior": None}) if json.loads(scenario.to_json()).get("posterior") else scenario


def _waves(process: Process, runs: int, waves: int) -> tuple[list[Wave], list[pd.DataFrame]]:
    done, accuracy = [process.prior_wave(2 * runs)], []
    for number in range(2, waves + 1):
        accuracy.append(process.emulator(process.training(done)).accuracy.assign(wave=number - 1))
        done.append(process.next_wave(number, done, runs, number == waves))
    return done, accuracy


def _checks(process: Process, emulator: Emulator, done: list[Wave], posterior: Matrix) -> dict[str, Any]:
    """What is asked of a posterior: do its own runs meet the data, do chains agree, are known values found again."""
    space, statistics = process.bench.space, process.bench.statistics
    own = process.run("posterior", 700, posterior)
    rhat = process.convergence(emulator, posterior)
    held_out = min(HELD_OUT, len(done[0].z) // 4)
    of_prior = process.ranks([process.emulator(done[0].only(slice(held_out, None)))], done[0].only(slice(held_out)), 600)
    within = process.ranks([emulator, emulator], own.only(slice(2 * HELD_OUT)), 610)
    told = {
        "posterior_predictive": _tables.predictive_table(statistics, own.runs),
        "convergence": _tables.convergence_table(space, rhat),
        "ranks": _tables.rank_table(space, of_prior), "posterior_ranks": _tables.rank_table(space, within),
        "all_ranks": {"prior": of_prior, "posterior": within}, "importance": _importance(process, emulator, done, own),
    }  # fmt: skip
    if process.institutions > SMALL:
        small = process.run("small", 700, posterior[:SIZED], SMALL)
        told["sizes"] = _tables.size_table(statistics, small.runs, own.runs[: len(small.z)])
    return told


def _importance(process: Process, emulator: Emulator, done: list[Wave], own: Wave) -> float:
    """Effective share of the rows, were they weighed by an emulator that knows the posterior's own runs too."""
    better = process.emulator(Wave.together([process.training(done), own]))
    logs = [process.likelihood(e).of(e.predict(own.z)) for e in (better, emulator)]
    weights = np.exp(logs[0] - logs[1] - (logs[0] - logs[1]).max())
    return float(weights.sum() ** 2 / (weights**2).sum() / len(weights))
