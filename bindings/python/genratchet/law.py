"""The law as tables, and the verdict on one transfer."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from genratchet import _core
from genratchet._html import card


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

    @classmethod
    def of(cls, told: _core.Explanation, provisions: list[_core.Provision], policy: str) -> Explanation:
        """From the core's, whose findings number provisions."""

        def findings(found: list[_core.Finding]) -> pd.DataFrame:
            table = provisions_table([provisions[f.provision] for f in found])
            table.insert(2, "why", [f.why for f in found])
            return table

        changes = pd.DataFrame([[c.what, c.outcome, c.because] for c in told.changes], columns=["what", "outcome", "because"])
        return cls(
            told.outcome, told.outcome_words, str(told.month), policy, findings(told.decides), findings(told.looked_at), changes,
            told.assumed,
        )  # fmt: skip

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


def provisions_table(provisions: list[_core.Provision]) -> pd.DataFrame:
    columns = [
        "since", "id", "jurisdiction", "citation", "title", "status", "effects", "summary", "announced", "effective",
        "expires", "timing", "grade",
    ]  # fmt: skip
    table = pd.DataFrame([[getattr(p, c) for c in columns] for p in provisions], columns=columns)
    table["source"] = ["; ".join(s.text for s in p.sources) for p in provisions]
    return table


def changes_table(found: list[tuple[_core.LawChange, _core.Provision]]) -> pd.DataFrame:
    rows = []
    for change, p in found:
        fields = [f"{f.field}: {f.before or 'nothing'} -> {f.after or 'nothing'}" for f in change.changes]
        rows.append([change.kind, change.id, p.since, p.title, p.citation, "; ".join(fields)])
    return pd.DataFrame(rows, columns=["change", "id", "since", "title", "citation", "fields"])
