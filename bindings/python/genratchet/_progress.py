"""How far a job is, shown or not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from tqdm import tqdm

Progress: TypeAlias = bool | Literal["auto"] | Callable[[int, int], object]
"""True or False; "auto": where somebody may be looking; or a function of (done, all)."""


def in_notebook() -> bool:
    """Whether this runs in a Jupyter kernel."""
    return "ipykernel" in sys.modules


def bar_class() -> type[tqdm]:  # type: ignore[type-arg]
    """A bar that fits: a widget in notebooks that have widgets, else text."""
    if in_notebook():
        try:
            import ipywidgets  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: F401
            from tqdm.notebook import tqdm_notebook

            return tqdm_notebook
        except ImportError:
            pass
    return tqdm


@contextmanager
def shown(progress: Progress, what: str, unit: str = "months") -> Iterator[Callable[[int, int], object] | None]:
    """A function of (done, all) that shows a bar while the block lasts; None where nothing is to be shown."""
    if callable(progress):
        yield progress
        return
    if progress is False or (progress == "auto" and not (sys.stderr.isatty() or in_notebook())):
        yield None
        return
    with bar_class()(desc=what, unit=" " + unit, leave=False, dynamic_ncols=True) as bar:

        def show(done: int, all_: int) -> None:
            bar.total = all_
            bar.update(done - bar.n)

        yield show
