"""How much of the engine's speed is left in gr.sweep: 1,000 runs of preset:two-places on two threads.

python benchmarks/sweep.py [--repeat N] [--threads N] [--no-fail]

Each time the same number of runs goes through the engine alone and through gr.sweep (plan, store and finished file
included), one after the other in one process. Prints the ratios; exits 5 if their median is below 0.7.
"""

import argparse
import statistics
import sys
import time

import genratchet as gr
from genratchet import _core

LEAST = 0.7
POINTS, REPLICATES = 125, 8
RUNS = POINTS * REPLICATES
DESIGN = {
    "design": "latin-hypercube", "points": POINTS, "factors": {"leak": {"low": 0, "high": 0.5}, "detection": {}},
    "replicates": REPLICATES, "policies": ["asymmetric"],
}  # fmt: skip


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-fail", action="store_true", help="exit 0 whatever the ratio")
    given = parser.parse_args()
    scenario = gr.Scenario.load("preset:two-places").select("asymmetric")
    options = _core.RunOptions(replicates=RUNS, threads=given.threads, premium_worlds=False)

    def engine():
        assert _core.run_only(scenario._core, options, None) == RUNS

    def swept():
        assert gr.sweep(scenario, DESIGN, threads=given.threads, progress=False).complete

    engine(), swept()  # memory and files are there once
    ratios = []
    for number in range(given.repeat):
        order = (engine, swept) if number % 2 == 0 else (swept, engine)
        took = {work: seconds(work) for work in order}
        ratios.append(took[engine] / took[swept])
        print(
            f"engine {RUNS / took[engine]:8,.0f} runs/s   gr.sweep {RUNS / took[swept]:8,.0f} runs/s   ratio {ratios[-1]:.2f}",
            flush=True,
        )
    middle = statistics.median(ratios)
    print(f"median ratio {middle:.2f} of {given.repeat}, {min(ratios):.2f} to {max(ratios):.2f}; at least {LEAST} is asked for")
    return 5 if middle < LEAST and not given.no_fail else 0


if __name__ == "__main__":
    sys.exit(main())
