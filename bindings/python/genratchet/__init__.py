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
from genratchet.result import Paired, Result, compare, load
from genratchet.scenario import Explanation, Scenario, facts, presets

__all__ = [
    "Challenge", "Delay", "Explanation", "GenRatchetError", "Paired", "Premium", "Result", "Scenario", "ScenarioError",
    "UnknownNameError", "__commit__", "__version__", "challenge", "compare", "delay", "facts", "hindcast", "load", "premium",
    "presets",
]  # fmt: skip
