"""Scenarios: a world, the law in it, and the policies to compare."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from genratchet import _core
from genratchet._html import card
from genratchet._progress import Progress, shown

if TYPE_CHECKING:
    from genratchet.result import Result


def threads_of(threads: int | None) -> int:
    """As many as this process may use, unless said otherwise. No result depends on it."""
    if threads is not None:
        return threads
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Selection:
    """What was asked for: a file, a preset or a text, and what is changed in it."""

    named: str
    text: str | None = None
    settings: tuple[tuple[str, str], ...] = ()
    law_as_of: str | None = None
    reference: str | None = None
    policies: tuple[str, ...] = ()
    institutions: int = 0

    def load(self) -> _core.Scenario:
        return _core.load_selected(
            self.named, self.text, list(self.settings), self.law_as_of, self.reference, list(self.policies), self.institutions
        )


@dataclass(frozen=True, repr=False)
class Explanation:
    """What the law says of one transfer; the model's reading of published texts, not legal advice.

    Attributes:
        outcome: free, review, by licence, punishable, refused or prohibited, in short words.
        words: the same as screens print it.
        date, policy: of the law that was asked.
        decides: provisions that make the outcome (DataFrame).
        looked_at: provisions that were looked at and do not decide, nearest first (DataFrame).
        changes: what would alter the outcome (DataFrame).
        assumed: what the question did not say.
    """

    outcome: str
    words: str
    date: str
    policy: str
    decides: pd.DataFrame
    looked_at: pd.DataFrame
    changes: pd.DataFrame
    assumed: list[str] = field(default_factory=list)

    def _lines(self) -> list[str]:
        lines = [f"policy {self.policy}, {self.date}"]
        if self.assumed:
            lines.append("You did not say, assumed: " + "; ".join(self.assumed))
        lines += [f"DECIDES {row.id} ({row.citation}): {row.title}" for row in self.decides.itertuples()]
        rows = self.changes[["what", "outcome", "because"]].itertuples(index=False, name=None)
        lines += [f"CHANGES IT {what} -> {outcome}" + (f" ({because})" if because else "") for what, outcome, because in rows]
        return lines

    def __repr__(self) -> str:
        return "\n".join([self.words, *self._lines(), "The model's reading of published texts, not legal advice."])

    def _repr_html_(self) -> str:
        return card(self.words, self._lines(), note="The model's reading of published texts, not legal advice.")


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
        return cls(Selection(_core.scenario_named(os.fspath(path))))

    @classmethod
    def from_dict(cls, tree: Mapping[str, Any], name: str = "scenario.json") -> Scenario:
        """A scenario written as a dict, as a file would have it; `name` stands for the file in messages, whose
        lines are those of the dict written with an indent of two, and other files are looked for beside it."""
        return cls(Selection(name, json.dumps(tree, indent=2)))

    # ------------------------------------------------------------ variants

    def with_(self, settings: Mapping[str, Any]) -> Scenario:
        """The same with values changed: {"parameters.leak": 0.2, "policies.x.amend.y.effective": "2027-01"}."""
        added = tuple((path, json.dumps(value)) for path, value in settings.items())
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
        return Scenario(replace(self._selection, institutions=institutions))

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
        """Every parameter: name, value, low, high (the middle 90 % of what runs draw), unit, prior, source, grade
        (of the evidence, A best; "assumption" where there is none), contested, label, doc."""
        columns = ["name", "value", "low", "high", "unit", "prior", "source", "grade", "contested", "label", "doc"]
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
            found = _core.law_diff_of_policies(self._core, *policies)
        else:
            found = _core.law_diff(self._core, "", start or self.first, end or self.report[0])
        rows = [
            [c.kind, c.id, p.since, p.title, p.citation, "; ".join(f"{f.field}: {f.before or 'nothing'} -> {f.after or 'nothing'}" for f in c.changes)]
            for c, p in found
        ]
        return pd.DataFrame(rows, columns=["change", "id", "since", "title", "citation", "fields"])

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
        told, provisions = _core.explain(self._core, policy, words, persons)

        def findings(found: list[_core.Finding]) -> pd.DataFrame:
            table = provisions_table([provisions[f.provision] for f in found])
            table.insert(2, "why", [f.why for f in found])
            return table

        changes = pd.DataFrame([[c.what, c.outcome, c.because] for c in told.changes], columns=["what", "outcome", "because"])
        return Explanation(
            told.outcome, told.outcome_words, str(told.month), policy or self.reference, findings(told.decides),
            findings(told.looked_at), changes, told.assumed,
        )  # fmt: skip

    # ------------------------------------------------------------ running

    def run(
        self,
        replicates: int | None = None,
        threads: int | None = None,
        seed: int | None = None,
        progress: Progress = "auto",
        out: str | os.PathLike[str] | None = None,
    ) -> Result:
        """Runs every policy; the same numbers as `genratchet run`, on any number of threads.

        Args:
            replicates: runs of each policy; default: as the scenario says. Publish with 100.
            threads: default: all that this process may use.
            seed: of all chance; default: the scenario's.
            progress: True, False, "auto", or a function of (done, all).
            out: folder for the result; default: a temporary one that goes with the result (see Result.save).

        Raises:
            GenRatchetError: if the result cannot be written.
            KeyboardInterrupt: on Ctrl-C; nothing is left behind.
        """
        from genratchet.result import Result

        scenario = self if seed is None else self.with_({"seed": seed})
        options = _core.RunOptions(replicates=replicates or 0, threads=threads_of(threads))
        temporary = None if out else tempfile.TemporaryDirectory(prefix="genratchet-")
        directory = Path(out) if out else Path(temporary.name if temporary else ".") / self.id
        flags = [("scenario", self._selection.named), ("replicates", str(replicates or self.replicates))]
        with shown(progress, self.id) as show:
            where = _core.run(scenario._core, options, directory, flags, show)
        return Result(where, temporary)

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
            f"{contested} contested assumptions: see .parameters.query('contested')",
        ]

    def __repr__(self) -> str:
        return "\n".join([f"<Scenario {self.id}: {self.title}>", *("  " + line for line in self._lines())])

    def _repr_html_(self) -> str:
        note = self.note + (f" {len(self.warnings)} warnings: see .warnings" if self.warnings else "")
        return card(f"{self.id}: {self.title}", self._lines(), self.policies[["id", "title", "source"]], note)


def provisions_table(provisions: list[_core.Provision]) -> pd.DataFrame:
    columns = [
        "since", "id", "jurisdiction", "citation", "title", "status", "effects", "summary", "announced", "effective",
        "expires", "timing", "grade",
    ]  # fmt: skip
    table = pd.DataFrame([[getattr(p, c) for c in columns] for p in provisions], columns=columns)
    table["source"] = ["; ".join(s.text for s in p.sources) for p in provisions]
    return table


def presets() -> pd.DataFrame:
    """The shipped scenarios: name, title, note."""
    return pd.DataFrame([[p.name, p.title, p.note] for p in _core.presets()], columns=["name", "title", "note"])


def facts() -> pd.DataFrame:
    """The evidence behind inputs and priors: id, statement, value, unit, date, source, grade, role."""
    columns = ["id", "statement", "value", "unit", "date", "source", "grade", "role"]
    return pd.DataFrame([[getattr(f, c) for c in columns] for f in _core.read_facts().values()], columns=columns)
