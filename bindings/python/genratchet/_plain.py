"""Values as JSON has them, and numbers of runs as the core takes them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd


def plain(value: Any, where: str = "the value") -> Any:
    """Without numpy's and pandas' own types; moments as months. `where` names it in errors.

    Raises:
        ValueError: for what is missing or not finite.
        TypeError: for what JSON does not know.
    """
    if isinstance(value, Mapping):
        return {str(key): plain(one, f"{where}, {key}") for key, one in value.items()}
    if isinstance(value, list | tuple | np.ndarray | pd.Series | pd.Index):
        return [plain(one, f"{where}, item {place}") for place, one in enumerate(value)]
    if isinstance(value, pd.Period):
        value = value.to_timestamp()
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m")
    if isinstance(value, np.generic):
        value = value.item()
    if value is pd.NA or value is pd.NaT or (isinstance(value, float) and not math.isfinite(value)):
        raise ValueError(f"{where}: {value} is no value. Give a finite number, or leave it out.")
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"{where}: a {type(value).__name__} is nothing that a scenario can hold. Give a number, text, True, False or a list.")


def as_json(value: Any, where: str = "the value", indent: int | None = None) -> str:
    return json.dumps(plain(value, where), indent=indent)


def count_of(value: int | None, name: str) -> int:
    """How many, as the core takes it; 0: not said.

    Raises:
        ValueError: for fewer than one.
    """
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise TypeError(f"{name} is a whole number, not {value!r}.")
    if value < 1:
        raise ValueError(f"{name}={value}: there must be at least one. Leave it out for the default.")
    return int(value)
