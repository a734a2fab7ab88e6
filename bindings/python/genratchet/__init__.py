"""GenRatchet: how genomic data accumulate under asymmetric openness, simulated.

>>> import genratchet as gr
>>> scenario = gr.Scenario.load("preset:us-countermeasures")
>>> result = scenario.run(replicates=8)
>>> result.summary()

Numbers follow from assumptions: see `scenario.parameters`. A range holds 90 % of runs; publish with 100.
"""

from genratchet._core import commit as __commit__
from genratchet._core import version as __version__
from genratchet.analyses import Challenge, Delay, Premium, challenge, delay, premium
from genratchet.calibrate import Calibration, calibrate
from genratchet.catalogue import constants, facts, presets
from genratchet.ema import as_ema_model
from genratchet.errors import GenRatchetError, ScenarioError, UnknownNameError
from genratchet.hindcasts import hindcast
from genratchet.law import Explanation
from genratchet.policies import Ablation, Credit, Tradeoff, ablation, credit, tradeoff
from genratchet.result import Paired, Result, compare, load
from genratchet.rivals import Rivals, rivals
from genratchet.scenario import Scenario
from genratchet.sensitivity import Sensitivity, design_rows, morris_effects, sensitivity, sobol_indices
from genratchet.sweep import sweep
from genratchet.swept import Sweep, open_sweep

__all__ = [
    "__commit__", "__version__", "Ablation", "ablation", "as_ema_model", "calibrate", "Calibration", "Challenge", "challenge",
    "compare", "constants", "Credit", "credit", "Delay", "delay", "design_rows", "Explanation", "facts", "GenRatchetError",
    "hindcast", "load", "morris_effects",
    "open_sweep", "Paired", "Premium", "premium", "presets", "Result", "Rivals", "rivals", "Scenario",
    "ScenarioError", "Sensitivity",
    "sensitivity", "sobol_indices", "Sweep", "sweep", "Tradeoff", "tradeoff", "UnknownNameError",
]  # fmt: skip
