"""The source distribution holds what the package is made of, and nothing that lay about."""

import os
import tarfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def names():
    folder = Path(os.environ.get("GENRATCHET_DIST", ""))
    found = sorted(folder.glob("genratchet-*.tar.gz")) if folder.name else []
    if not found:
        pytest.skip("GENRATCHET_DIST names no folder with a source distribution: ./dev test package makes one")
    with tarfile.open(found[-1]) as archive:
        return [name.partition("/")[2] for name in archive.getnames()]


def test_it_holds_its_own_folders_only(names):
    top = {name.partition("/")[0] for name in names if "/" in name}
    assert top == {"bindings", "cmake", "io", "models", "scenarios", "sim", "study"}


def test_scenarios_are_those_of_the_repository(names, root):
    shipped = {p.relative_to(root).as_posix() for p in (root / "scenarios").rglob("*.json")}
    assert {name for name in names if "scenarios/" in name} == shipped
