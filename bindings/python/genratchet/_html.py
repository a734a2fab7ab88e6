"""Cards and tables for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

STYLE = "font-family:sans-serif;border:1px solid #bbb;border-radius:4px;padding:.6em .9em;max-width:60em"


def card(title: str, lines: Iterable[str], table: pd.DataFrame | None = None, note: str = "") -> str:
    """A box: title, lines of text, a table, a note. Texts are escaped."""
    body = "".join(f"<div>{escape(line)}</div>" for line in lines)
    shown = "" if table is None else html_table(table)
    small = f'<div style="color:#555;font-size:90%">{escape(note)}</div>' if note else ""
    return f'<div style="{STYLE}"><b>{escape(title)}</b>{body}{shown}{small}</div>'


def html_table(table: pd.DataFrame) -> str:
    return str(table.to_html(index=False, border=0, na_rep="-", float_format=number))


def number(value: float) -> str:
    """Three digits, thousands and millions as k and M: 1.23 M."""
    if value != value:
        return "-"
    for limit, divisor, suffix in ((1e9, 1e9, " G"), (1e6, 1e6, " M"), (1e4, 1e3, " k")):
        if abs(value) >= limit:
            return f"{value / divisor:.3g}{suffix}"
    return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
