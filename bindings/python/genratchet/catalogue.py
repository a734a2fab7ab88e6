"""What is shipped: scenarios to start from, and the evidence behind them."""

from __future__ import annotations

import pandas as pd

from genratchet import _core


def presets() -> pd.DataFrame:
    """The shipped scenarios: name, title, note."""
    return pd.DataFrame([[p.name, p.title, p.note] for p in _core.presets()], columns=["name", "title", "note"])


def facts() -> pd.DataFrame:
    """The evidence behind inputs and priors: id, statement, value, unit, date, source, grade, role, note."""
    columns = ["id", "statement", "value", "unit", "date", "source", "grade", "role", "note"]
    return pd.DataFrame([[getattr(f, c) for c in columns] for f in _core.read_facts().values()], columns=columns)


def constants() -> pd.DataFrame:
    """Choices of the model that no run draws: name, value, low, high (where it may lie), unit, source, grade, doc."""
    columns = ["name", "value", "low", "high", "unit", "source", "grade", "doc"]
    return pd.DataFrame([[getattr(row, c) for c in columns] for row in _core.constant_table()], columns=columns)
