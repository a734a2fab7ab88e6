"""Scenarios as models of the EMA Workbench, for exploratory modelling: many experiments, scenario discovery."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from genratchet import _core
from genratchet._factors import Factors, design_factors, needed
from genratchet._plain import plain
from genratchet.errors import ScenarioError
from genratchet.plot import HIGH, LOW
from genratchet.scenario import Scenario
from genratchet.swept import HEADLINE

PARTS = 180  # of a prior, as likely as each other


@dataclass(frozen=True)
class Experiment:
    """A function of the factors' values that runs them, and can be sent to other processes."""

    scenario_json: str
    choices: dict[str, Any]  # of the design: outputs, dates, policies, replicates, defaults
    outcomes: dict[str, tuple[int, int]]  # name: policy, column

    def __call__(self, **values: Any) -> dict[str, float]:
        row = {name: plain(value) for name, value in values.items()}
        try:
            worker = _core.SweepWorker(self.scenario_json, json.dumps(self.choices | {"rows": [row]}))
        except ScenarioError as error:
            first = next(p for p in error.problems if p.severity == "error")
            return self._nothing(row, first.message)
        results = worker.run([(0, replicate) for replicate in range(self.choices["replicates"])])
        if reasons := results.reasons():
            return self._nothing(row, reasons[0])
        means = results.numbers(len(self.choices["outputs"]) * len(self.choices["dates"])).mean(axis=0)
        return {name: float(means[place]) for name, place in self.outcomes.items()}

    def _nothing(self, row: dict[str, Any], reason: str) -> dict[str, float]:
        warnings.warn(f"An experiment failed, its outcomes are missing: {row}: {reason}", stacklevel=3)
        return dict.fromkeys(self.outcomes, np.nan)


def as_ema_model(
    scenario: Scenario,
    factors: Factors,
    *,
    outputs: Sequence[str] = (HEADLINE,),
    policies: Sequence[str] | None = None,
    dates: Sequence[str] | None = None,
    replicates: int = 1,
    defaults: bool = True,
    name: str | None = None,
) -> Any:
    """An ema_workbench.Model: uncertainties are the factors, outcomes the numbers of runs.

    >>> model = gr.as_ema_model(scenario, ["leak", "detection"])
    >>> with ema_workbench.SequentialEvaluator(model) as evaluator:
    ...     experiments, outcomes = evaluator.perform_experiments(100)

    Outcomes are called OUTPUT[POLICY], with several dates OUTPUT[POLICY]@YYYY-MM; each is the mean over the replicates,
    which have the same chance in every experiment. Where a run failed it is NaN, with a warning.

    Args:
        factors: names, each drawn from the middle 90 % of its parameter's prior, of whatever shape; or {name: (low, high)}, every
            value as likely as another, {name: [values]}, or as designs have them.
        policies: default: all.
        dates: default: the scenario's last report date.
        defaults: other parameters stay at their defaults; False: drawn, one draw for each replicate.
        name: of the model, letters and digits; default: the scenario's.

    Raises:
        ImportError: without ema_workbench; `pip install genratchet[sensitivity]` brings it.
        ScenarioError: with every problem of factors, outputs, policies and dates.
    """
    ema = needed("ema_workbench", "sensitivity")
    choices: dict[str, Any] = {"outputs": list(outputs), "replicates": replicates, "defaults": defaults}
    if policies is not None:
        choices["policies"] = list(policies)
    if dates is not None:
        choices["dates"] = list(dates)
    given = design_factors(factors)
    trial = choices | {"design": "latin-hypercube", "points": 1, "factors": given}
    plan = _core.sweep_for(scenario.to_json(), json.dumps(trial))
    choices["dates"] = plan.dates if dates is not None else [max(str(date) for date in plan.dates)]
    several = len(choices["dates"]) > 1
    outcomes = {
        f"{output[0]}[{policy}]" + (f"@{date}" if several else ""): (p, o * len(choices["dates"]) + d)
        for p, policy in enumerate(plan.policies)
        if policies is None or policy in policies
        for o, output in enumerate(plan.outputs)
        for d, date in enumerate(choices["dates"])
    }
    model = ema.Model(name or re.sub("[^A-Za-z0-9]", "", scenario.id), function=Experiment(scenario.to_json(), choices, outcomes))
    model.uncertainties = [_uncertainty(ema, factor, given[factor.name]) for factor in plan.factors]
    model.outcomes = [ema.ScalarOutcome(outcome) for outcome in outcomes]
    return model


def _uncertainty(ema: Any, factor: _core.Factor, given: Any) -> Any:
    if factor.values:
        return ema.CategoricalParameter(factor.name, [json.loads(text) for text in factor.values])
    if given.get("scale") == "log":
        return ema.RealParameter.from_dist(factor.name, needed("scipy.stats", "sensitivity").loguniform(given["low"], given["high"]))
    if "low" in given:
        return ema.RealParameter(factor.name, given["low"], given["high"])
    ends = [factor.at(float(u)) for u in np.linspace(LOW, HIGH, PARTS + 1)]
    return ema.RealParameter.from_dist(factor.name, needed("scipy.stats", "sensitivity").rv_histogram((np.ones(PARTS), ends), density=False)())
