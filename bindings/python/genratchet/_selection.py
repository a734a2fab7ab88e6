"""What is asked of the core: which scenario, with what changed, on how many threads."""

from __future__ import annotations

import os
from dataclasses import dataclass

from genratchet import _core
from genratchet._plain import count_of


def threads_of(threads: int | None) -> int:
    """As many as this process may use, unless said otherwise. No result depends on it."""
    if threads is not None:
        return count_of(threads, "threads")
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
