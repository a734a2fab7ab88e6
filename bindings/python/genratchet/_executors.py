"""Units of a sweep on executors: what is sent, what comes back, and what ends it.

A task is self-contained: two texts and some units. Workers never see the store; what comes back goes into it at once.
"""

from __future__ import annotations

import math
import os
import pickle
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from typing import Any, TypeAlias

from genratchet import _core
from genratchet.errors import GenRatchetError

Unit: TypeAlias = tuple[int, int]  # row, replicate
Task: TypeAlias = "Future[tuple[_core.SweepResults, float]]"

BUILD = f"{_core.version} {_core.commit}".strip()
SECONDS_A_TASK = 1.0
MOST_UNITS_A_TASK = 4096
TASKS_A_WORKER = 2  # in flight: the next is there when one is done, and memory is bounded
# What no other unit would escape either.
THE_END = (BrokenExecutor, CancelledError, ImportError, AttributeError, pickle.PickleError, GenRatchetError)

_kept = threading.local()  # one plan for each thread of a worker


def run_units(build: str, scenario_json: str, design_json: str, units: list[Unit]) -> tuple[_core.SweepResults, float]:
    """Runs in the worker: what came of the units, and the seconds they took."""
    if build != BUILD:
        raise GenRatchetError(f"A worker has GenRatchet {BUILD}, the caller {build}: their numbers may differ. Install the same.")
    if getattr(_kept, "texts", None) != (scenario_json, design_json):
        _kept.worker = _core.SweepWorker(scenario_json, design_json)
        _kept.texts = scenario_json, design_json
    start = time.perf_counter()
    results = _kept.worker.run(units)
    return results, time.perf_counter() - start


class Owner:
    """A store that is let go for certain: tracebacks keep this object, not the lock."""

    def __init__(self, store: _core.SweepStore) -> None:
        self._store: _core.SweepStore | None = store

    @property
    def store(self) -> _core.SweepStore:
        assert self._store is not None
        return self._store

    def close(self) -> None:
        """What was not committed is lost."""
        self._store = None


class Waiting:
    """The units that are still to be handed out, read from the store as they are needed."""

    def __init__(self, owner: Owner) -> None:
        plan = owner.store.plan
        self._owner, self._rows = owner, plan.rows
        self._rows_at_once = max(1, MOST_UNITS_A_TASK // plan.replicates)
        self._next_row = 0
        self._units: deque[Unit] = deque()
        self._alone: deque[Unit] = deque()  # of tasks that raised: one of them may be to blame
        self.left = plan.rows * plan.replicates - owner.store.runs // len(plan.policies)

    def take(self, most: int) -> list[Unit]:
        """So many units that were not handed out before; none if there are none."""
        if self._alone:
            self.left -= 1
            return [self._alone.popleft()]
        while len(self._units) < most and self._next_row < self._rows:
            last = min(self._rows, self._next_row + self._rows_at_once)
            self._units.extend(self._owner.store.missing(self._next_row, last))
            self._next_row = last
        taken = [self._units.popleft() for _ in range(min(most, len(self._units)))]
        self.left -= len(taken)
        return taken

    def again_alone(self, units: list[Unit]) -> None:
        self._alone.extend(units)
        self.left += len(units)


def executor_of(given: Any) -> tuple[Executor, Callable[[], int]]:
    """The executor, and how many workers it has just now. A Dask Client brings its own."""
    if hasattr(given, "get_executor"):
        # pure=False: a task that raised is run again when it is sent again
        return given.get_executor(pure=False), lambda: sum(given.nthreads().values())
    if not hasattr(given, "submit"):
        raise TypeError(f"executor is a concurrent.futures.Executor or a Dask Client, not {type(given).__name__}.")
    workers = getattr(given, "_max_workers", None) or os.cpu_count() or 1
    return given, lambda: workers


class Distribution:
    """Runs what a store lacks on an executor. The numbers depend on neither workers, nor tasks, nor their order."""

    def __init__(self, owner: Owner, executor: Any, show: Callable[[int, int], object] | None) -> None:
        self._owner, self._show = owner, show
        self._executor, self._workers = executor_of(executor)
        plan = owner.store.plan
        self._texts = plan.scenario_json, plan.design_json
        self._policies, self._runs = len(plan.policies), plan.runs
        self._waiting = Waiting(owner)
        self._pending: dict[Task, list[Unit]] = {}
        self._seconds_a_unit = math.inf

    def run(self) -> None:
        """Raises what ends it; by then everything that came back is in the store."""
        try:
            self._send()
            while self._pending:
                done, _ = wait(self._pending, timeout=1, return_when=FIRST_COMPLETED)
                for task in done:
                    self._take(task, self._pending[task])
                    del self._pending[task]
                if self._show:
                    self._show(self._owner.store.runs, self._runs)
                self._send()
        finally:
            for task in self._pending:
                if not task.cancel() and task.done() and task.exception() is None:
                    self._owner.store.add(task.result()[0])

    def _send(self) -> None:
        """Also hears, each second, whether there still is a cluster: futures of one that is gone may never say so."""
        workers = self._ask(lambda: max(1, self._workers()))
        while len(self._pending) < TASKS_A_WORKER * workers and (units := self._waiting.take(self._size(workers))):
            task = self._ask(lambda units=units: self._executor.submit(run_units, BUILD, *self._texts, units))  # type: ignore[misc]
            self._pending[task] = units

    def _ask(self, what: Callable[[], Any]) -> Any:
        try:
            return what()
        except Exception as error:  # broken, closed, or shut down
            raise GenRatchetError(f"The executor takes no more work: {error}") from error

    def _size(self, workers: int) -> int:
        """Units for the next task: about a second, smaller towards the end so that all workers end together."""
        fair = math.ceil(self._waiting.left / (TASKS_A_WORKER * workers))
        fits = SECONDS_A_TASK / self._seconds_a_unit if self._seconds_a_unit > 0 else MOST_UNITS_A_TASK
        return max(1, min(MOST_UNITS_A_TASK, fair, int(fits)))

    def _take(self, task: Task, units: list[Unit]) -> None:
        try:
            results, seconds = task.result()
        except THE_END as error:
            what = str(error) or type(error).__name__
            raise GenRatchetError(f"The executor broke: {what}" if isinstance(error, BrokenExecutor | CancelledError) else what) from error
        except Exception as error:
            if len(units) > 1:
                self._waiting.again_alone(units)
                return
            results = _core.SweepResults.failed(units, self._policies, f"{type(error).__name__}: {error}")
        else:
            self._seconds_a_unit = seconds / len(units)
        self._owner.store.add(results)
