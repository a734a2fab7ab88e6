"""What a sweep left: a store, and tables, files and plots made of it."""

from __future__ import annotations

import json
import os
import pickle
import tempfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import xarray as xr
from matplotlib.axes import Axes

from genratchet import _core
from genratchet._factors import column_of
from genratchet._html import card
from genratchet._selection import Selection
from genratchet._sweep_plot import plot_factor
from genratchet._temporary import TemporaryFolder, TemporaryStore, open_dataset
from genratchet.errors import UnknownNameError
from genratchet.scenario import Scenario

PUBLISH_WITH = 100  # runs of each policy at a point
HEADLINE = "held_us_in_cn"
NUMBERS_AT_ONCE = 1 << 24  # 128 MB

Labels: TypeAlias = npt.NDArray[np.int32]
Numbers: TypeAlias = npt.NDArray[np.float64]
Block: TypeAlias = tuple[npt.NDArray[np.int64], Labels, Labels, Numbers, dict[int, str]]
"""Of some runs: points, policies, replicates, numbers by run and column, {place of a run: why it failed}."""


class Output(NamedTuple):
    name: str
    unit: str
    long_name: str
    definition: str


class Sweep:
    """What a sweep left: a store, and tables made of it. Nothing of it is kept in memory.

    Pickles carry the path of the store, not its runs; one with a temporary store refuses.

    Attributes:
        store: the file; a temporary one that goes with this object, unless it was named.
    """

    def __init__(self, path: str | os.PathLike[str], temporary: TemporaryStore | None = None) -> None:
        self.store = Path(path).absolute()
        self._temporary = temporary
        self._core = _core.SweepStore.read(self.store)
        self._plan = self._core.plan
        self._outputs = [Output(*told) for told in self._plan.outputs]

    # ------------------------------------------------------------ what it is

    @cached_property
    def content_hash(self) -> str:
        """Of names, points and numbers: the same for the same design on any machine, executor and number of threads."""
        return self._core.content_hash()

    @property
    def complete(self) -> bool:
        """Every run of the design is there, finished or failed."""
        return self._core.complete

    @property
    def preliminary(self) -> bool:
        """Fewer than 100 runs of each policy at a point: to look at, not to publish."""
        return self._plan.replicates < PUBLISH_WITH

    @property
    def design(self) -> dict[str, Any]:
        """As a design file would have it, every default written out."""
        told: dict[str, Any] = json.loads(self._plan.design_json)
        return told

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario that is varied; what the design sets is in it."""
        return Scenario(Selection(self._plan.scenario_id + ".json", self._plan.scenario_json))

    @property
    def factors(self) -> list[str]:
        return [factor.name for factor in self._plan.factors]

    @property
    def policies(self) -> list[str]:
        return self._plan.policies

    @property
    def reference(self) -> str:
        return self._plan.reference

    @property
    def outputs(self) -> pd.DataFrame:
        """The outputs that were kept: name, unit, long_name, definition."""
        return pd.DataFrame(self._outputs, columns=list(Output._fields))

    @property
    def dates(self) -> list[str]:
        return [str(date) for date in self._plan.dates]

    @property
    def failures(self) -> pd.DataFrame:
        """Runs that failed: point, factors, policy, replicate, reason. They are missing (NaN) everywhere else."""
        found = [self._labels(block, list(block[4])).assign(reason=list(block[4].values())) for block in self._blocks(1000) if block[4]]
        nothing = self._labels(self._core.block(0, 0), []).assign(reason=pd.Series([], dtype=str))
        return pd.concat(found, ignore_index=True) if found else nothing

    # ------------------------------------------------------------ tables

    def frame(self) -> pd.DataFrame:
        """One row for each run: point, factors, policy, replicate, a column OUTPUT@YYYY-MM for each output and date."""
        return self._frame(self._core.block(0, self._plan.rows))

    def blocks(self, points: int = 1000) -> Iterator[pd.DataFrame]:
        """The same in parts of so many points: memory does not grow with the sweep."""
        return (self._frame(block) for block in self._blocks(points))

    @cached_property
    def dataset(self) -> xr.Dataset:
        """Every output by (point, policy, replicate, time), factors as coordinates of point. Read as needed."""
        exported = TemporaryFolder()
        self.to_netcdf(exported.path / "sweep.nc")
        return open_dataset(exported.path / "sweep.nc", exported)

    def summary(self) -> pd.DataFrame:
        """Over all points and runs: policy, output, date, unit, median, low, high, runs. A range holds 90 % of them."""
        names = [(output, date) for output in self._outputs for date in self.dates]
        at_once = max(1, NUMBERS_AT_ONCE // max(1, self._core.runs))
        rows = []
        for first in range(0, len(names), at_once):
            policies, numbers = self._columns(slice(first, first + at_once))
            for place, (output, date) in enumerate(names[first : first + at_once]):
                for code, policy in enumerate(self.policies):
                    r = _core.range_of(numbers[policies == code, place].tolist())
                    known = {"policy": policy, "output": output.name, "date": date, "unit": output.unit}
                    rows.append(known | {"median": r.median, "low": r.low, "high": r.high, "runs": r.runs})
        return pd.DataFrame(rows)

    def plot(
        self,
        factor: str | None = None,
        output: str | None = None,
        date: str | None = None,
        policies: list[str] | None = None,
        ax: Axes | None = None,
    ) -> Axes:
        """An output against a factor, by policy: the median over all runs at each of its values (of a continuous one:
        of each tenth of the points), and the range that holds 90 % of them. Default: the first factor, the headline
        output if it was kept, the last date."""
        chosen = self._known("factor", factor or self.factors[0], self.factors)
        name, column = self._column(output, date)
        shown_policies = [self._known("policy", policy, self.policies) for policy in policies or self.policies]
        where, numbers = self._columns(slice(column, column + 1))
        levels = self._plan.levels(0, self._plan.rows)[:, self.factors.index(chosen)]
        points = np.concatenate([block[0] for block in self._blocks(1000)]) if len(where) else np.array([], dtype=int)
        values = column_of(self._plan.factors[self.factors.index(chosen)], levels).take(points).reset_index(drop=True)
        table = pd.DataFrame({"factor": values, "policy": np.array(self.policies)[where], "value": numbers[:, 0]})
        return plot_factor(table, chosen, name, shown_policies, self._origin(), ax)

    # ------------------------------------------------------------ files

    def to_csv(self, path: str | os.PathLike[str]) -> None:
        """The rows of `frame`, and `failure`: the reason why a run failed. In one step, in constant memory."""
        _core.export_csv(self._core, path)

    def to_netcdf(self, path: str | os.PathLike[str]) -> None:
        """NetCDF by CF-1.8, as `dataset`. In one step, in constant memory."""
        _core.export_netcdf(self._core, path)

    def to_parquet(self, path: str | os.PathLike[str], points: int = 1000) -> None:
        """The rows of `frame`, by blocks of so many points. In one step, in constant memory."""
        target = Path(path).absolute()
        nothing = self._frame(self._core.block(0, 0))
        schema = pa.Schema.from_pandas(nothing, preserve_index=False)
        for place, field in enumerate(schema):
            if nothing[field.name].dtype.kind not in "bifu" and field.name != "policy":  # text, which a part may lack
                schema = schema.set(place, pa.field(field.name, pa.string()))
        with tempfile.TemporaryDirectory(prefix=".genratchet-", dir=target.parent) as draft:
            with pq.ParquetWriter(Path(draft) / target.name, schema) as writer:
                for frame in self.blocks(points):
                    writer.write_table(pa.Table.from_pandas(frame, schema, preserve_index=False))
            os.replace(Path(draft) / target.name, target)

    def save(self, path: str | os.PathLike[str]) -> Sweep:
        """Copies the store, finished or not, in one step. Returns the sweep there.

        Raises:
            FileExistsError: if there is something of that name.
        """
        target = Path(path).absolute()
        if not self._core.save(target):
            raise FileExistsError(f"{target} exists; it is left alone. Take another name.")
        return Sweep(target)

    # ------------------------------------------------------------ what they share

    def _blocks(self, points: int) -> Iterator[Block]:
        for first in range(0, self._plan.rows, points):
            yield self._core.block(first, min(self._plan.rows, first + points))

    def _labels(self, block: Block, places: Any) -> pd.DataFrame:
        points, policies, replicates = (array[places] for array in block[:3])
        columns: dict[str, Any] = {"point": points}
        first, last = (int(points.min()), int(points.max()) + 1) if len(points) else (0, 0)
        levels = self._plan.levels(first, last)[points - first]
        for place, factor in enumerate(self._plan.factors):
            columns[factor.name] = column_of(factor, levels[:, place])
        columns["policy"] = pd.Categorical.from_codes(policies, categories=pd.Index(self.policies))
        columns["replicate"] = replicates
        return pd.DataFrame(columns)

    def _frame(self, block: Block) -> pd.DataFrame:
        names = [f"{output.name}@{date}" for output in self._outputs for date in self.dates]
        return pd.concat([self._labels(block, slice(None)), pd.DataFrame(block[3], columns=names)], axis=1)

    def _columns(self, places: slice) -> tuple[Labels, Numbers]:
        """Of every run its policy, by number, and some of its numbers."""
        parts = [(block[1], block[3][:, places].copy()) for block in self._blocks(1000)]
        return np.concatenate([p for p, _ in parts]), np.concatenate([n for _, n in parts])

    def _known(self, what: str, name: str, known: list[str]) -> str:
        if name not in known:
            raise UnknownNameError(f'"{name}" is not a {what} of this sweep. Known: ' + ", ".join(known))
        return name

    def _column(self, output: str | None, date: str | None) -> tuple[str, int]:
        """Which number of a run it is, and what that is in words."""
        kept = [o.name for o in self._outputs]
        name = self._known("output", output or (HEADLINE if HEADLINE in kept else kept[0]), kept)
        when = self._known("date", date or max(self.dates), self.dates)
        declared = self._outputs[kept.index(name)]
        return f"{declared.long_name} by {when}, {declared.unit}", kept.index(name) * len(self.dates) + self.dates.index(when)

    def _size(self) -> str:
        p = self._plan
        parts = [(p.rows, "point", "points"), (len(p.policies), "policy", "policies"), (p.replicates, "run", "runs")]
        return " x ".join(f"{n:,} {one if n == 1 else more}" for n, one, more in parts) + f" = {p.runs:,} runs"

    def _origin(self) -> str:
        preliminary = "PRELIMINARY. " if self.preliminary else ""
        world = f"{self.scenario.institutions:,} institutions, seed {self.scenario.seed}, content {self.content_hash[:8]}"
        return f"{preliminary}Median; range: 90 % of the runs at all points. {self._size()} of {self._plan.scenario_id}, {world}"

    def _title(self) -> str:
        return f"Sweep of {self._plan.scenario_id}: {self._plan.title or self._plan.kind + ' over ' + ', '.join(self.factors)}"

    def _lines(self) -> list[str]:
        lines = [self._size(), f"store {self.store}"]
        if not self.complete:
            lines.insert(0, f"INCOMPLETE: {self._core.runs:,} of {self._plan.runs:,} runs. gr.sweep with this store goes on.")
        if self.preliminary:
            runs = "1 run" if self._plan.replicates == 1 else f"{self._plan.replicates} runs"
            lines.insert(0, f"PRELIMINARY: {runs} of each policy at a point; publish with {PUBLISH_WITH}.")
        if self._core.failed:
            lines.append(f"{self._core.failed:,} runs FAILED: see .failures")
        return lines

    def __reduce__(self) -> tuple[Any, ...]:
        if self._temporary:
            raise pickle.PicklingError("This sweep's store is temporary and goes with it. Name one (store=...), or pickle what .save returns.")
        return open_sweep, (self.store,)

    def __repr__(self) -> str:
        return "\n".join([f"<{self._title()}>", *("  " + line for line in self._lines())])

    def _repr_html_(self) -> str:
        words, column = self._column(None, None)
        output, date = self._outputs[column // len(self.dates)].name, max(self.dates)
        table = self.summary().query("output == @output and date == @date")[["policy", "median", "low", "high", "runs"]]
        return card(self._title(), [*self._lines(), words], table, "Median and the range that holds 90 % of the runs at all points.")


def open_sweep(path: str | os.PathLike[str]) -> Sweep:
    """The store of a sweep, finished or not, that `gr.sweep` or `genratchet sweep` left.

    Raises:
        GenRatchetError: if it is none, or is being written.
    """
    return Sweep(path)
