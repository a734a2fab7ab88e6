"""What can go wrong, as exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from genratchet._core import Problem


class GenRatchetError(Exception):
    """Anything that ends a job: files that cannot be written, results that are none, stores of another sweep."""


class ScenarioError(GenRatchetError, ValueError):
    """A scenario or design that cannot be used. Its text lists every problem, as `genratchet check` does.

    Attributes:
        problems: each with `severity`, `file`, `line`, `column`, `path`, `message` and `suggestion`.
    """

    def __init__(self, message: str, problems: list[Problem]) -> None:
        super().__init__(message, problems)
        self.problems = problems

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownNameError(GenRatchetError, ValueError):
    """A name of a policy, place, parameter or the like that the scenario has not; says what may have been meant."""
