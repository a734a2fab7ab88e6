"""What is shipped: scenarios to start from, and the evidence behind them."""

from __future__ import annotations

import pandas as pd

from genratchet import _core


def presets() -> pd.DataFrame:
    """The shipped scenarios: name, title, note."""
    return pd.DataFrame([[p.name, p.title, p.note] for p in _core.presets()], columns=["name", "title", "note"])


def facts() -> pd.DataFrame:
    """The evidence behind inputs and priors: id, statement, value, unit, date, source, grade, role."""
    columns = ["id", "statement", "value", "unit", "date", "source", "grade", "role"]
    return pd.DataFrame([[getattr(f, c) for c in columns] for f in _core.read_facts().values()], columns=columns)
