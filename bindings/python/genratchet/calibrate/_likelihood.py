"""How likely observations are, given what an emulator expects (MODEL, section 9): the *synthetic* likelihood of Wood (2010)."""

from __future__ import annotations

from typing import Any

import numpy as np

from genratchet._factors import needed
from genratchet.calibrate._space import Matrix
from genratchet.calibrate._statistics import Statistic


class Likelihood:
    """Logs are normal around the expected log, with the observation's variance and the covariance of the runs around the
    emulator (chance, so integrated out, and lack of fit); shares binomial; counts Poisson. Constants are left out of none,
    so that values can be compared."""

    def __init__(self, statistics: list[Statistic], covariance: Matrix, temper: float = 1) -> None:
        """`covariance`: of the statistics that are no counts, in their order; `temper`: what the log is divided by."""
        self.statistics = statistics
        self.temper = temper
        kinds = [s.kind for s in statistics]
        self.logs = [at for at, kind in enumerate(kinds) if kind == "log"]
        among_others = [place for place, kind in enumerate(k for k in kinds if k != "count") if kind == "log"]
        spread = covariance[np.ix_(among_others, among_others)] + np.diag([statistics[at].sd ** 2 for at in self.logs])
        factor = np.linalg.cholesky(spread)
        self._whiten = np.linalg.inv(factor)
        self._constant = -float(np.log(np.diag(factor)).sum()) - len(self.logs) * np.log(2 * np.pi) / 2
        self.target = np.array([s.target for s in statistics])

    def distance(self, expected: Matrix, target: Matrix | None = None) -> Matrix:
        """Squared Mahalanobis distance of the logs."""
        off = ((self.target if target is None else target) - expected)[:, self.logs] @ self._whiten.T
        return np.asarray((off**2).sum(axis=1), dtype=float)

    def of(self, expected: Matrix, target: Matrix | None = None) -> Matrix:
        """The log likelihood of rows of expected statistics (on their scales; of counts the log of the mean), and of
        `target` instead of the observations."""
        seen = np.broadcast_to(self.target, expected.shape) if target is None else target
        found = self._constant - self.distance(expected, seen) / 2
        for at, s in enumerate(self.statistics):
            if s.kind == "share":
                found = found + _binomial(s.trials, seen[:, at], expected[:, at])
            elif s.kind == "count":
                found = found + _poisson(seen[:, at], expected[:, at])
        return np.asarray(found / self.temper, dtype=float)

    def slope(self, expected: Matrix, target: Matrix | None = None) -> tuple[Matrix, Matrix]:
        """How the log likelihood changes with the expected statistics: its gradient, by row, and the expected curvature (less),
        by row and two statistics."""
        special: Any = needed("scipy.special", "calibration")
        off = (self.target if target is None else target) - expected
        precision = self._whiten.T @ self._whiten
        gradient, curvature = np.zeros_like(expected), np.zeros((*expected.shape, expected.shape[1]))
        gradient[:, self.logs] = off[:, self.logs] @ precision
        curvature[:, np.array(self.logs)[:, None], self.logs] = precision
        for at, s in enumerate(self.statistics):
            if s.kind == "share":
                share = special.expit(expected[:, at])
                gradient[:, at] = s.trials * (special.expit(expected[:, at] + off[:, at]) - share)
                curvature[:, at, at] = s.trials * share * (1 - share)
            elif s.kind == "count":
                curvature[:, at, at] = np.exp(expected[:, at])
                gradient[:, at] = expected[:, at] + off[:, at] - curvature[:, at, at]
        return gradient / self.temper, curvature / self.temper


def _binomial(trials: float, seen: Matrix, expected: Matrix) -> Matrix:
    """Of a share seen in so many trials, both as logits; successes need not be whole."""
    special: Any = needed("scipy.special", "calibration")
    hits = trials * special.expit(seen)
    ways = special.gammaln(trials + 1) - special.gammaln(hits + 1) - special.gammaln(trials - hits + 1)
    return np.asarray(ways + hits * special.log_expit(expected) + (trials - hits) * special.log_expit(-expected), dtype=float)


def _poisson(seen: Matrix, log_mean: Matrix) -> Matrix:
    special: Any = needed("scipy.special", "calibration")
    return np.asarray(seen * log_mean - np.exp(log_mean) - special.gammaln(seen + 1), dtype=float)
