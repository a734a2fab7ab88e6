"""The fitted parameters' distribution given all others and data, row by row, and how it is sampled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from genratchet.calibrate._emulator import Emulator
from genratchet.calibrate._likelihood import Likelihood
from genratchet.calibrate._sampler import sample
from genratchet.calibrate._space import Matrix

NUDGE = 0.02  # of a position, to see how a statistic changes with it
CLIMBS, FURTHEST = 8, 1.0  # steps towards the mode, each at most so long
ROOM = 1.3  # how much wider than the normal approximation the ellipses are


@dataclass(frozen=True)
class Data:
    """Observations, or runs taken for such. `seen`: by row; None: the observations."""

    emulator: Emulator
    likelihood: Likelihood
    seen: Matrix | None = None


@dataclass(frozen=True)
class Conditional:
    """The density of the fitted parameters' positions (columns `fitted` of z), all other columns as they are. Several data
    multiply."""

    z: Matrix
    fitted: list[int]
    data: list[Data]

    def log_likelihood(self, fitted: Matrix, rows: npt.NDArray[np.int64]) -> Matrix:
        whole = self._whole(fitted, rows)
        told = np.zeros(len(rows))
        for d in self.data:
            told += d.likelihood.of(d.emulator.predict(whole), None if d.seen is None else d.seen[rows])
        return told

    def sample(self, start: Matrix | None, steps: int, seed: int, keep: int = 1) -> Matrix:
        """By (state, row, parameter); start None: drawn from the normal approximation. The ellipses are those of a normal approximation of each row (Nishihara, Murray and Adams
        2014): they decide how fast chains move, not where to."""
        mode, factor = self.approximation()

        def there(x: Matrix, rows: npt.NDArray[np.int64]) -> Matrix:
            return np.asarray(mode[rows] + np.einsum("rij,rj->ri", factor[rows], x), dtype=float)

        def told(x: Matrix, rows: npt.NDArray[np.int64]) -> Matrix:
            fitted = there(x, rows)
            return np.asarray(self.log_likelihood(fitted, rows) + ((x**2).sum(axis=1) - (fitted**2).sum(axis=1)) / 2, dtype=float)

        if start is None:
            begin: Matrix = np.random.Generator(np.random.PCG64([seed, 1])).standard_normal(mode.shape) / ROOM
        else:
            begin = np.asarray(np.linalg.solve(factor, (start - mode)[..., None])[..., 0], dtype=float)
        rows = np.arange(len(mode))
        return np.stack([there(state, rows) for state in sample(begin, told, steps, seed, keep)])

    def approximation(self) -> tuple[Matrix, Matrix]:
        """Of each row: about where the density is highest, and a factor of its covariance there."""
        at = np.zeros((len(self.z), len(self.fitted)))
        for _ in range(CLIMBS):
            gradient, precision = self._slope(at)
            move = np.linalg.solve(precision, gradient[..., None])[..., 0]
            length = np.linalg.norm(move, axis=1, keepdims=True)
            at = at + move * np.minimum(1, FURTHEST / np.maximum(length, 1e-9))
        covariance = np.linalg.inv(self._slope(at)[1])
        factor = ROOM * np.linalg.cholesky((covariance + covariance.swapaxes(1, 2)) / 2)
        return at, np.asarray(factor, dtype=float)

    def _slope(self, at: Matrix) -> tuple[Matrix, Matrix]:
        """Gradient of the log density, and its expected curvature (less)."""
        rows = np.arange(len(at))
        gradient, precision = -at, np.broadcast_to(np.eye(at.shape[1]), (*at.shape, at.shape[1])).copy()
        for d in self.data:
            here = d.emulator.predict(self._whole(at, rows))
            moved = [d.emulator.predict(self._whole(at + step, rows)) for step in NUDGE * np.eye(at.shape[1])]
            by_parameter = np.stack([(there - here) / NUDGE for there in moved], axis=1)
            slope, curvature = d.likelihood.slope(here, d.seen)
            gradient = gradient + np.einsum("rps,rs->rp", by_parameter, slope)
            precision += by_parameter @ curvature @ by_parameter.swapaxes(1, 2)
        return gradient, precision

    def _whole(self, fitted: Matrix, rows: npt.NDArray[np.int64]) -> Matrix:
        whole = self.z[rows]
        whole[:, self.fitted] = fitted
        return whole
