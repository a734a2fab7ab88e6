"""What statistics would be at positions that were not run: polynomials in z, and how far runs scatter around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
import pandas as pd

from genratchet._factors import needed
from genratchet.calibrate._space import Matrix
from genratchet.calibrate._statistics import Statistic
from genratchet.errors import GenRatchetError

PAIRED, TRIPLED = 10, 4  # parameters of a statistic, the most influential, whose products are terms
PENALTIES = np.logspace(-1, 3, 9)
FOLDS = 8
MOST_LOG_RATE = 8.0  # where a quadratic of it leaves the runs

Term = tuple[int, ...]  # the parameters that are multiplied


@dataclass(frozen=True)
class Fit:
    """One statistic (of a count, the log of its mean): constant + terms x weights. Terms stand by length."""

    terms: list[Term]
    constant: float
    weights: Matrix


class Emulator:
    """Every statistic as a function of all parameters' positions, made of runs.

    Attributes:
        covariance: of what the polynomials leave of the statistics that are no counts: chance, and their lack of fit.
        accuracy: by statistic: r2, residual_sd, and the residuals' 5 %, 95 % over their sd, on runs held out.
    """

    def __init__(self, statistics: list[Statistic], z: Matrix, runs: Matrix, worlds: Matrix) -> None:
        """`worlds`: which runs share chance; they are held out together."""
        self.statistics = statistics
        self.counts = [at for at, s in enumerate(statistics) if s.kind == "count"]
        self.others = [at for at, s in enumerate(statistics) if s.kind != "count"]
        good = np.isfinite(runs).all(axis=1)
        if good.sum() < 4 * z.shape[1]:
            raise GenRatchetError(f"{good.sum()} runs have every statistic: too few for {z.shape[1]} parameters. More runs help.")
        z, runs, worlds = z[good], runs[good], worlds[good]
        self.fits = [_count_fit(z, y) if at in self.counts else _log_fit(z, y) for at, y in enumerate(runs.T)]
        self.residuals = np.column_stack([_held_out(self.fits[at].terms, z, runs[:, at], worlds) for at in self.others])
        self.covariance = np.atleast_2d(np.cov(self.residuals, rowvar=False))
        self.accuracy = self._accuracy(z, runs)

    @cached_property
    def _plan(self) -> tuple[list[Term], Matrix, Matrix]:
        """All terms of all statistics, so that they are multiplied out once."""
        terms = sorted({term for fit in self.fits for term in fit.terms}, key=lambda term: (len(term), term))
        weights = np.zeros((len(terms), len(self.fits)))
        for column, fit in enumerate(self.fits):
            weights[[terms.index(term) for term in fit.terms], column] = fit.weights
        return terms, weights, np.array([fit.constant for fit in self.fits])

    def predict(self, z: Matrix) -> Matrix:
        """By position and statistic: the mean on its scale; of counts, the log of the mean."""
        terms, weights, constants = self._plan
        found: Matrix = products(terms, z) @ weights + constants
        found[:, self.counts] = np.minimum(found[:, self.counts], MOST_LOG_RATE)
        return found

    def _accuracy(self, z: Matrix, runs: Matrix) -> pd.DataFrame:
        rows = []
        for place, at in enumerate(self.others):
            left = self.residuals[:, place]
            sd, all_ = float(left.std()), float(runs[:, at].std())
            low, high = np.quantile(left / sd, [0.05, 0.95]) if sd > 0 else (np.nan, np.nan)
            r2 = 1 - sd**2 / all_**2 if all_ > 0 else np.nan
            rows.append({"statistic": self.statistics[at].name, "r2": r2, "residual_sd": sd, "sd": self.statistics[at].sd, "low": low, "high": high})
        predicted = np.exp(self.predict(z))
        for at in self.counts:
            mean, y = predicted[:, at], runs[:, at]
            rows.append({"statistic": self.statistics[at].name, "r2": _deviance_explained(y, mean), "residual_sd": np.nan, "sd": np.nan,
                         "low": np.nan, "high": np.nan})  # fmt: skip
        return pd.DataFrame(rows)


def products(terms: Sequence[Term], z: Matrix) -> Matrix:
    """Each term's product, by position; terms stand by length."""
    by_parameter = np.ascontiguousarray(z.T)
    found = []
    for length in sorted({len(term) for term in terms}):
        factors = np.array([term for term in terms if len(term) == length])
        made = by_parameter[factors[:, 0]]
        for place in range(1, length):
            made *= by_parameter[factors[:, place]]
        found.append(made)
    return np.concatenate(found).T


def _ridge() -> Any:
    linear = needed("sklearn.linear_model", "calibration")
    return linear.RidgeCV(PENALTIES)


def _log_fit(z: Matrix, y: Matrix) -> Fit:
    screen = _ridge().fit(np.hstack([z, z**2 - 1]), y)
    terms = terms_of(z.shape[1], screen.coef_)
    fitted = _ridge().fit(products(terms, z), y)
    return Fit(terms, float(fitted.intercept_), np.asarray(fitted.coef_, dtype=float))


def terms_of(parameters: int, screened: Matrix, paired: int = PAIRED, tripled: int = TRIPLED) -> list[Term]:
    """Every parameter alone; squares and products of those that matter most; cubes of the first few. `screened`: weights of
    each parameter and of its square."""
    matters = screened[:parameters] ** 2 + 2 * screened[parameters:] ** 2
    order = [int(p) for p in np.argsort(-matters, kind="stable")]
    alone: list[Term] = [(p,) for p in range(parameters)]
    pairs = list(combinations_with_replacement(sorted(order[:paired]), 2))
    return alone + pairs + list(combinations_with_replacement(sorted(order[:tripled]), 3))


def _held_out(terms: list[Term], z: Matrix, y: Matrix, worlds: Matrix) -> Matrix:
    """Residuals of runs whose worlds took no part in the fit."""
    selection = needed("sklearn.model_selection", "calibration")
    linear = needed("sklearn.linear_model", "calibration")
    columns = products(terms, z)
    penalty = _ridge().fit(columns, y).alpha_
    folds = selection.GroupKFold(min(FOLDS, len(np.unique(worlds))))
    guessed = selection.cross_val_predict(linear.Ridge(penalty), columns, y, groups=worlds, cv=folds)
    return np.asarray(y - guessed, dtype=float)


def _count_fit(z: Matrix, y: Matrix) -> Fit:
    """The log of a Poisson mean: linear in all, with squares and products of those that matter most."""
    linear = needed("sklearn.linear_model", "calibration")
    if not y.any():
        return Fit([(p,) for p in range(z.shape[1])], -MOST_LOG_RATE, np.zeros(z.shape[1]))
    screen = linear.PoissonRegressor(alpha=0.01, max_iter=1000).fit(z, y)
    terms = terms_of(z.shape[1], np.concatenate([screen.coef_, 0 * screen.coef_]), 6, 0)
    fitted = linear.PoissonRegressor(alpha=0.01, max_iter=1000).fit(products(terms, z), y)
    return Fit(terms, float(fitted.intercept_), np.asarray(fitted.coef_, dtype=float))


def _deviance_explained(y: Matrix, mean: Matrix) -> float:
    metrics = needed("sklearn.metrics", "calibration")
    return float(metrics.d2_tweedie_score(y, mean, power=1)) if y.any() else np.nan
