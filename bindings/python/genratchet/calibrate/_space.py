"""Parameters as positions in their priors: z, standard normal where a parameter follows its prior."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from genratchet import _core
from genratchet._factors import needed
from genratchet.errors import UnknownNameError
from genratchet.scenario import Scenario
from genratchet.sweep import plan_of

Matrix: TypeAlias = npt.NDArray[np.float64]

FITTED = (
    "spend_open", "spend_controlled", "spend_prc", "growth_cn", "eps_open", "eps_controlled", "gsa_midpoint", "gsa_width",
    "cngb_share", "tests_prc_share", "uptake_growth", "detection",
)  # fmt: skip
"""What is fitted; everything else stays at its prior.

The product violations x detection x publication is carried by `detection`: it enters the count as a plain factor and has
a prior over two powers of ten. Publication cannot exceed 1, so it could only lower the count; and fitting the inclination to
evade would let three published cases settle how much evasion there is, which they cannot (it stays at its prior).
"""


@dataclass(frozen=True)
class Space:
    """The parameters of a scenario that have a prior, in the model's order.

    Attributes:
        names: all of them.
        fitted: positions of those that are fitted.
    """

    scenario: Scenario
    names: list[str]
    fitted: list[int]
    ordinals: list[int]  # places in the model's table, which pick the dimension of a draw
    count: int  # of the whole table
    priors: tuple[_core.Factor, ...]

    @classmethod
    def of(cls, scenario: Scenario, fitted: Iterable[str] | None = None) -> Space:
        table = scenario.parameters
        ordinals = [at for at, prior in enumerate(table["prior"]) if prior != "fixed"]
        names = [str(table["name"][at]) for at in ordinals]
        wanted = list(FITTED if fitted is None else fitted)
        for name in wanted:
            if name not in names:
                raise UnknownNameError(f'"{name}" is no parameter that has a prior here. Known: ' + ", ".join(names))
        design = {"design": "latin-hypercube", "points": 1, "factors": {name: {} for name in names}, "replicates": 1}
        priors = tuple(plan_of(scenario, design).factors)
        return cls(scenario, names, [at for at, name in enumerate(names) if name in wanted], ordinals, len(table), priors)

    @property
    def fitted_names(self) -> list[str]:
        return [self.names[at] for at in self.fitted]

    @property
    def free(self) -> list[int]:
        """Positions of those that stay at their prior."""
        return [at for at in range(len(self.names)) if at not in self.fitted]

    def draws(self, seed: int, rows: int) -> Matrix:
        """What replicates 0, 1, ... of a scenario of this seed draw, as z."""
        points = _core.design_points(seed, rows, self.count)
        found: Matrix = needed("scipy.special", "calibration").ndtri(points[:, self.ordinals])
        return found

    def values(self, z: Matrix, columns: Sequence[int] | None = None) -> pd.DataFrame:
        """The parameters' own values at positions z; `columns`: which parameters z is of."""
        at = range(len(self.names)) if columns is None else columns
        shares: Any = needed("scipy.special", "calibration").ndtr(z)
        return pd.DataFrame({self.names[p]: [self.priors[p].at(u) for u in shares[:, k]] for k, p in enumerate(at)})
