"""Scenarios: a world, the law in it, and the policies to compare."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from genratchet import _core
from genratchet._html import card
from genratchet._plain import as_json, count_of
from genratchet._progress import Progress, shown
from genratchet._selection import Selection, threads_of
from genratchet._temporary import TemporaryFolder
from genratchet.law import Explanation, changes_table, provisions_table

if TYPE_CHECKING:
    from genratchet.result import Result


def warned(scenario: Scenario) -> Scenario:
    """What is odd in it, as warnings of who called."""
    for problem in scenario.warnings:
        warnings.warn(str(problem), stacklevel=3)
    return scenario


class Scenario:
    """A scenario, read and checked. It never changes: `with_` and the like return another.

    >>> scenario = Scenario.load("preset:two-places")
    >>> scenario.with_({"parameters.leak": 0.2}).run(replicates=8)

    Pickles and copies carry the whole text, not the files it came from.
    """

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._core = selection.load()

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Scenario:
        """Reads a file, or "preset:NAME".

        Raises:
            ScenarioError: with every problem of the file, its includes and its law.
            UnknownNameError: if there is neither a file nor a preset of that name.
        """
        return warned(cls(Selection(_core.scenario_named(os.fspath(path)))))

    @classmethod
    def from_dict(cls, tree: Mapping[str, Any], name: str = "scenario.json") -> Scenario:
        """A scenario written as a dict, as a file would have it; `name` stands for the file in messages, whose
        lines are those of the dict written with an indent of two, and other files are looked for beside it. Give it a title of its own: else it is cited under that of what it extends."""
        return warned(cls(Selection(name, as_json(tree, "the scenario", indent=2))))

    # ------------------------------------------------------------ variants

    def with_(self, settings: Mapping[str, Any]) -> Scenario:
        """The same with values changed: {"parameters.leak": 0.2, "policies.x.amend.y.effective": "2027-01"}.

        {"posterior": "sample.json"} draws the fitted parameters from a sample (gr.calibrate makes one; a dict will do too),
        {"posterior": None} everything from the priors, {"draw_parameters": False} nothing.
        """
        added = tuple((path, as_json(value, path)) for path, value in settings.items())
        return Scenario(replace(self._selection, settings=self._selection.settings + added))

    def as_of(self, date: str) -> Scenario:
        """The same with the law as it was known on a date: what was announced later is not in it."""
        return Scenario(replace(self._selection, law_as_of=date))

    def with_reference(self, policy: str) -> Scenario:
        """The same, with changes counted from another policy."""
        return Scenario(replace(self._selection, reference=policy))

    def select(self, *policies: str) -> Scenario:
        """The same with only these policies and the reference."""
        return Scenario(replace(self._selection, policies=policies))

    def resized(self, institutions: int) -> Scenario:
        """The same world with fewer simulated institutions, each standing for more: faster, for a first look."""
        return Scenario(replace(self._selection, institutions=count_of(institutions, "institutions")))

    # ------------------------------------------------------------ what it says

    @property
    def id(self) -> str:
        return self._core.id

    @property
    def title(self) -> str:
        return self._core.remark.title

    @property
    def note(self) -> str:
        return self._core.remark.note

    @property
    def author(self) -> str:
        return self._core.author

    @property
    def first(self) -> str:
        """The first month, "2005-01"."""
        return str(self._core.first)

    @property
    def end(self) -> str:
        """The first month that is no longer simulated."""
        return str(self._core.end)

    @property
    def last(self) -> str:
        """The last month that is simulated, "2040-12"."""
        return str(pd.Period(self.end, freq="M") - 1)

    @property
    def report(self) -> list[str]:
        """The months that tables report."""
        return [str(month) for month in self._core.report]

    @property
    def institutions(self) -> int:
        """Simulated institutions; each stands for `weight` real ones."""
        return self._core.institutions

    @property
    def weight(self) -> float:
        return self._core.weight

    @property
    def seed(self) -> int:
        return self._core.seed

    @property
    def fitted(self) -> list[str]:
        """Parameters that runs draw from the posterior; all others from their priors."""
        return self._core.fitted if self._core.draw_parameters else []

    @property
    def replicates(self) -> int:
        """Runs of each policy, unless `run` is told otherwise."""
        return self._core.replicates

    @property
    def reference(self) -> str:
        """The policy that others are compared with."""
        return self._core.reference

    @property
    def warnings(self) -> list[_core.Problem]:
        """What is odd in it and no error."""
        return self._core.warnings

    @property
    def sha256(self) -> str:
        """Of the resolved scenario: everything included, every default written out."""
        return self._core.sha256

    def to_json(self) -> str:
        """The resolved scenario as text: everything included, every default written out."""
        return self._core.resolved_json

    @property
    def policies(self) -> pd.DataFrame:
        """id, title, note, source, starts_from, added, removed, amended, is_reference."""
        return pd.DataFrame(
            [
                {
                    "id": p.id, "title": p.remark.title, "note": p.remark.note, "source": p.remark.source,
                    "starts_from": p.starts_from, "added": p.added, "removed": p.removed, "amended": p.amended,
                    "is_reference": p.id == self.reference,
                }
                for p in self._core.policies
            ]
        )  # fmt: skip

    @property
    def measures(self) -> pd.DataFrame:
        """Named groups of provisions that a policy may add or remove: id, title, note, source, provisions."""
        found = self._core.measures.values()
        return pd.DataFrame(
            [
                {"id": m.id, "title": m.remark.title, "note": m.remark.note, "source": m.remark.source, "provisions": m.provisions}
                for m in found
            ],
            columns=["id", "title", "note", "source", "provisions"],
        )

    @property
    def parameters(self) -> pd.DataFrame:
        """Every parameter: name, value, low, high (the middle 90 % of the prior), unit, prior, source, grade (of the
        evidence, A best; "assumption" where there is none), contested, label, doc; and posterior_median, posterior_low and
        posterior_high of those that were fitted, which runs draw from the posterior instead of from the prior (else NaN)."""
        columns = ["name", "value", "low", "high", "unit", "prior", "source", "grade", "contested", "label", "doc"]
        columns += ["posterior_median", "posterior_low", "posterior_high"]
        rows = _core.parameter_table(self._core)
        return pd.DataFrame([[getattr(row, c) for c in columns] for row in rows], columns=columns)

    def law(self, date: str | None = None, policy: str | None = None) -> pd.DataFrame:
        """Provisions in force in a month under a policy: the first report date and the reference, unless said.

        Columns: since, id, jurisdiction, citation, title, status, effects, summary, announced, effective, expires,
        timing, grade, source.
        """
        month = date or self.report[0]
        return provisions_table(_core.law_in_force(self._core, month, policy or ""))

    def law_diff(self, start: str | None = None, end: str | None = None, *, policies: tuple[str, str] | None = None) -> pd.DataFrame:
        """What changed in the law: between two months of the reference policy, or between two `policies` at all times.

        Columns: change (enters, leaves, changes), id, since, title, citation, fields (what differs, in words).
        """
        if policies:
            return changes_table(_core.law_diff_of_policies(self._core, *policies))
        return changes_table(_core.law_diff(self._core, "", start or self.first, end or self.report[0]))

    def diff(self, other: Scenario) -> pd.DataFrame:
        """In which inputs `other` differs: path, before (here), after (there), only_words (it changes no number)."""
        columns = ["path", "before", "after", "only_words"]
        found = _core.diff(self.to_json(), other.to_json())
        return pd.DataFrame([[getattr(c, name) for name in columns] for c in found], columns=columns)

    def explain(
        self,
        *,
        kind: str,
        channel: str,
        from_: str,
        to: str,
        origin: str = "",
        date: str = "",
        persons: int | None = None,
        policy: str = "",
        custodian: str = "",
        tier: str = "",
        funding: str = "",
        sender: str = "",
        recipient: str = "",
        repository: str = "",
        firm: str = "",
    ) -> Explanation:
        """The verdict of a policy's law on one transfer: what decides, what was looked at, what would change it.

        Words are those of `genratchet explain --help`.

        Raises:
            UnknownNameError: for a word that names nothing.
        """
        words = {
            "origin": origin, "custodian": custodian, "from": from_, "to": to, "kind": kind, "tier": tier, "channel": channel,
            "sender": sender, "recipient": recipient, "funding": funding, "repository": repository, "firm": firm, "date": date,
        }  # fmt: skip
        return Explanation.of(*_core.explain(self._core, policy, words, persons), policy or self.reference)

    # ------------------------------------------------------------ running

    def run(
        self,
        replicates: int | None = None,
        threads: int | None = None,
        seed: int | None = None,
        progress: Progress = "auto",
        out: str | os.PathLike[str] | None = None,
        prior: bool = False,
    ) -> Result:
        """Runs every policy; the same numbers as `genratchet run`, on any number of threads.

        Args:
            replicates: runs of each policy; default: as the scenario says. Publish with 100.
            threads: default: all that this process may use.
            seed: of all chance; default: the scenario's.
            progress: True, False, "auto", or a function of (done, all).
            out: folder for the result; default: a temporary one that goes with the result (see Result.save).
            prior: draw every parameter from its prior, also where the scenario has a posterior.

        Raises:
            GenRatchetError: if the result cannot be written.
            KeyboardInterrupt: on Ctrl-C; nothing is left behind.
        """
        from genratchet.result import Result

        settings = ({} if seed is None else {"seed": seed}) | ({"posterior": None} if prior else {})
        scenario = self.with_(settings) if settings else self
        scenario._warn_of_rows(replicates)
        options = _core.RunOptions(replicates=count_of(replicates, "replicates"), threads=threads_of(threads))
        temporary = None if out else TemporaryFolder()
        directory = temporary.path / self.id if temporary else Path(out or ".")
        flags = [("scenario", self._selection.named), ("replicates", str(options.replicates or self.replicates))]
        with shown(progress, self.id) as show:
            where = _core.run(scenario._core, options, directory, flags, show)
        return Result(where, temporary)

    def _warn_of_rows(self, replicates: int | None) -> None:
        sample = self._core.posterior if self._core.draw_parameters else None
        if sample and replicates and replicates > len(sample.rows):
            warnings.warn(f"{replicates} runs, but the posterior has {len(sample.rows)} rows: some are taken again.", stacklevel=3)

    # ------------------------------------------------------------ Python's manners

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __getstate__(self) -> tuple[str, str]:
        return self.id, self.to_json()

    def __setstate__(self, state: tuple[str, str]) -> None:
        name, text = state
        self.__init__(Selection(name + ".json", text))  # type: ignore[misc]

    def _lines(self) -> list[str]:
        contested = int(self.parameters["contested"].sum())
        return [
            f"{self.first} to {self.last}, {self.institutions:,} institutions, each standing for {self.weight:g}",
            f"{len(self._core.policies)} policies; the reference is {self.reference}",
            *([f"posterior of {len(self.fitted)} fitted parameters, the rest from priors"] if self.fitted else []),
            f"{contested} contested assumptions: see .parameters.query('contested')",
            *([f"{len(self.warnings)} warnings: see .warnings"] if self.warnings else []),
        ]

    def __repr__(self) -> str:
        return "\n".join([f"<Scenario {self.id}: {self.title}>", *("  " + line for line in self._lines())])

    def _repr_html_(self) -> str:
        return card(f"{self.id}: {self.title}", self._lines(), self.policies[["id", "title", "source"]], self.note)
