"""Designed experiments: the same policies at chosen points, here or on many machines, into a store that survives
interruption."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from genratchet import _core
from genratchet._executors import Distribution, Owner
from genratchet._plain import as_json, count_of, plain
from genratchet._progress import Progress, shown
from genratchet._selection import threads_of
from genratchet._temporary import TemporaryStore
from genratchet.errors import GenRatchetError
from genratchet.scenario import Scenario
from genratchet.swept import Sweep

Design: TypeAlias = Mapping[str, Any] | pd.DataFrame | str | os.PathLike[str]


def sweep(
    scenario: Scenario | None,
    design: Design,
    executor: Any = None,
    store: str | os.PathLike[str] | None = None,
    *,
    replicates: int | None = None,
    threads: int | None = None,
    progress: Progress = "auto",
    resume: bool = True,
    retry_failures: bool = False,
) -> Sweep:
    """Runs every policy at every point of a design.

    >>> gr.sweep(scenario, {"design": "grid", "factors": {"leak": [0, 0.1, 0.5]}}).plot("leak")

    The same replicate has the same chance at every point and under every policy. Numbers and content_hash depend on
    neither executor, nor threads, nor order.

    Args:
        scenario: what is varied; None: what the design's file names.
        design: a dict as in a design file, without `scenario`; the path of a design file; or a DataFrame, one row for each
            point, one column for each factor.
        executor: where it runs. None: here, on `threads` threads. Or any concurrent.futures.Executor, or a Dask Client,
            whose workers have this version of the package.
        store: file to keep it in, and to go on from; default: a temporary one that goes with the Sweep.
        replicates: runs of each policy at each point; default: as the design says, else the scenario's, at most 8.
        threads: default: all that this process may use. An executor's workers take one each.
        progress: True, False, "auto", or a function of (runs done, all runs).
        resume: go on with a store that exists; False: refuse it.
        retry_failures: run again what failed in it.

    Raises:
        ScenarioError: with every problem of the design.
        GenRatchetError: if the store is of another sweep, cannot be written, or the executor breaks. As on Ctrl-C, what
            was finished is kept, and the same call goes on.
    """
    plan = plan_of(scenario, design, replicates)
    for problem in plan.warnings:
        warnings.warn(str(problem), stacklevel=2)
    return run_plan(plan, executor, store, threads=threads, progress=progress, resume=resume, retry_failures=retry_failures)


def plan_of(scenario: Scenario | None, design: Design, replicates: int | None = None) -> _core.SweepPlan:
    """A design, checked against its scenario."""
    if isinstance(design, str | os.PathLike):
        if scenario is None:
            return _core.read_sweep_file(design, count_of(replicates, "replicates"))
        try:
            text = Path(design).read_text("utf-8")
        except OSError as error:
            raise GenRatchetError(f"{os.fspath(design)} cannot be read: {error.strerror}.") from error
        return _core.sweep_for(scenario.to_json(), text, os.fspath(design), count_of(replicates, "replicates"))
    if scenario is None:
        raise TypeError("Only the file of a design names its scenario: give one.")
    if isinstance(design, pd.DataFrame):
        design = {"rows": [plain(row, f"row {place}") for place, row in enumerate(design.to_dict("records"))]}
    return _core.sweep_for(scenario.to_json(), as_json(design, "the design"), "design", count_of(replicates, "replicates"))


def run_plan(
    plan: _core.SweepPlan,
    executor: Any = None,
    store: str | os.PathLike[str] | None = None,
    *,
    threads: int | None = None,
    progress: Progress = "auto",
    resume: bool = True,
    retry_failures: bool = False,
) -> Sweep:
    temporary = TemporaryStore() if store is None else None
    path = temporary.path if temporary else Path(store or "").absolute()
    if path.exists() and not resume:
        raise GenRatchetError(f"{path} exists; it is left alone. Go on with it (resume=True), take another store, or remove it.")
    owner = Owner(_core.SweepStore.open(path, plan) if path.exists() else _core.SweepStore.create(path, plan))
    try:
        if retry_failures:
            owner.store.forget_failures()
        with shown(progress, plan.title or plan.scenario_id, "runs") as show:
            _fill(owner, executor, threads, show)
        owner.store.finish()
    except BaseException as error:
        _keep(owner, temporary, error)
        raise
    finally:
        owner.close()
    return Sweep(path, temporary)


def _fill(owner: Owner, executor: Any, threads: int | None, show: Callable[[int, int], object] | None) -> None:
    if executor is None:
        _core.run_sweep(owner.store, threads_of(threads), show)
    else:
        Distribution(owner, executor, show).run()


def _keep(owner: Owner, temporary: TemporaryStore | None, error: BaseException) -> None:
    """Commits what is there, and lets the error say how to go on."""
    try:
        owner.store.commit()
    except GenRatchetError:  # what was committed before stays
        pass
    kept, all_ = owner.store.runs, owner.store.plan.runs
    if kept == 0:
        return
    how = "The same call goes on."
    if temporary:
        temporary.keep()
        how = f"The same call with store={str(temporary.path)!r} goes on; that folder stays until you remove it."
    error.add_note(f"{kept:,} of {all_:,} runs are kept in {owner.store.path}. {how}")
