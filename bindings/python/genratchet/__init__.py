"""GenRatchet: how genomic data accumulate under asymmetric openness, simulated.

>>> import genratchet as gr
>>> scenario = gr.Scenario.load("preset:us-countermeasures")
>>> result = scenario.run(replicates=8)
>>> result.summary()

Numbers follow from assumptions: see `scenario.parameters`. A range holds 90 % of runs; publish with 100.
"""

from genratchet._core import commit as __commit__
from genratchet._core import version as __version__
from genratchet.analyses import Challenge, Delay, Premium, challenge, delay, hindcast, premium
from genratchet.errors import GenRatchetError, ScenarioError, UnknownNameError
from genratchet.policies import Ablation, Credit, Tradeoff, ablation, credit, tradeoff
from genratchet.result import Paired, Result, compare, load
from genratchet.scenario import Explanation, Scenario, facts, presets

__all__ = [
    "__commit__", "__version__", "Ablation", "ablation", "Challenge", "challenge", "compare", "Credit", "credit", "Delay",
    "delay", "Explanation", "facts", "GenRatchetError", "hindcast", "load", "Paired", "Premium", "premium", "presets",
    "Result", "Scenario", "ScenarioError", "Tradeoff", "tradeoff", "UnknownNameError",
]  # fmt: skip
