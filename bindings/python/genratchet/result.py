"""Results: what a run left, as labelled arrays and tables."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import xarray as xr

from genratchet import _core
from genratchet._html import PUBLISH_WITH, card
from genratchet._progress import Progress, shown
from genratchet._selection import Selection, threads_of
from genratchet._temporary import TemporaryFolder, open_dataset
from genratchet._told import DISAGREE_NOTE, RANGE_NOTE, World, has_marks, range_text
from genratchet.errors import GenRatchetError, UnknownNameError
from genratchet.plot import ResultPlot, unknown_output
from genratchet.scenario import Scenario


class Paired(Mapping[str, xr.DataArray]):
    """Changes run by run: a policy minus its reference, which share their chance.

    `paired.held_persons` is an array by (replicate, time, ...). Outputs by year stand at the December whose end they
    show, so that `.sel(time="2040-12")` works on all.
    """

    def __init__(self, dataset: xr.Dataset, policy: str, reference: str) -> None:
        self.policy, self.reference = policy, reference
        self._dataset = dataset

    def __getitem__(self, name: str) -> xr.DataArray:
        if name not in self._dataset.data_vars:
            raise UnknownNameError(unknown_output(name, self))
        values = self._dataset[name]
        change = values.sel(policy=self.policy, drop=True) - values.sel(policy=self.reference, drop=True)
        change.attrs = dict(values.attrs)
        change.attrs["long_name"] = f"{values.attrs.get('long_name', name)}: {self.policy} minus {self.reference}"
        return by_time(change).rename(name)

    def __getattr__(self, name: str) -> xr.DataArray:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return (str(n) for n, v in self._dataset.data_vars.items() if {"policy", "replicate"} <= set(v.dims))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self]

    def __repr__(self) -> str:
        return f"<Paired: {self.policy} minus {self.reference}; {', '.join(self)}>"


def by_time(values: xr.DataArray) -> xr.DataArray:
    """An array by year, stood at the Decembers whose end it shows; others as they are."""
    if "year" not in values.dims:
        return values
    december = pd.to_datetime([f"{year}-12-01" for year in values["year"].values])
    return values.assign_coords(year=december.values).rename(year="time")


class Result:
    """What a run left. A folder of its own: result.nc, summary.csv, scenario.json and the rest.

    Attributes:
        directory: the folder; a temporary one that goes with this object, unless it was saved or named.
    """

    def __init__(self, directory: str | os.PathLike[str], temporary: TemporaryFolder | None = None) -> None:
        self.directory = Path(directory)
        self._temporary = temporary
        self.provenance = _core.read_provenance(self.directory)

    @cached_property
    def dataset(self) -> xr.Dataset:
        """Every output, labelled: (policy, replicate, time or year, ...), with units and definitions. Read as needed."""
        dataset = open_dataset(self.directory / "result.nc", self._temporary)
        for name in ("version", "commit", "seed", "scenario_sha256", "result_hash"):
            dataset.attrs[name] = getattr(self.provenance, name)
        return dataset

    @property
    def result_hash(self) -> str:
        """Of the numbers: the same as the command line's for the same scenario, seed and runs."""
        return self.provenance.result_hash

    @property
    def policies(self) -> list[str]:
        return self.provenance.policies

    @property
    def replicates(self) -> int:
        return self.provenance.replicates

    @property
    def failures(self) -> list[str]:
        """Runs that failed, each with its reason; they are missing (NaN) everywhere else."""
        return self.provenance.failures

    @property
    def preliminary(self) -> bool:
        """Fewer than 100 runs of each policy: to look at, not to publish."""
        return self.replicates < PUBLISH_WITH

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario that was run, everything written out."""
        return Scenario(Selection(self.provenance.scenario_id + ".json", (self.directory / "scenario.json").read_text("utf-8")))

    @property
    def reference(self) -> str:
        return self.scenario.reference

    def paired(self, policy: str, reference: str | None = None) -> Paired:
        """Changes run by run: the policy minus the reference."""
        for name in (policy, reference or policy):
            if name not in self.policies:
                raise UnknownNameError(f'"{name}" is not a policy of this result. Policies: ' + ", ".join(self.policies))
        return Paired(self.dataset, policy, reference or self.reference)

    def summary(self) -> pd.DataFrame:
        """summary.csv: output, policy, reference, holder, origin, kind, time, unit, median, low, high, change,
        change_low, change_high, runs. A range holds 90 % of runs."""
        return pd.read_csv(self.directory / "summary.csv", keep_default_na=False, na_values=[""])

    def coverage(self, policy: str | None = None) -> pd.DataFrame:
        """Which provisions bound in the runs of a policy: provision, transfers, standing, bound."""
        columns = ["provision", "transfers", "standing", "bound"]
        rows = _core.read_coverage(self.directory, policy or self.reference)
        return pd.DataFrame([[getattr(r, c) for c in columns] for r in rows], columns=columns)

    @property
    def plot(self) -> ResultPlot:
        """Plots: `.level`, `.change`, `.policies`, `.asymmetry`. Each returns matplotlib Axes."""
        return ResultPlot(self)

    def headline(self) -> dict[str, Any]:
        """summary.json: the numbers of the table that `genratchet run` prints."""
        told: dict[str, Any] = json.loads((self.directory / "summary.json").read_text("utf-8"))
        return told

    def save(self, path: str | os.PathLike[str]) -> Result:
        """Copies the folder, whole or not at all. Returns the result there. If this very result is there, nothing is done.

        Raises:
            FileExistsError: if there is something else of that name.
        """
        target = Path(path).absolute()
        if (target / "provenance.json").exists() and self._same_as(there := Result(target)):
            return there
        if target.exists():
            raise FileExistsError(f"{target} exists; it is left alone. Take another name.")
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".genratchet-", dir=target.parent) as draft:
            copied = shutil.copytree(self.directory, Path(draft) / target.name)
            copied.rename(target)
        return Result(target)

    def _same_as(self, other: Result) -> bool:
        a, b = self.provenance, other.provenance
        return (a.result_hash, a.scenario_sha256, a.version) == (b.result_hash, b.scenario_sha256, b.version)

    def verify(self, threads: int | None = None, progress: Progress = "auto") -> _core.Verification:
        """Runs it again and compares its numbers and files."""
        with shown(progress, "verify") as show:
            return _core.verify(self.directory, threads_of(threads), show)

    def cite(self, style: str = "text") -> str:
        """How to cite it: "text", "bibtex" or "cff"."""
        styles = {"text": _core.citation_text, "bibtex": _core.citation_bibtex, "cff": _core.citation_cff}
        if style not in styles:
            raise UnknownNameError(f'"{style}" is no style of citation. Known: ' + ", ".join(styles))
        return styles[style](self.directory)

    def close(self) -> None:
        """Closes its files; a temporary folder goes."""
        if "dataset" in self.__dict__:
            self.dataset.close()
        if self._temporary:
            self._temporary.remove()

    def __reduce__(self) -> tuple[Any, ...]:
        files = {p.relative_to(self.directory).as_posix(): p.read_bytes() for p in self.directory.rglob("*") if p.is_file()}
        return _unpacked, (self.directory.name, files)

    def _lines(self) -> list[str]:
        p = self.provenance
        lines = [f"{len(self.policies)} policies x {self.replicates} runs, seed {p.seed}, GenRatchet {p.version}, hash {p.result_hash[:12]}"]
        if self.preliminary:
            lines.insert(0, f"PRELIMINARY: publish with {PUBLISH_WITH} runs of each policy.")
        if self.failures:
            lines.append(f"{len(self.failures)} runs FAILED: see .failures")
        return lines

    def _table(self) -> pd.DataFrame:
        told = self.headline()
        rows = told["policies"]

        def text(r: dict[str, float] | None, disagree: bool = False) -> str:
            return range_text(r["median"], r["low"], r["high"], disagree) if r else "-"

        return pd.DataFrame(
            {
                "policy": [row["policy"] for row in rows],
                f"{World.of(self.scenario).copied} by {told['date']}": [text(row["held_us_in_cn"]) for row in rows],
                f"change from {self.reference}": [text(row["change"], row["runs_disagree"]) for row in rows],
            }
        )

    def __repr__(self) -> str:
        table = self._table()
        notes = [RANGE_NOTE, DISAGREE_NOTE if has_marks(table) else "", World.of(self.scenario).size]
        lines = [f"<Result of {self.provenance.scenario_id}>", *("  " + line for line in self._lines()), table.to_string(index=False), *notes]
        return "\n".join(filter(None, lines))

    def _repr_html_(self) -> str:
        table = self._table()
        parts = [
            RANGE_NOTE, "Changes are paired run by run.", DISAGREE_NOTE if has_marks(table) else "", World.of(self.scenario).size,
            "Numbers follow from assumptions: see .scenario.parameters",
        ]  # fmt: skip
        return card(f"Result of {self.provenance.scenario_id}", self._lines(), table, " ".join(filter(None, parts)))


def _unpacked(name: str, files: dict[str, bytes]) -> Result:
    temporary = TemporaryFolder()
    directory = temporary.path / name
    for relative, content in files.items():
        (directory / relative).parent.mkdir(parents=True, exist_ok=True)
        (directory / relative).write_bytes(content)
    return Result(directory, temporary)


def load(path: str | os.PathLike[str]) -> Result:
    """A result that `genratchet run` or `Result.save` left.

    Raises:
        GenRatchetError: if the folder is none.
    """
    if not (Path(path) / "provenance.json").exists():
        raise GenRatchetError(f"{os.fspath(path)} is not the folder of a result: it has no provenance.json.")
    return Result(path)


def compare(a: Scenario | Result, b: Scenario | Result, outputs: list[str] | None = None) -> pd.DataFrame:
    """Two scenarios: inputs that differ (as Scenario.diff). Two results: outputs at their last common report date,
    with ranges; where they share chance, the change B minus A is paired run by run."""
    if isinstance(a, Scenario) and isinstance(b, Scenario):
        return a.diff(b)
    if not (isinstance(a, Result) and isinstance(b, Result)):
        raise TypeError("compare takes two scenarios or two results.")
    told = _core.compare(a.directory, b.directory, outputs or [])
    rows = []
    for o in told.outputs:
        row: dict[str, Any] = {"policy": o.policy, "output": o.output, "unit": o.unit, "time": told.date}
        for name, r in (("a", o.a), ("b", o.b), ("change", o.change)):
            row |= {name: r.median, name + "_low": r.low, name + "_high": r.high}
        rows.append(row | {"paired_runs": told.paired})
    return pd.DataFrame(rows)
