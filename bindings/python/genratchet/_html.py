"""Cards and tables for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

import pandas as pd

PUBLISH_WITH = 100  # runs of each policy
STYLE = "font-family:sans-serif;border:1px solid #bbb;border-radius:4px;padding:.6em .9em;max-width:60em"


def card(title: str, lines: Iterable[str], table: pd.DataFrame | None = None, note: str = "") -> str:
    """A box: title, lines of text, a table, a note. Texts are escaped."""
    body = "".join(f"<div>{escape(line)}</div>" for line in lines)
    shown = "" if table is None else html_table(table)
    small = f'<div style="color:#555;font-size:90%">{escape(note)}</div>' if note else ""
    return f'<div style="{STYLE}"><b>{escape(title)}</b>{body}{shown}{small}</div>'


def preliminary(runs: int) -> str:
    """What stands before numbers of too few runs."""
    return "" if runs >= PUBLISH_WITH else f"PRELIMINARY: {runs} runs of each policy; publish with {PUBLISH_WITH}. "


class Card(NamedTuple):
    """What a result of an analysis shows of itself."""

    title: str
    lines: list[str]
    table: pd.DataFrame
    note: str = ""


class Shown:
    """A card in notebooks, the same in plain text elsewhere. Classes say what in `_card`."""

    def _card(self) -> Card:
        raise NotImplementedError

    def __repr__(self) -> str:
        title, lines, table, note = self._card()
        text = table.to_string(index=False, na_rep="-", float_format=number)
        return "\n".join([title, *lines, text, *([note] if note else [])])

    def _repr_html_(self) -> str:
        return card(*self._card())


def html_table(table: pd.DataFrame) -> str:
    return str(table.to_html(index=False, border=0, na_rep="-", float_format=number))


def number(value: float) -> str:
    """Three digits, thousands and millions as k and M: 1.23 M."""
    if value != value:
        return "-"
    if abs(value) == float("inf"):
        return str(value)
    for limit, divisor, suffix in ((1e9, 1e9, " G"), (1e6, 1e6, " M"), (1e4, 1e3, " k")):
        if abs(value) >= limit:
            return f"{value / divisor:.3g}{suffix}"
    return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
