"""The course of a calibration: waves of runs, an emulator of them, and conditional samples.

The posterior is *cut* (Plummer 2015): parameters that are not fitted keep their prior exactly. Row i takes them as replicate i
of a scenario of the design's seed draws them, and the fitted ones from their distribution given those and the data. So the
fitted are as correlated with the others as the data ask, and the others learn nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from genratchet.calibrate._conditional import Conditional, Data
from genratchet.calibrate._emulator import Emulator
from genratchet.calibrate._likelihood import Likelihood
from genratchet.calibrate._sampler import split_rhat
from genratchet.calibrate._space import Matrix
from genratchet.calibrate._waves import ROWS_A_WORLD, Bench

STEPS = 600  # moves of a chain
WIDER = 4.0  # what the likelihood of all waves but the last is divided by: they must surround the posterior
PLAUSIBLE = 0.99  # of the runs of later waves, which part lies within the distance that earlier runs must keep
CHAINS, CHAIN_ROWS = 4, 64  # to judge convergence
RANKS = 63  # states that a true value is ranked among


@dataclass(frozen=True)
class Wave:
    """Positions that were run, and their statistics. `worlds`: which of them share chance."""

    z: Matrix
    runs: Matrix
    worlds: Matrix

    def only(self, rows: Any) -> Wave:
        return Wave(self.z[rows], self.runs[rows], self.worlds[rows])

    @staticmethod
    def together(waves: list[Wave]) -> Wave:
        return Wave(*(np.concatenate([getattr(w, part) for w in waves]) for part in ("z", "runs", "worlds")))


@dataclass(frozen=True)
class Process:
    """How a calibration goes on from its seed. Wave w draws from seed 1000 seed + w; the posterior's rows from seed itself."""

    bench: Bench
    seed: int
    institutions: int
    progress: Any = "auto"
    steps: int = STEPS

    def key(self, wave: int) -> int:
        return 1000 * self.seed + wave

    def run(self, name: str, number: int, z: Matrix, institutions: int | None = None) -> Wave:
        chance = 1000 * self.key(number)
        runs = self.bench.run(name, z, chance, institutions or self.institutions, self.progress)
        return Wave(z, runs, chance + np.arange(len(z), dtype=float) // ROWS_A_WORLD)

    def emulator(self, training: Wave) -> Emulator:
        return Emulator(self.bench.statistics, training.z, training.runs, training.worlds)

    def likelihood(self, emulator: Emulator, temper: float = 1) -> Likelihood:
        return Likelihood(self.bench.statistics, emulator.covariance, temper)

    def fitted_given(self, emulator: Emulator, z: Matrix, number: int, temper: float = 1) -> Matrix:
        """The rows z with the fitted parameters drawn, given the others and the data; rounded, so that whatever
        libraries add up differently hardly ever changes what is run, and stores fit."""
        fitted = self.bench.space.fitted
        told = Conditional(z, fitted, [Data(emulator, self.likelihood(emulator, temper))])
        found = z.copy()
        found[:, fitted] = told.sample(None, self.steps, self.key(number))[-1].round(6)
        return found

    # ------------------------------------------------------------ waves

    def prior_wave(self, runs: int) -> Wave:
        return self.run("wave-1", 1, self.bench.space.draws(self.key(1), runs))

    def next_wave(self, number: int, before: list[Wave], runs: int, last: bool) -> Wave:
        """Runs where the posterior of what was run so far lies, and around."""
        emulator = self.emulator(self.training(before))
        z = self.bench.space.draws(self.key(number), runs)
        return self.run(f"wave-{number}", number, self.fitted_given(emulator, z, number, 1.5 if last else WIDER))

    def training(self, waves: list[Wave]) -> Wave:
        """All runs of later waves, and those of the first that lie as near the data as those: by what an emulator of all
        expects of them, never by what they gave, which would choose their chance."""
        everything = Wave.together(waves)
        if len(waves) == 1:
            return everything
        emulator = self.emulator(everything)
        likelihood = self.likelihood(emulator)
        later = Wave.together(waves[1:])
        limit = np.quantile(likelihood.distance(emulator.predict(later.z)), PLAUSIBLE)
        near = likelihood.distance(emulator.predict(waves[0].z)) <= limit
        return Wave.together([waves[0].only(near), later])

    # ------------------------------------------------------------ checks

    def convergence(self, emulator: Emulator, z: Matrix) -> Matrix:
        """Split R-hat by row and fitted parameter: chains of some rows, from starts drawn from the prior."""
        fitted, rows = self.bench.space.fitted, min(CHAIN_ROWS, len(z))
        told = Conditional(np.tile(z[:rows], (CHAINS, 1)), fitted, [Data(emulator, self.likelihood(emulator))])
        chance = np.random.Generator(np.random.PCG64(self.key(900)))
        start = chance.standard_normal((CHAINS * rows, len(fitted)))
        states = told.sample(start, self.steps, self.key(901), max(4, self.steps // 2))
        return split_rhat(states.reshape(len(states), CHAINS, rows, -1).swapaxes(0, 1))

    def ranks(self, known: list[Emulator], truth: Wave, number: int) -> Matrix:
        """Simulation-based calibration: each run is taken for data (with the error of observations), the fitted parameters
        sampled from them, and the true value ranked, 0 to RANKS, by run and parameter. Uniform if all is right.

        `known`: the emulator; for ranks within the posterior a second time, once for the observations (Säilynoja et al. 2025).
        """
        space = self.bench.space
        truth = truth.only(np.isfinite(truth.runs).all(axis=1))
        chance = np.random.Generator(np.random.PCG64(self.key(number)))
        noise = chance.standard_normal(truth.runs.shape) * [s.sd for s in self.bench.statistics]
        seen = truth.runs + noise
        expected = known[0].predict(truth.z)
        for at, s in enumerate(self.bench.statistics):
            if s.kind == "share":
                hits = chance.binomial(int(s.trials), 1 / (1 + np.exp(-truth.runs[:, at])))
                seen[:, at] = np.log((hits + 0.5) / (s.trials - hits + 0.5))
            elif s.kind == "count":
                seen[:, at] = chance.poisson(np.exp(expected[:, at]))
        data = [Data(e, self.likelihood(e), seen if place == 0 else None) for place, e in enumerate(known)]
        true = truth.z[:, space.fitted]
        # Starting at the truth is starting in the posterior: the chain need not find it first.
        states = Conditional(truth.z, space.fitted, data).sample(true, max(self.steps, 4 * RANKS), self.key(number + 1), RANKS)
        return np.asarray((states < true).sum(axis=0), dtype=float)
