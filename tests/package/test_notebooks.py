"""The notebooks run from top to bottom in a copy of their folder, and lie in the repository without what they print."""

import os
import shutil
import sys
import time
from pathlib import Path

import pytest

import genratchet as gr

pytest.importorskip("ipykernel", reason="pip install '.[notebooks]'")
nbclient = pytest.importorskip("nbclient", reason="pip install '.[notebooks]'")
nbformat = pytest.importorskip("nbformat", reason="pip install '.[notebooks]'")

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
NEEDS = {"03_what_drives_the_result": ["SALib", "ema_workbench"], "04_sweep": ["distributed"]}
SECONDS = 120  # for a whole notebook


def read(folder, name):
    return nbformat.read(folder / f"{name}.ipynb", as_version=4)


@pytest.fixture
def kernel(tmp_path, monkeypatch):
    """The name of a kernel that is this interpreter, with this package."""
    here = tmp_path / "jupyter" / "kernels" / "here"
    here.mkdir(parents=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    here.joinpath("kernel.json").write_text(f'{{"argv": {argv}, "display_name": "here", "language": "python"}}'.replace("'", '"'))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    package = str(Path(gr.__file__).parents[1])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")])))
    return "here"


def test_six_notebooks():
    assert [name[:2] for name in NAMES] == ["01", "02", "03", "04", "05", "06"]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_stripped(name):
    notebook = read(FOLDER, name)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}
    assert [cell.id for cell in notebook.cells] == [str(n) for n in range(len(notebook.cells))]  # as nbstripout leaves them
    for cell in notebook.cells:
        assert not cell.metadata
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None
    assert 8 <= len(notebook.cells) <= 16


@pytest.mark.parametrize("name", NAMES)
def test_it_warns_its_reader(name):
    first = read(FOLDER, name).cells[0].source
    assert "do not cite" in first or "not legal advice" in first
    texts = " ".join(cell.source for cell in read(FOLDER, name).cells)
    assert "do not cite" in texts
    for word in ("significant", "predict", "confidence", "status quo"):
        assert word not in texts.lower(), word


@pytest.mark.parametrize("name", NAMES)
def test_it_runs(name, kernel, tmp_path):
    for module in NEEDS.get(name, []):
        pytest.importorskip(module)
    before = sorted(FOLDER.rglob("*"))
    work = Path(shutil.copytree(FOLDER, tmp_path / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints")))
    notebook = read(work, name)
    end = time.monotonic() + SECONDS
    left = {"timeout_func": lambda cell: max(1, int(end - time.monotonic()))}
    nbclient.NotebookClient(notebook, kernel_name=kernel, resources={"metadata": {"path": str(work)}}, **left).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert sorted(FOLDER.rglob("*")) == before
