"""Factors as Python says them, and as designs have them."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from genratchet import _core
from genratchet._plain import plain

Factors: TypeAlias = Iterable[str] | Mapping[str, Any]
"""Names (each over its parameter's own range), or {name: (low, high), [values], {"low": ..., "high": ..., "scale": "log"}}."""


def design_factors(factors: Factors) -> dict[str, Any]:
    """As a design file has them."""
    if isinstance(factors, str):
        return {factors: {}}
    if not isinstance(factors, Mapping):
        return {name: {} for name in factors}

    def spelled(given: Any) -> Any:
        if given is None:
            return {}
        if isinstance(given, tuple):
            if len(given) != 2:
                raise ValueError(f"A range is (low, high), not {given}. Listed values stand in a list.")
            return {"low": plain(given[0]), "high": plain(given[1])}
        if isinstance(given, Mapping):
            return {key: plain(value) for key, value in given.items()}
        return [plain(value) for value in given]

    return {name: spelled(given) for name, given in factors.items()}


def column_of(factor: _core.Factor, levels: npt.NDArray[np.float64]) -> pd.Series[Any]:
    """The values that levels stand for: numbers, True and False, or text. Of one type, whichever rows they are of."""
    if not factor.values:
        return pd.Series(levels, name=factor.name)
    values = [json.loads(text) for text in factor.values]
    if all(isinstance(v, bool) for v in values):
        listed = pd.Series(values, dtype=bool)
    elif all(isinstance(v, int | float) for v in values):
        listed = pd.Series(values, dtype=float)
    else:
        listed = pd.Series([v if isinstance(v, str) else json.dumps(v) for v in values], dtype=str)
    return listed.take(levels.astype(int)).reset_index(drop=True).rename(factor.name)


def needed(module: str, extra: str) -> ModuleType:
    """A library that the package does not bring by itself."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise ImportError(f"This needs {name}, which is not installed: pip install 'genratchet[{extra}]'", name=name) from error
