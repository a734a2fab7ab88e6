"""What a calibration leaves: a posterior, and what must be known to trust it or not."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from genratchet._html import html_table
from genratchet.calibrate._plot import CalibrationPlot
from genratchet.calibrate._space import Matrix, Space
from genratchet.calibrate._statistics import Statistic

DIGITS = 6
NOT_IDENTIFIABLE = (
    "Declared not identifiable from these data: rho_gsa against spend_prc; depositor_pull against the mandate; evasion against "
    "detection; foreign_share_tests, repatriated, mirroring, leak. Whatever is not fitted keeps its prior and is swept. detection carries the "
    "product violations x detection x publication: it enters the count as a plain factor, over two powers of ten; publication cannot "
    "exceed 1, so it could only lower the count; and three cases cannot settle how much is evaded."
)


@dataclass(frozen=True)
class Calibration:
    """A posterior of the fitted parameters, row by row with the others' prior draws, and its checks.

    Attributes:
        posterior: a row for each replicate of a scenario whose seed is `design_seed`, a column for each fitted parameter.
        prior_predictive, posterior_predictive: every observation among runs of the prior and of the posterior: observed, median,
            low, high (90 % of runs), `below` (share of runs below it), `pit`, `conflict`.
        parameters: prior and posterior of each, contraction (1 - variance after / before).
        pairs: correlations of the fitted with anything, of 0.25 or more.
        directions: principal axes of the fitted, the least known first.
        accuracy: of the emulator on runs held out: r2, residual_sd beside the observation's sd.
        convergence: split R-hat of chains from starts drawn from the prior, by parameter, over rows.
        ranks, posterior_ranks: simulation-based calibration over the prior, and within the posterior.
        sizes: what a small world would have given.
        importance: effective rows, of all, when the emulator is made anew with the posterior's own runs.
        made_by: how it came about.
    """

    space: Space = field(repr=False)
    statistics: list[Statistic] = field(repr=False)
    prior_z: Matrix = field(repr=False)
    posterior_z: Matrix = field(repr=False)
    posterior: pd.DataFrame
    prior_predictive: pd.DataFrame
    parameters: pd.DataFrame
    pairs: pd.DataFrame
    directions: pd.DataFrame
    accuracy: pd.DataFrame
    design_seed: int
    made_by: dict[str, Any]
    convergence: pd.DataFrame = field(default_factory=pd.DataFrame)
    posterior_predictive: pd.DataFrame = field(default_factory=pd.DataFrame)
    ranks: pd.DataFrame = field(default_factory=pd.DataFrame)
    posterior_ranks: pd.DataFrame = field(default_factory=pd.DataFrame)
    sizes: pd.DataFrame = field(default_factory=pd.DataFrame)
    importance: float = float("nan")
    all_ranks: Mapping[str, Matrix] = field(default_factory=dict, repr=False)

    @property
    def plot(self) -> CalibrationPlot:
        """.parameters(), .pairs(), .predictive(), .ranks()"""
        return CalibrationPlot(self)

    @property
    def conflicts(self) -> list[str]:
        """Observations that the posterior cannot reach (or, without its runs, the prior)."""
        table = self.prior_predictive if self.posterior_predictive.empty else self.posterior_predictive
        return [str(name) for name in table.loc[table["conflict"], "statistic"]]

    def to_dict(self, command: str = "gr.calibrate") -> dict[str, Any]:
        """As a scenario's `posterior` reads it."""
        return {
            "title": f"Posterior of {self.space.scenario.title}",
            "note": "Row i belongs to replicate i of a scenario whose seed is design_seed; parameters that are not listed keep their prior. "
            + NOT_IDENTIFIABLE,
            "source": "Observations marked calibrate in scenarios/evidence/observations.json: " + ", ".join(dict.fromkeys(s.fact for s in self.statistics)),
            "made_by": {"command": command} | self.made_by,
            "design_seed": self.design_seed,
            "parameters": list(self.posterior.columns),
            "rows": [[float(f"{value:.{DIGITS}g}") for value in row] for row in self.posterior.to_numpy()],
        }  # fmt: skip

    def save(self, path: str | os.PathLike[str], command: str = "gr.calibrate") -> None:
        """Writes the posterior: JSON, numbers to six digits, in one step."""
        told = self.to_dict(command)
        rows = ",\n    ".join(json.dumps(row) for row in told.pop("rows"))
        head = json.dumps(told, indent=2, ensure_ascii=False)[:-2]
        target = Path(path).absolute()
        draft = target.with_name(target.name + ".draft")
        draft.write_text(f'{head},\n  "rows": [\n    {rows}\n  ]\n}}\n', "utf-8")
        os.replace(draft, target)

    # ------------------------------------------------------------ in words

    def sections(self) -> list[tuple[str, str, pd.DataFrame]]:
        """Title, what must be said, table; in the order of a report. Empty tables are left out."""
        told = [
            ("Before fitting: observations among runs of the prior", CENTRED + PREDICTIVE, self.prior_predictive),
            ("Fitted parameters", CONTRACTION, self.parameters),
            ("After fitting: observations among runs of the posterior", self._conflict_note() + PREDICTIVE, self.posterior_predictive),
            ("Parameters that go together", PAIRS + NOT_IDENTIFIABLE, self.pairs),
            ("Directions, the least known first", DIRECTIONS, self.directions),
            ("The emulator on runs held out", ACCURACY, self._accuracy()),
            ("Chains from different starts (split R-hat)", CONVERGENCE, self.convergence),
            ("Ranks of known values, data from the prior", RANKED, self.ranks),
            ("Ranks of known values, within the posterior", RANKED_WITHIN, self.posterior_ranks),
            ("What a small world would have given", SIZES, self.sizes),
        ]
        return [section for section in told if not section[2].empty]

    def _accuracy(self) -> pd.DataFrame:
        """Of the last emulator, and the first one's residual_sd."""
        first, last = (self.accuracy[self.accuracy["wave"] == wave] for wave in (1, self.accuracy["wave"].max()))
        table = last.drop(columns="wave").reset_index(drop=True)
        table.insert(3, "residual_sd_first", first["residual_sd"].to_numpy())
        return table

    def _conflict_note(self) -> str:
        table = self.posterior_predictive
        beside = [] if table.empty else [str(name) for name in table.loc[table["below"].isin([0, 1]), "statistic"]]
        aside = f"All runs lie on one side of {'; '.join(beside)}: only its error lets it pass. " if beside else ""
        if not self.conflicts:
            return f"No observation lies in the outer 2.5 % on either side. {aside}"
        return "CONFLICTS, which no values of the fitted parameters mend: " + "; ".join(self.conflicts) + f". {aside}"

    def _head(self) -> list[str]:
        made, rows = self.made_by, len(self.posterior)
        lines = [
            f"{rows} rows, design seed {self.design_seed}; {made['runs']:,} runs of {made['institutions']:,} institutions, seed {made['seed']}, GenRatchet {made['version']}",
            f"{int(self.parameters['informed'].sum())} of {len(self.parameters)} fitted parameters are informed by the data" + self._uninformed(),
        ]
        if np.isfinite(self.importance):
            lines.append(
                f"Effective rows, weighed by an emulator that knows the posterior's own runs too: {self.importance * rows:.0f} of {rows}. "
                "That is the emulator's error, not the mixing of chains"
            )
        return lines

    def _uninformed(self) -> str:
        left = self.parameters.loc[~self.parameters["informed"].astype(bool), "parameter"]
        return f", not: {', '.join(left)}" if len(left) else ""

    def report(self, form: str = "text") -> str:
        """Everything, as "text" or "markdown"."""
        if form not in ("text", "markdown"):
            raise ValueError(f'"{form}" is no form of a report. Known: text, markdown')
        mark = form == "markdown"
        parts = [f"Calibration of {self.space.scenario.id}", *self._head(), METHOD]
        for title, note, table in self.sections():
            shown = markdown(table) if mark else table.to_string(index=False, float_format=short)
            parts.append(f"{'## ' if mark else ''}{title}\n\n{note}\n\n{shown}")
        return "\n\n".join(parts)

    def __repr__(self) -> str:
        return "\n".join([f"<Calibration of {self.space.scenario.id}>", *("  " + line for line in self._head())])

    def _repr_html_(self) -> str:
        parts = [f"<b>Calibration of {self.space.scenario.id}</b>", *(f"<div>{line}</div>" for line in self._head())]
        return "".join([*parts, *(f"<h4>{title}</h4><div>{note}</div>{html_table(table)}" for title, note, table in self.sections())])


METHOD = (
    "A cut posterior: p(fitted parameters | all others, data) x prior(others). The data move the fitted parameters alone, so that no "
    "observation of archives can pass for knowledge of what it does not identify. Waves of runs: the first at draws from the prior, looked at before anything is fitted (the first table); each later one where the "
    "posterior of those before it lies, widened. Of the runs an emulator learns every statistic as a polynomial of the parameters, "
    "fitted or not, and how far runs scatter around it. The likelihood is normal in logs (binomial for shares, Poisson for counts), with "
    "the observation's error and that scatter together. Each row keeps a draw of the prior for all parameters "
    "that are not fitted; the fitted ones are sampled given it, by elliptical slice sampling. Every row is then run at full size, "
    "which the emulator has no part in (the third table)."
)
PREDICTIVE = (
    "median, low, high: of the runs (90 % of them between low and high). below: share of runs below the observation. pit: its "
    "place in the predictive distribution, the error of the observation included."
)
CENTRED = (
    "Priors that were centred on these observations agree with them by construction: this is then no test, and the data count somewhat "
    "twice. The observations' errors are judgements of the file they stand in. "
)
CONTRACTION = (
    "Medians and middle 90 %. shift: of the mean, in prior standard deviations. contraction: 1 - variance after / before. informed: a "
    "contraction of 0.1 or more, or a shift of 0.5."
)
PAIRS = "Correlations of 0.25 or more: the data say something of both together, less of each. "
DIRECTIONS = "Principal axes of the fitted parameters' positions; variance 1 is the prior's, so what is near 1 the data say nothing about."
ACCURACY = (
    "After the last wave; residual_sd_first: after the first. residual_sd is chance and lack of fit together, and is part of the likelihood beside sd, the observation's own. low, high: 5 % "
    "and 95 % of residuals over their sd (normal: -1.64, 1.64). Counts: r2 is the deviance explained."
)
CONVERGENCE = (
    "Below 1.05 is good. Above 1.1, given that row's unfitted parameters, the density has or seems to have more than one mode, between "
    "which chains seldom cross: the share of rows in each mode is not settled. Ranks below start at the truth and cannot show that."
)
RANKED = (
    "Held-out runs of the prior taken for data. Uniform ranks have mean 0.5, spread 1 and 0.9 inside_90; spread above 1: the posterior is too narrow."
)
RANKED_WITHIN = (
    "Runs of the posterior taken for a second set of data beside the observations, where the emulator matters. Read as above. Counts "
    "are drawn from the emulator in both."
)
SIZES = (
    "The same parameters in a small world and at full size. difference: small minus full, mean, in logs (counts: counts). This is why "
    "runs have full size."
)


def short(value: float) -> str:
    """Five digits: years need them."""
    return "-" if value != value else f"{value:.5g}" if abs(value) >= 1000 else f"{value:.3g}"


def markdown(table: pd.DataFrame) -> str:
    def cell(value: Any) -> str:
        return short(value) if isinstance(value, float) else str(value)

    lines = ["| " + " | ".join(table.columns) + " |", "|" + "---|" * len(table.columns)]
    return "\n".join([*lines, *("| " + " | ".join(map(cell, row)) + " |" for row in table.itertuples(index=False))])
