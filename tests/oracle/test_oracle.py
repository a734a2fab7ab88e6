"""genratchet and the oracle meet in every number of random small worlds, of the teaching world, of a shrunken headline."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from .compare import Result, differences, report
from .oracle import simulate
from .scenario import listed_policies, parameter_bounds
from .worlds import KEPT, random_world

ROOT = Path(__file__).resolve().parents[2]
GENRATCHET = os.environ.get("GENRATCHET", str(ROOT / "build" / "genratchet"))
FAILED = Path(__file__).parent / "failed"  # scenario files of worlds that differ, for replay
WORLDS = [*range(33), *KEPT]


@cache
def bounds() -> dict:
    return parameter_bounds(GENRATCHET)


def run_genratchet(scenario, out: Path, *options: str) -> dict:
    """Runs the executable; the resolved scenario."""
    command = [GENRATCHET, "run", str(scenario), "--out", str(out), "--quiet", "--no-challenge", *options]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads((out / "scenario.json").read_text())


def assert_agree(name: str, scenario: dict, out: Path, replicates: int = 1, policies=None):
    result = Result(out)
    for replicate in range(replicates):
        reference = simulate(scenario, scenario["reference"], replicate, bounds())
        for policy in policies or listed_policies(scenario):
            run = reference
            if policy != scenario["reference"]:
                run = simulate(scenario, policy, replicate, bounds())
            found = differences(result, policy, run, replicate, reference)
            if found:
                FAILED.mkdir(exist_ok=True)
                kept = FAILED / f"{name}.json"
                shutil.copy(out / "scenario.json", kept)
                pytest.fail(f"{name}, policy {policy}, replicate {replicate} (replay: {kept}): {report(found)}")


@pytest.mark.parametrize("seed", WORLDS)
def test_random_world(seed, tmp_path):
    file = tmp_path / f"world-{seed}.json"
    file.write_text(json.dumps(random_world(seed), indent=1))
    scenario = run_genratchet(file, tmp_path / "out")
    assert_agree(f"world-{seed}", scenario, tmp_path / "out")


def test_two_places(tmp_path):
    scenario = run_genratchet("preset:two-places", tmp_path / "out", "--replicates", "2")
    assert_agree("two-places", scenario, tmp_path / "out", replicates=2)


def test_shrunken_headline(tmp_path):
    policies = ["current-law", "full-closure"]
    options = [x for p in policies for x in ("--policy", p)]
    scenario = run_genratchet("preset:us-countermeasures", tmp_path / "out", "--institutions", "60", "--replicates", "1",
                              "--set", "end=2014-12", "--set", 'report=["2014-12"]', *options)
    assert_agree("us-countermeasures", scenario, tmp_path / "out", policies=policies)


def test_nothing_is_vacuous(tmp_path):
    """Each output is above zero in several of the worlds compared."""
    active = {}
    for seed in WORLDS:
        file = tmp_path / f"world-{seed}.json"
        file.write_text(json.dumps(random_world(seed)))
        run_genratchet(file, tmp_path / f"out-{seed}")
        result = Result(tmp_path / f"out-{seed}")
        for name in result.outputs():
            active[name] = active.get(name, 0) + bool(np.nan_to_num(result.data[name][:]).any())
    table = "\n".join(f"{count:3} of {len(WORLDS)} worlds  {name}" for name, count in sorted(active.items()))
    print(table)
    assert min(active.values()) >= 3, table
