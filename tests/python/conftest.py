"""What Python tests share: where the repository is, and how to call the command line."""

import os
import subprocess
from pathlib import Path

import pytest

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
