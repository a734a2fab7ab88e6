"""The installed package, tested from outside: nothing of the repository is on its path."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

import genratchet as gr

# A background job hands on that signals are ignored, and what is started here would not end when it is told to.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root():
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def two_places():
    """The teaching world: a run takes half a millisecond."""
    return gr.Scenario.load("preset:two-places")


@pytest.fixture(scope="session")
def headline():
    """The headline scenario in a small world."""
    return gr.Scenario.load("preset:us-countermeasures").resized(500)


@pytest.fixture(scope="session")
def result(headline):
    """Eight runs of it."""
    return headline.run(replicates=8)


@pytest.fixture(scope="session")
def genratchet():
    """genratchet("run", "preset:two-places") -> CompletedProcess of the command line; skips where there is none."""
    executable = Path(os.environ.get("GENRATCHET", ROOT / "build" / "genratchet"))
    if not executable.exists():
        pytest.skip("build/genratchet does not exist: run ./dev build")

    def call(*arguments, **options):
        return subprocess.run([str(executable), *map(str, arguments)], capture_output=True, text=True, timeout=600, **options)

    return call
