"""Elliptical slice sampling (Murray, Adams and MacKay 2010) of many rows side by side, under a standard normal prior: nothing
in it is tuned."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from genratchet.calibrate._space import Matrix

LogLikelihood = Callable[[Matrix, npt.NDArray[np.int64]], Matrix]
"""Of positions of some rows, and which rows they are."""


def step(now: Matrix, likelihood: Matrix, of: LogLikelihood, chance: np.random.Generator) -> tuple[Matrix, Matrix]:
    """One move of every row, and the likelihood there."""
    rows = len(now)
    other = chance.standard_normal(now.shape)
    level = likelihood + np.log(chance.random(rows))
    angle = chance.uniform(0, 2 * np.pi, rows)
    low, high = angle - 2 * np.pi, angle.copy()
    moved, found = now.copy(), likelihood.copy()
    waiting = np.arange(rows)
    while len(waiting):
        turn = angle[waiting, None]
        tried = now[waiting] * np.cos(turn) + other[waiting] * np.sin(turn)
        value = of(tried, waiting)
        good = value > level[waiting]
        moved[waiting[good]], found[waiting[good]] = tried[good], value[good]
        waiting = waiting[~good]
        below = angle[waiting] < 0
        low[waiting[below]], high[waiting[~below]] = angle[waiting[below]], angle[waiting[~below]]
        angle[waiting] = chance.uniform(low[waiting], high[waiting])
    return moved, found


def sample(start: Matrix, of: LogLikelihood, steps: int, seed: int, keep: int = 1) -> Matrix:
    """The last `keep` states of each row's chain, evenly over its second half: by (keep, row, parameter)."""
    if not 1 <= keep <= steps / 2:
        raise ValueError(f"{steps} steps have no {keep} states in their second half.")
    chance = np.random.Generator(np.random.PCG64(seed))
    now, likelihood = start, of(start, np.arange(len(start)))
    wanted = set(np.linspace(steps // 2, steps, keep + 1, dtype=int)[1:].tolist())
    kept = []
    for number in range(1, steps + 1):
        now, likelihood = step(now, likelihood, of, chance)
        if number in wanted:
            kept.append(now)
    return np.stack(kept)


def split_rhat(chains: Matrix) -> Matrix:
    """Gelman's split R-hat by row and parameter, of (chain, state, row, parameter)."""
    half = chains.shape[1] // 2
    parts = np.concatenate([chains[:, :half], chains[:, half : 2 * half]])
    within = parts.var(axis=1, ddof=1).mean(axis=0)
    between = parts.mean(axis=1).var(axis=0, ddof=1)
    return np.asarray(np.sqrt((half - 1) / half + between / within), dtype=float)
