"""Runs at chosen positions, through gr.sweep: into stores from which the same call goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from genratchet.calibrate._space import Matrix, Space
from genratchet.calibrate._statistics import Statistic, months_of, outputs_of, read_all
from genratchet.scenario import Scenario
from genratchet.sweep import sweep

ROWS_A_STORE = 256
ROWS_A_WORLD = 16  # they share the chance: a world takes longer to set up than to run


@dataclass(frozen=True)
class Bench:
    """Where runs are made: the scenario cut after the last observation, its reference policy alone."""

    space: Space
    statistics: list[Statistic]
    folder: Path
    executor: Any = None
    threads: int | None = None
    after_each: Callable[[], object] = lambda: None  # store of runs

    def run(self, name: str, z: Matrix, chance: int, institutions: int, progress: Any = "auto") -> Matrix:
        """Statistics by row; `chance`: seed of the first rows, others follow. NaN where a run failed.

        Raises:
            GenRatchetError: if a store there is of other runs.
        """
        scenario = cut(self.space.scenario.resized(institutions), self.statistics)
        values = self.space.values(z)
        values.insert(0, "seed", chance + np.arange(len(z)) // ROWS_A_WORLD)
        return np.concatenate([self._part(name, scenario, part, progress) for part in _parts(values)])

    def _part(self, name: str, scenario: Scenario, values: pd.DataFrame, progress: Any) -> Matrix:
        first = int(values.index[0])
        rows = [dict(zip(values.columns, row, strict=True)) for row in values.itertuples(index=False)]
        design = {
            "title": f"{name}, row {first} and on", "rows": rows, "replicates": 1, "policies": [scenario.reference],
            "outputs": outputs_of(self.statistics), "dates": months_of(self.statistics),
        }  # fmt: skip
        store = self.folder / f"{name}-{first // ROWS_A_STORE:03}.sqlite"
        swept = sweep(scenario, design, self.executor, store, threads=self.threads, progress=progress)
        self.after_each()
        return read_all(self.statistics, swept.frame())


def cut(scenario: Scenario, statistics: list[Statistic]) -> Scenario:
    """It ends after the last observation."""
    last = pd.Period(months_of(statistics)[-1], freq="M")
    return scenario.with_({"end": str(last + 1), "report": [str(last)]})


def _parts(values: pd.DataFrame) -> list[pd.DataFrame]:
    return [values.iloc[first : first + ROWS_A_STORE] for first in range(0, len(values), ROWS_A_STORE)]
