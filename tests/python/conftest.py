"""What Python tests share: where the repository is, and how to call the command line."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

# A background job hands on that signals are ignored, and what is started here would not end when it is told to.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root():
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def genratchet():
    """genratchet("run", "file.json") -> CompletedProcess with text; skips while there is no executable."""
    executable = Path(os.environ.get("GENRATCHET", ROOT / "build" / "genratchet"))
    if not executable.exists():
        pytest.skip("build/genratchet does not exist: run ./dev build")

    def call(*arguments, **options):
        options = {"capture_output": True, "text": True, "timeout": 600, **options}
        words = [word if isinstance(word, bytes) else str(word) for word in arguments]
        return subprocess.run([str(executable), *words], **options)

    return call
