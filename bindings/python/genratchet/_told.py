"""What the analyses say alike: ranges as columns and as words, whose data are counted, the size of the world, failures."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from genratchet import _core
from genratchet._html import Card, Shown, number, preliminary
from genratchet.scenario import Scenario

RANGE_NOTE = "Median and the range that holds 90 % of runs."
DISAGREE_NOTE = "? fewer than nine in ten runs agree on the direction."


def spread(name: str, r: _core.Range) -> dict[str, Any]:
    """A range as columns: NAME, NAME_low, NAME_high, and in how many runs it is: NAME_runs."""
    return {name: r.median, name + "_low": r.low, name + "_high": r.high, name + "_runs": r.runs}


def change(name: str, r: _core.Range) -> dict[str, Any]:
    """The same of what has a direction, with NAME_disagree: fewer than nine in ten runs share it."""
    return spread(name, r) | {name + "_disagree": r.disagree}


def signed(value: float) -> str:
    return ("+" if value > 0 else "") + number(value)


def percent(value: float) -> str:
    return number(100 * value) + " %"


def in_words(r: _core.Range, as_text: Callable[[float], str] = number) -> str:
    return range_text(r.median, r.low, r.high, r.disagree, as_text)


def range_text(middle: float, low: float, high: float, disagree: bool = False, as_text: Callable[[float], str] = number) -> str:
    """1.2 M (1 M to 1.4 M) ?"""
    if np.isnan(middle):
        return "-"
    return f"{as_text(middle)} ({as_text(low)} to {as_text(high)}){' ?' if disagree else ''}"


def cells(table: pd.DataFrame, name: str, as_text: Callable[[float], str] = number) -> list[str]:
    """A range of each row, as words."""
    marks = table[name + "_disagree"] if name + "_disagree" in table else [False] * len(table)
    columns = [table[c] for c in (name, name + "_low", name + "_high")]
    return [range_text(a, b, c, bool(mark), as_text) for a, b, c, mark in zip(*columns, marks, strict=True)]


def marked(names: Iterable[str], disagree: Iterable[bool]) -> list[str]:
    return [f"{name} ?" if mark else str(name) for name, mark in zip(names, disagree, strict=True)]


def has_marks(table: pd.DataFrame) -> bool:
    return any(str(value).endswith(" ?") for value in table.to_numpy().flat)


def runs_of(table: pd.DataFrame, name: str) -> str:
    """In how many runs its ranges are: "8", or "6 to 8"."""
    runs = table.loc[table[name + "_runs"] > 0, name + "_runs"]
    least, most = (int(runs.min()), int(runs.max())) if len(runs) else (0, 0)
    return f"{least}" if least == most else f"{least} to {most}"


@dataclass(frozen=True)
class World:
    """How a world's sides are called, and how large it is."""

    a_people: str
    b_people: str
    b_place: str
    a_place: str
    institutions: int
    weight: float

    @classmethod
    def of(cls, scenario: Scenario, institutions: int | None = None, weight: float | None = None) -> World:
        """Of the scenario; or of the size in which an analysis was done."""
        s = _core.sides_of(scenario._core)
        size = (institutions or scenario.institutions, weight or scenario.weight)
        return cls(s.a_people, s.b_people, s.b_place, s.a_place, *size)

    @property
    def copied(self) -> str:
        """What is counted: US persons copied to mainland China."""
        return f"{self.a_people} persons copied to {self.b_place}"

    @property
    def size(self) -> str:
        if self.weight == 1:
            return ""
        return f"{self.institutions:,} institutions, each for {number(self.weight)}: a small world, in which rare large studies weigh more."


def reasons(failures: Iterable[_core.RunFailure]) -> list[str]:
    """Which runs failed, and why; a warning if any did."""
    told = [f"policy {f.policy}, run {f.replicate}: {f.reason}" for f in failures]
    if told:
        warnings.warn(f"{len(told)} runs FAILED and are in no number: see .failures. The first: {told[0]}", stacklevel=3)
    return told


class Told(Shown):
    """The card of an analysis: what it found, and what must be said with it. Classes say in `_found` what they found."""

    replicates: int
    world: World
    failures: list[str]

    def _found(self) -> Card:
        raise NotImplementedError

    def _card(self) -> Card:
        found = self._found()
        lines = [*found.lines, *([f"{len(self.failures)} runs FAILED: see .failures"] if self.failures else [])]
        return found._replace(lines=lines, note=self._small_print(found.note, has_marks(found.table)))

    def _small_print(self, text: str, marks: bool = False) -> str:
        """What stands below a card or a plot; `marks`: some number has a question mark."""
        parts = [preliminary(self.replicates).strip(), text, DISAGREE_NOTE if marks else "", self.world.size]
        return " ".join(part for part in parts if part)
